"""The stock ledger's use cases: goods come, are counted, put right, written off and moved; levels follow by trigger."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.inventory.posting import (
    MOST_UNITS,
    UNKNOWN,
    Level,
    Movement,
    check_units,
    check_variants,
    levels,
    look_after,
    place,
    post_movements,
)
from shopassistant.inventory.warnings import OpenWarning, open_warnings, resolve_warning
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Location, StockLevel
from shopassistant.store.schema.stock import CAUSES
from shopassistant.store.unit_of_work import UnitOfWork

__all__ = [
    "MOST_UNITS",
    "UNKNOWN",
    "Level",
    "LocationLevel",
    "Movement",
    "OpenWarning",
    "adjust_stock",
    "count_stock",
    "levels",
    "levels_everywhere",
    "open_warnings",
    "post_movements",
    "receive_delivery",
    "resolve_warning",
    "transfer_stock",
    "write_off",
]


@dataclass(frozen=True, slots=True)
class LocationLevel:
    """A variant's level at one location."""

    location_id: int
    location: str
    level: Level


def levels_everywhere(session: Session, variant_id: int) -> tuple[LocationLevel, ...]:
    """A variant's level at every active location but what is on its way, by name."""
    rows = session.execute(
        select(Location.id, Location.name, StockLevel.quantity, StockLevel.is_counted)
        .outerjoin(StockLevel, (StockLevel.location_id == Location.id) & (StockLevel.variant_id == variant_id))
        .where(Location.active, Location.kind != "transit")
        .order_by(Location.name)
    )
    return tuple(LocationLevel(id_, name, Level(quantity or 0, bool(counted))) for id_, name, quantity, counted in rows)


def receive_delivery(store: Store, actor: Actor, location_id: int, units: Mapping[int, int], note: str = "") -> Changes:
    """Book what was delivered; any member of staff.

    Args:
        units: variant id to units that came, 1 to `MOST_UNITS` each.
        note: delivery note's number or the like.

    Raises:
        UserError: ``stock.quantity``, ``stock.nothing``, ``location.transit``, ``location.inactive``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("associate")
    for quantity in units.values():
        check_units(quantity)
    movements = [
        Movement(variant_id, location_id, quantity, "delivery", note=note) for variant_id, quantity in units.items()
    ]
    return _book(store, actor, "stock.received", movements, note=note)


def count_stock(store: Store, actor: Actor, location_id: int, counted: Mapping[int, int], note: str = "") -> Changes:
    """Say how many there truly are; any member of staff. From now on the level can be believed.

    Args:
        counted: variant id to units found on the shelf, 0 to `MOST_UNITS` each.

    Raises:
        UserError: ``stock.quantity``, ``stock.nothing``, ``location.transit``, ``location.inactive``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("associate")
    for quantity in counted.values():
        check_units(quantity, least=0)
    with store.begin(actor) as unit:
        _check_known(unit, counted, {location_id})
        before = levels(unit.session, counted, location_id)
        movements = [
            Movement(variant_id, location_id, quantity - before[variant_id].quantity, "count", note=note)
            for variant_id, quantity in counted.items()
        ]
        _post(unit, "stock.counted", movements, note=note)
        unit.commit()
    return Changes(variants=frozenset(counted))


def adjust_stock(
    store: Store, actor: Actor, location_id: int, variant_id: int, change: int, why: str, cause: str | None = None
) -> Changes:
    """Put a level right by `change` units (signed, not 0), with a reason; managers only.

    Args:
        why: in words; may be empty where a `cause` other than ``other`` says enough.
        cause: one of `CAUSES`.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.reason_missing``, ``stock.cause``, ``stock.quantity``, ``location.transit``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("manager")
    why = _reason(why, cause)
    check_units(abs(change))
    movement = Movement(variant_id, location_id, change, "adjustment", note=why, cause=cause)
    return _book(store, actor, "stock.adjusted", [movement], change=change, why=why, cause=cause)


def write_off(
    store: Store, actor: Actor, location_id: int, variant_id: int, units: int, why: str, cause: str | None = None
) -> Changes:
    """Take out what is damaged or gone; managers only.

    Args:
        why: in words; may be empty where a `cause` other than ``other`` says enough.
        cause: one of `CAUSES`.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.reason_missing``, ``stock.cause``, ``stock.quantity``, ``location.transit``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("manager")
    why = _reason(why, cause)
    check_units(units)
    movement = Movement(variant_id, location_id, -units, "damage", note=why, cause=cause)
    return _book(store, actor, "stock.written_off", [movement], units=units, why=why, cause=cause)


def transfer_stock(
    store: Store, actor: Actor, from_location_id: int, to_location_id: int, units: Mapping[int, int], note: str = ""
) -> Changes:
    """Move units between two locations; any member of staff. What goes below zero is listed for the manager.

    Raises:
        UserError: ``stock.same_location``, ``stock.quantity``, ``stock.nothing``, ``location.transit``,
            ``location.inactive``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("associate")
    if from_location_id == to_location_id:
        raise UserError("stock.same_location")
    movements = []
    for variant_id, quantity in units.items():
        check_units(quantity)
        movements.append(Movement(variant_id, from_location_id, -quantity, "transfer", note=note))
        movements.append(Movement(variant_id, to_location_id, quantity, "transfer", note=note))
    return _book(store, actor, "stock.transferred", movements, to_location_id=to_location_id, note=note)


def _book(store: Store, actor: Actor, action: str, movements: Sequence[Movement], **details: object) -> Changes:
    variant_ids = {movement.variant_id for movement in movements}
    with store.begin(actor) as unit:
        _check_known(unit, variant_ids, {movement.location_id for movement in movements})
        _post(unit, action, movements, **details)
        unit.commit()
    return Changes(variants=frozenset(variant_ids))


def _post(unit: UnitOfWork, action: str, movements: Sequence[Movement], **details: object) -> None:
    if not movements:
        raise UserError("stock.nothing")
    look_after(unit, movements, post_movements(unit, movements))
    first = movements[0]
    one = first.variant_id if len({movement.variant_id for movement in movements}) == 1 else None
    unit.audit(action, "variant", one, location_id=first.location_id, lines=len(movements), **details)


def _reason(why: str, cause: str | None) -> str:
    if cause is not None and cause not in CAUSES:
        raise UserError("stock.cause", cause=cause, known=", ".join(CAUSES))
    if not why.strip() and cause in (None, "other"):
        raise UserError("stock.reason_missing")
    return why.strip()


def _check_known(unit: UnitOfWork, variant_ids: Collection[int], location_ids: Collection[int]) -> None:
    check_variants(unit, variant_ids)
    for location_id in location_ids:
        place(unit, location_id)
