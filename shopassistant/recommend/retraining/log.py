"""What was measured and learned so far: written as it happens, read for the model page and for the next decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from shopassistant.recommend.monitoring.report import HealthReport
from shopassistant.recommend.retraining.plan import ROLE
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import ModelCheck, ModelRefit

ENDED_WELL = ("promoted", "kept")
# Among the warnings of a look: learning anew is what helps.
RETRAIN = "retrain"


@dataclass(frozen=True)
class Refit:
    """One time something was learned anew.

    Attributes:
        cause: ``schedule``, ``drift``, ``growth``, ``import``, ``person`` or ``command``.
        outcome: ``running``, ``promoted``, ``kept`` (learned, but it was worse), ``failed`` or ``cancelled``.
        ended_at: None while it runs.
        version: what was learned, where something was.
        details: ``before`` and ``after`` (hits of the same visits), ``visits``; or ``problem``, a code.
    """

    started_at: datetime
    ended_at: datetime | None
    cause: str
    outcome: str
    version: str | None
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Check:
    """One look at the health.

    Attributes:
        warnings: codes of what needed somebody.
    """

    at: datetime
    fitted_at: datetime
    hits: int
    trials: int
    expected_hits: int
    expected_trials: int
    warnings: tuple[str, ...]


def record_check(store: Store, actor: Actor, report: HealthReport) -> None:
    """Keep what a look found; nothing where nothing serves.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require(ROLE)
    if report.fitted_at is None:
        return
    accuracy = report.accuracy
    warnings = [one.code for one in report.findings if one.level == "warning"]
    with store.begin(actor) as unit:
        unit.session.add(
            ModelCheck(
                at=report.at,
                fitted_at=report.fitted_at,
                hits=report.own_hits,
                trials=report.own_trials,
                expected_hits=accuracy.expected_hits if accuracy else 0,
                expected_trials=accuracy.expected_trials if accuracy else 0,
                warnings=[*warnings, *([RETRAIN] if report.should_retrain else [])],
            )
        )
        unit.audit("model.checked", "model_check", None, warnings=warnings)
        unit.commit()


def start_refit(store: Store, actor: Actor, cause: str) -> int:
    """Write down that learning begins; whatever still ran must have been killed. Returns the row's id.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        now = unit.clock.now()
        killed = {"outcome": "failed", "ended_at": now, "details": {"problem": "retraining.interrupted"}}
        unit.session.execute(update(ModelRefit).where(ModelRefit.outcome == "running").values(killed))
        row = ModelRefit(started_at=now, cause=cause, outcome="running", staff_id=actor.staff_id)
        unit.session.add(row)
        unit.session.flush()
        unit.audit("retraining.started", "model_refit", row.id, cause=cause)
        unit.commit()
        return row.id


def end_refit(
    store: Store, actor: Actor, refit_id: int, outcome: str, version: str | None, details: Mapping[str, Any]
) -> None:
    """Write down how it ended.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require(ROLE)
    with store.begin(actor) as unit:
        row = unit.session.get(ModelRefit, refit_id)
        if row is not None:
            row.outcome, row.version, row.details, row.ended_at = outcome, version, dict(details), unit.clock.now()
            unit.audit("retraining.ended", "model_refit", refit_id, outcome=outcome, version=version)
        unit.commit()


def last_refits(session: Session, count: int = 10) -> tuple[Refit, ...]:
    """The newest first."""
    rows = session.scalars(select(ModelRefit).order_by(ModelRefit.id.desc()).limit(count))
    return tuple(
        Refit(row.started_at, row.ended_at, row.cause, row.outcome, row.version, dict(row.details)) for row in rows
    )


def last_checks(session: Session, count: int = 60) -> tuple[Check, ...]:
    """The newest ones, oldest of them first."""
    rows = session.scalars(select(ModelCheck).order_by(ModelCheck.id.desc()).limit(count)).all()
    return tuple(
        Check(row.at, row.fitted_at, row.hits, row.trials, row.expected_hits, row.expected_trials, tuple(row.warnings))
        for row in reversed(rows)
    )


def newest_try(session: Session) -> tuple[datetime | None, datetime | None]:
    """Start of the newest try that ended well; end of the newest that did not, unless one ended well after it."""
    well: datetime | None = session.scalar(
        select(func.max(ModelRefit.started_at)).where(ModelRefit.outcome.in_(ENDED_WELL))
    )
    badly: datetime | None = session.scalar(
        select(func.max(ModelRefit.ended_at)).where(ModelRefit.outcome.in_(("failed", "cancelled")))
    )
    return well, badly if badly is not None and (well is None or badly > well) else None
