#!/usr/bin/env python3
"""One log beside one net by one of the peers, through its public functions only. Arguments: r4pm or pm4py, LOG.xes, NET.pnml.

Prints one JSON line for each step that is done: r4pm aligns a log at once, pm4py trace by trace.
"""
import json
import sys
import time
import warnings

warnings.filterwarnings("ignore")


def by_r4pm(log, model):
    import r4pm
    from r4pm import bindings, petri_net

    net = petri_net.import_pnml(model)
    imported = r4pm.import_item("EventLogActivityProjection", log)
    start = time.perf_counter()
    aligned = bindings.align_variants(net, imported)
    yield {
        "seconds": time.perf_counter() - start,
        "traces": sum(a["frequency"] for a in aligned if "Ok" in a["result"]),
        "total_cost": sum(a["frequency"] * a["result"]["Ok"]["cost"] for a in aligned if "Ok" in a["result"]),
        "says": next((str(a["result"])[:200] for a in aligned if "Ok" not in a["result"]), None),
    }


def by_pm4py(log, model):
    import pm4py
    from pm4py.objects.log.obj import EventLog

    net = pm4py.read_pnml(model)
    traces = pm4py.read_xes(log, return_legacy_log_object=True)
    start = time.perf_counter()
    cost = 0
    for done, trace in enumerate(traces, 1):
        cost += int(pm4py.conformance_diagnostics_alignments(EventLog([trace]), *net)[0]["cost"] // 10000)
        yield {"seconds": time.perf_counter() - start, "traces": done, "total_cost": cost, "says": None}


if __name__ == "__main__":
    for step in {"r4pm": by_r4pm, "pm4py": by_pm4py}[sys.argv[1]](*sys.argv[2:]):
        print(json.dumps(step), flush=True)
