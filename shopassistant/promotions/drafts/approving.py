"""Approval: the products are frozen, the floor is kept or passed by a manager's own word, the forecasts are told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from shopassistant.core.errors import Conflict, UserError
from shopassistant.promotions.drafts.floor import FloorReport, floor_report
from shopassistant.promotions.drafts.frozen import Chooser, Frozen, freeze, rule_of, write_items
from shopassistant.promotions.drafts.planning import forget_days, plan_days
from shopassistant.promotions.drafts.saving import put_terms
from shopassistant.promotions.drafts.state import PromotionResult, promotion_row, result
from shopassistant.promotions.drafts.terms import Terms, places, read_terms
from shopassistant.promotions.rules.offers import Bundle
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CampaignArm, Promotion, Redemption
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Word:
    """What goes with an approval.

    Attributes:
        floor_passed_by: the manager whose PIN was typed to let it go below the floor; None keeps the floor.
        rehearsal: what was expected, see `rehearsal_to_json`, to be laid beside what happens.
    """

    floor_passed_by: Actor | None = None
    rehearsal: Mapping[str, Any] = field(default_factory=dict)


_NO_WORD = Word()


def approve_promotion(
    store: Store, actor: Actor, promotion_id: int, chosen: Chooser, word: Word = _NO_WORD
) -> PromotionResult:
    """Let a draft count from its first day on; managers only.

    Args:
        chosen: answers the choices.

    Raises:
        NotAllowed: ``role.required``, of the one who acts or of the one who passes the floor.
        UserError: ``promotion.name_missing``, ``promotion.nothing_chosen``, ``promotion.already_over``,
            ``promotion.bundle_of_everything``; ``promotion.below_floor`` with the ``count`` of products and the worst.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = promotion_row(unit, promotion_id, "draft")
        terms = read_terms(row)
        frozen = freeze(terms, chosen)
        _check_complete(unit, terms)
        rule_of(row.id, terms, frozen)  # everything that makes a rule is there
        report = _keep_floor(unit, row, terms, frozen, word)
        write_items(unit, row, frozen)
        row.status, row.approved_at = "approved", unit.clock.now()
        row.approved_by_id, row.rehearsal = unit.actor.staff_id, dict(word.rehearsal)
        plan_days(unit, row, terms, frozen, report.share_bp)
        unit.audit("promotion.approved", "promotion", row.id, number=row.number, products=report.products)
        made = result(row, "draft")
        unit.commit()
    return made


def change_promotion(
    store: Store, actor: Actor, promotion_id: int, terms: Terms, chosen: Chooser, word: Word = _NO_WORD
) -> PromotionResult:
    """Other terms for an approved promotion from now on; what was sold stays as it was sold. Managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: as `approve_promotion`; ``promotion.limit_below_used``, less than was already given.
        NotFound: ``promotion.unknown``, ``promotion.segment_unknown``, ``location.unknown``.
        Conflict: ``promotion.status``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = promotion_row(unit, promotion_id, "approved", "paused")
        before = read_terms(row)
        _check_used(row, terms)
        put_terms(unit, row, terms)
        terms = read_terms(row)
        frozen = freeze(terms, chosen)
        _check_complete(unit, terms)
        rule_of(row.id, terms, frozen)
        report = _keep_floor(unit, row, terms, frozen, word)
        write_items(unit, row, frozen)
        forget_days(unit, row.id)
        if row.status == "approved":
            plan_days(unit, row, terms, frozen, report.share_bp)
        unit.audit("promotion.changed", "promotion", row.id, number=row.number, **_difference(before, terms))
        made = result(row, row.status)
        unit.commit()
    return made


def take_back(store: Store, actor: Actor, promotion_id: int) -> PromotionResult:
    """An approval in error: a draft again, as long as nobody used it; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``; ``promotion.was_used``, end it instead.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = promotion_row(unit, promotion_id, "approved", "paused")
        used = select(func.count()).select_from(Redemption).where(Redemption.promotion_id == row.id)
        mailed = select(func.count()).select_from(CampaignArm).where(CampaignArm.promotion_id == row.id)
        if row.uses or unit.session.scalar(used) or unit.session.scalar(mailed):
            raise Conflict("promotion.was_used", number=row.number)
        before, row.status = row.status, "draft"
        row.approved_at = row.approved_by_id = row.floor_passed_by_id = None
        write_items(unit, row, {})
        forget_days(unit, row.id)
        unit.audit("promotion.taken_back", "promotion", row.id, number=row.number)
        made = result(row, before)
        unit.commit()
    return made


def _check_complete(unit: UnitOfWork, terms: Terms) -> None:
    if not terms.name:
        raise UserError("promotion.name_missing")
    if any(place not in terms.choices for place in places(terms.offer) if place[0] == "get"):
        raise UserError("promotion.nothing_chosen")
    if isinstance(terms.offer, Bundle) and any(choice.everything for choice in terms.choices.values()):
        raise UserError("promotion.bundle_of_everything")
    if terms.when.ends_at is not None and terms.when.ends_at <= unit.clock.now():
        raise UserError("promotion.already_over")


def _keep_floor(unit: UnitOfWork, row: Promotion, terms: Terms, frozen: Frozen, word: Word) -> FloorReport:
    """Refuse what goes below the floor, unless somebody passed it; who did is kept."""
    report = floor_report(unit.session, terms, frozen)
    row.floor_passed_by_id = None
    if not report.below:
        return report
    worst = report.below[0]
    facts = {
        "count": len(report.below),
        "name": worst.goods.name,
        "lowest_minor": worst.lowest_minor,
        "floor_minor": worst.floor_minor,
    }
    if word.floor_passed_by is None:
        raise UserError("promotion.below_floor", **facts)
    word.floor_passed_by.require("manager")
    row.floor_passed_by_id = word.floor_passed_by.staff_id
    unit.audit(
        "promotion.floor_passed", "promotion", row.id, number=row.number, by=word.floor_passed_by.staff_id,
        products=len(report.below), worst_variant_id=worst.goods.variant_id,
    )  # fmt: skip
    return report


def _check_used(row: Promotion, terms: Terms) -> None:
    budget, uses = terms.limits.budget_minor, terms.limits.max_uses
    if (budget is not None and budget < row.spent_minor) or (uses is not None and uses < row.uses):
        raise UserError("promotion.limit_below_used", spent_minor=row.spent_minor, uses=row.uses)


def _difference(before: Terms, after: Terms) -> dict[str, object]:
    """Names of the terms that are others now, and the offers in short."""
    names = [name for name in Terms.__slots__ if getattr(before, name) != getattr(after, name)]
    return {"terms": names, "offer_before": repr(before.offer)} if "offer" in names else {"terms": names}
