"""Transfers as the window shows them: what is on its way, from where, to where, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from shopassistant.inventory.variant_words import variant_detail
from shopassistant.store.schema import Location, Product, Staff, StockTransfer, StockTransferLine, Variant

_WAY = (
    StockTransferLine.units_shipped
    - StockTransferLine.units_received
    - StockTransferLine.units_returned
    - StockTransferLine.units_missing
)


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One transfer.

    Attributes:
        units: shipped in all; `on_way` of them are still in transit, `missing` are gone.
        staff: who shipped it, empty where not known.
    """

    transfer_id: int
    number: str
    start: str
    end_id: int
    end: str
    status: str
    shipped_at: datetime
    closed_at: datetime | None
    staff: str
    note: str
    lines: int
    units: int
    on_way: int
    missing: int


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One variant of a transfer; `on_way` of its units are still in transit."""

    line_id: int
    variant_id: int
    sku: str
    name: str
    detail: str
    shipped: int
    received: int
    returned: int
    missing: int

    @property
    def on_way(self) -> int:
        """Units still in transit."""
        return self.shipped - self.received - self.returned - self.missing


def list_transfers(session: Session, limit: int = 300) -> tuple[TransferRow, ...]:
    """What is on its way, then the newest of the others."""
    start, end = aliased(Location), aliased(Location)
    query = (
        select(
            StockTransfer.id,
            StockTransfer.number,
            start.name,
            StockTransfer.to_location_id,
            end.name,
            StockTransfer.status,
            StockTransfer.shipped_at,
            StockTransfer.closed_at,
            func.coalesce(Staff.name, ""),
            StockTransfer.note,
            func.count(StockTransferLine.id),
            func.coalesce(func.sum(StockTransferLine.units_shipped), 0),
            func.coalesce(func.sum(_WAY), 0),
            func.coalesce(func.sum(StockTransferLine.units_missing), 0),
        )
        .join(start, start.id == StockTransfer.from_location_id)
        .join(end, end.id == StockTransfer.to_location_id)
        .outerjoin(Staff, Staff.id == StockTransfer.shipped_by_id)
        .outerjoin(StockTransferLine, StockTransferLine.transfer_id == StockTransfer.id)
        .group_by(StockTransfer.id)
        .order_by(StockTransfer.status != "shipped", StockTransfer.shipped_at.desc(), StockTransfer.id.desc())
        .limit(limit)
    )
    rows: list[Any] = list(session.execute(query))
    return tuple(TransferRow(*row) for row in rows)


def transfer_lines(session: Session, transfer_id: int) -> tuple[TransferLine, ...]:
    """The lines of a transfer by name."""
    query: Any = (
        select(StockTransferLine, Variant.sku, Product.name, Variant.colour, Variant.size)
        .join(Variant, Variant.id == StockTransferLine.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(StockTransferLine.transfer_id == transfer_id)
        .order_by(func.lower(Product.name), Variant.sku)
    )
    return tuple(
        TransferLine(
            line_id=line.id,
            variant_id=line.variant_id,
            sku=sku,
            name=name,
            detail=variant_detail(name, colour, size),
            shipped=line.units_shipped,
            received=line.units_received,
            returned=line.units_returned,
            missing=line.units_missing,
        )
        for line, sku, name, colour, size in session.execute(query)
    )
