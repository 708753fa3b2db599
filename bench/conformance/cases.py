#!/usr/bin/env python3
"""A log with each case a hundred times beside the log itself: what it costs to read and to align, and in how much memory.

    bench/conformance/cases.py LOG MODEL [TIMES]

LOG is XES, plain or gzip. The large log is written to a folder that goes again. Each runs as `tallyhouse conformance` in a heap of 1 GiB.
Build first (./tallyhouse doctor). Prints JSON: cases, variants, cost, seconds by phase, and the most memory that a process held.
"""
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent.parent


def repeated(log, times, target):
    text = (gzip.open if log.endswith(".gz") else open)(log, "rt", encoding="utf-8").read()
    first, last = text.index("<trace"), text.rindex("</trace>") + len("</trace>")
    with open(target, "w", encoding="utf-8") as out:
        out.write(text[:first])
        for _ in range(times):
            out.write(text[first:last])
            out.write("\n")
        out.write(text[last:])


def measured(log, model):
    child = subprocess.run(
        [str(HOME / "tallyhouse"), "conformance", str(log), model, "--threads", "1", "--json"],
        check=True, capture_output=True, text=True, env={**os.environ, "TALLYHOUSE_HEAP": "1g"})
    report = json.loads(child.stdout)
    kept = ["cases", "events", "variants", "total_cost", "log_fitness", "seconds"]
    return {"megabytes": round(os.path.getsize(log) / 1e6, 1), **{name: report[name] for name in kept}}


def main():
    log, model = sys.argv[1:3]
    times = int(sys.argv[3]) if len(sys.argv) > 3 else 100
    with tempfile.TemporaryDirectory() as folder:
        results = []
        for count in (1, times):
            path = Path(folder) / f"{count}.xes"
            repeated(log, count, path)
            results.append(measured(path, model))
    print(json.dumps({
        "log": Path(log).name, "model": Path(model).name, "times": times, "runs": results,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}, indent=2))


if __name__ == "__main__":
    main()
