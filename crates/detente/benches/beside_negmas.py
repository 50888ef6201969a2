"""Rounds and tournaments beside NegMAS 0.16, in one run on one machine, in seconds of processor time.

    cargo build --release --bench rounds -p detente --message-format short
    python3 -m venv VENV; VENV/bin/pip install negmas==0.16.0
    ulimit -v 6000000; VENV/bin/python crates/detente/benches/beside_negmas.py RUST_BENCH REFERENCE

RUST_BENCH is the executable that cargo built under target/release/deps (rounds-*), REFERENCE the folder
shared/reference/negotiation. The scenario of Kitchen's size (5^6 = 15,625 packages) is made here, with a seed:
Kitchen itself is not in the reference.
"""

import glob
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import warnings

warnings.filterwarnings("ignore")
BENCH, REFERENCE = sys.argv[1], sys.argv[2]


def kitchen_sized(folder):
    """A Genius scenario of six issues with five options each."""
    dice = random.Random(7)
    issues = range(1, 7)
    os.makedirs(folder, exist_ok=True)

    def objective(evaluations):
        lines = []
        for issue in issues:
            items = "".join(
                f'<item index="{option}" value="o{option}" evaluation="{evaluations(issue, option)}"/>'
                for option in range(1, 6)
            )
            lines.append(f'<issue index="{issue}" name="i{issue}" type="discrete" etype="discrete" vtype="discrete">{items}</issue>')
        return "".join(lines)

    with open(f"{folder}/kitchen-domain.xml", "w") as file:
        body = objective(lambda issue, option: 0)
        file.write(
            '<negotiation_template><utility_space number_of_issues="6"><objective index="0" name="root" type="objective" '
            f'etype="objective">{body}</objective></utility_space></negotiation_template>'
        )
    for party in (1, 2):
        weights = [dice.random() + 0.1 for _ in issues]
        weights = [weight / sum(weights) for weight in weights]
        body = objective(lambda issue, option: dice.randint(1, 100))
        weight = "".join(f'<weight index="{issue}" value="{weights[issue - 1]}"/>' for issue in issues)
        with open(f"{folder}/kitchen-util{party}.xml", "w") as file:
            file.write(
                f'<utility_space><objective index="0" name="root" type="objective" etype="objective">{body}{weight}'
                '</objective><reservation value="0"/></utility_space>'
            )


def ours(*arguments):
    """What the bench printed, and its processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    printed = subprocess.run([BENCH, *map(str, arguments)], capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return printed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    from negmas import Scenario
    from negmas.sao import BoulwareTBNegotiator, ConcederTBNegotiator, LinearTBNegotiator, MiCRONegotiator, SAOMechanism

    theirs = {"boulware": BoulwareTBNegotiator, "conceder": ConcederTBNegotiator, "micro": MiCRONegotiator}
    with tempfile.TemporaryDirectory() as place:
        kitchen = f"{place}/kitchen"
        kitchen_sized(kitchen)
        print(f"{'scenario':22} {'rounds':>6} {'pair':18} {'NegMAS rounds/s':>16} {'ours rounds/s':>14} {'ratio':>9}")
        for name, folder in (("Laptop (27)", f"{REFERENCE}/scenarios/Laptop"), ("Kitchen's size (15625)", kitchen)):
            for rounds in (100, 1000):
                for pair in (("boulware", "conceder"), ("boulware", "boulware"), ("micro", "micro")):
                    scenario = Scenario.load(folder, ignore_discount=True)
                    steps, start = 0, time.process_time()
                    while time.process_time() - start < 4:
                        mechanism = SAOMechanism(outcome_space=scenario.outcome_space, n_steps=rounds)
                        for negotiator, ufun in zip(pair, scenario.ufuns):
                            mechanism.add(theirs[negotiator](), preferences=ufun)
                        mechanism.run()
                        steps += mechanism.state.step
                    negmas = steps / (time.process_time() - start)
                    runs = 20_000 if rounds == 100 else 4_000
                    _, empty = ours("rounds", folder, rounds, *pair, 0)
                    printed, seconds = ours("rounds", folder, rounds, *pair, runs)
                    # Loading is the same for one run as for many: NegMAS's is left out above as well.
                    rate = int(printed) / max(seconds - empty, 1e-3)
                    print(f"{name:22} {rounds:6} {'-'.join(pair):18} {negmas:16.0f} {rate:14.0f} {rate / negmas:8.0f}x", flush=True)

        from negmas.tournaments.neg.simple import cartesian_tournament

        folders = [f"{REFERENCE}/scenarios/anac/y2012/CameraC", f"{REFERENCE}/scenarios/anac/y2012/BarbecueB",
                   f"{REFERENCE}/scenarios/other/Jobs", kitchen]
        folders = [folder for folder in folders if glob.glob(f"{folder}/*.xml")]
        scenarios = [Scenario.load(folder, ignore_discount=True) for folder in folders]
        start = time.process_time()
        cartesian_tournament(
            competitors=[BoulwareTBNegotiator, ConcederTBNegotiator, LinearTBNegotiator, MiCRONegotiator],
            scenarios=scenarios, n_steps=100, n_repetitions=1, njobs=-1, verbosity=0, path=None, save_stats=False,
            save_scenario_figs=False, plot_fraction=0,
        )
        negmas = time.process_time() - start
        printed, seconds = ours("tournament", 100, 2, *folders)
        print(f"tournament of {printed.split()[0]} negotiations: NegMAS {negmas:.2f} s, ours {seconds:.4f} s with loading, "
              f"{negmas / seconds:.0f}x")


main()
