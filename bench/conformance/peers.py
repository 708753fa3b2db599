#!/usr/bin/env python3
"""The same logs and models by r4pm and pm4py, through their public functions only. A measuring tool, not part of the product.

    python3 -m venv target/venv-peers
    target/venv-peers/bin/pip install -r bench/conformance/requirements.txt
    target/venv-peers/bin/python bench/conformance/peers.py DATA ROUNDS LOG MODEL [LOG MODEL ...]

Prints one JSON array. pm4py aligns once, everything else ROUNDS times. RAYON_NUM_THREADS tells r4pm how many threads to use.
"""
import json
import os
import sys
import time
import warnings

warnings.filterwarnings("ignore")

import pm4py  # noqa: E402
import r4pm  # noqa: E402
from r4pm import bindings, petri_net  # noqa: E402


def net_of(path):
    if path.endswith(".ptml"):
        return pm4py.convert_to_petri_net(pm4py.read_ptml(path))
    return pm4py.read_pnml(path)


def times(rounds, work):
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    taken.sort()
    return {"best": taken[0], "median": taken[len(taken) // 2]}


def measure(data, log, model, rounds):
    result = {"log": log, "model": model}
    path = os.path.join(data, log)
    net = net_of(os.path.join(data, model))
    start = time.perf_counter()
    imported = r4pm.import_item("EventLogActivityProjection", path)
    result["r4pm_read_seconds"] = time.perf_counter() - start
    theirs = petri_net.from_pm4py(*net)
    aligned = bindings.align_variants(theirs, imported)
    result["r4pm_variants"] = len(aligned)
    result["r4pm_align_seconds"] = times(rounds, lambda: bindings.align_variants(theirs, imported))
    result["r4pm_total_cost"] = sum(a["frequency"] * a["result"]["Ok"]["cost"] for a in aligned if "Ok" in a["result"])
    result["r4pm_not_aligned"] = sum(a["frequency"] for a in aligned if "Ok" not in a["result"])
    traces = pm4py.read_xes(path, return_legacy_log_object=True)
    start = time.perf_counter()
    replayed = pm4py.conformance_diagnostics_token_based_replay(traces, *net)
    result["pm4py_replay_seconds"] = time.perf_counter() - start
    result["pm4py_replay_fitting"] = sum(1 for case in replayed if case["trace_is_fit"])
    start = time.perf_counter()
    diagnosed = pm4py.conformance_diagnostics_alignments(traces, *net)
    result["pm4py_align_seconds"] = time.perf_counter() - start
    result["pm4py_total_cost"] = sum(int(case["cost"] // 10000) for case in diagnosed if case)
    result["pm4py_not_aligned"] = sum(1 for case in diagnosed if not case)
    return result


def main():
    data, rounds, pairs = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    results = [measure(data, log, model, rounds) for log, model in zip(pairs[::2], pairs[1::2])]
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
