"""Suggestions to look at: those that wait, the most worth first, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shopassistant.core.errors import NotFound
from shopassistant.inventory.variant_words import variant_detail
from shopassistant.promotions.prices.figures import Figures, read_figures
from shopassistant.store.schema import Category, PriceSuggestion, Product, Staff, Variant


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line.

    Attributes:
        status: ``proposed``, ``approved``, ``rejected`` or ``undone``.
        price_now_minor: the shelf price at this moment.
        decided_by: empty where nobody has, or the limits allowed it by themselves.
        reason: a code; empty without.
    """

    id: int
    variant_id: int
    name: str
    sku: str
    category: str
    at: datetime
    old_price_minor: int
    new_price_minor: int
    price_now_minor: int
    status: str
    decided_by: str
    decided_at: datetime | None
    reason: str
    figures: Figures

    @property
    def change(self) -> float:
        """Share of the old price."""
        return self.new_price_minor / max(self.old_price_minor, 1) - 1


def list_open(session: Session) -> list[Suggestion]:
    """Those that wait for somebody, the most worth first."""
    rows = [_suggestion(*row) for row in session.execute(_query().where(PriceSuggestion.status == "proposed"))]
    return sorted(rows, key=lambda row: (-row.figures.gain_minor, row.id))


def list_decided(session: Session, most: int = 2_000) -> list[Suggestion]:
    """What was decided, the newest first."""
    query = _query().where(PriceSuggestion.status != "proposed").order_by(PriceSuggestion.decided_at.desc())
    return [_suggestion(*row) for row in session.execute(query.limit(most))]


def load_suggestions(session: Session, ids: Sequence[int]) -> dict[int, Suggestion]:
    """By id; those that are gone are left out."""
    query = _query().where(PriceSuggestion.id.in_(ids))
    return {row[0].id: _suggestion(*row) for row in session.execute(query)}


def find_open(session: Session, sku: str) -> Suggestion:
    """The suggestion that waits for the price of a SKU.

    Raises:
        NotFound: ``prices.none_for``.
    """
    for one in list_open(session):
        variants = session.scalars(select(Variant.sku).where(Variant.id.in_(one.figures.variant_ids)))
        if sku in variants:
            return one
    raise NotFound("prices.none_for", sku=sku)


def find_decided(session: Session, sku: str) -> Suggestion:
    """What was last decided about the price of a SKU and can be taken back.

    Raises:
        NotFound: ``prices.none_for``.
    """
    for one in list_decided(session):
        variants = session.scalars(select(Variant.sku).where(Variant.id.in_(one.figures.variant_ids)))
        if one.status in ("approved", "rejected") and sku in variants:
            return one
    raise NotFound("prices.none_for", sku=sku)


def variant_of(session: Session, sku: str) -> int:
    """The variant that stands for those of its product with its price.

    Raises:
        NotFound: ``forecast.variant_unknown``.
    """
    found = session.scalar(select(Variant).where(Variant.sku == sku))
    if found is None:
        raise NotFound("forecast.variant_unknown", sku=sku)
    query = select(Variant.id).where(
        Variant.product_id == found.product_id, Variant.price_minor == found.price_minor, Variant.active
    )
    return min(session.scalars(query), default=found.id)


def _query() -> Select[*tuple[Any, ...]]:
    return (
        select(PriceSuggestion, Variant, Product, Category.path, Staff.name)
        .join(Variant, Variant.id == PriceSuggestion.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .outerjoin(Category, Category.id == Product.category_id)
        .outerjoin(Staff, Staff.id == PriceSuggestion.decided_by_id)
    )


def _suggestion(
    row: PriceSuggestion, variant: Variant, product: Product, category: str | None, who: str | None
) -> Suggestion:
    figures = read_figures(row.figures)
    detail = variant_detail(product.name, variant.colour, variant.size) if len(figures.variant_ids) == 1 else ""
    return Suggestion(
        id=row.id,
        variant_id=row.variant_id,
        name=f"{product.name}, {detail}" if detail else product.name,
        sku=variant.sku,
        category=category or "",
        at=row.at,
        old_price_minor=row.old_price_minor,
        new_price_minor=row.new_price_minor,
        price_now_minor=variant.price_minor,
        status=row.status,
        decided_by=who or "",
        decided_at=row.decided_at,
        reason=row.reason,
        figures=figures,
    )
