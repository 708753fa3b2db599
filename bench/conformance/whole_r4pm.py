#!/usr/bin/env python3
"""One log beside one model by r4pm, as a whole process: start, read, align, print. Arguments: LOG MODEL."""
import sys

import r4pm
from r4pm import bindings, petri_net

log, model = sys.argv[1:]
if model.endswith(".pnml"):
    net = petri_net.import_pnml(model)
else:
    import pm4py

    net = petri_net.from_pm4py(*pm4py.convert_to_petri_net(pm4py.read_ptml(model)))
aligned = bindings.align_variants(net, r4pm.import_item("EventLogActivityProjection", log))
print(sum(a["frequency"] * a["result"]["Ok"]["cost"] for a in aligned))
