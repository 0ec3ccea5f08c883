"""Forecasting anew by itself: whether it is time, and that of several windows one does it."""

from dataclasses import dataclass
from datetime import tzinfo

from sqlalchemy import func, select

from shopassistant.core.errors import Conflict
from shopassistant.core.progress import Cancelled, NoProgress, Progress
from shopassistant.inventory.demand.keeping.fit import FitSummary, fit
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.inventory.demand.keeping.plan import load_plan
from shopassistant.inventory.demand.keeping.schedule import Situation, due
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.lease import Renewing, hold
from shopassistant.store.schema import AuditEntry, ImportRun, Sale

LEASE = "forecasting"
FAILED = "forecast.failed"


@dataclass(frozen=True)
class Decision:
    """What a window should do now.

    Attributes:
        cause: call `refit_if_due`; empty where it is not time.
        is_other: other forecasts serve since the last look, because another window saved them.
    """

    cause: str
    is_other: bool


def decide(keeper: Keeper, zone: tzinfo | None = None) -> Decision:
    """What to do now, for a window that asks every minute; takes milliseconds.

    Args:
        zone: the shop's; that of this machine by default.

    Raises:
        EnvironmentProblem: the store cannot be read.
    """
    is_other = keeper.refresh()
    return Decision(_cause(keeper, zone) or "", is_other)


def refit_if_due(
    keeper: Keeper, progress: Progress | None = None, actor: Actor = SYSTEM, zone: tzinfo | None = None
) -> FitSummary | None:
    """Forecast anew if there is a reason; None where there is none, or another window is at it.

    Raises:
        As `fit`, but not Conflict.
    """
    try:
        with hold(keeper.store, actor, LEASE) as lease:
            keeper.refresh()  # another window may just have done it
            cause = _cause(keeper, zone)
            return refit(keeper, cause, Renewing(lease, progress or NoProgress()), actor, zone) if cause else None
    except Conflict:
        return None


def refit(
    keeper: Keeper, cause: str, progress: Progress | None = None, actor: Actor = SYSTEM, zone: tzinfo | None = None
) -> FitSummary:
    """Forecast anew; a try that fails is remembered, so that nobody tries again at once.

    Raises:
        As `fit`.
    """
    try:
        return fit(keeper, progress, actor, cause, zone)
    except (Cancelled, Conflict):
        raise
    except Exception as error:
        with keeper.store.begin(actor) as unit:
            unit.audit(FAILED, "forecast", None, cause=cause, problem=getattr(error, "code", type(error).__name__))
            unit.commit()
        raise


def situation(keeper: Keeper, zone: tzinfo | None = None) -> Situation:
    """What the rules of `schedule` ask about, read from the store in milliseconds.

    Raises:
        EnvironmentProblem: the store cannot be read.
    """
    from shopassistant.inventory.demand.history import history_ends

    serving, now = keeper.serving, keeper.store.clock.now()
    with keeper.store.read() as session:
        failed = select(func.max(AuditEntry.at)).where(
            AuditEntry.subject_type == "forecast", AuditEntry.subject_id.is_(None), AuditEntry.action == FAILED
        )
        return Situation(
            has_sales=session.scalar(select(Sale.id).limit(1)) is not None,
            ends=history_ends(session, now, zone),
            fitted_at=serving.fitted_at if serving else None,
            first_day=serving.forecasts.first_day if serving else None,
            imported_at=session.scalar(select(func.max(ImportRun.at))),
            failed_at=session.scalar(failed),
        )


def _cause(keeper: Keeper, zone: tzinfo | None) -> str | None:
    with keeper.store.read() as session:
        plan = load_plan(session)
    return due(plan, situation(keeper, zone), keeper.store.clock.now().astimezone(zone))
