"""`shopassistant health`: whether the recommendations still fit what is sold, for a look and for scripts."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.recommend.monitoring.report import HealthReport


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")
    parser.add_argument("--json", action="store_true", help="print everything measured as JSON")


def run(args: argparse.Namespace) -> int:
    """Look and print. Returns 0 if nothing needs doing, 1 if something does."""
    from shopassistant.recommend.engine import Engine, index_folder

    with opened(args.db) as (store, catalogue):
        engine = Engine(store, index_folder(store.path))
        engine.load()
        for problem in engine.problems:
            print(catalogue.explain(problem), file=sys.stderr)
        report = engine.health()
    if args.json:
        print(json.dumps(as_json(report, catalogue), indent=2, ensure_ascii=False))
    else:
        for line in as_text(report, catalogue):
            print(line)
    return 1 if report.needs_action else 0


def as_text(report: "HealthReport", catalogue: "Catalogue") -> list[str]:
    """A line for each finding with what to do, then when it was learned and what was compared."""
    marks = {"warning": "!", "note": "-", "good": "+"}
    lines = []
    for finding in report.findings:
        said = [catalogue.say(finding.code, finding.values)]
        said += [catalogue.say(finding.because)] if finding.because else []
        said += [catalogue.say(f"health.action.{finding.action}")] if finding.level != "good" else []
        lines.append(f"{marks[finding.level]} {' '.join(said)}")
    if report.fitted_at is not None:
        lines.append(f"learned {report.fitted_at:%Y-%m-%d %H:%M} UTC, {report.new_lines:,} lines sold since")
    if report.compared_from is not None:
        lines.append(f"compared {report.compared_from} to {report.compared_to} with the time before")
    lines += [
        f"    {drift.measure:<12} {drift.state:<9} index {drift.index:.3f}, by chance up to {drift.by_chance:.3f}"
        for drift in report.drifts
        if drift.state != "unknown"
    ]
    return lines


def as_json(report: "HealthReport", catalogue: "Catalogue") -> dict[str, Any]:
    """Everything measured as plain values, each finding with its sentence."""
    accuracy = report.accuracy
    return {
        "at": report.at.isoformat(),
        "fitted_at": report.fitted_at.isoformat() if report.fitted_at else None,
        "needs_action": report.needs_action,
        "findings": [
            {
                "code": one.code, "level": one.level, "action": one.action, "because": one.because or None,
                "values": dict(one.values), "text": catalogue.say(one.code, one.values),
            }
            for one in report.findings
        ],
        "drift": [
            {
                "measure": one.measure, "state": one.state, "index": one.index, "by_chance": one.by_chance,
                "seasonal_index": one.seasonal_index, "rows": one.rows, "values": dict(one.values),
            }
            for one in report.drifts
        ],
        "accuracy": None
        if accuracy is None
        else {
            "state": accuracy.state, "hits": accuracy.hits, "visits": accuracy.trials, "rate": accuracy.rate,
            "low": accuracy.low, "high": accuracy.high, "expected_rate": accuracy.expected_rate,
        },
        "unknown_share": report.unknown_share,
        "growth_share": report.growth_share,
        "new_lines": report.new_lines,
        "filled_share": report.filled_share,
        "compared": [report.compared_from, report.compared_to] if report.compared_from else None,
    }  # fmt: skip
