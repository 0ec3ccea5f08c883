"""What must hold in a shop's books, each rule as one query for the rows that break it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from shopassistant.store import check_documents, check_promotions
from shopassistant.store.schema import (
    Barcode,
    Customer,
    CustomerMerge,
    Location,
    NumberSeries,
    PriceChange,
    Sale,
    SaleLine,
    StockLevel,
    StockMovement,
    Tender,
    Variant,
)
from shopassistant.store.schema.stock import COUNTING_REASONS

# How a number of a series is written, by series; a series must not hand out a number that is taken.
SERIES = {"receipt": (Sale.number, "R{:06d}"), "customer": (Customer.number, "C{:06d}")}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the books.

    Attributes:
        code: of the finding where it is broken, such as ``"check.sale_sums"``.
        broken: gives one text per row that breaks it: what staff would look for, such as a receipt's number.
    """

    code: str
    broken: Callable[[Session], list[str] | Select[str]]


def ledger() -> Select[str]:
    """Levels that are not the sum of their movements, or whose `is_counted` no movement explains."""
    moved = select(
        StockMovement.variant_id,
        StockMovement.location_id,
        StockMovement.quantity.label("difference"),
        case((StockMovement.reason.in_(COUNTING_REASONS), 1), else_=0).label("counted"),
        literal(0).label("said_counted"),
        literal(0).label("levels"),
    )
    kept = select(
        StockLevel.variant_id,
        StockLevel.location_id,
        -StockLevel.quantity,
        literal(0),
        case((StockLevel.is_counted, 1), else_=0),
        literal(1),
    )
    both = union_all(moved, kept).subquery()
    wrong = (
        select(both.c.variant_id, both.c.location_id)
        .group_by(both.c.variant_id, both.c.location_id)
        .having(
            or_(
                func.sum(both.c.difference) != 0,
                func.max(both.c.counted) != func.max(both.c.said_counted),
                func.sum(both.c.levels) != 1,
            )
        )
        .subquery()
    )
    return (
        select(Variant.sku + literal(" @ ") + Location.code)
        .join(wrong, wrong.c.variant_id == Variant.id)
        .join(Location, Location.id == wrong.c.location_id)
        .order_by(Variant.id, Location.id)
    )


def sale_sums() -> Select[str]:
    """Sales whose gross, discount, total or tax is not the sum of their lines, or that have no line."""
    lines = (
        select(
            SaleLine.sale_id,
            func.sum(SaleLine.quantity * SaleLine.unit_price_minor).label("gross"),
            func.sum(SaleLine.discount_minor).label("discount"),
            func.sum(SaleLine.total_minor).label("total"),
            func.sum(SaleLine.tax_minor).label("tax"),
        )
        .group_by(SaleLine.sale_id)
        .subquery()
    )
    return (
        select(Sale.number)
        .outerjoin(lines, lines.c.sale_id == Sale.id)
        .where(
            or_(
                lines.c.sale_id.is_(None),
                lines.c.gross != Sale.gross_minor,
                lines.c.discount != Sale.discount_minor,
                lines.c.total != Sale.total_minor,
                lines.c.tax != Sale.tax_minor,
            )
        )
        .order_by(Sale.id)
    )


def tenders() -> Select[str]:
    """Sales whose tenders are not their total; only sales from elsewhere may have none."""
    paid = select(Tender.sale_id, func.sum(Tender.amount_minor).label("amount")).group_by(Tender.sale_id).subquery()
    return (
        select(Sale.number)
        .outerjoin(paid, paid.c.sale_id == Sale.id)
        .where(
            or_(
                paid.c.amount != Sale.total_minor,
                and_(paid.c.amount.is_(None), Sale.source == "counter", Sale.total_minor != 0),
            )
        )
        .order_by(Sale.id)
    )


def over_returned() -> Select[str]:
    """Sales of which more came back than was sold, or something else than was sold."""
    sold, back = aliased(SaleLine), aliased(SaleLine)
    wrong = (
        select(sold.sale_id)
        .join(back, back.returns_line_id == sold.id)
        .group_by(sold.id, sold.sale_id, sold.quantity, sold.variant_id)
        .having(
            or_(
                -func.sum(back.quantity) > sold.quantity,
                func.sum(case((back.variant_id == sold.variant_id, 0), (back.kind == "charge", 0), else_=1)) > 0,
            )
        )
        .subquery()
    )
    return select(Sale.number).where(Sale.id.in_(select(wrong.c.sale_id))).order_by(Sale.id)


def barcodes() -> Select[str]:
    """Barcodes of nothing."""
    query = select(Barcode.code).outerjoin(Variant, Variant.id == Barcode.variant_id)
    return query.where(Variant.id.is_(None)).order_by(Barcode.code)


def prices() -> Select[str]:
    """Variants whose price is not the newest of their price changes."""
    newest = (
        select(PriceChange.price_minor)
        .where(PriceChange.variant_id == Variant.id)
        .order_by(PriceChange.at.desc(), PriceChange.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(Variant.sku).where(newest != Variant.price_minor).order_by(Variant.id)


def merges(session: Session) -> list[str]:
    """Merged customers whose trail goes in a circle, and merges that left both as they were.

    That the trail leads to a row at all is a foreign key.
    """
    trail = select(Customer.id, Customer.merged_into_id).where(Customer.status == "merged")
    into = {row.id: row.merged_into_id for row in session.execute(trail)}
    wrong = {start for start in into if not _ends(start, into)}
    undone = (
        select(CustomerMerge.absorbed_id)
        .join(Customer, Customer.id == CustomerMerge.absorbed_id)
        .where(CustomerMerge.undone_at.is_(None), Customer.status == "active")
    )
    wrong |= set(session.scalars(undone))
    return _customer_numbers(session, sorted(wrong))


def _ends(start: int, into: dict[int, Any]) -> bool:
    """Whether following the merges from `start` comes to somebody who was not merged."""
    seen: set[int] = set()
    here = start
    while here in into:
        if here in seen:
            return False
        seen.add(here)
        here = into[here]
    return here is not None


def _customer_numbers(session: Session, ids: list[int]) -> list[str]:
    numbers: list[str] = []
    for start in range(0, len(ids), 500):
        chunk = ids[start : start + 500]
        numbers += session.scalars(select(Customer.number).where(Customer.id.in_(chunk)).order_by(Customer.id))
    return numbers


def series(session: Session) -> list[str]:
    """Series whose next number somebody has already."""
    wrong = []
    for name, value in session.execute(select(NumberSeries.name, NumberSeries.next_value)):
        if name in SERIES:
            column, form = SERIES[name]
            number = form.format(value)
            if session.scalar(select(column).where(column == number)) is not None:
                wrong.append(number)
    return wrong


RULES = (
    Rule("check.ledger", lambda _: ledger()),
    Rule("check.sale_sums", lambda _: sale_sums()),
    Rule("check.tenders", lambda _: tenders()),
    Rule("check.over_returned", lambda _: over_returned()),
    Rule("check.barcodes", lambda _: barcodes()),
    Rule("check.prices", lambda _: prices()),
    Rule("check.merges", merges),
    Rule("check.series", series),
    Rule("check.receipts", lambda _: check_documents.receipts()),
    Rule("check.orders_received", lambda _: check_documents.orders_received()),
    Rule("check.order_status", lambda _: check_documents.order_status()),
    Rule("check.counts", lambda _: check_documents.counts()),
    Rule("check.transfers", lambda _: check_documents.transfers()),
    Rule("check.transit", lambda _: check_documents.transit()),
    Rule("check.document_numbers", check_documents.numbers),
    Rule("check.promotion_offers", lambda _: check_promotions.offers()),
    Rule("check.promotion_counters", lambda _: check_promotions.counters()),
    Rule("check.coupon_uses", lambda _: check_promotions.coupons()),
    Rule("check.points_sales", lambda _: check_promotions.points()),
)
