"""When it is time: pure rules over what is known of the shop, so that a test decides what the clock says."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shopassistant.recommend.retraining.plan import RetrainingPlan

# After a try that failed or was stopped, nothing is tried for so long.
REST_AFTER_FAILURE = timedelta(hours=6)
# A look at the health is good for so long; a little less than a day, so that looks do not wander through it.
CHECK_HOLDS = timedelta(hours=20)
# Nobody has touched the till and no basket has changed for so long: nobody is being served.
QUIET = timedelta(minutes=5)
# What has waited so long for a quiet moment begins in a short one, and in the end without.
IMPATIENT = timedelta(hours=24)
SHORT_QUIET = timedelta(seconds=30)
AT_LAST = timedelta(hours=48)


@dataclass(frozen=True)
class Situation:
    """What the rules ask about. Moments are timezone-aware.

    Attributes:
        has_sales: there is something to learn from.
        fitted_at: when what serves was learned; None where nothing was.
        new_lines: lines sold since.
        growth_share: the same beside those learned from.
        imported_at: newest import.
        checked_at: newest look at the health; drifted: it said that learning anew helps.
        tried_at: start of the newest try that ended well (whatever of it serves).
        failed_at: end of the newest try that failed or was stopped, unless one ended well after it.
        rung_at: newest change of a basket in the making.
    """

    has_sales: bool = False
    fitted_at: datetime | None = None
    new_lines: int = 0
    growth_share: float = 0.0
    imported_at: datetime | None = None
    checked_at: datetime | None = None
    drifted: bool = False
    tried_at: datetime | None = None
    failed_at: datetime | None = None
    rung_at: datetime | None = None

    @property
    def learned_at(self) -> datetime | None:
        """When the shop was last learned from, whether or not the outcome serves."""
        known = [moment for moment in (self.fitted_at, self.tried_at) if moment is not None]
        return max(known, default=None)


def due(plan: RetrainingPlan, now: Situation, at: datetime) -> str | None:
    """Why to learn anew now: ``import``, ``drift``, ``growth``, ``schedule``; None where there is no reason.

    Args:
        at: the moment, timezone-aware; its zone is that of the shop's wall clock.
    """
    if plan.mode == "off" or not now.has_sales:
        return None
    if now.failed_at is not None and at - now.failed_at < REST_AFTER_FAILURE:
        return None
    learned = now.learned_at
    if learned is None:
        return "schedule"
    if not now.new_lines:  # whatever happened, there is nothing to learn that is not known
        return None
    if plan.on_import and _is_after(now.imported_at, learned):
        return "import"
    if plan.on_drift and now.drifted and _is_after(now.checked_at, learned):
        return "drift"
    if plan.growth_percent and now.growth_share * 100 > plan.growth_percent and at - learned > CHECK_HOLDS:
        return "growth"
    return "schedule" if last_planned(plan, at) > learned else None


def due_since(plan: RetrainingPlan, now: Situation, at: datetime) -> datetime:
    """Since when what is due is due, about; for how patiently a quiet moment is waited for."""
    planned = last_planned(plan, at)
    moments = [one for one in (now.imported_at, now.checked_at, planned) if one is not None]
    after = [one for one in moments if now.learned_at is None or one > now.learned_at]
    return min(after, default=at)


def check_due(now: Situation, at: datetime) -> bool:
    """Whether it is time to look at the health again; it never is where nothing was learned."""
    if now.fitted_at is None:
        return False
    return now.checked_at is None or at - now.checked_at >= CHECK_HOLDS


def last_planned(plan: RetrainingPlan, at: datetime) -> datetime:
    """The newest planned moment that is not after `at`."""
    step = timedelta(days=7 if plan.mode == "weekly" else 1)
    moment = next_planned(plan, at)
    return _on_the_wall(moment - step, plan)


def next_planned(plan: RetrainingPlan, at: datetime) -> datetime:
    """The first planned moment after `at`; meaningless with ``off``."""
    moment = _on_the_wall(at, plan)
    while moment <= at or (plan.mode == "weekly" and moment.weekday() != plan.weekday):
        moment = _on_the_wall(moment + timedelta(days=1), plan)
    return moment


def is_quiet(since: datetime, touched_at: datetime | None, rung_at: datetime | None, at: datetime) -> bool:
    """Whether it may begin: nobody is being served, or it has waited too long for that.

    Args:
        since: from when on it was due.
        touched_at: newest key or touch in this window.
        rung_at: newest change of a basket in the making, in any window.
    """
    waited = at - since
    if waited >= AT_LAST:
        return True
    needed = SHORT_QUIET if waited >= IMPATIENT else QUIET
    return all(moment is None or at - moment >= needed for moment in (touched_at, rung_at))


def _on_the_wall(moment: datetime, plan: RetrainingPlan) -> datetime:
    return moment.replace(hour=plan.closing_hour, minute=0, second=0, microsecond=0)


def _is_after(moment: datetime | None, learned: datetime) -> bool:
    return moment is not None and moment > learned
