"""Learning anew as a whole: take the right to, learn without serving, compare, and serve what is not worse."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Cancelled, NoProgress, Progress
from shopassistant.recommend.engine import Engine
from shopassistant.recommend.retraining import log
from shopassistant.recommend.retraining.plan import load_plan
from shopassistant.recommend.retraining.schedule import Situation, check_due, due, due_since, is_quiet
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.lease import Renewing, hold
from shopassistant.store.schema import Basket, BasketLine, ImportRun, Sale

LEASE = "retraining"
# A basket in the making holds something; every window has an empty one.
_RUNG = (
    select(func.max(Basket.changed_at))
    .join(BasketLine, BasketLine.basket_id == Basket.id)
    .where(Basket.status == "open", BasketLine.removed_at.is_(None))
)


@dataclass(frozen=True)
class Outcome:
    """What came of it.

    Attributes:
        state: ``promoted``, ``kept`` (learned, but worse than what serves), or ``not_due``.
        cause: why it was learned; empty with ``not_due``.
        version: what was learned; empty without.
        details: see `log.Refit`.
    """

    state: str
    cause: str = ""
    version: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def situation(engine: Engine) -> Situation:
    """What the rules of `schedule` ask about, read from the store in milliseconds.

    Raises:
        EnvironmentProblem: the store cannot be read.
    """
    from shopassistant.recommend.monitoring.health import lines_after

    index = engine.index
    with engine.store.read() as session:
        new_lines = lines_after(session, index.base.newest_sale_id if index else 0)
        check = next(iter(log.last_checks(session, 1)), None)
        tried_at, failed_at = log.newest_try(session)
        return Situation(
            has_sales=session.scalar(select(Sale.id).limit(1)) is not None,
            fitted_at=engine.fitted_at,
            new_lines=new_lines,
            growth_share=new_lines / max(len(index.base.events.product), 1) if index else 0.0,
            imported_at=session.scalar(select(func.max(ImportRun.at))),
            checked_at=check.at if check else None,
            drifted=check is not None and log.RETRAIN in check.warnings,
            tried_at=tried_at,
            failed_at=failed_at,
            rung_at=session.scalar(_RUNG),
        )


def retrain(engine: Engine, cause: str, actor: Actor = SYSTEM, progress: Progress | None = None) -> Outcome:
    """Learn anew and serve it, unless it is worse than what serves.

    Args:
        cause: ``schedule``, ``drift``, ``growth``, ``import``, ``person`` or ``command``.

    Raises:
        Cancelled: by `progress`; what served goes on serving, as with every error.
        NotAllowed: the actor is no manager.
        Conflict: ``retraining.elsewhere`` or ``recommend.fit_elsewhere``, another window is at it.
        EnvironmentProblem: the store cannot be read or the index not written.
    """
    with hold(engine.store, actor, LEASE) as lease:
        return _learn(engine, cause, actor, Renewing(lease, progress or NoProgress()))


def retrain_if_due(
    engine: Engine,
    actor: Actor = SYSTEM,
    progress: Progress | None = None,
    wall: Callable[[datetime], datetime] = datetime.astimezone,
) -> Outcome:
    """Look at the health if it is time to, and learn anew if there is a reason; of several windows one does.

    Args:
        wall: from UTC to the shop's wall clock.

    Raises:
        As `retrain`.
    """
    store = engine.store
    with hold(store, actor, LEASE) as lease:
        told = Renewing(lease, progress or NoProgress())
        engine.refresh()  # another window may just have done it
        with store.read() as session:
            plan = load_plan(session)
        if check_due(situation(engine), store.clock.now()):
            log.record_check(store, actor, engine.health(told))
        cause = due(plan, situation(engine), wall(store.clock.now()))
        return Outcome("not_due") if cause is None else _learn(engine, cause, actor, told)


@dataclass(frozen=True)
class Decision:
    """What a window should do now.

    Attributes:
        start: call `retrain_if_due`: it is time, and nobody is being served.
        is_other: another index serves since the last look, because another window changed it.
        warnings: codes of what the newest look at what serves said needs somebody.
    """

    start: bool
    is_other: bool
    warnings: tuple[str, ...]


def decide(
    engine: Engine, touched_at: datetime | None, wall: Callable[[datetime], datetime] = datetime.astimezone
) -> Decision:
    """What to do now, for a window that asks every minute; takes milliseconds.

    Where nothing was ever learned it waits: the start of a window and an import see to that at once.

    Args:
        touched_at: newest key or touch in that window.

    Raises:
        EnvironmentProblem: the store cannot be read.
    """
    before = engine.version
    engine.refresh()
    with engine.store.read() as session:
        plan = load_plan(session)
        check = next(iter(log.last_checks(session, 1)), None)
    found, now = situation(engine), wall(engine.store.clock.now())
    is_time = found.fitted_at is not None and (check_due(found, now) or due(plan, found, now) is not None)
    start = is_time and is_quiet(due_since(plan, found, now), touched_at, found.rung_at, now)
    is_news = check is not None and check.fitted_at == found.fitted_at
    warnings = check.warnings if check is not None and is_news else ()
    is_other = bool(before) and engine.version != before
    return Decision(start, is_other, tuple(one for one in warnings if one != log.RETRAIN))


def _learn(engine: Engine, cause: str, actor: Actor, progress: Progress) -> Outcome:
    refit = log.start_refit(engine.store, actor, cause)
    try:
        outcome = _challenge(engine, cause, actor, progress)
    except Cancelled:
        log.end_refit(engine.store, actor, refit, "cancelled", None, {})
        raise
    except ShopError as error:
        log.end_refit(engine.store, actor, refit, "failed", None, {"problem": error.code})
        raise
    except Exception:
        log.end_refit(engine.store, actor, refit, "failed", None, {"problem": "retraining.bug"})
        raise
    log.end_refit(engine.store, actor, refit, outcome.state, outcome.version or None, outcome.details)
    return outcome


def _challenge(engine: Engine, cause: str, actor: Actor, progress: Progress) -> Outcome:
    from shopassistant.recommend.retraining.comparing import compare

    champion, registry = engine.index, engine.registry
    if champion is None or registry is None:
        summary = engine.fit(progress, actor, cause)
        return Outcome("promoted", cause, summary.version)
    summary = engine.fit(progress, actor, cause, promote=False)
    verdict = compare(engine.store, champion, registry.open_index(summary.version), progress)
    if not verdict.is_worse:
        registry.promote(actor, summary.version)
    return Outcome("kept" if verdict.is_worse else "promoted", cause, summary.version, dict(verdict.details))
