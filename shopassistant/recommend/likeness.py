"""How alike two products are by what they are, without a fit: hashed words, category, brand and price band, cosine.

The hashing trick (Weinberger et al., "Feature hashing for large scale multitask learning", ICML 2009): a product
that was entered a moment ago needs no vocabulary.
"""

import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.text import words

_WIDTH = 1024
_NAME, _CATEGORY, _BRAND, _PRICE = 1.0, 1.2, 1.2, 0.5


@dataclass(frozen=True)
class Traits:
    """What is compared of a product: its name, category path, brand and price in minor units."""

    name: str
    category: str | None
    brand: str | None
    price_minor: int


def vectors(products: Sequence[Traits]) -> NDArray[np.float32]:
    """float32 (k, width): unit vectors; the product of two is their likeness, 0 to 1."""
    out = np.zeros((len(products), _WIDTH), np.float32)
    for row, product in enumerate(products):
        places, weights = _hashed(product)
        out[row, list(places)] = weights
    return out


@lru_cache(maxsize=4096)
def _hashed(product: Traits) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Places and weights of a unit vector."""
    summed: dict[int, float] = {}
    for trait, weight in _traits(product):
        place = zlib.crc32(trait.encode()) % _WIDTH
        summed[place] = max(summed.get(place, 0.0), weight)
    length = math.sqrt(sum(weight * weight for weight in summed.values())) or 1.0
    return tuple(summed), tuple(weight / length for weight in summed.values())


def _traits(product: Traits) -> Iterator[tuple[str, float]]:
    for word in set(words(product.name)):
        if len(word) > 1:
            yield f"w:{word}", _NAME
    parts = product.category.split(" / ") if product.category else []
    for depth in range(1, len(parts) + 1):
        yield f"c:{'/'.join(parts[:depth])}", _CATEGORY
    if product.brand:
        yield f"b:{product.brand}", _BRAND
    if product.price_minor > 0:
        yield f"p:{round(2 * math.log2(product.price_minor))}", _PRICE
