"""The health tab in its states, for the tour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from shopassistant.desktop.pages.model.health_tab import HealthTab
from shopassistant.desktop.pages.model.page import ModelPage
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

if TYPE_CHECKING:
    from shopassistant.desktop.pages.model.health_desk import Record


def scenes() -> tuple[Scene, ...]:
    """A shop that has changed, and one where nothing was learned."""
    return (Scene("model-health-changed", "model", _changed), Scene("model-health-empty", "model", _empty))


def _tab(page: Page) -> HealthTab | None:
    page.open_with("health")
    tab = page.tab("health") if isinstance(page, ModelPage) else None
    return tab if isinstance(tab, HealthTab) else None


def _changed(page: Page) -> Iterator[None]:
    """What a manager finds when customers buy otherwise than when it was learned."""
    from shopassistant.recommend.monitoring.report import Finding

    tab = _tab(page)
    yield
    if tab is None or tab.desk.report is None:
        return
    moved = {"category": "Accessories", "before_share": 0.12, "now_share": 0.3, "days": 28}
    silent = Finding("health.drift.walk_ins", "warning", "look_at_import", {"before_share": 0.14, "now_share": 0.41})
    findings = (
        Finding("health.drift.category", "warning", "retrain", moved),
        silent,
        Finding(
            "health.drift.price", "note", "nothing", {"before_minor": 4900, "now_minor": 5600}, "health.because.season"
        ),
        Finding("health.accuracy.fine", "good", "nothing", {"now_share": 0.41, "before_share": 0.45, "count": 534}),
    )
    tab.desk.recorded.emit(_record(tab.desk.report.at))
    tab.desk.reported.emit(replace(tab.desk.report, findings=findings, new_lines=1_842))
    yield


def _record(now: datetime) -> "Record":
    """Two weeks of nights, one of which brought nothing better."""
    from shopassistant.desktop.pages.model.health_desk import Record
    from shopassistant.recommend.retraining.log import Check, Refit
    from shopassistant.recommend.retraining.plan import RetrainingPlan

    night = timedelta(days=1)
    shares = (44, 46, 43, 45, 47, 44, 45, 46, 44, 42, 43, 40, 41, 41)
    checks = tuple(
        Check(now - (len(shares) - n) * night, now - (len(shares) - n) * night, 5 * share, 500, 225, 500, ())
        for n, share in enumerate(shares)
    )
    refits = (
        Refit(now - night, now - night, "schedule", "promoted", "v3", {}),
        Refit(now - 2 * night, now - 2 * night, "schedule", "kept", "v2", {}),
        Refit(now - 3 * night, now - 3 * night, "import", "promoted", "v1", {}),
        Refit(now - 4 * night, now - 4 * night, "person", "cancelled", None, {}),
    )
    next_at = (now + night).astimezone().replace(hour=20, minute=0)
    return Record(now - night, refits, checks, RetrainingPlan(), next_at, is_waiting=False, seconds=50.0)


def _empty(page: Page) -> Iterator[None]:
    from shopassistant.desktop.pages.model.health_desk import Record
    from shopassistant.recommend.retraining.plan import RetrainingPlan

    tab = _tab(page)
    yield
    if tab is not None:
        nothing = Record(None, (), (), RetrainingPlan(), None, is_waiting=False, seconds=0.0)
        tab.desk.recorded.emit(nothing)
    yield
