"""What a customer bought and brought back, newest first, a page at a time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from shopassistant.store.schema import Sale, SaleLine, Variant


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of a sale or return.

    Attributes:
        kind: ``sale`` or ``return``.
        quantity: negative for what came back.
        variant_id, product_id: None for a charge such as postage.
    """

    line_id: int
    sale_id: int
    number: str
    kind: str
    sold_at: datetime
    description: str
    quantity: int
    total_minor: int
    variant_id: int | None
    product_id: int | None
    size: str | None
    colour: str | None

    @property
    def cursor(self) -> tuple[datetime, int]:
        """Pass the last line's as `before` to get the next page."""
        return self.sold_at, self.line_id


def load_history(
    session: Session, customer_id: int, limit: int = 50, before: tuple[datetime, int] | None = None
) -> tuple[HistoryLine, ...]:
    """Up to `limit` lines, newest first, older than `before` (a line's `cursor`)."""
    lines = (
        select(
            SaleLine.id,
            Sale.id,
            Sale.number,
            Sale.kind,
            Sale.sold_at,
            SaleLine.description,
            SaleLine.quantity,
            SaleLine.total_minor,
            SaleLine.variant_id,
            Variant.product_id,
            Variant.size,
            Variant.colour,
        )
        .join(Sale, Sale.id == SaleLine.sale_id)
        .outerjoin(Variant, Variant.id == SaleLine.variant_id)
        .where(Sale.customer_id == customer_id)
        .order_by(Sale.sold_at.desc(), SaleLine.id.desc())
        .limit(limit)
    )
    if before is not None:
        sold_at, line_id = before
        lines = lines.where(Sale.sold_at <= sold_at, tuple_(Sale.sold_at, SaleLine.id) < tuple_(sold_at, line_id))
    return tuple(HistoryLine(*tuple(row)) for row in session.execute(lines))
