#!/usr/bin/env python3
"""Times the demo, a night over an audit export and the quiet night after it, each as a whole process.

    bench/speed.py                              the demo, three times
    bench/speed.py --export FILE.csv.gz         that export and the quiet night, too
    bench/speed.py --runs 1 --only demo

Prints JSON and writes it to bench/results/. Wall and CPU seconds of all runs are kept, in the order in which they ran; the middle one counts.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile

HOME = pathlib.Path(__file__).resolve().parent.parent
LIMITS = {"demo": 90, "export": 45, "quiet": 4}


def run(scratch, *arguments):
    """One process from start to end: its seconds, memory, and what it printed."""
    log = scratch / "log"
    environment = dict(os.environ, TALLYHOUSE_HEAP="2g")
    start = datetime.datetime.now()
    with log.open("wb") as out:
        process = subprocess.Popen([str(HOME / "tallyhouse"), *arguments], stdout=out, stderr=out, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = (datetime.datetime.now() - start).total_seconds()
    text = log.read_text(errors="replace")
    if process.returncode:
        sys.exit(f"bench: tallyhouse {' '.join(arguments)} ended with {process.returncode}:\n{text[-2000:]}")
    return {
        "wall_seconds": round(wall, 2),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "max_rss_mib": usage.ru_maxrss // 1024,
        "load_before": os.getloadavg()[0],
    }, text


def demo(folder):
    seconds, text = run(folder, "demo", "--dir", str(folder / "demo"))
    seconds["equal_to_truth"] = sum(line.rstrip().endswith(" equal") for line in text.splitlines())
    seconds["different_from_truth"] = sum("DIFFERENT" in line for line in text.splitlines())
    return {"demo": seconds}


def export(folder, file):
    landing = folder / "landing" / "servicenow" / "incident_audit"
    landing.mkdir(parents=True)
    shutil.copy(file, landing)
    night = ["nightly", "--landing", str(folder / "landing"), "--warehouse", str(folder / "warehouse")]
    first, _ = run(folder, *night)
    before = versions(folder / "warehouse")
    second, _ = run(folder, *night)
    second["tables_written"] = len(before ^ versions(folder / "warehouse"))
    return {"export": first, "quiet": second}


def versions(warehouse):
    return {str(f.relative_to(warehouse)) for f in warehouse.glob("*/*/_delta_log/*.json")}


def machine():
    git = subprocess.run(["git", "-C", str(HOME), "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()
    return {
        "commit": git.stdout.strip(),
        "date": datetime.date.today().isoformat(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "java": java[0] if java else "",
        "system": platform.platform(),
    }


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--export", type=pathlib.Path, help="an audit export to load as servicenow/incident_audit")
    arguments.add_argument("--only", choices=["demo", "export"], help="only this part")
    arguments.add_argument("--runs", type=int, default=3, help="how often (default: 3)")
    given = arguments.parse_args()
    if given.only == "export" and not given.export:
        arguments.error("--only export needs --export FILE")
    subprocess.run([str(HOME / "tallyhouse"), "--version"], check=True, stdout=sys.stderr)  # builds where needed
    runs = {}
    for number in range(1, given.runs + 1):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            results = {}
            if given.only != "export":
                results |= demo(folder)
            if given.export and given.only != "demo":
                results |= export(folder, given.export)
        for what, seconds in results.items():
            runs.setdefault(what, []).append(seconds)
            print(f"bench: run {number}: {what} {seconds['wall_seconds']} s", file=sys.stderr)
    result = machine() | {
        what: {
            "limit_seconds": LIMITS[what],
            "median_wall_seconds": statistics.median(s["wall_seconds"] for s in seconds),
            "median_cpu_seconds": statistics.median(s["cpu_seconds"] for s in seconds),
            "runs": seconds,
        }
        for what, seconds in runs.items()
    }
    text = json.dumps(result, indent=2)
    folder = HOME / "bench" / "results"
    folder.mkdir(exist_ok=True)
    (folder / f"speed-{result['commit']}.json").write_text(text + "\n")
    print(text)


if __name__ == "__main__":
    main()
