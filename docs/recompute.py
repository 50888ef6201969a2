"""Recomputes two numbers of docs/method.md without détente: in what share of draws London has a deal on 23 April, as
things stand and with the guarantee given as stated.

    python3 docs/recompute.py          # from the root of the repository; Python 3.11 or newer, nothing else

It reads the case file, makes the draws as docs/method.md describes them, tries every package, and prints what
`detente brief cases/london-2025` and `detente levers cases/london-2025` print. It knows only what this case needs: no lever in use, no rank order.
"""

import hashlib
import itertools
import struct
import sys
import tomllib

DAY, DRAWS, SEED = "2025-04-23", int(sys.argv[1]) if len(sys.argv) > 1 else 1000, 1
LEVELS = {"propose": (85, 100), "accept": (65, 85), "tolerate": (45, 65), "oppose": (10, 45), "red_line": (0, 10)}
WEIGHTS = {"none": (0, 0), "low": (5, 15), "medium": (15, 30), "high": (30, 50), "vital": (50, 80)}

case = tomllib.load(open("cases/london-2025/case.toml", "rb"))


def known(statement):
    """Whether a statement is used on the day: its sources have appeared, and it belongs to no set of assumptions."""
    cites = statement.get("cite", [])
    sources = [cite.split("#")[0] for cite in ([cites] if isinstance(cites, str) else cites)]
    return "set" not in statement and all(str(case["sources"][source]["date"]) <= DAY for source in sources)


def chacha8(seed, stream, block):
    """The sixteen 32-bit words of one block."""
    start = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574, *struct.unpack("<8I", struct.pack("<Q", seed) + bytes(24))]
    start += [block & 0xFFFFFFFF, block >> 32, stream & 0xFFFFFFFF, stream >> 32]
    words = start[:]

    def quarter(a, b, c, d):
        for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            words[x] = (words[x] + words[y]) & 0xFFFFFFFF
            mixed = words[z] ^ words[x]
            words[z] = (mixed << turn | mixed >> 32 - turn) & 0xFFFFFFFF

    for _ in range(4):
        for column in range(4):
            quarter(column, column + 4, column + 8, column + 12)
        for row in range(4):
            quarter(row, (row + 1) % 4 + 4, (row + 2) % 4 + 8, (row + 3) % 4 + 12)
    return [(one + other) & 0xFFFFFFFF for one, other in zip(words, start)]


def words(name):
    """The random word behind every draw of what has this name."""
    stream = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "little")
    halves = [word for block in range((2 * DRAWS + 15) // 16) for word in chacha8(SEED, stream, block)]
    return [halves[2 * n] | halves[2 * n + 1] << 32 for n in range(DRAWS)]


def between(word, low, high):
    return low + (word * (high - low + 1) >> 64)


def draws(name, low, high):
    """A number in every draw, in millionths."""
    low, high = round(low * 1_000_000), round(high * 1_000_000)
    return [between(word, low, high) for word in words(name)]


def rungs(names, said, proposed, red):
    """The numbers of the rungs of a ladder in every draw, in millionths: one rung is best, and none farther from it is
    above one nearer to it. `names` are those of the streams, `said` holds an interval or nothing for each rung."""
    count, top = len(said), 100_000_000
    said = [one and tuple(round(end * 1_000_000) for end in one) for one in said]
    known = [rung for rung in range(count) if said[rung]]
    fits = lambda rung, others: all(said[other][0] <= said[rung][1] for other in others)
    possible = [
        best for best in range(count)
        if all(fits(rung, [other for other in known if other < rung]) for rung in known if rung <= best)
        and all(fits(rung, [other for other in known if other > rung]) for rung in known if rung >= best)
    ]
    # A proposed rung is best, if there is one; else no rung that has a red line before it or on it.
    plain = [rung for rung in known if rung not in red]
    behind = lambda rung: rung in red or any(min(rung, one) < line < max(rung, one) for line in red for one in plain)
    bests = [best for best in possible if best in proposed] if proposed else [best for best in possible if not behind(best)] or possible
    said_bests = [best for best in bests if said[best]]
    runs = [list(run) for silent, run in itertools.groupby(range(count), lambda rung: said[rung] is None) if silent]
    choice = {what: words(f"{names[0].rsplit('/', 2)[0]}/{what}") for what in ("best", "side", "peak")}
    own = [words(name) for name in names]
    numbers = [[0] * DRAWS for _ in range(count)]
    for n in range(DRAWS):
        choose = lambda what, among: among[choice[what][n] * len(among) >> 64]
        row = [0] * count

        def fill(places, low, high):
            for place, number in zip(places, sorted(between(own[place][n], low, high) for place in places)):
                row[place] = number

        if said_bests:
            best = choose("best", said_bests)
            beside = [run for run in runs if (run[-1] + 1 == best or run[0] == best + 1) and set(run) & set(bests)]
            where = choose("side", [[best]] + ([] if proposed else beside))
            peak = where[0] if len(where) == 1 and where[0] == best else choose("peak", where)
        else:
            where = choose("side", [run for run in runs if set(run) & set(bests)])
            peak = best = choose("peak", [rung for rung in where if rung in bests])
        for rung in known:
            outer = [one for one in known if (one <= rung if rung <= best else one >= rung)]
            inner = [one for one in known if min(rung, best) <= one <= max(rung, best)]
            low = max(said[one][0] for one in (known if rung == best else outer))
            row[rung] = between(own[rung][n], low, min(said[one][1] for one in inner))
        for side in ([one for one in known if one <= best], [one for one in reversed(known) if one >= best]):
            for place, number in zip(side, sorted(row[one] for one in side)):
                row[place] = number
        for run in runs:
            before = row[run[0] - 1] if run[0] > 0 else None
            after = row[run[-1] + 1] if run[-1] + 1 < count else None
            if before is None and after is None:
                for rung in run:
                    row[rung] = between(own[rung][n], 0, top)
                for side in (run[: peak + 1], run[peak:][::-1]):
                    for place, number in zip(side, sorted(row[one] for one in side)):
                        row[place] = number
            elif peak in run:
                rising, falling = [one for one in run if one < peak], [one for one in reversed(run) if one > peak]
                from_above = (-1 if after is None else after) > (-1 if before is None else before)
                inner, outer = (falling + [peak], rising) if from_above else (rising + [peak], falling)
                higher, lower = (after, before) if from_above else (before, after)
                fill(inner, higher, max(top, higher))
                fill(outer, min(lower or 0, row[peak]), row[peak])
            else:
                inner, outer = (after, before) if peak > run[-1] else (before, after)
                fill(run if peak > run[-1] else run[::-1], min(outer or 0, inner), inner)
        for rung in range(count):
            numbers[rung][n] = row[rung]
    return numbers


issues = {name: [option for option in issue["options"] if known(option)] for name, issue in case["issues"].items() if known(issue)}
consent = case["case"]["instrument"]["consent"]
parties = consent + sorted({need for options in issues.values() for option in options for need in option.get("needs", [])})

# What each party thinks of each option; reports are read last, so that they replace assumptions.
values, red_lines, proposals = {}, set(), {}
for stance in sorted(filter(known, case["stances"]), key=lambda stance: stance.get("basis") != "assumed"):
    for level, interval in LEVELS.items():
        for option in stance.get(level, []):
            values[stance["party"], stance["issue"], option] = interval
            proposals[stance["party"], stance["issue"], option] = level == "propose"
            if level == "red_line":
                red_lines.add((stance["party"], stance["issue"], option))
    for option, interval in stance.get("values", {}).items():
        values[stance["party"], stance["issue"], option] = interval
weights = {(entry["party"], issue): WEIGHTS[word] for entry in case["weights"] for issue, word in entry["issues"].items()}

# For each party, issue and option: weight × (value − no-deal value), draw by draw.
terms, weight_sums = {}, {}
for party in parties:
    no_deal = draws(f"{party}/no-deal", *next(entry["value"] for entry in case["no_deal"] if entry["party"] == party))
    for issue, options in issues.items():
        low, high = weights.get((party, issue), (0, 50))
        weight = draws(f"{party}/{issue}/weight", max(low, 0.001) if high > 0 else 0, high)
        weight_sums[party] = [one + other for one, other in zip(weight_sums.get(party, [0] * DRAWS), weight)]
        ids = [option["id"] for option in options]
        streams = [f"{party}/{issue}/{option}/value" for option in ids]
        said = [values.get((party, issue, option)) for option in ids]
        if case["issues"][issue].get("kind") == "ladder":
            marked = lambda marks: [rung for rung, option in enumerate(ids) if (party, issue, option) in marks]
            drawn = rungs(streams, said, marked({key for key, is_so in proposals.items() if is_so}), marked(red_lines))
        else:
            drawn = [draws(stream, *(interval or (0, 100))) for stream, interval in zip(streams, said)]
        for option, value in zip(ids, drawn):
            terms[party, issue, option] = [w * (v - d) for w, v, d in zip(weight, value, no_deal)]


def allowed(chosen):
    """The two rules of the case."""
    freeze = chosen["line"] != "freeze" or chosen["oblasts"] == "de-facto"
    return freeze and not (chosen["seized"] in ("us-de-facto", "ua-de-facto") and chosen["oblasts"] == "withdrawal")


# A guarantee adds obligation × credibility × worth to any agreement, each number drawn by itself.
name, guarantee = next(iter(case["guarantees"].items()))
numbers = [draws(f"guarantee/{name}/{part}", *guarantee[part]) for part in ("obligation", "credibility", "worth")]
added = [o * c * w // 10**12 for o, c, w in zip(*numbers)]

packages, deal_in, deal_given = 0, [False] * DRAWS, [False] * DRAWS
for options in itertools.product(*issues.values()):
    packages += 1
    chosen = {issue: option["id"] for issue, option in zip(issues, options)}
    asked = set(consent).union(*(option.get("needs", []) for option in options))
    if not allowed(chosen) or any((party, *term) in red_lines for party in asked for term in chosen.items()):
        continue
    sums = [[sum(draw) for draw in zip(*(terms[(party, *term)] for term in chosen.items()))] for party in asked]
    deal_in = [deal or all(total >= 0 for total in totals) for deal, totals in zip(deal_in, zip(*sums))]
    for place, party in enumerate(asked):
        if party == guarantee["beneficiary"]:
            sums[place] = [total + more * sum for total, more, sum in zip(sums[place], added, weight_sums[party])]
    deal_given = [deal or all(total >= 0 for total in totals) for deal, totals in zip(deal_given, zip(*sums))]

share, z = sum(deal_in) / DRAWS, 1.959963984540054
middle, half = share + z * z / (2 * DRAWS), z * (share * (1 - share) / DRAWS + z * z / (4 * DRAWS**2)) ** 0.5
low, high = (middle - half) / (1 + z * z / DRAWS), (middle + half) / (1 + z * z / DRAWS)
print(f"{packages} packages; a deal in {sum(deal_in)} of {DRAWS} draws: {share:.0%} (95% interval {low:.0%} to {high:.0%})")
print(f"with the guarantee given: a deal in {sum(deal_given)} of {DRAWS} draws")
