"""Where stock can lie: shops, back rooms, warehouses, a place for what is broken; and what is on its way."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, NotFound, UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Basket, Location, StockCount, StockLevel, StockTransfer
from shopassistant.store.schema.stock import LOCATION_KINDS
from shopassistant.store.unit_of_work import UnitOfWork

LONGEST_CODE = 20
LONGEST_NAME = 80
TRANSIT_CODE = "TRANSIT"


@dataclass(frozen=True, slots=True)
class LocationRow:
    """One location.

    Attributes:
        units: by the books, of all variants whose stock is known there; 0 where nobody asked for them.
    """

    id: int
    code: str
    name: str
    kind: str
    active: bool
    units: int = 0


@dataclass(frozen=True, slots=True)
class LocationResult:
    """What a use case did to a location."""

    location_id: int
    changes: Changes


def list_locations(
    session: Session, active: bool | None = None, *, with_units: bool = False
) -> tuple[LocationRow, ...]:
    """All locations by name, transit among them.

    Args:
        active: only active (True) or only former ones (False).
        with_units: what lies there, too; reads every level of the shop.
    """
    units = _units(session) if with_units else {}
    query = select(Location.id, Location.code, Location.name, Location.kind, Location.active).order_by(Location.name)
    if active is not None:
        query = query.where(Location.active.is_(active))
    return tuple(LocationRow(*row, units.get(row.id, 0)) for row in session.execute(query))


def _units(session: Session) -> dict[int, int]:
    query = (
        select(StockLevel.location_id, func.sum(StockLevel.quantity))
        .where(StockLevel.is_counted)
        .group_by(StockLevel.location_id)
    )
    return {location_id: int(units) for location_id, units in session.execute(query)}


def add_location(store: Store, actor: Actor, code: str, name: str, kind: str = "shop") -> LocationResult:
    """Add a location; managers only.

    Args:
        code: short and unique, such as ``BACK``.
        kind: one of `LOCATION_KINDS` but ``transit``, which transfers make by themselves.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``location.code``, ``location.code_taken``, ``location.name_missing``, ``location.kind``.
    """
    actor.require("manager")
    code, name = code.strip().upper(), name.strip()
    if not code or len(code) > LONGEST_CODE:
        raise UserError("location.code", given=code, most=LONGEST_CODE)
    _check_name(name)
    _check_kind(kind)
    with store.begin(actor) as unit:
        if unit.session.scalar(select(Location.id).where(Location.code == code)) is not None:
            raise UserError("location.code_taken", given=code)
        made = Location(code=code, name=name, kind=kind)
        unit.session.add(made)
        unit.session.flush()
        unit.audit("location.added", "location", made.id, code=code, name=name, kind=kind)
        unit.commit()
    return _result(made.id)


def rename_location(store: Store, actor: Actor, location_id: int, name: str) -> LocationResult:
    """Call a location something else; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``location.name_missing``.
        NotFound: ``location.unknown``.
    """
    actor.require("manager")
    name = name.strip()
    _check_name(name)
    with store.begin(actor) as unit:
        found = _location(unit, location_id)
        before, found.name = found.name, name
        unit.audit("location.renamed", "location", location_id, before=before, after=name)
        unit.commit()
    return _result(location_id)


def set_location_kind(store: Store, actor: Actor, location_id: int, kind: str) -> LocationResult:
    """Say what a location is; managers only.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``location.kind``, ``location.transit``.
        NotFound: ``location.unknown``.
    """
    actor.require("manager")
    _check_kind(kind)
    with store.begin(actor) as unit:
        found = _location(unit, location_id)
        if found.kind == "transit":
            raise UserError("location.transit", name=found.name)
        before, found.kind = found.kind, kind
        unit.audit("location.kind_changed", "location", location_id, before=before, after=kind)
        unit.commit()
    return _result(location_id)


def set_location_active(store: Store, actor: Actor, location_id: int, active: bool) -> LocationResult:
    """Close a location or take it up again; managers only. One that is closed must be empty and at rest.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``location.not_empty`` with the ``units``, ``location.last``, ``location.transit``.
        Conflict: ``location.busy``, a transfer, a count or a basket is open there.
        NotFound: ``location.unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        found = _location(unit, location_id)
        if found.kind == "transit":
            raise UserError("location.transit", name=found.name)
        if not active:
            _check_idle(unit, found)
        found.active = active
        unit.audit("location.opened" if active else "location.closed", "location", location_id, name=found.name)
        unit.commit()
    return _result(location_id)


def transit_location(unit: UnitOfWork) -> int:
    """Id of the place where goods on their way lie; made with the first transfer."""
    found = unit.session.scalar(select(Location.id).where(Location.kind == "transit").order_by(Location.id).limit(1))
    if found is not None:
        return found
    code, number = TRANSIT_CODE, 1
    while unit.session.scalar(select(Location.id).where(Location.code == code)) is not None:
        number += 1
        code = f"{TRANSIT_CODE}{number}"
    made = Location(code=code, name=TRANSIT_CODE.title(), kind="transit")
    unit.session.add(made)
    unit.session.flush()
    return made.id


def _check_idle(unit: UnitOfWork, location: Location) -> None:
    others = select(Location.id).where(Location.active, Location.kind == "shop", Location.id != location.id)
    if location.kind == "shop" and unit.session.scalar(others.limit(1)) is None:
        raise UserError("location.last", name=location.name)
    here = StockLevel.location_id == location.id
    units = unit.session.scalar(select(func.sum(func.abs(StockLevel.quantity))).where(here, StockLevel.is_counted))
    if units:
        raise UserError("location.not_empty", name=location.name, units=units)
    coming = (StockTransfer.from_location_id == location.id) | (StockTransfer.to_location_id == location.id)
    busy = (
        select(StockTransfer.id).where(StockTransfer.status == "shipped", coming),
        select(StockCount.id).where(StockCount.status == "open", StockCount.location_id == location.id),
        select(Basket.id).where(Basket.status.in_(("open", "held")), Basket.location_id == location.id),
    )
    if any(unit.session.scalar(query.limit(1)) is not None for query in busy):
        raise Conflict("location.busy", name=location.name)


def _location(unit: UnitOfWork, location_id: int) -> Location:
    found = unit.session.get(Location, location_id)
    if found is None:
        raise NotFound("location.unknown", location_id=location_id)
    return found


def _check_name(name: str) -> None:
    if not name or len(name) > LONGEST_NAME:
        raise UserError("location.name_missing", most=LONGEST_NAME)


def _check_kind(kind: str) -> None:
    if kind not in LOCATION_KINDS or kind == "transit":
        raise UserError("location.kind", kind=kind)


def _result(location_id: int) -> LocationResult:
    return LocationResult(location_id, Changes(locations=frozenset({location_id})))
