#!/usr/bin/env python3
"""Times détente and NegMAS on the same instances, one after the other in one run.

    python3 -m venv target/negmas && target/negmas/bin/pip install negmas==0.16.0
    target/negmas/bin/python crates/detente-agreement/benches/beside_negmas.py INSTANCES [WORD ...]

INSTANCES is a folder of JSON files {"dims": [options by issue], "parties": [{"weights", "values", "reserved"}]};
WORDs choose those whose names hold one of them. Asked of both: the Pareto frontier, and on it the Nash, Kalai,
Kalai-Smorodinsky and greatest-welfare packages. Measured inside each process, loading excluded, in CPU time: the
best of three runs of NegMAS (of one beyond 10^5 packages), the mean of up to 101 of détente. Peak memory is that
of the whole process. NegMAS is not asked beyond 10^6 packages: it would have to list them.
"""
import json
import math
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

MOST_FOR_NEGMAS = 10**6
NEGMAS_MAY_TAKE = 6_000_000_000
CRATE = Path(__file__).resolve().parent.parent


def negmas_worker(path):
    """Runs NegMAS on one instance and prints what it took as a line of JSON."""
    import time
    import warnings

    warnings.filterwarnings("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (NEGMAS_MAY_TAKE, NEGMAS_MAY_TAKE))
    from negmas.outcomes import make_issue, make_os
    from negmas.preferences import LinearAdditiveUtilityFunction
    from negmas.preferences import ops
    from negmas.preferences.value_fun import TableFun

    instance = json.loads(Path(path).read_text())
    packages = math.prod(instance["dims"])
    seconds = []
    for _ in range(3 if packages <= 10**5 else 1):
        names = [[str(option) for option in range(count)] for count in instance["dims"]]
        space = make_os([make_issue(options, f"issue{place}") for place, options in enumerate(names)])
        parties = [
            LinearAdditiveUtilityFunction(
                values=[TableFun(dict(zip(options, row))) for options, row in zip(names, party["values"])],
                weights=party["weights"],
                outcome_space=space,
                reserved_value=party["reserved"],
            )
            for party in instance["parties"]
        ]
        start = time.process_time()
        outcomes = list(space.enumerate_or_sample(max_cardinality=float("inf")))
        frontier, _ = ops.pareto_frontier(parties, outcomes, sort_by_welfare=True)
        ranges = [party.minmax() for party in parties]
        for solution in (ops.nash_points, ops.kalai_points, ops.ks_points, ops.max_welfare_points):
            solution(parties, frontier, ranges=ranges)
        seconds.append(time.process_time() - start)
    print(json.dumps({"seconds": min(seconds), "frontier": len(frontier)}))


def measured(command, environment=None):
    """The output of a command and the peak memory of its process in megabytes."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        text = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return (text if process.returncode == 0 else ""), usage.ru_maxrss / 1024


def bench():
    """The program that times détente's frontiers, built if need be."""
    command = ["cargo", "bench", "-p", "detente-agreement", "--bench", "frontier", "--no-run"]
    built = subprocess.run(
        [*command, "--message-format=json"], cwd=CRATE, check=True, stdout=subprocess.PIPE, text=True
    )
    for line in built.stdout.splitlines():
        message = json.loads(line)
        if message.get("target", {}).get("name") == "frontier" and message.get("executable"):
            return message["executable"]
    sys.exit("cargo built no bench called frontier")


def asked_of_detente(executable, folder, name):
    """By question, détente's CPU seconds; its peak memory in megabytes; how many packages are efficient."""
    environment = {**os.environ, "DETENTE_INSTANCES": str(folder)}
    took, points, memory = {}, None, 0.0
    for question in ("with solutions", "enumerated with solutions"):
        text, peak = measured([executable, f"{name} {question}"], environment)
        for line in text.splitlines():
            found = re.match(r"(\S+) (.+?)\s+[\d.]+ ms .*on the processor ([\d.]+), .*?(\d+) points", line)
            if found and found[1] == name and found[2] == question:
                took[question] = float(found[3]) / 1000
                points = int(found[4])
        memory = max(memory, peak)
    return took, memory, points


def milliseconds(seconds):
    return "not asked" if seconds is None else f"{seconds * 1000:.4g}"


def times(theirs, ours):
    return "" if theirs is None or not ours else f"{theirs / ours:,.0f}"


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "--worker":
        return negmas_worker(sys.argv[2])
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder, words = Path(sys.argv[1]).resolve(), sys.argv[2:]
    executable = bench()
    print("| instance | packages | efficient | NegMAS ms | MB | default ms | times | enumerated ms | times | MB |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for path in sorted(folder.glob("*.json")):
        name = path.stem
        if words and not any(word in name for word in words):
            continue
        packages = math.prod(json.loads(path.read_text())["dims"])
        theirs, their_memory = None, None
        if packages <= MOST_FOR_NEGMAS:
            text, their_memory = measured([sys.executable, __file__, "--worker", str(path)])
            theirs = json.loads(text.splitlines()[-1]) if text else None
        took, memory, points = asked_of_detente(executable, folder, name)
        default = took.get("with solutions")
        listed = took.get("enumerated with solutions")
        seconds = theirs and theirs["seconds"]
        print(
            f"| {name} | 10^{round(math.log10(packages))} | {points} | {milliseconds(seconds)} | "
            f"{'' if their_memory is None else round(their_memory)} | {milliseconds(default)} | {times(seconds, default)} | "
            f"{milliseconds(listed)} | {times(seconds, listed)} | {memory:.0f} |",
            flush=True,
        )


main()
