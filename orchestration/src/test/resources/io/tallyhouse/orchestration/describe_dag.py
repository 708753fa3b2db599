"""Reads the DAGs of a folder as Airflow does and writes what became of the nightly one as JSON: describe_dag.py FOLDER OUT."""

import json
import sys
from datetime import datetime, timezone

import pendulum
from airflow.dag_processing.dagbag import DagBag
from airflow.sdk.exceptions import AirflowFailException
from airflow.serialization.encoders import coerce_to_core_timetable
from airflow.timetables.base import TimeRestriction

bag = DagBag(sys.argv[1], safe_mode=False)
dag = bag.dags["tallyhouse_nightly"]
module = sys.modules[type(dag.tasks[0]).__module__]
first = coerce_to_core_timetable(dag.timetable).next_dagrun_info(
    last_automated_data_interval=None,
    restriction=TimeRestriction(earliest=pendulum.datetime(2026, 3, 1), latest=None, catchup=True),
)
try:
    module.as_of({})
    without_interval = "accepted"
except AirflowFailException as refusal:
    without_interval = str(refusal)

told = {
    "import_errors": bag.import_errors,
    "max_active_runs": dag.max_active_runs,
    "catchup": dag.catchup,
    "start_date": dag.start_date.isoformat(),
    "first_run_after": first.run_after.isoformat(),
    "first_interval": [first.data_interval.start.isoformat(), first.data_interval.end.isoformat()],
    "as_of": module.as_of({"data_interval_end": datetime(2026, 3, 1, 2, 0, 0, 900000, tzinfo=timezone.utc)}),
    "without_interval": without_interval,
    "tasks": [
        {
            "task_id": task.task_id,
            "argv": task.stage_argv,
            "upstream": sorted(task.upstream_task_ids),
            "retries": task.retries,
            "retry_delay_seconds": int(task.retry_delay.total_seconds()),
            "timeout_seconds": int(task.execution_timeout.total_seconds()),
            "doc": task.doc_md,
        }
        for task in dag.tasks
    ],
}
with open(sys.argv[2], "w", encoding="utf-8") as out:
    json.dump(told, out)
