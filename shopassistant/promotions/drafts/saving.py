"""Drafts: begun, saved while somebody thinks, copied, given up and taken up again."""

from dataclasses import replace
from datetime import datetime

from shopassistant.core.errors import Conflict, NotFound
from shopassistant.promotions.drafts.state import PromotionResult, promotion_row, result
from shopassistant.promotions.drafts.terms import Terms, check_terms, fitted, read_terms, write_terms
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.document_numbers import next_number
from shopassistant.store.schema import Location, Promotion, Segment
from shopassistant.store.unit_of_work import UnitOfWork


def create_draft(store: Store, actor: Actor, terms: Terms | None = None) -> PromotionResult:
    """Begin a promotion; managers only. Without terms it is an empty one to fill.

    Raises:
        NotAllowed: ``role.required``.
        UserError: see `check_terms`.
        NotFound: ``promotion.segment_unknown``, ``location.unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = write_draft(unit, terms or Terms())
        unit.audit("promotion.created", "promotion", row.id, number=row.number)
        made = result(row, "")
        unit.commit()
    return made


def write_draft(unit: UnitOfWork, terms: Terms) -> Promotion:
    """The same within a transaction that does more, such as planning a campaign; asks for a manager, too."""
    unit.actor.require("manager")
    now = unit.clock.now()
    number = next_number(unit, "promotion")
    row = Promotion(number=number, status="draft", created_at=now, changed_at=now, staff_id=unit.actor.staff_id)
    put_terms(unit, row, terms)
    unit.session.add(row)
    unit.session.flush()
    return row


def put_terms(unit: UnitOfWork, row: Promotion, terms: Terms) -> None:
    """Check terms against the shop and write them into a row."""
    tidy = fitted(terms)
    check_terms(tidy)
    if tidy.segment_id is not None and unit.session.get(Segment, tidy.segment_id) is None:
        raise NotFound("promotion.segment_unknown", segment_id=tidy.segment_id)
    for location_id in sorted(tidy.locations or ()):
        if unit.session.get(Location, location_id) is None:
            raise NotFound("location.unknown", location_id=location_id)
    write_terms(row, tidy)
    row.changed_at = unit.clock.now()


def save_draft(
    store: Store, actor: Actor, promotion_id: int, terms: Terms, seen_at: datetime | None = None
) -> PromotionResult:
    """Write the terms of a draft anew; managers only.

    Args:
        seen_at: `changed_at` of what was edited; None saves over whatever somebody else saved meanwhile.

    Raises:
        NotAllowed: ``role.required``.
        UserError: see `check_terms`.
        NotFound: ``promotion.unknown``, ``promotion.segment_unknown``, ``location.unknown``.
        Conflict: ``promotion.status``; ``promotion.changed_meanwhile``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = promotion_row(unit, promotion_id, "draft")
        if seen_at is not None and row.changed_at != seen_at:
            raise Conflict("promotion.changed_meanwhile", number=row.number)
        put_terms(unit, row, terms)
        unit.audit("promotion.saved", "promotion", row.id, number=row.number)
        made = result(row, "draft")
        unit.commit()
    return made


def copy_promotion(store: Store, actor: Actor, promotion_id: int) -> PromotionResult:
    """A new draft with the terms of a promotion, without its dates: those are over or taken; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        source = promotion_row(unit, promotion_id)
        terms = read_terms(source)
        row = write_draft(unit, without_dates(terms))
        unit.audit("promotion.copied", "promotion", row.id, number=row.number, source=source.number)
        made = result(row, "")
        unit.commit()
    return made


def without_dates(terms: Terms) -> Terms:
    """The same on no particular days; its weekdays and hours stay."""
    return replace(terms, when=replace(terms.when, starts_at=None, ends_at=None))


def discard_draft(store: Store, actor: Actor, promotion_id: int) -> PromotionResult:
    """Give a draft up; managers only. Its number stays taken; `take_up_draft` brings it back.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``.
    """
    actor.require("manager")
    return _turn(store, actor, promotion_id, "draft", "cancelled", "promotion.discarded")


def take_up_draft(store: Store, actor: Actor, promotion_id: int) -> PromotionResult:
    """A draft that was given up is a draft again; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``promotion.unknown``.
        Conflict: ``promotion.status``.
    """
    actor.require("manager")
    return _turn(store, actor, promotion_id, "cancelled", "draft", "promotion.taken_up")


def _turn(store: Store, actor: Actor, promotion_id: int, before: str, after: str, action: str) -> PromotionResult:
    with store.begin(actor) as unit:
        row = promotion_row(unit, promotion_id, before)
        row.status, row.changed_at = after, unit.clock.now()
        unit.audit(action, "promotion", row.id, number=row.number)
        made = result(row, before)
        unit.commit()
    return made
