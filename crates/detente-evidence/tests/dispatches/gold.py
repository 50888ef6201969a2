"""Turns a .gold file into JSON of the form detente-gold/1: python3 gold.py NAME.gold > NAME.gold.json"""
import json, pathlib, re, sys

path = pathlib.Path(sys.argv[1])
text = path.with_suffix(".txt").read_text(encoding="utf-8")
records, must_not, parties = [], [], {}
NAMED = ("party", "body", "delegate")


def party(name):
    """The id of a party; one that no line declares is made as an optional record."""
    if name not in parties:
        parties[name] = f"PARX{len(parties)}"
        records.append({"id": parties[name], "kind": "party", "tier": "optional", "modality": "asserted", "fields": {"name": name},
                        "evidence": [{"role": "mention", "byte_start": 0, "byte_end": 1, "text": text[:1]}]})
    return parties[name]


def where(words, role="primary"):
    at = text.find(words)
    assert at >= 0, f"{path}: not in the text: {words}"
    start = len(text[:at].encode())
    return {"role": role, "byte_start": start, "byte_end": start + len(words.encode()), "text": words}


lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
lines.sort(key=lambda line: not line.startswith("party"))
late = []
for number, line in enumerate(lines):
    head, *quoted = re.split(r'(?<!\\)"', line)
    spans = [one.replace('\\"', '"') for one in quoted[::2] if one.strip() and one.strip() != "|"]
    words = head.split()
    if words[0] == "not":
        late.append(words[1:])
        continue
    kind, tier = words[:2]
    record = {"id": f"R{number}", "kind": kind, "tier": tier, "fields": {}}
    if kind in NAMED:
        rest = line.split(None, 2)[2]
        rest, _, aliases = rest.partition(" = ")
        name, _, owner = rest.partition(" > ")
        record |= {"modality": "asserted", "fields": {"name": name.strip()}}
        if aliases:
            record["fields"]["aliases"] = [one.strip() for one in aliases.split(";")]
        if kind == "party":
            parties[name.strip()] = record["id"]
        owner = owner.strip()
        if owner.endswith("?"):
            owner = owner[:-1]
            record["party_also"] = [None]
        if owner == "-":
            record["fields"]["party"] = None
        elif owner:
            record["fields"]["party" if kind == "delegate" else "speaks_for"] = party(owner)
        found = text.find(name.split()[-1])
        found = text[found:found + len(name.split()[-1])] if found >= 0 else text[:1]
        record["evidence"] = [where(found, "mention")]
    else:
        if len(words) > 2:
            first, *more = words[2].split("/")
            record["modality"] = first
            record["modality_also"] = more
        else:
            record["modality"] = "asserted"
        owners = re.search(r"\[(.*?)\]", head)
        actor = re.search(r"\((.*?)\)", head)
        if owners:
            names = owners[1].split(";")
            known = [party(one) for one in names if one != "-"]
            record["fields"]["party"] = known or None
            if "-" in names and known:
                record["party_also"] = [None]
        if actor:
            record["who"] = actor[1]
        tail = quoted[-1].strip() if len(quoted) % 2 == 0 else ""
        if tail and tail != "|":
            record["fields"]["status"] = tail
        record["evidence"] = [where(spans[0])] + [where(one, "evidence") for one in spans[1:]]
    records.append(record)
for words in late:
    line = " ".join(words)
    pattern = {"kind": [words[0]]}
    if "present" in words:
        pattern["present"] = True
    if "asserted" in words:
        pattern["modality"] = ["asserted"]
    owners = re.search(r"\[(.*?)\]", line)
    if owners:
        pattern["party"] = owners[1].split(";")
    else:
        pattern["actor"] = [[one for one in words[1:] if one[0].isupper()][-1]]
    if "accepted" in words:
        pattern["modality"] = ["asserted"]
        pattern["accepted"] = True
    must_not.append({"id": f"N{len(must_not) + 1}", "claim": line, "forbid": [pattern]})

print(json.dumps({"schema": "detente-gold/1", "sentences": [], "records": records, "must_not": must_not}, ensure_ascii=False, indent=1))
