"""The quality gate: runs the evaluations and fails when a figure falls below its floor.

    python benchmarks/quality/gate.py [--data FOLDER] [--update [--allow-regression REASON]]

Floors and the digests of the data they were measured on are in floors.json. The data is not part of the
project; it lies in the folder given by --data, by the variable ONRECORD_GOLD, or beside the checkout in
../shared/gold. Where it is absent the gate says so and measures only what the project brings itself (tasks that
are `own`), and fails if CI is set.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
ROOT = Path(__file__).resolve().parents[2]
BESIDE = ROOT.parent / "shared" / "gold"
# Parsing may differ in the last place between processors; a drop within this is no regression.
SLACK = 0.005


def digest(path: Path) -> str:
    """The SHA-256 over names and content of a file or of all files in a folder."""
    total = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file():
            total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()


def failures(floors: Mapping[str, float], measured: Mapping[str, float]) -> list[str]:
    """The figures that are missing or below their floors, as lines for people."""
    found = []
    for name, floor in floors.items():
        value = measured.get(name)
        slack = SLACK * (100 if floor > 1 else 1)
        if value is None:
            found.append(f"{name}: not measured")
        elif value < floor - slack:
            found.append(f"{name}: {value} is below its floor {floor}")
    return found


def raised(floors: Mapping[str, float], measured: Mapping[str, float], *, allow: bool) -> dict[str, float]:
    """The floors moved to what was measured: up freely, down only when allowed."""
    return {name: measured[name] if allow else max(floor, measured[name]) for name, floor in floors.items()}


def place(task: Mapping[str, Any], data: Path) -> Path:
    """Where the data of a task lies."""
    return Path((ROOT if task.get("own") else data) / task["data"])


def measure(tasks: Mapping[str, Any], data: Path) -> dict[str, dict[str, float]]:
    from onrecord.evaluate import evaluate

    return {name: dict(evaluate(task["task"], place(task, data)).metrics) for name, task in tasks.items()}


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("ONRECORD_GOLD", BESIDE)))
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument(
        "--allow-regression", metavar="REASON", help="with --update: lower floors too, for this reason"
    )
    args = parser.parse_args()
    book = json.loads(FLOORS.read_text("utf-8"))
    there = {name: task for name, task in book["tasks"].items() if place(task, args.data).exists()}
    missing = [task["data"] for name, task in book["tasks"].items() if name not in there]
    if missing:
        print(f"quality gate: development data is missing in {args.data}: {', '.join(missing)}")
        if os.environ.get("CI") and args.data.exists():
            return 1
    measured = measure(there, args.data)
    problems: list[str] = []
    for name, task in there.items():
        if args.update:
            task["floors"] = raised(task["floors"], measured[name], allow=bool(args.allow_regression))
            task["sha256"] = digest(place(task, args.data))
        elif task["sha256"] != digest(place(task, args.data)):
            problems.append(f"{name}: the data is not what the floors were measured on; run with --update")
        problems += [f"{name} {line}" for line in failures(task["floors"], measured[name])]
        print(
            f"{name}: "
            + ", ".join(f"{k} {measured[name].get(k)} (floor {v})" for k, v in task["floors"].items())
        )
    if args.update:
        if args.allow_regression:
            book["regressions"].append(args.allow_regression)
        FLOORS.write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for line in problems:
        print(f"FAILED {line}", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
