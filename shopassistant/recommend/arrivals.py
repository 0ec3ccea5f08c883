"""Products newer than the fit: offered by what they are, to whoever bought the like, until the next fit knows them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from shopassistant.recommend.history import History
from shopassistant.recommend.likeness import Traits, vectors
from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.models.neighbours import history_weights
from shopassistant.recommend.shelf import Bools, Longs, Shelf
from shopassistant.recommend.shortlist import Lead
from shopassistant.store.schema import Category, Product, Variant

METHOD = "content"
REASON = "recommend.reason.arrival"
# Less alike than a common category makes two products is no reason to name one beside the other.
LEAST_LIKENESS = 0.35
_MOST = 400
_SOURCES = 30
_MEMORY = 60.0
# How much of the score is the nearest thing bought; the rest is the share of purchases in the same category.
_NEAREST = 0.7


@dataclass(frozen=True)
class Arrivals:
    """The newest products that a fit does not know, at most a few hundred.

    Attributes:
        prices: the shelf's; a sign of the state of the catalogue these belong to.
        rows: int64 (k,), rows of the shelf.
        traits: one per row.
        vectors: float32 (k, width).
    """

    prices: Longs
    rows: NDArray[np.int64]
    traits: tuple[Traits, ...]
    vectors: NDArray[np.float32]


def read_arrivals(session: Session, shelf: Shelf, newer: NDArray[np.int64]) -> Arrivals:
    """What is known of the newest `_MOST` of the rows `newer`."""
    rows = newer[-_MOST:]
    traits = read_traits(session, shelf.product_ids[rows].tolist())
    kept = np.array([int(key) in traits for key in shelf.product_ids[rows]], bool)
    found = tuple(traits[int(key)] for key in shelf.product_ids[rows[kept]])
    return Arrivals(shelf.price, rows[kept], found, vectors(found))


def read_traits(session: Session, product_ids: Sequence[int]) -> dict[int, Traits]:
    """Name, category, brand and lowest price of products, by id."""
    rows = session.connection().execute(_TRAITS, {"products": list(product_ids)})
    return {key: Traits(name, path, brand, price or 0) for key, name, path, brand, price in rows}


def find_leads(
    session: Session, shelf: Shelf, arrivals: Arrivals, product_ids: Longs, customer: History, closed: Bools
) -> list[Lead]:
    """Arrivals that are like something the customer bought, best first, each with what speaks for it.

    The score, 0 to 1: 0.7 times the likeness (cosine) to the nearest of the customer's last and most bought products,
    plus 0.3 times the share of these, by recency, that lie in the same category.

    Args:
        product_ids: int64 (n,), ids of the products of the fit, in its order.
        closed: bool over the shelf's rows, products that must not appear.
    """
    open_ = np.flatnonzero(~closed[arrivals.rows])
    products, weights = history_weights(customer, _MEMORY, _SOURCES)
    if not len(open_) or not len(products):
        return []
    known = read_traits(session, product_ids[products].tolist())
    speaking = [(key, weight) for key, weight in zip(products.tolist(), weights.tolist(), strict=True)
                if int(product_ids[key]) in known]  # fmt: skip
    sources = [known[int(product_ids[key])] for key, _ in speaking]
    if not sources:
        return []
    likeness = arrivals.vectors[open_] @ vectors(sources).T
    nearest = likeness.argmax(axis=1)
    near = likeness[np.arange(len(open_)), nearest]
    kept = np.flatnonzero(near >= LEAST_LIKENESS)
    whole = sum(weight for _, weight in speaking) or 1.0
    leads = []
    for place in kept.tolist():
        category = arrivals.traits[open_[place]].category
        same = sum(w for (_, w), source in zip(speaking, sources, strict=True) if source.category == category)
        score = _NEAREST * min(float(near[place]), 1.0) + (1 - _NEAREST) * (same / whole if category else 0.0)
        source = speaking[int(nearest[place])][0]
        day = int(customer.last_day[np.searchsorted(customer.products, source)])
        key = int(shelf.product_ids[arrivals.rows[open_[place]]])
        leads.append(Lead(key, score, METHOD, -1, Evidence(REASON, source, {"day": day}, float(near[place]))))
    return sorted(leads, key=lambda lead: (-lead.score, -lead.product_id))


_TRAITS = (
    select(Product.id, Product.name, Category.path, Product.brand, func.min(Variant.price_minor))
    .outerjoin(Category, Category.id == Product.category_id)
    .outerjoin(Variant, Variant.product_id == Product.id)
    .where(Product.id.in_(bindparam("products", expanding=True)))
    .group_by(Product.id)
)
