"""The stock ledger's use cases: goods come, are counted, put right, written off and moved; levels follow by trigger."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.warnings import OpenWarning, open_warnings, resolve_warning, settle, warn
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Location, StockLevel, StockMovement, Variant
from shopassistant.store.unit_of_work import UnitOfWork

__all__ = [
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

# More than any shop receives of one variant at once; a scanned barcode typed as a number is far above it.
MOST_UNITS = 1_000_000
# SQLite takes at most 32,766 parameters in one statement.
_CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Level:
    """Units at one location by the books; without `is_counted` nobody ever said how many there truly are."""

    quantity: int
    is_counted: bool

    @property
    def known(self) -> int | None:
        """The quantity, or None where it was never counted."""
        return self.quantity if self.is_counted else None


UNKNOWN = Level(0, False)


@dataclass(frozen=True, slots=True)
class LocationLevel:
    """A variant's level at one location."""

    location_id: int
    location: str
    level: Level


@dataclass(frozen=True, slots=True)
class Movement:
    """Units that came (positive) or left (negative); see `StockMovement` for the reasons."""

    variant_id: int
    location_id: int
    quantity: int
    reason: str
    sale_line_id: int | None = None
    note: str = ""


def levels(session: Session, variant_ids: Collection[int], location_id: int) -> dict[int, Level]:
    """The level of every one of `variant_ids` at a location; `UNKNOWN` where nothing ever moved."""
    found = dict.fromkeys(variant_ids, UNKNOWN)
    wanted = list(found)
    for start in range(0, len(wanted), _CHUNK):
        rows = session.execute(
            select(StockLevel.variant_id, StockLevel.quantity, StockLevel.is_counted).where(
                StockLevel.location_id == location_id, StockLevel.variant_id.in_(wanted[start : start + _CHUNK])
            )
        )
        found |= {variant_id: Level(quantity, counted) for variant_id, quantity, counted in rows}
    return found


def levels_everywhere(session: Session, variant_id: int) -> tuple[LocationLevel, ...]:
    """A variant's level at every active location, by name."""
    rows = session.execute(
        select(Location.id, Location.name, StockLevel.quantity, StockLevel.is_counted)
        .outerjoin(StockLevel, (StockLevel.location_id == Location.id) & (StockLevel.variant_id == variant_id))
        .where(Location.active)
        .order_by(Location.name)
    )
    return tuple(LocationLevel(id_, name, Level(quantity or 0, bool(counted))) for id_, name, quantity, counted in rows)


def post_movements(unit: UnitOfWork, movements: Sequence[Movement]) -> dict[tuple[int, int], Level]:
    """Write movements into the ledger; the levels follow by trigger, in the same transaction.

    Returns:
        The level after all of them, by (variant id, location id).
    """
    if not movements:
        return {}
    now = unit.clock.now()
    rows = [
        {
            "variant_id": movement.variant_id,
            "location_id": movement.location_id,
            "quantity": movement.quantity,
            "reason": movement.reason,
            "at": now,
            "sale_line_id": movement.sale_line_id,
            "staff_id": unit.actor.staff_id,
            "note": movement.note,
        }
        for movement in movements
    ]
    unit.session.flush()
    unit.session.execute(insert(StockMovement), rows)
    by_location: defaultdict[int, set[int]] = defaultdict(set)
    for movement in movements:
        by_location[movement.location_id].add(movement.variant_id)
    return {
        (variant_id, location_id): level
        for location_id, variant_ids in by_location.items()
        for variant_id, level in levels(unit.session, variant_ids, location_id).items()
    }


def receive_delivery(store: Store, actor: Actor, location_id: int, units: Mapping[int, int], note: str = "") -> Changes:
    """Book what was delivered; any member of staff.

    Args:
        units: variant id to units that came, 1 to `MOST_UNITS` each.
        note: delivery note's number or the like.

    Raises:
        UserError: ``stock.quantity`` or ``stock.nothing``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("associate")
    for quantity in units.values():
        _check(quantity, least=1)
    movements = [
        Movement(variant_id, location_id, quantity, "delivery", note=note) for variant_id, quantity in units.items()
    ]
    return _book(store, actor, "stock.received", movements, note=note)


def count_stock(store: Store, actor: Actor, location_id: int, counted: Mapping[int, int], note: str = "") -> Changes:
    """Say how many there truly are; any member of staff. From now on the level can be believed.

    Args:
        counted: variant id to units found on the shelf, 0 to `MOST_UNITS` each.

    Raises:
        UserError: ``stock.quantity`` or ``stock.nothing``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("associate")
    for quantity in counted.values():
        _check(quantity, least=0)
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


def adjust_stock(store: Store, actor: Actor, location_id: int, variant_id: int, change: int, why: str) -> Changes:
    """Put a level right by `change` units (signed, not 0), with a reason in words; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.reason_missing``, ``stock.quantity``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("manager")
    if not why.strip():
        raise UserError("stock.reason_missing")
    _check(abs(change), least=1)
    movement = Movement(variant_id, location_id, change, "adjustment", note=why.strip())
    return _book(store, actor, "stock.adjusted", [movement], change=change, why=why.strip())


def write_off(store: Store, actor: Actor, location_id: int, variant_id: int, units: int, why: str) -> Changes:
    """Take out what is damaged or gone; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.reason_missing``, ``stock.quantity``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("manager")
    if not why.strip():
        raise UserError("stock.reason_missing")
    _check(units, least=1)
    movement = Movement(variant_id, location_id, -units, "damage", note=why.strip())
    return _book(store, actor, "stock.written_off", [movement], units=units, why=why.strip())


def transfer_stock(
    store: Store, actor: Actor, from_location_id: int, to_location_id: int, units: Mapping[int, int], note: str = ""
) -> Changes:
    """Move units between two locations; any member of staff. What goes below zero is listed for the manager.

    Raises:
        UserError: ``stock.same_location``, ``stock.quantity``, ``stock.nothing``.
        NotFound: ``variant.unknown`` or ``location.unknown``.
    """
    actor.require("associate")
    if from_location_id == to_location_id:
        raise UserError("stock.same_location")
    movements = []
    for variant_id, quantity in units.items():
        _check(quantity, least=1)
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
    after = post_movements(unit, movements)
    settle(unit, [shelf for shelf, level in after.items() if level.quantity >= 0])
    for (variant_id, location_id), level in after.items():
        took = any(m.quantity < 0 for m in movements if (m.variant_id, m.location_id) == (variant_id, location_id))
        if took and level.is_counted and level.quantity < 0:
            warn(unit, variant_id, location_id, level.quantity, None)
    first = movements[0]
    one = first.variant_id if len({movement.variant_id for movement in movements}) == 1 else None
    unit.audit(action, "variant", one, location_id=first.location_id, lines=len(movements), **details)


def _check(quantity: int, least: int) -> None:
    if not least <= quantity <= MOST_UNITS:
        raise UserError("stock.quantity", quantity=quantity, least=least, most=MOST_UNITS)


def _check_known(unit: UnitOfWork, variant_ids: Collection[int], location_ids: Collection[int]) -> None:
    wanted = list(variant_ids)
    known: set[int] = set()
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        known |= set(unit.session.scalars(select(Variant.id).where(Variant.id.in_(chunk))))
    if missing := set(wanted) - known:
        raise NotFound("variant.unknown", variant_id=min(missing))
    for location_id in location_ids:
        if unit.session.get(Location, location_id) is None:
            raise NotFound("location.unknown", location_id=location_id)
