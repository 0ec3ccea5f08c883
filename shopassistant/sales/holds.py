"""Holds: what a visitor chose at the mirror, put aside under a code, and taken into a basket at a counter once.

A hold moves nothing in the ledger, as a held basket does not: the units count as reserved while it waits (see
`inventory.availability`), so that whoever sells them anyway is told, and nobody is stopped.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select, update

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.sales.basket_change import changing
from shopassistant.sales.basket_view import BasketView
from shopassistant.sales.hold_codes import hold_code, is_misread, new_hold_code, shown_code
from shopassistant.sales.hold_view import HoldItemView, HoldView, find_hold, views_of, waiting_holds
from shopassistant.sales.putting_in import put_in
from shopassistant.sales.try_on_plan import load_try_on_plan
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Basket, Hold, HoldItem, Location, Variant
from shopassistant.store.unit_of_work import UnitOfWork

__all__ = [
    "HoldItemView",
    "HoldView",
    "cancel_hold",
    "expire_holds",
    "find_hold",
    "make_hold",
    "renew_hold",
    "take_hold",
    "waiting_holds",
]

MOST_ITEMS = 12
# A kiosk stands where anybody can press: no more than staff could ever walk through.
MOST_WAITING = 200
ORIGIN = "hold"


def make_hold(store: Store, actor: Actor, location_id: int, variant_ids: Sequence[int]) -> HoldView:
    """Put one unit of each of `variant_ids` aside, for as long as the shop's plan says.

    Args:
        actor: the kiosk, or staff.
        variant_ids: in the order they were chosen; one named twice counts once.

    Raises:
        NotAllowed: ``role.required``, the actor is neither.
        UserError: ``hold.empty``, ``hold.too_many_items``, ``hold.too_many_waiting``.
        NotFound: ``location.unknown``, ``variant.unknown`` (or no longer sold).
    """
    actor.require_kiosk_or("associate")
    wanted = list(dict.fromkeys(variant_ids))
    if not wanted:
        raise UserError("hold.empty")
    if len(wanted) > MOST_ITEMS:
        raise UserError("hold.too_many_items", most=MOST_ITEMS)
    with store.begin(actor) as unit:
        _close_those_over(unit)
        _check_room(unit, location_id, wanted)
        now = unit.clock.now()
        lasts = timedelta(hours=load_try_on_plan(unit.session).hold_hours)
        hold = Hold(code=_unused_code(unit), location_id=location_id, created_at=now, expires_at=now + lasts)
        unit.session.add(hold)
        unit.session.flush()
        for position, variant_id in enumerate(wanted, 1):
            unit.session.add(HoldItem(hold_id=hold.id, variant_id=variant_id, position=position))
        unit.audit("hold.made", "hold", hold.id, items=len(wanted))
        unit.session.flush()
        view = views_of(unit.session, [hold])[0]
        unit.commit()
    return view


def take_hold(store: Store, actor: Actor, code: str, basket_id: int, *, late: bool = False) -> BasketView:
    """Put the goods of a hold into an open basket. Of two counters at once one gets it, the other is told.

    What a dropped basket had taken can be taken again: the customer is back.

    Args:
        late: take it also after its time: the goods may still lie there.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``hold.unknown``, ``basket.unknown``.
        UserError: ``hold.misread`` (the check character does not fit), ``hold.expired``, ``hold.cancelled``,
            ``hold.in_basket`` (it is in this very basket).
        Conflict: ``hold.taken`` with the ``terminal``, ``basket.not_open``.
    """
    actor.require("associate")
    with changing(store, actor, basket_id) as change:
        unit = change.unit
        hold = _hold_of(unit, code)
        _require_free(unit, hold, basket_id, late=late)
        for item in views_of(unit.session, [hold])[0].items:
            put_in(change, item.variant_id, item.quantity, ORIGIN)
            unit.session.flush()
        hold.status, hold.basket_id, hold.taken_by_id = "taken", basket_id, actor.staff_id
        hold.closed_at = unit.clock.now()
        unit.audit("hold.taken", "hold", hold.id, basket_id=basket_id, late=hold.closed_at > hold.expires_at)
        view = change.view()
        unit.commit()
    return view


def cancel_hold(store: Store, actor: Actor, code: str) -> HoldView:
    """Give a waiting hold up: its goods go back to the shelf.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``hold.unknown``.
        UserError: ``hold.misread``.
        Conflict: ``hold.not_waiting``, it was taken, cancelled or over before.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        hold = _hold_of(unit, code)
        if hold.status != "waiting":
            raise Conflict("hold.not_waiting", hold=shown_code(hold.code))
        hold.status, hold.closed_at = "cancelled", unit.clock.now()
        unit.audit("hold.cancelled", "hold", hold.id)
        unit.session.flush()
        view = views_of(unit.session, [hold])[0]
        unit.commit()
    return view


def renew_hold(store: Store, actor: Actor, code: str) -> HoldView:
    """Undo `cancel_hold`: it waits again, for as long as it would have.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
        NotFound: ``hold.unknown``.
        UserError: ``hold.misread``, ``hold.expired``.
        Conflict: ``hold.not_cancelled``, it waits or was taken.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        hold = _hold_of(unit, code)
        if hold.status != "cancelled":
            raise Conflict("hold.not_cancelled", hold=shown_code(hold.code))
        if hold.expires_at <= unit.clock.now():
            raise UserError("hold.expired", hold=shown_code(hold.code))
        hold.status, hold.closed_at = "waiting", None
        unit.audit("hold.renewed", "hold", hold.id)
        unit.session.flush()
        view = views_of(unit.session, [hold])[0]
        unit.commit()
    return view


def expire_holds(store: Store, actor: Actor = SYSTEM) -> int:
    """Write down which holds are over; returns how many. None of them could be taken before this was written either.

    Raises:
        NotAllowed: ``role.required``, the actor is no staff.
    """
    actor.require("associate")
    with store.begin(actor) as unit:
        count = _close_those_over(unit)
        unit.commit()
    return count


def changes_of(hold: HoldView) -> Changes:
    """What shows other figures once a hold was made, taken or given up: what can still be promised of its goods."""
    return Changes(variants=frozenset(item.variant_id for item in hold.items))


def _hold_of(unit: UnitOfWork, code: str) -> Hold:
    wanted = hold_code(code)
    if wanted is None and is_misread(code):
        raise UserError("hold.misread")
    hold = None if wanted is None else unit.session.scalar(select(Hold).where(Hold.code == wanted))
    if hold is None:
        raise NotFound("hold.unknown")
    return hold


def _require_free(unit: UnitOfWork, hold: Hold, basket_id: int, *, late: bool) -> None:
    shown = shown_code(hold.code)
    if hold.status == "cancelled":
        raise UserError("hold.cancelled", hold=shown)
    if hold.status == "taken":
        if hold.basket_id == basket_id:
            raise UserError("hold.in_basket", hold=shown)
        basket = unit.session.get_one(Basket, hold.basket_id)
        if basket.status != "dropped":
            raise Conflict("hold.taken", hold=shown, terminal=basket.terminal)
    elif not late and hold.expires_at <= unit.clock.now():
        raise UserError("hold.expired", hold=shown)


def _check_room(unit: UnitOfWork, location_id: int, variant_ids: Sequence[int]) -> None:
    if unit.session.get(Location, location_id) is None:
        raise NotFound("location.unknown", location_id=location_id)
    sold = set(unit.session.scalars(select(Variant.id).where(Variant.id.in_(variant_ids), Variant.active)))
    for variant_id in variant_ids:
        if variant_id not in sold:
            raise NotFound("variant.unknown", variant_id=variant_id)
    waiting = select(func.count()).where(Hold.status == "waiting", Hold.location_id == location_id)
    if (unit.session.scalar(waiting) or 0) >= MOST_WAITING:
        raise UserError("hold.too_many_waiting")


def _unused_code(unit: UnitOfWork) -> str:
    """A code no hold ever had: an old slip never opens a new hold."""
    while True:
        code = new_hold_code()
        if unit.session.scalar(select(Hold.id).where(Hold.code == code)) is None:
            return code


def _close_those_over(unit: UnitOfWork) -> int:
    now = unit.clock.now()
    over = update(Hold).where(Hold.status == "waiting", Hold.expires_at <= now)
    closed = list(unit.session.scalars(over.values(status="expired", closed_at=Hold.expires_at).returning(Hold.id)))
    if closed:
        unit.audit("hold.expired", "hold", None, count=len(closed))
    return len(closed)
