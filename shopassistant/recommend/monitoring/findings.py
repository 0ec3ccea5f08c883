"""From what was measured to what somebody should know, and the one thing to do about each."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from shopassistant.recommend.monitoring.drift import Drift
from shopassistant.recommend.monitoring.report import (
    LOOK_AT_IMPORT,
    NOTHING,
    RETRAIN,
    WAIT,
    Finding,
    HealthReport,
    in_order,
)

# An index so young cannot be the reason why the advice is wrong.
FRESH_DAYS = 2.0
# Lists and lines below which a share says nothing.
LEAST_LISTS = 30
LEAST_LINES = 50


@dataclass(frozen=True)
class Limits:
    """What is taken for too much.

    Attributes:
        growth_share: lines sold since, beside those learned from.
        unknown_share: lines of products the index does not know, of those sold since.
        filled_share: of personal lists, those filled up with what sells well.
        age_days: since something was learned, where there were sales to learn from.
        silent_days: without any sale; at least twice the longest time the shop was ever closed, too.
    """

    growth_share: float = 0.1
    unknown_share: float = 0.05
    filled_share: float = 0.25
    age_days: float = 35.0
    silent_days: int = 14


@dataclass(frozen=True)
class Circumstances:
    """What the findings depend on besides the report's own numbers.

    Attributes:
        has_sales: anything was ever sold.
        is_older_index: the newest index is damaged, one before it serves.
        is_after_fit: the days compared lie after what was learned.
        days: how many days were compared; 0 where there were too few.
        silent_days: since the newest sale; longest_silence: between two days with sales before.
        lines_since: lines sold since the fit, and lists shown, that the shares are of.
    """

    has_sales: bool
    is_older_index: bool = False
    is_after_fit: bool = False
    days: int = 0
    silent_days: int = 0
    longest_silence: int = 0
    lines_since: int = 0
    lists: int = 0


def with_findings(report: HealthReport, here: Circumstances, limits: Limits) -> HealthReport:
    """The report with its findings."""
    if report.fitted_at is None:
        only = Finding("health.no_sales", "note", LOOK_AT_IMPORT)
        if here.has_sales:
            only = Finding("health.no_index", "warning", RETRAIN)
        return replace(report, findings=(only,))
    found = [*_index(report, here, limits), *_records(report, here, limits), *_accuracy(report)]
    found += [_drift(drift, here) for drift in report.drifts if drift.state not in ("unknown", "stable")]
    if not report.drifts or all(drift.state == "unknown" for drift in report.drifts):
        found.append(Finding("health.too_few", "note", WAIT))
    if not any(finding.level == "warning" for finding in found):
        found.append(Finding("health.fine", "good", NOTHING))
    return replace(report, findings=in_order(found))


def _index(report: HealthReport, here: Circumstances, limits: Limits) -> Iterator[Finding]:
    age = report.age_days or 0.0
    if here.is_older_index:
        yield Finding("health.older_index", "warning", RETRAIN)
    if age > limits.age_days and report.new_lines:
        yield Finding("health.age", "warning", RETRAIN, {"count": int(age)})
    if report.growth_share > limits.growth_share:
        values = {"count": report.new_lines, "more_share": report.growth_share}
        yield Finding("health.growth", "warning", RETRAIN, values)


def _records(report: HealthReport, here: Circumstances, limits: Limits) -> Iterator[Finding]:
    if here.silent_days > max(limits.silent_days, 2 * here.longest_silence):
        yield Finding("health.silent", "warning", LOOK_AT_IMPORT, {"count": here.silent_days})
    unknown, filled = report.unknown_share, report.filled_share
    if unknown is not None and unknown > limits.unknown_share and here.lines_since >= LEAST_LINES:
        yield Finding("health.unknown_products", "warning", RETRAIN, {"unknown_share": unknown})
    if filled is not None and filled > limits.filled_share and here.lists >= LEAST_LISTS:
        is_fresh = (report.age_days or 0.0) < FRESH_DAYS
        action, level = (NOTHING, "note") if is_fresh else (RETRAIN, "warning")
        yield Finding("health.filled", level, action, {"filled_share": filled})


def _accuracy(report: HealthReport) -> Iterator[Finding]:
    accuracy = report.accuracy
    if accuracy is None or accuracy.state == "unknown":
        return
    values = {"now_share": accuracy.rate, "before_share": accuracy.expected_rate, "count": accuracy.trials}
    if accuracy.state == "fine":
        yield Finding("health.accuracy.fine", "good", NOTHING, values)
    elif (report.age_days or 0.0) < FRESH_DAYS:  # to learn once more from the same records would change nothing
        yield Finding("health.accuracy.worse", "warning", LOOK_AT_IMPORT, values, "health.because.fresh")
    else:
        yield Finding("health.accuracy.worse", "warning", RETRAIN, values)


def _drift(drift: Drift, here: Circumstances) -> Finding:
    code = _drift_code(drift)
    values = {**drift.values, "days": here.days}
    if drift.state == "seasonal":
        return Finding(code, "note", NOTHING, values, "health.because.season")
    if not here.is_after_fit:
        return Finding(code, "note", NOTHING, values, "health.because.learned")
    if drift.state == "moderate":
        return Finding(code, "note", WAIT, values)
    # Nothing that is learned anew names a customer or a category that the records do not name.
    is_for_the_records = drift.measure == "walk_ins" and values["now_share"] > values["before_share"]
    if is_for_the_records or code == "health.drift.uncategorised":
        return Finding(code, "warning", LOOK_AT_IMPORT, values)
    because = "health.because.no_year" if drift.seasonal_index is None else ""
    return Finding(code, "warning", RETRAIN, values, because)


def _drift_code(drift: Drift) -> str:
    if drift.measure != "category":
        return f"health.drift.{drift.measure}"
    if drift.values["is_uncategorised"]:
        return "health.drift.uncategorised"
    return "health.drift.category" if drift.values["category"] else "health.drift.small_categories"
