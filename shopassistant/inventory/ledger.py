"""What happened to one variant: its movements with who and why, its prices, its codes."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Barcode, Location, PriceChange, Sale, SaleLine, Staff, StockMovement


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One movement, newest first.

    Attributes:
        quantity: signed units.
        reason: see `StockMovement`.
        level_after: units at that location after it, by the books.
        staff: who, empty for an import or the system.
        receipt: number of the sale or return behind it, else empty.
        sale_id: its id, to open it.
        cause: of a correction or write-off, one of `schema.stock.CAUSES`; empty where nobody said.
    """

    id: int
    at: datetime
    location: str
    quantity: int
    reason: str
    level_after: int
    staff: str
    note: str
    receipt: str
    sale_id: int | None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price from a moment on, newest first."""

    at: datetime
    price_minor: int
    staff: str


def movements(session: Session, variant_id: int, limit: int = 500) -> tuple[LedgerLine, ...]:
    """The newest movements of a variant at all locations."""
    running = func.sum(StockMovement.quantity).over(
        partition_by=StockMovement.location_id, order_by=(StockMovement.at, StockMovement.id)
    )
    query = (
        select(
            StockMovement.id,
            StockMovement.at,
            Location.name,
            StockMovement.quantity,
            StockMovement.reason,
            running,
            Staff.name,
            StockMovement.note,
            Sale.number,
            Sale.id,
            StockMovement.cause,
        )
        .join(Location, Location.id == StockMovement.location_id)
        .outerjoin(Staff, Staff.id == StockMovement.staff_id)
        .outerjoin(SaleLine, SaleLine.id == StockMovement.sale_line_id)
        .outerjoin(Sale, Sale.id == SaleLine.sale_id)
        .where(StockMovement.variant_id == variant_id)
        .order_by(StockMovement.at.desc(), StockMovement.id.desc())
        .limit(limit)
    )
    return tuple(
        LedgerLine(id_, at, place, quantity, reason, after, staff or "", note, number or "", sale_id, cause or "")
        for id_, at, place, quantity, reason, after, staff, note, number, sale_id, cause in session.execute(query)
    )


def price_history(session: Session, variant_id: int) -> tuple[PriceLine, ...]:
    """Every price a variant ever had here."""
    query = (
        select(PriceChange.at, PriceChange.price_minor, Staff.name)
        .outerjoin(Staff, Staff.id == PriceChange.staff_id)
        .where(PriceChange.variant_id == variant_id)
        .order_by(PriceChange.at.desc(), PriceChange.id.desc())
    )
    return tuple(PriceLine(at, price, staff or "") for at, price, staff in session.execute(query))


def barcodes(session: Session, variant_id: int) -> tuple[str, ...]:
    """The codes printed on its packages."""
    return tuple(session.scalars(select(Barcode.code).where(Barcode.variant_id == variant_id).order_by(Barcode.code)))
