"""Recomputes shares of draws of docs/method.md without détente: in what share there is a deal, and, for London, in what
share with the guarantee given as stated.

    python3 docs/recompute.py                          # London; from the root of the repository; Python 3.11 or newer
    python3 docs/recompute.py docs/recompute/*.toml    # other cases: folders, or files
    python3 docs/recompute.py --draws 4000 cases/kigali-2016

It was written from docs/method.md and docs/case-format.md alone. It reads the case file, makes the draws as method.md
describes them, tries every package, and prints what `detente why` prints. It knows only what small cases need: no lever or
guarantee in use, no `unless`, no red line with silent rungs beyond it, no order on a ladder or beside levels. Orders
without numbers are drawn from Python's own dice, so there the two agree within their sampling errors, and elsewhere to the
last draw.
"""

import hashlib
import itertools
import math
import pathlib
import random
import struct
import sys
import tomllib
from fractions import Fraction

SEED, DRAWS = 1, 1000
LEVELS = {"propose": (85, 100), "accept": (65, 85), "tolerate": (45, 65), "oppose": (10, 45), "red_line": (0, 10)}
WEIGHTS = {"none": (0, 0), "low": (5, 15), "medium": (15, 30), "high": (30, 50), "vital": (50, 80), "unstated": (0, 50)}


def ends(value):
    """The ends of an interval: `12`, `[10, 20]` or `"100/3"`."""
    low, high = value if isinstance(value, list) else (value, value)
    exact = lambda end: Fraction(end) if isinstance(end, (int, str)) else Fraction(repr(end))
    return exact(low), exact(high)


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
    """A number in every draw, in millionths. What is known exactly is not drawn."""
    low, high = Fraction(low) * 1_000_000, Fraction(high) * 1_000_000
    if low == high:
        return [low.numerator if low.denominator == 1 else low] * DRAWS
    return [between(word, round(low), round(high)) for word in words(name)]


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


class Case:
    """What a case says on its own day, of sources and standing assumptions alike."""

    def __init__(self, path):
        path = pathlib.Path(path)
        self.said = tomllib.load(open(path / "case.toml" if path.is_dir() else path, "rb"))
        self.day = self.said["case"]["as_of"]
        scale = self.said.get("scale", {})
        self.levels = LEVELS | {word: tuple(ends(scale[word])) for word in LEVELS if word in scale}
        self.weights = WEIGHTS | {word: ends(value) for word, value in scale.get("weights", {}).items()}
        self.silence = ends(scale.get("unknown", [0, 100]))
        known_options = lambda issue: [option for option in issue["options"] if self.known(option)]
        issues = self.said["issues"].items()
        self.issues = {name: known_options(issue) for name, issue in issues if self.known(issue)}
        self.consent = self.said["case"]["instrument"]["consent"]
        needed = {need for options in self.issues.values() for option in options for need in option.get("needs", [])}
        self.parties = self.consent + sorted(needed - set(self.consent))
        self.values, self.red_lines, self.proposed, self.orders, self.shapes = {}, set(), set(), {}, {}
        for stance in self.in_turn("stances"):
            self.hear(stance)

    def appeared(self, statement):
        """The day from which on its earliest source can be cited; an assumption is there from the beginning."""
        cites = statement.get("cite", [])
        sources = [cite.split("#")[0] for cite in ([cites] if isinstance(cites, str) else cites)]
        return min((str(self.said["sources"][source]["date"]) for source in sources), default="")

    def known(self, statement):
        """Whether a statement is used on the day: it has begun, and it belongs to no set of assumptions."""
        begun = max(self.appeared(statement), str(statement.get("since", ""))) <= str(self.day)
        return "set" not in statement and begun and str(statement.get("until", "9999")) >= str(self.day)

    def in_turn(self, table):
        """Statements of one kind, the weightiest last: assumptions before reports, older before newer."""
        rows = filter(self.known, self.said.get(table, []))
        return sorted(rows, key=lambda row: (row.get("basis") != "assumed", self.appeared(row)))

    def hear(self, stance):
        members = self.said.get("blocs", {}).get(stance["party"], {"members": [stance["party"]]})["members"]
        for party, issue in ((party, stance["issue"]) for party in members):
            for level, interval in self.levels.items():
                for option in stance.get(level, []):
                    term = party, issue, option
                    self.values[term] = interval
                    (self.proposed.add if level == "propose" else self.proposed.discard)(term)
                    (self.red_lines.add if level == "red_line" else self.red_lines.discard)(term)
            for option, value in stance.get("values", {}).items():
                self.values[party, issue, option] = ends(value)
            if "order" in stance:
                self.orders[party, issue] = stance["order"]
            if "shape" in stance:
                self.shapes[party, issue] = stance["shape"]

    def no_deal(self, party):
        found = [ends(row["value"]) for row in self.in_turn("no_deal") if row["party"] == party]
        return draws(f"{party}/no-deal", *(found[-1] if found else (0, 100)))

    def weight(self, party, issue):
        """Of a party that ranks its issues: all weights at once."""
        rows = [row for row in self.in_turn("weights") if row["party"] == party]
        if rows and "order" in rows[-1]:
            return ranked_weights(f"{party}", rows[-1]["order"], list(self.issues))[issue]
        words = [row["issues"][issue] for row in rows if issue in row["issues"]]
        word = words[-1] if words else "unstated"
        low, high = self.weights[word] if isinstance(word, str) and word in self.weights else ends(word)
        return draws(f"{party}/{issue}/weight", max(low, Fraction(1, 1000)) if high > 0 else 0, high)

    def worths(self, party, issue):
        """By option, what it is worth to a party in every draw."""
        ids = [option["id"] for option in self.issues[issue]]
        if (party, issue) in self.orders:
            return ranked_values(f"{party}/{issue}", self.orders[party, issue], ids)
        streams = [f"{party}/{issue}/{option}/value" for option in ids]
        said = [self.values.get((party, issue, option)) for option in ids]
        is_ladder = self.said["issues"][issue].get("kind") == "ladder"
        if is_ladder and self.shapes.get((party, issue), "peaked") == "peaked":
            marked = lambda marks: [rung for rung, option in enumerate(ids) if (party, issue, option) in marks]
            drawn = rungs(streams, said, marked(self.proposed), marked(self.red_lines))
        else:
            drawn = [draws(stream, *(interval or self.silence)) for stream, interval in zip(streams, said)]
        return dict(zip(ids, drawn))

    def allowed(self, chosen):
        """Whether a package keeps every rule."""
        for rule in filter(self.known, self.said.get("rules", {}).values()):
            if holds(rule["if"], chosen) and not holds(rule["then"], chosen):
                return False
        return True


def holds(condition, chosen):
    """`issue = option | option and issue != option`, of issues that are there."""
    for term in condition.split(" and "):
        issue, is_not, options = (part.strip() for part in term.replace("!=", "\0!").replace("=", "\0=").replace("\0!", "\0!").partition("\0"))
        among = chosen.get(issue) in [option.strip() for option in options[1:].split("|")]
        if issue not in chosen or among == (options[0] == "!"):
            return False
    return True


def places(order, everything):
    """An order as groups of those that may stand in any order among themselves; what has no rank comes into any place."""
    groups = [entry if isinstance(entry, list) else [entry] for entry in order]
    return groups, [one for one in everything if not any(one in group for group in groups)]


def ranked(name, order, everything, numbers):
    """Numbers sorted so that they keep an order, drawn until what has no rank has any place."""
    dice, rows = random.Random(name), {one: [] for one in everything}
    groups, free = places(order, everything)
    for _ in range(DRAWS):
        drawn = numbers(dice)
        dice.shuffle(drawn)
        row, rest = dict(zip(free, drawn)), sorted(drawn[len(free):], reverse=True)
        for group in groups:
            part, rest = rest[: len(group)], rest[len(group):]
            dice.shuffle(part)
            row |= zip(group, part)
        for one in everything:
            rows[one].append(row[one])
    return rows


def ranked_weights(name, order, issues):
    share = lambda raw: [round(100_000_000 * one / sum(raw)) for one in raw]
    return ranked(name, order, issues, lambda dice: share([-math.log(1 - dice.random()) for _ in issues]))


def ranked_values(name, order, ids):
    return ranked(name, order, ids, lambda dice: [dice.randrange(100_000_001) for _ in ids])


def recompute(case):
    """In how many draws there is a deal, and in how many with the first guarantee given, if the case has one."""
    terms, weight_sums = {}, {}
    for party in case.parties:
        no_deal = case.no_deal(party)
        adds_up = case.said["parties"][party].get("counts") == "sum"
        for issue in case.issues:
            weight = [1] * DRAWS if adds_up else case.weight(party, issue)
            part = Fraction(1, len(case.issues)) if adds_up else 1
            weight_sums[party] = [one + other for one, other in zip(weight_sums.get(party, [0] * DRAWS), weight)]
            for option, value in case.worths(party, issue).items():
                terms[party, issue, option] = [w * (v - d * part) for w, v, d in zip(weight, value, no_deal)]

    # A guarantee adds obligation × credibility × worth to any agreement, each number drawn by itself.
    given = None
    for name, guarantee in list(filter(lambda one: case.known(one[1]), case.said.get("guarantees", {}).items()))[:1]:
        numbers = [draws(f"guarantee/{name}/{part}", *ends(guarantee[part])) for part in ("obligation", "credibility", "worth")]
        given = guarantee["beneficiary"], [o * c * w // 10**12 for o, c, w in zip(*numbers)]

    packages, deal_in, deal_given = 0, [False] * DRAWS, [False] * DRAWS
    for options in itertools.product(*case.issues.values()):
        packages += 1
        chosen = {issue: option["id"] for issue, option in zip(case.issues, options)}
        asked = set(case.consent).union(*(option.get("needs", []) for option in options))
        if not case.allowed(chosen) or any((party, *term) in case.red_lines for party in asked for term in chosen.items()):
            continue
        sums = [[sum(draw) for draw in zip(*(terms[(party, *term)] for term in chosen.items()))] for party in asked]
        deal_in = [deal or all(total >= 0 for total in totals) for deal, totals in zip(deal_in, zip(*sums))]
        for place, party in enumerate(asked if given else []):
            if party == given[0]:
                sums[place] = [total + more * all_ for total, more, all_ in zip(sums[place], given[1], weight_sums[party])]
        deal_given = [deal or all(total >= 0 for total in totals) for deal, totals in zip(deal_given, zip(*sums))]
    return packages, sum(deal_in), sum(deal_given) if given else None


def main(arguments):
    global DRAWS
    if arguments[:1] == ["--draws"]:
        DRAWS, arguments = int(arguments[1]), arguments[2:]
    for path in arguments or ["cases/london-2025"]:
        packages, deals, given = recompute(Case(path))
        share, z = deals / DRAWS, 1.959963984540054
        middle, half = share + z * z / (2 * DRAWS), z * (share * (1 - share) / DRAWS + z * z / (4 * DRAWS**2)) ** 0.5
        low, high = (middle - half) / (1 + z * z / DRAWS), (middle + half) / (1 + z * z / DRAWS)
        print(f"{path}: {packages} packages; a deal in {deals} of {DRAWS} draws: {share:.0%} (95% interval {low:.0%} to {high:.0%})")
        if given is not None:
            print(f"{path}: with the guarantee given: a deal in {given} of {DRAWS} draws")


if __name__ == "__main__":
    main(sys.argv[1:])
