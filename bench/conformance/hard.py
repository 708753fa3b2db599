#!/usr/bin/env python3
"""Nets with many silent transitions and concurrency that are not made of blocks, ours and the peers' in one run, one thread each.

    bench/conformance/hard.py PEERS_PYTHON [SECONDS [SILENT ...]]

PEERS_PYTHON is a Python with requirements.txt of this folder installed, or - for none. A peer that has not aligned all traces of a net
after SECONDS (60) is ended. Build first, tests too (mvn -o -q -pl jobs/mining -am test-compile, and ./tallyhouse doctor). Prints a table and writes
bench/results/hard-<commit>.json.
"""
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOME = HERE.parent.parent
TRACES = 10
SEEDS = 2


def ours(folder, sizes):
    libraries = ":".join(f"{HOME}/jobs/{part}" for part in ("mining/target/classes", "mining/target/test-classes", "app/target/lib/*"))
    command = ["java", "-Xmx1g", "-cp", libraries, str(HERE / "HardBench.java"), folder, str(TRACES), str(SEEDS), *sizes]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peer(python, which, name, folder, seconds):
    command = [python, str(HERE / "hard_peer.py"), which, f"{folder}/{name}.xes", f"{folder}/{name}.pnml"]
    output, ended = "", None
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=seconds, env={**os.environ, "RAYON_NUM_THREADS": "1"})
        output, ended = run.stdout, run.stderr.strip().splitlines()[-1:] if run.returncode else None
    except subprocess.TimeoutExpired as expired:
        output = (expired.stdout or b"").decode()
        ended = f"no answer in {seconds} s"
    steps = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return {**(steps[-1] if steps else {"traces": 0, "total_cost": 0, "says": None}), "ended": ended}


def told(answer):
    if answer is None:
        return "-"
    if answer["traces"] < TRACES:
        return f"{answer['traces']} of {TRACES} traces; {answer['ended'] or answer['says']}"
    return f"cost {answer['total_cost']}, {answer['seconds']:.2f} s"


def main():
    python = sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    sizes = sys.argv[3:] or ["10", "20", "30", "40", "50"]
    commit = subprocess.run(["git", "-C", str(HOME), "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    table = []
    with tempfile.TemporaryDirectory() as folder:
        for own in ours(folder, sizes):
            row = {"ours": own}
            for which in ("r4pm", "pm4py"):
                row[which] = peer(python, which, own["name"], folder, seconds) if python != "-" else None
            table.append(row)
            print(f"{own['name']:10} {own['places']:3} places {own['transitions']:3} transitions {own['events']:4} events:"
                  f" cost {own['total_cost']:3}, {own['states']:,} states, {own['seconds']:.2f} s, not evaluated {own['not_evaluated']}"
                  f" | r4pm: {told(row['r4pm'])} | pm4py: {told(row['pm4py'])}", flush=True)
    result = {"commit": commit, "cores": os.cpu_count(), "machine": platform.machine(), "load": os.getloadavg()[0], "members": table}
    path = HOME / "bench/results" / f"hard-{commit}.json"
    path.write_text(json.dumps(result, indent=2) + "\n")
    print(f"written to {path}")


if __name__ == "__main__":
    main()
