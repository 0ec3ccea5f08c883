"""Stock that went below zero, listed for the manager until somebody looks into it; one row per shelf, not per sale."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Location, Product, StockLevel, StockWarning, Variant
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class OpenWarning:
    """A variant that was sold although the books say there was none.

    Attributes:
        level: units now, by the books.
        occasions: how often it was taken below zero since somebody last looked.
        first_at, last_at: first and last of these occasions, UTC.
    """

    variant_id: int
    location_id: int
    location: str
    sku: str
    name: str
    level: int
    occasions: int
    first_at: datetime
    last_at: datetime


def open_warnings(session: Session, location_id: int | None = None) -> tuple[OpenWarning, ...]:
    """What is to be looked into, the lowest level first.

    Args:
        location_id: only this location; all of them by default.
    """
    query = (
        select(
            StockWarning.variant_id,
            StockWarning.location_id,
            Location.name,
            Variant.sku,
            Product.name,
            func.coalesce(StockLevel.quantity, 0).label("level"),
            func.count(),
            func.min(StockWarning.at),
            func.max(StockWarning.at),
        )
        .join(Location, Location.id == StockWarning.location_id)
        .join(Variant, Variant.id == StockWarning.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(
            StockLevel,
            (StockLevel.variant_id == StockWarning.variant_id) & (StockLevel.location_id == StockWarning.location_id),
        )
        .where(StockWarning.resolved_at.is_(None))
        .group_by(
            StockWarning.variant_id,
            StockWarning.location_id,
            Location.name,
            Variant.sku,
            Product.name,
            StockLevel.quantity,
        )
        .order_by("level", Variant.sku)
    )
    if location_id is not None:
        query = query.where(StockWarning.location_id == location_id)
    return tuple(OpenWarning(*row) for row in session.execute(query))


def resolve_warning(store: Store, actor: Actor, variant_id: int, location_id: int) -> Changes:
    """Take a variant off the list of a location; managers only. Counting it does the same by itself.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``stock.no_warning``, there is none (any more).
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        if not _resolve(unit, variant_id, location_id):
            raise NotFound("stock.no_warning")
        unit.audit("stock.warning_resolved", "variant", variant_id, location_id=location_id)
        unit.commit()
    return Changes(variants=frozenset({variant_id}))


def warn(unit: UnitOfWork, variant_id: int, location_id: int, level_after: int, sale_line_id: int | None) -> None:
    """Put an occasion on the manager's list, in the transaction that took too much."""
    unit.session.add(
        StockWarning(
            variant_id=variant_id,
            location_id=location_id,
            sale_line_id=sale_line_id,
            level_after=level_after,
            at=unit.clock.now(),
        )
    )


def settle(unit: UnitOfWork, shelves: Collection[tuple[int, int]]) -> None:
    """Resolve what a count or a delivery has explained.

    Args:
        shelves: (variant id, location id) pairs whose level is zero or more again.
    """
    for variant_id, location_id in shelves if len(shelves) == 1 else _warned(unit, shelves):
        _resolve(unit, variant_id, location_id)


def _warned(unit: UnitOfWork, shelves: Collection[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of many shelves that are on the list at all: a delivery of thousands must not ask for each."""
    query = (
        select(StockWarning.variant_id, StockWarning.location_id).where(StockWarning.resolved_at.is_(None)).distinct()
    )
    found = {(variant_id, location_id) for variant_id, location_id in unit.session.execute(query)}
    return [shelf for shelf in shelves if shelf in found]


def _resolve(unit: UnitOfWork, variant_id: int, location_id: int) -> bool:
    resolved = unit.session.scalars(
        update(StockWarning)
        .where(
            StockWarning.variant_id == variant_id,
            StockWarning.location_id == location_id,
            StockWarning.resolved_at.is_(None),
        )
        .values(resolved_at=unit.clock.now(), resolved_by_id=unit.actor.staff_id)
        .returning(StockWarning.id)
    )
    return bool(list(resolved))
