"""What may be offered: active products, in stock as the terms ask, in the right size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.recommend.shelf import UNKNOWN_COST, Bools, Ints, Shelf
from shopassistant.recommend.terms import NO_TERMS, Terms, is_below
from shopassistant.store.schema import Category


@dataclass(frozen=True)
class Offer:
    """A variant that can be handed over now.

    Attributes:
        stock: units at the location; None where nobody ever counted.
        category: path, None without.
        cost_minor: None where nobody knows it.
        tax_bp: tax contained in the price, basis points.
    """

    product_id: int
    variant_id: int
    name: str
    brand: str | None
    size: str | None
    price_minor: int
    stock: int | None
    category: str | None = None
    cost_minor: int | None = None
    tax_bp: int = 0

    @property
    def net_minor(self) -> float:
        """The price without tax."""
        return self.price_minor * 10_000 / (10_000 + self.tax_bp)

    def meets(self, terms: Terms) -> bool:
        """Whether this variant can be offered under the terms that hold for one product alone."""
        return (
            self._is_there(terms.least_stock)
            and terms.prices_allow(self.price_minor)
            and (terms.least_margin is None or self._earns(terms.least_margin))
            and (not terms.categories or is_below(self.category, terms.categories))
            and not is_below(self.category, terms.not_categories)
            and self.product_id not in terms.excluded_product_ids
            and (terms.only_product_ids is None or self.product_id in terms.only_product_ids)
        )

    def _is_there(self, least: int) -> bool:
        return least == 0 if self.stock is None else self.stock >= max(least, 1)

    def _earns(self, least_margin: float) -> bool:
        if self.cost_minor is None:
            return False
        return self.net_minor - self.cost_minor >= least_margin * self.net_minor - 1e-9


@dataclass(frozen=True)
class Wish:
    """What kind of variant suits: the one bought last, else the usual size.

    Attributes:
        last_variant_id: bought last of this product.
        size: usual size in this category.
        is_firm: the size is so regular that another one is not worth offering.
    """

    last_variant_id: int | None = None
    size: str | None = None
    is_firm: bool = False


NO_WISH = Wish()


def find_offers(
    shelf: Shelf,
    rows: Sequence[int],
    location_id: int | None,
    wishes: Mapping[int, Wish],
    terms: Terms = NO_TERMS,
) -> dict[int, Offer]:
    """For each product that may be offered its best variant: active, and as the terms ask of stock, price and margin.

    Args:
        rows: of the products asked for; -1 for one that is not on the shelf.
        location_id: whose stock counts; None adds all locations up.
        wishes: by product id.
        terms: those that hold for one product alone.

    Returns:
        By product id.
    """
    levels = shelf.levels_at(location_id)
    found = {}
    for row in rows:
        if row >= 0 and shelf.product_active[row]:
            group = [_offer(shelf, row, v, levels) for v in shelf.by_product.of_number(row) if shelf.variant_active[v]]
            product = shelf.product_ids.item(row)
            chosen = _choose(group, wishes.get(product, NO_WISH), terms)
            if chosen is not None:
                found[product] = chosen
    return found


def _offer(shelf: Shelf, row: int, variant: int, levels: Sequence[tuple[Ints, Bools]]) -> Offer:
    """What the shelf holds in one row of a product and one of its variants."""
    counted = [units.item(variant) for units, is_counted in levels if is_counted.item(variant)]
    category, brand, cost = shelf.category.item(row), shelf.brand.item(row), shelf.cost.item(variant)
    return Offer(
        product_id=shelf.product_ids.item(row),
        variant_id=shelf.variant_ids.item(variant),
        name=shelf.names[row],
        brand=shelf.brands[brand] if brand >= 0 else None,
        size=shelf.sizes[variant],
        price_minor=shelf.price.item(variant),
        stock=sum(counted) if counted else None,
        category=shelf.paths[category] if category >= 0 else None,
        cost_minor=None if cost == UNKNOWN_COST else cost,
        tax_bp=shelf.tax.item(row),
    )


def has_category(session: Session, path: str) -> bool:
    """Whether the shop has a category of this path or below it, with products or without."""
    below = Category.path.startswith(f"{path} / ", autoescape=True)
    return session.scalar(select(Category.id).where((Category.path == path) | below).limit(1)) is not None


def _choose(variants: list[Offer], wish: Wish, terms: Terms) -> Offer | None:
    available = [offer for offer in variants if offer.meets(terms)]
    if wish.is_firm and any(offer.size for offer in variants):
        available = [offer for offer in available if offer.size == wish.size]
    if len(available) < 2:
        return available[0] if available else None
    return min(
        available,
        key=lambda offer: (
            offer.variant_id != wish.last_variant_id,
            offer.size != wish.size,
            -(offer.stock or 0),
            offer.variant_id,
        ),
    )
