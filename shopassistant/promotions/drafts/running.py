"""A promotion on its way: paused, resumed, ended, and taken up again."""

from collections.abc import Callable

from shopassistant.core.errors import Conflict
from shopassistant.promotions.drafts.floor import floor_report
from shopassistant.promotions.drafts.frozen import read_items
from shopassistant.promotions.drafts.planning import forget_days, plan_days
from shopassistant.promotions.drafts.state import PromotionResult, promotion_row, result
from shopassistant.promotions.drafts.terms import read_terms
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Promotion
from shopassistant.store.unit_of_work import UnitOfWork


def pause_promotion(store: Store, actor: Actor, promotion_id: int) -> PromotionResult:
    """Let it rest: tills give nothing until it is resumed; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``.
    """
    actor.require("manager")
    return _move(store, actor, promotion_id, ("approved",), "paused")


def resume_promotion(store: Store, actor: Actor, promotion_id: int) -> PromotionResult:
    """Let it count again; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``; ``promotion.is_over``, its last day has passed.
    """
    actor.require("manager")
    return _move(store, actor, promotion_id, ("paused",), "approved", _check_not_over)


def end_promotion(store: Store, actor: Actor, promotion_id: int) -> PromotionResult:
    """End it before its last day; what was sold stays. `take_up_ended` undoes it. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``.
    """
    actor.require("manager")
    return _move(store, actor, promotion_id, ("approved", "paused"), "ended")


def take_up_ended(store: Store, actor: Actor, promotion_id: int, status: str = "approved") -> PromotionResult:
    """One that was ended goes on, or rests as it did before (`status` ``paused``); managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``; ``promotion.is_over``.
    """
    actor.require("manager")
    return _move(
        store, actor, promotion_id, ("ended",), "paused" if status == "paused" else "approved", _check_not_over
    )


def _check_not_over(unit: UnitOfWork, row: Promotion) -> None:
    if row.ends_at is not None and row.ends_at <= unit.clock.now():
        raise Conflict("promotion.is_over", number=row.number)


def _move(
    store: Store,
    actor: Actor,
    promotion_id: int,
    before: tuple[str, ...],
    after: str,
    check: Callable[[UnitOfWork, Promotion], None] | None = None,
) -> PromotionResult:
    with store.begin(actor) as unit:
        row = promotion_row(unit, promotion_id, *before)
        if check is not None:
            check(unit, row)
        was, row.status = row.status, after
        row.changed_at = unit.clock.now()
        forget_days(unit, row.id)
        if after == "approved":
            terms = read_terms(row)
            frozen = read_items(unit.session, row.id, terms)
            plan_days(unit, row, terms, frozen, floor_report(unit.session, terms, frozen).share_bp)
        unit.audit(f"promotion.{after}", "promotion", row.id, number=row.number, before=was)
        made = result(row, was)
        unit.commit()
    return made
