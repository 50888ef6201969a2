"""Makes the instances again, byte for byte: python3 reference/instances/generate.py (from the repository's root).

Issues without names, parties whose values are drawn evenly between 0 and 1 and stretched to reach both ends, weights
drawn and made to add up to 1.
"""

import json
import pathlib
import random

# Parties, options by issue, seed.
INSTANCES = {
    "p2_10x10x10": (2, [10] * 3, 1),
    "p2_10x10x10x10": (2, [10] * 4, 2),
    "p2_10x10x10x10x10": (2, [10] * 5, 3),
    "p2_10x10x10x10x10x10": (2, [10] * 6, 4),
    "p3_10x10x10x10": (3, [10] * 4, 5),
    "p3_10x10x10x10x10": (3, [10] * 5, 6),
    "p6_10x10x10x10": (6, [10] * 4, 7),
    "p6_10x10x10x10x10": (6, [10] * 5, 8),
    "p2_10e10": (2, [10] * 10, 11),
    "p3_10e8": (3, [10] * 8, 12),
    "p2_10e30": (2, [10] * 30, 13),
}


def party(dice, options):
    weights = [dice.random() + 0.05 for _ in options]
    total = sum(weights)
    values = []
    for count in options:
        drawn = [dice.random() for _ in range(count)]
        least, most = min(drawn), max(drawn)
        values.append([(value - least) / (most - least) for value in drawn])
    return {"weights": [weight / total for weight in weights], "values": values, "reserved": 0.0}


for name, (parties, options, seed) in INSTANCES.items():
    dice = random.Random(seed)
    instance = {"dims": options, "parties": [party(dice, options) for _ in range(parties)]}
    pathlib.Path(__file__).with_name(f"{name}.json").write_text(json.dumps(instance))
