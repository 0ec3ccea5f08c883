"""When forecasts are due: pure rules over what is known of the shop, so that a test decides what the clock says."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shopassistant.inventory.demand.keeping.plan import ForecastPlan

# After a try that failed, nothing is tried for so long.
REST_AFTER_FAILURE = timedelta(hours=2)


@dataclass(frozen=True)
class Situation:
    """What the rules ask about. Moments are timezone-aware.

    Attributes:
        has_sales: there is something to learn from.
        ends: the first day a history would not know, see `history.history_ends`.
        fitted_at: when what serves was learned; None where nothing was.
        first_day: the first day that it forecasts.
        imported_at: newest import.
        failed_at: newest try that failed.
    """

    has_sales: bool = False
    ends: date | None = None
    fitted_at: datetime | None = None
    first_day: date | None = None
    imported_at: datetime | None = None
    failed_at: datetime | None = None


def due(plan: ForecastPlan, now: Situation, at: datetime) -> str | None:
    """Why to forecast anew now: ``start``, ``import`` or ``schedule``; None where there is no reason.

    Args:
        at: the moment, timezone-aware; its zone is that of the shop's wall clock.
    """
    if not now.has_sales or (now.failed_at is not None and at - now.failed_at < REST_AFTER_FAILURE):
        return None
    if now.fitted_at is None or now.first_day is None:
        return "start"
    if plan.mode == "off":
        return None
    if plan.on_import and now.imported_at is not None and now.imported_at > now.fitted_at:
        return "import"
    is_new_day = now.ends is not None and now.ends > now.first_day
    return "schedule" if is_new_day and at.hour >= plan.hour else None
