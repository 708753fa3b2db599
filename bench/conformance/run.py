#!/usr/bin/env python3
"""Alignments, token replay and reading of public logs, ours and the peers' in one run.

    bench/conformance/run.py DATA PEERS_PYTHON [ROUNDS]

DATA is the folder of public data, PEERS_PYTHON a Python with requirements.txt of this folder installed. Build first (./tallyhouse doctor).
Prints a table and writes bench/results/conformance-<commit>.json.
"""
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
PAIRS = [
    ("receipt/receipt.xes.gz", "receipt/receipt-imf.ptml"),
    ("bpic2013/bpic2013_incidents.xes.gz", "bpic2013/bpic2013_incidents-imf.ptml"),
    ("bpic2013/bpic2013_closed_problems.xes.gz", "bpic2013/bpic2013_closed_problems-imf.ptml"),
    ("synthetic-noise/a12/a12f0n20.xes.gz", "synthetic-noise/a12/a12.pnml"),
    ("synthetic-noise/a22/a22f0n20.xes.gz", "synthetic-noise/a22/a22.pnml"),
]
HARD = [("receipt/receipt.xes.gz", "receipt/receipt-im.ptml")]
WHOLE_RUNS = 5


def ours(data, rounds, pairs):
    libraries = f"{HOME}/jobs/mining/target/classes:{HOME}/jobs/conformance/target/lib/*"
    arguments = [part for pair in pairs for part in pair]
    command = ["java", "-Xmx1g", "-cp", libraries, str(HERE / "Bench.java"), data, str(rounds), *arguments]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peers(python, data, rounds, threads):
    arguments = [part for pair in PAIRS for part in pair]
    output = subprocess.run(
        [python, str(HERE / "peers.py"), data, str(rounds), *arguments],
        check=True, capture_output=True, text=True, env={**os.environ, "RAYON_NUM_THREADS": str(threads)}).stdout
    return json.loads(output[output.index("[\n  {"):])


def whole(command):
    taken = []
    for _ in range(WHOLE_RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken[1:])


def main():
    data, python = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 50
    commit = subprocess.run(["git", "-C", str(HOME), "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    mine = ours(data, rounds, PAIRS + HARD)
    theirs = peers(python, data, min(rounds, 20), 1)
    table = []
    for own, peer in zip(mine, theirs + [None] * len(HARD)):
        row = {"ours": own}
        if peer:
            log, model = f"{data}/{own['log']}", f"{data}/{own['model']}"
            row["peers"] = peer
            row["whole_seconds"] = whole([str(HOME / "tallyhouse"), "conformance", log, model, "--json", "--threads", "1"])
            row["r4pm_whole_seconds"] = whole([python, str(HERE / "whole_r4pm.py"), log, model])
        table.append(row)
        print(f"{own['model']:52} cost {own['total_cost']:6} align {own['align_seconds_1']['best']:.5f} s"
              f" ({own['states']:,} states) replay {own['replay_seconds_1']['best']:.5f} s"
              f" read {own['read_megabytes_per_second']:.0f} MB/s")
        if peer:
            print(f"{'':52} r4pm {peer['r4pm_total_cost']:6} align {peer['r4pm_align_seconds']['best']:.5f} s;"
                  f" pm4py align {peer['pm4py_align_seconds']:.2f} s, replay {peer['pm4py_replay_seconds']:.3f} s;"
                  f" whole process {row['whole_seconds']:.2f} s, r4pm {row['r4pm_whole_seconds']:.2f} s")
    result = {
        "commit": commit, "cores": os.cpu_count(), "machine": platform.machine(),
        "load": os.getloadavg()[0], "rounds": rounds, "logs": table,
    }
    path = HOME / "bench/results" / f"conformance-{commit}.json"
    path.write_text(json.dumps(result, indent=2) + "\n")
    print(f"written to {path}")


if __name__ == "__main__":
    main()
