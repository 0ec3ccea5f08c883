"""A sale as its receipt shows it, read from the books; drawing and printing are elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from shopassistant.core.errors import NotFound
from shopassistant.store.schema import Customer, Location, Sale, SaleLine, Staff, Tender, Variant


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line; amounts in minor units with the quantity's sign.

    Attributes:
        returns_number: receipt number of the sale it gives back, if it does.
    """

    line_id: int
    sku: str
    description: str
    quantity: int
    unit_price_minor: int
    discount_minor: int
    total_minor: int
    tax_rate_bp: int
    tax_minor: int
    returns_number: str | None


@dataclass(frozen=True, slots=True)
class TaxRow:
    """What was taxed at one rate: gross (tax included), the tax, and net."""

    rate_bp: int
    gross_minor: int
    tax_minor: int

    @property
    def net_minor(self) -> int:
        return self.gross_minor - self.tax_minor


@dataclass(frozen=True, slots=True)
class Receipt:
    """A sale or return on paper.

    Attributes:
        tenders: (kind, minor units) of what was handed over, or back where negative; change apart.
        change_minor: cash handed back on a sale.
        sold_at: UTC.
    """

    sale_id: int
    number: str
    kind: str
    sold_at: datetime
    location: str
    staff: str
    customer_id: int | None
    customer_number: str | None
    currency: str
    lines: tuple[ReceiptLine, ...]
    gross_minor: int
    discount_minor: int
    total_minor: int
    tax_minor: int
    taxes: tuple[TaxRow, ...]
    tenders: tuple[tuple[str, int], ...]
    change_minor: int
    note: str


def load_receipt(session: Session, sale_id: int) -> Receipt:
    """The receipt of a sale or return. Raises NotFound (``return.sale_unknown``)."""
    row = session.execute(
        select(Sale, Location.name, Staff.name, Customer.number)
        .join(Location, Location.id == Sale.location_id)
        .outerjoin(Staff, Staff.id == Sale.staff_id)
        .outerjoin(Customer, Customer.id == Sale.customer_id)
        .where(Sale.id == sale_id)
    ).one_or_none()
    if row is None:
        raise NotFound("return.sale_unknown")
    sale, location, staff, customer_number = row
    lines = _lines(session, sale_id)
    paid = [(kind, amount) for kind, amount in session.execute(
        select(Tender.kind, Tender.amount_minor).where(Tender.sale_id == sale_id).order_by(Tender.id)
    )]  # fmt: skip
    is_change = [sale.total_minor >= 0 and kind == "cash" and amount < 0 for kind, amount in paid]
    return Receipt(
        sale_id=sale.id,
        number=sale.number,
        kind=sale.kind,
        sold_at=sale.sold_at,
        location=location,
        staff=staff or "",
        customer_id=sale.customer_id,
        customer_number=customer_number,
        currency=sale.currency,
        lines=lines,
        gross_minor=sale.gross_minor,
        discount_minor=sale.discount_minor,
        total_minor=sale.total_minor,
        tax_minor=sale.tax_minor,
        taxes=_taxes(lines),
        tenders=tuple(tender for tender, change in zip(paid, is_change, strict=True) if not change),
        change_minor=-sum(amount for (_, amount), change in zip(paid, is_change, strict=True) if change),
        note=sale.note,
    )


def _lines(session: Session, sale_id: int) -> tuple[ReceiptLine, ...]:
    original = aliased(SaleLine)
    original_sale = aliased(Sale)
    rows = session.execute(
        select(SaleLine, Variant.sku, original_sale.number)
        .outerjoin(Variant, Variant.id == SaleLine.variant_id)
        .outerjoin(original, original.id == SaleLine.returns_line_id)
        .outerjoin(original_sale, original_sale.id == original.sale_id)
        .where(SaleLine.sale_id == sale_id)
        .order_by(SaleLine.position)
    )
    return tuple(
        ReceiptLine(
            line_id=line.id,
            sku=sku or "",
            description=line.description,
            quantity=line.quantity,
            unit_price_minor=line.unit_price_minor,
            discount_minor=line.discount_minor,
            total_minor=line.total_minor,
            tax_rate_bp=line.tax_rate_bp,
            tax_minor=line.tax_minor,
            returns_number=number,
        )
        for line, sku, number in rows
    )


def _taxes(lines: tuple[ReceiptLine, ...]) -> tuple[TaxRow, ...]:
    rates = sorted({line.tax_rate_bp for line in lines}, reverse=True)
    return tuple(
        TaxRow(
            rate,
            sum(line.total_minor for line in lines if line.tax_rate_bp == rate),
            sum(line.tax_minor for line in lines if line.tax_rate_bp == rate),
        )
        for rate in rates
    )
