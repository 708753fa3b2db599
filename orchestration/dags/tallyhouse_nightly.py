"""The night as an Airflow DAG: one task per stage of orchestration/manifest/nightly.json.

The manifest says what runs, when, how long and what an exit code means; this file only carries it out. A stage is a
process started from a list of arguments, never through a shell, and the only thing a run contributes to that list is
the end of its data interval, so nothing that somebody types into a run's conf can become a command.

Environment (of the scheduler and its workers):
  TALLYHOUSE_HOME       folder with the launcher; by default the checkout that this file lies in
  TALLYHOUSE_MANIFEST   another manifest; by default orchestration/manifest/nightly.json of that folder
  TALLYHOUSE_LANDING, TALLYHOUSE_WAREHOUSE, TALLYHOUSE_CONFIG
                        handed to every stage as --landing, --warehouse, --config when set
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

from airflow.sdk import DAG, BaseOperator, CronTriggerTimetable
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowTaskTimeout

HOME = Path(os.environ.get("TALLYHOUSE_HOME") or Path(__file__).resolve().parents[2])
MANIFEST = Path(os.environ.get("TALLYHOUSE_MANIFEST") or HOME / "orchestration" / "manifest" / "nightly.json")
GLOBAL_OPTIONS = {
    "--landing": "TALLYHOUSE_LANDING",
    "--warehouse": "TALLYHOUSE_WAREHOUSE",
    "--config": "TALLYHOUSE_CONFIG",
}
SECONDS_TO_STOP = 30
STAGE_OUTPUT = logging.getLogger("tallyhouse.stage")


class StageOperator(BaseOperator):
    """Runs one stage through the launcher and gives its exit code the meaning that the manifest wrote down."""

    def __init__(self, *, stage_argv: list[str], exit_codes: list[dict], **kwargs):
        super().__init__(**kwargs)
        self.stage_argv = stage_argv
        self.exit_codes = exit_codes
        self._process: subprocess.Popen | None = None

    def execute(self, context):
        argv = launcher_argv(self.stage_argv, as_of(context))
        self.log.info("Running %s", argv)
        try:
            code = self._run(argv, context)
        except AirflowTaskTimeout as timeout:
            raise AirflowFailException(f"{self.task_id} did not end within its timeout and was stopped") from timeout
        finally:
            self.on_kill()
        context["ti"].xcom_push(key="exit_code", value=code)
        self._judge(code)

    def _run(self, argv: list[str], context) -> int:
        environment = {
            **os.environ,
            "AIRFLOW_CTX_DAG_ID": context["dag"].dag_id,
            "AIRFLOW_CTX_DAG_RUN_ID": context["run_id"],
        }
        self._process = subprocess.Popen(
            argv,
            cwd=HOME,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            encoding="utf-8",
            errors="replace",
        )
        for line in self._process.stdout:
            STAGE_OUTPUT.info("%s", line.rstrip("\n"))
        code = self._process.wait()
        return 128 - code if code < 0 else code

    def _judge(self, code: int) -> None:
        if code == 0:
            return
        known = next((each for each in self.exit_codes if each["code"] == code), None)
        meaning = known["meaning"] if known else "not an exit code of the manifest"
        message = f"{self.task_id} ended with exit code {code}: {meaning}"
        if known and known["retry"]:
            raise AirflowException(message)
        raise AirflowFailException(message)

    def on_kill(self) -> None:
        """Stops the stage with everything it started; the next try resumes where the last commit left the tables."""
        process = self._process
        if process is None or process.poll() is not None:
            return
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(timeout=SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def as_of(context) -> str:
    """The end of the run's data interval, UTC, to the second."""
    end = context.get("data_interval_end")
    if end is None:
        raise AirflowFailException(
            "Cannot tell the as-of time: the run has no data interval. Trigger it with logical_date, "
            "data_interval_start and data_interval_end, as `tallyhouse airflow trigger` does"
        )
    return end.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def launcher_argv(stage_argv: list[str], as_of_text: str) -> list[str]:
    """Launcher, global options that the environment sets, then the stage with its as-of time."""
    argv = [str(HOME / "tallyhouse")]
    for option, variable in GLOBAL_OPTIONS.items():
        if os.environ.get(variable):
            argv += [option, os.environ[variable]]
    return argv + [as_of_text if word == "{as_of}" else word for word in stage_argv]


def nightly(manifest: dict) -> DAG:
    """The DAG that the manifest describes."""
    schedule = manifest["schedule"]
    timetable = None
    if schedule["cron"]:
        interval = timedelta(seconds=schedule["interval_seconds"])
        timetable = CronTriggerTimetable(schedule["cron"], timezone=schedule["timezone"], interval=interval)
    with DAG(
        dag_id=manifest["dag_id"],
        description=manifest["description"],
        schedule=timetable,
        start_date=datetime.fromisoformat(schedule["start_date"].replace("Z", "+00:00")),
        catchup=False,
        max_active_runs=1,
        tags=["tallyhouse"],
    ) as dag:
        tasks = {stage["task_id"]: task(stage, manifest["exit_codes"]) for stage in manifest["stages"]}
        for stage in manifest["stages"]:
            for upstream in stage["upstream"]:
                tasks[upstream] >> tasks[stage["task_id"]]
    return dag


def task(stage: dict, exit_codes: list[dict]) -> StageOperator:
    return StageOperator(
        task_id=stage["task_id"],
        stage_argv=stage["argv"],
        exit_codes=exit_codes,
        retries=stage["retries"],
        retry_delay=timedelta(seconds=stage["retry_delay_seconds"]),
        execution_timeout=timedelta(seconds=stage["timeout_seconds"]),
        doc_md=stage["doc"],
    )


dag = nightly(json.loads(MANIFEST.read_text(encoding="utf-8")))
