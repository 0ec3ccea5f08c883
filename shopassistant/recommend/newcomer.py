"""Advice before anything was fitted: what sells most lately, then what is newest, by plain SQL."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.store.schema import Product, Sale, SaleLine, Variant

WINDOW_DAYS = 30
_MOST = 200


def ranking_without_index(session: Session) -> list[tuple[int, float, str, Mapping[str, Any]]]:
    """(product id, score, reason code, reason values), best first: bestsellers of the newest 30 days of records by the
    number of sales they were in, then products by date of entry."""
    newest: datetime | None = session.scalar(select(func.max(Sale.sold_at)))
    found: list[tuple[int, float, str, Mapping[str, Any]]] = []
    if newest is not None:
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
        for product, count in rows:
            values = {"count": count, "days": WINDOW_DAYS}
            found.append((product, float(count), "recommend.reason.popular", values))
    known = {row[0] for row in found}
    newcomers = session.execute(
        select(Product.id).where(Product.active).order_by(Product.created_at.desc(), Product.id.desc()).limit(_MOST)
    ).scalars()
    found += [(product, 0.0, "recommend.reason.newest", {}) for product in newcomers if product not in known]
    return found


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
