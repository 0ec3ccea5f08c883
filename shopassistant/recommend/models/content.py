"""Products that are alike by what they are: words of the name, category, brand, attributes and price band.

The one model that knows something of a product nobody bought yet. TF-IDF weights (Spärck Jones, 1972), cosine.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.text import words
from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.adding import Adding
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Signal, Training
from shopassistant.recommend.models.neighbours import Neighbours, history_weights, nearest
from shopassistant.recommend.purchases import Products

if TYPE_CHECKING:
    import scipy.sparse as sp


_ALIKE = "recommend.reason.alike"
# Pairs of products that may meet in a trait, all traits together: about five seconds of counting. In a catalogue of
# tens of thousands the traits that most of it shares are left out for it; they tell least.
_MOST_PAIRS = 400_000_000


@dataclass(frozen=True)
class ContentConfig(Config):
    """Attributes:
    neighbours: how many alike products are kept per product.
    memory: shop days after which a customer's own purchase speaks half.
    most: at most so many products of a history speak.
    name, category, brand, attribute, price: how much each kind of trait weighs.
    """

    neighbours: int = 100
    memory: float = 60.0
    most: int = 200
    name: float = 1.0
    category: float = 1.2
    brand: float = 1.2
    attribute: float = 0.7
    price: float = 0.5

    def __post_init__(self) -> None:
        for field in ("neighbours", "memory", "most"):
            self._require(getattr(self, field) > 0, field)
        for field in ("name", "category", "brand", "attribute", "price"):
            self._require(getattr(self, field) >= 0, field)


class Content(Adding):
    """The nearest products by traits."""

    name: ClassVar[str] = "content"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("content", 1e-3),)

    def __init__(self, config: ContentConfig, table: Neighbours, brand: Ints, category: Ints) -> None:
        self.config = config
        self.table = table
        self.brand = brand  # (n,): -1 without
        self.category = category  # (n,): -1 without

    @classmethod
    def fit(cls, training: Training, config: ContentConfig) -> Self:
        products = training.purchases.products

        def tick(done: int, total: int) -> None:
            training.progress.report("recommend.fitting.content", done, total)

        key = cls.name, config  # nothing here depends on who bought what: earlier days of a shop share it
        if key not in products.scratch:
            matrix = trait_matrix(products, config)
            products.scratch[key] = nearest(matrix, config.neighbours, count_pairs=False, tick=tick)
        table: Neighbours = products.scratch[key]
        known = {brand: number for number, brand in enumerate(sorted({b for b in products.brands if b}))}
        brand = np.array([known.get(name, -1) for name in products.brands], np.int32)
        return cls(config, table, brand, products.category)

    @classmethod
    def restore(cls, config: ContentConfig, arrays: Arrays) -> Self:
        table = Neighbours.from_arrays(arrays)
        return cls(config, table, arrays["brand"], arrays["category"])

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {**self.table.arrays(), "brand": self.brand, "category": self.category}

    @property
    def size(self) -> int:
        return len(self.table.buyers)

    def gains(self, customer: History) -> tuple[Ints, Floats]:
        return self.table.gains(*history_weights(customer, self.config.memory, self.config.most))

    def evidence(self, customer: History, product: int) -> Evidence | None:
        products, weights = history_weights(customer, self.config.memory, self.config.most)
        found = self.table.strongest(products, weights, product)
        if found is None:
            return None
        source = int(products[found[0]])
        day = int(customer.last_day[np.searchsorted(customer.products, source)])
        code = self._code(source, product)
        return Evidence(code, source, {"day": day}, found[2], code == _ALIKE)

    def _code(self, source: int, product: int) -> str:
        """What the two truly share."""
        same_brand = self.brand[source] == self.brand[product] >= 0
        same_category = self.category[source] == self.category[product] >= 0
        if same_brand and same_category:
            return "recommend.reason.same_brand_and_kind"
        if same_brand:
            return "recommend.reason.same_brand"
        return "recommend.reason.same_kind" if same_category else _ALIKE


def trait_matrix(products: Products, config: ContentConfig) -> "sp.csr_matrix[Any]":
    """float32 (traits, n): weight times inverse document frequency of each product's traits, the most common ones left
    out where too many products would meet in them. Worked out once for a catalogue, to be read only."""
    key = "traits", config
    if key not in products.scratch:
        products.scratch[key] = _trait_matrix(products, config)
    matrix: sp.csr_matrix[Any] = products.scratch[key]
    return matrix


def _trait_matrix(products: Products, config: ContentConfig) -> "sp.csr_matrix[Any]":
    import scipy.sparse as sp

    known: dict[str, int] = {}
    rows, columns, weights = [], [], []
    for column, traits in enumerate(_traits(products, config)):
        for trait, weight in traits:
            rows.append(known.setdefault(trait, len(known)))
            columns.append(column)
            weights.append(weight)
    shape = (len(known), products.count)
    matrix = sp.csr_matrix((np.array(weights, np.float32), (rows, columns)), shape=shape)
    frequency = np.diff(matrix.indptr).astype(np.int64)
    rarity = np.log((products.count + 1) / np.maximum(frequency, 1))
    matrix = sp.csr_matrix(sp.diags(rarity) @ matrix).astype(np.float32)
    by_rarity = np.argsort(frequency, kind="stable")
    telling = by_rarity[np.cumsum(frequency[by_rarity] ** 2) <= _MOST_PAIRS]
    return matrix if len(telling) == len(frequency) else matrix[np.sort(telling)]


def _traits(products: Products, config: ContentConfig) -> Iterator[list[tuple[str, float]]]:
    """(trait, weight) of each product in turn, each trait once."""
    of_path = [list(_levels(path)) for path in products.category_paths]
    coarse = cache(_coarse)  # many products share few values
    for column, (name, category) in enumerate(zip(products.names, products.category.tolist(), strict=True)):
        found = [(f"w:{word}", config.name) for word in sorted(set(words(name))) if len(word) > 1]
        if category >= 0:
            found += [(trait, config.category) for trait in of_path[category]]
        if products.brands[column]:
            found.append((f"b:{products.brands[column]}", config.brand))
        for key, value in sorted(products.attributes[column].items()):
            known = coarse(value) if isinstance(value, str) else _coarse(value)
            found.append((f"a:{key}={known}", config.attribute))
        price = float(products.price[column])
        if price > 0:
            found.append((f"p:{round(2 * math.log2(price))}", config.price))
        yield found


def _levels(path: str) -> Iterator[str]:
    """A trait for each level of a category."""
    parts = path.split(" / ")
    return (f"c:{'/'.join(parts[:depth])}" for depth in range(1, len(parts) + 1))


def _coarse(value: object) -> str:
    """Numbers in steps of about 5 %, so that 52 mm and 53 mm are alike; everything else as folded text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0:
        return f"~{round(14 * math.log2(value))}"
    return " ".join(words(str(value)))
