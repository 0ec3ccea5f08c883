"""A sale as its receipt shows it, read from the books; drawing and printing are elsewhere."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from shopassistant.core.errors import NotFound
from shopassistant.store.schema import (
    Customer,
    Location,
    PointsEntry,
    Promotion,
    Sale,
    SaleLine,
    SaleLineOffer,
    Staff,
    Tender,
    Variant,
)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line; amounts in minor units with the quantity's sign.

    Attributes:
        returns_number: receipt number of the sale it gives back, if it does.
        offers: (promotion's name, minor units) of what promotions took off; without a name, points.
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
    offers: tuple[tuple[str, int], ...] = ()

    @property
    def by_hand_minor(self) -> int:
        """The discount that no promotion gave."""
        return self.discount_minor - sum(amount for _, amount in self.offers)


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
        points: (kind, points) it moved, with their sign, kinds as in the ledger of points.
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
    points: tuple[tuple[str, int], ...] = ()


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
        points=_points(session, sale),
    )


def _lines(session: Session, sale_id: int) -> tuple[ReceiptLine, ...]:
    original = aliased(SaleLine)
    original_sale = aliased(Sale)
    offers = _offers(session, sale_id)
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
            offers=offers.get(line.id, ()),
        )
        for line, sku, number in rows
    )


def _offers(session: Session, sale_id: int) -> dict[int, tuple[tuple[str, int], ...]]:
    rows = session.execute(
        select(SaleLineOffer.sale_line_id, Promotion.name, SaleLineOffer.discount_minor)
        .join(SaleLine, SaleLine.id == SaleLineOffer.sale_line_id)
        .outerjoin(Promotion, Promotion.id == SaleLineOffer.promotion_id)
        .where(SaleLine.sale_id == sale_id, SaleLineOffer.discount_minor != 0)
        .order_by(SaleLineOffer.id)
    )
    found: dict[int, tuple[tuple[str, int], ...]] = {}
    for line_id, name, amount in rows:
        found[line_id] = (*found.get(line_id, ()), (name or "", amount))
    return found


def _points(session: Session, sale: Sale) -> tuple[tuple[str, int], ...]:
    """What it earned and spent, and what its returns took back and gave back (those carry its number)."""
    own = and_(PointsEntry.sale_id == sale.id, PointsEntry.kind.in_(("earned", "spent")))
    back = and_(PointsEntry.note == sale.number, PointsEntry.kind.in_(("reversed", "restored")))
    if sale.customer_id is None:
        return ()
    rows = session.execute(
        select(PointsEntry.kind, func.sum(PointsEntry.points))
        .where(PointsEntry.customer_id == sale.customer_id, or_(own, back))
        .group_by(PointsEntry.kind)
        .order_by(PointsEntry.kind)
    )
    return tuple((kind, points) for kind, points in rows)


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
