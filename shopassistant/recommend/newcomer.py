"""Advice before anything was fitted: what sells most lately, by plain SQL."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Sale, SaleLine, Variant

WINDOW_DAYS = 30
_MOST = 200


def bestsellers(session: Session) -> list[tuple[int, int]]:
    """(product id, number of sales it was in), most first, over the newest 30 days of records."""
    newest: datetime | None = session.scalar(select(func.max(Sale.sold_at)))
    if newest is None:
        return []
    sales = func.count(Sale.id.distinct())
    rows = session.execute(
        select(Variant.product_id, sales)
        .join(SaleLine, SaleLine.variant_id == Variant.id)
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(Sale.sold_at > newest - timedelta(days=WINDOW_DAYS), SaleLine.quantity > 0)
        .group_by(Variant.product_id)
        .order_by(sales.desc(), Variant.product_id)
        .limit(_MOST)
    )
    return [(product, count) for product, count in rows]


def bought_products(session: Session, customer_id: int) -> set[int]:
    """Ids of all products a customer ever bought."""
    return set(
        session.scalars(
            select(Variant.product_id)
            .join(SaleLine, SaleLine.variant_id == Variant.id)
            .join(Sale, Sale.id == SaleLine.sale_id)
            .where(Sale.customer_id == customer_id, SaleLine.quantity > 0)
        )
    )
