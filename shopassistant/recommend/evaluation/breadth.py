"""What lists are beside right: how much of the range they show, how little known and how unlike each other it is."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.evaluation.ranking import Doubles, Ints, Longs
from shopassistant.recommend.models.content import ContentConfig, trait_matrix
from shopassistant.recommend.purchases import Products

if TYPE_CHECKING:
    import scipy.sparse as sp

# Measures of one list, averaged over customers.
PER_LIST = ("novelty", "diversity_kind", "diversity_content")
# Measures of all lists together.
OVERALL = ("coverage", "gini")


def novelty(lists: Ints, buyers: Longs, customers: int) -> Doubles:
    """Mean self-information of a list's products, in bits: -log2 of the share of customers who ever bought one.

    Vargas and Castells, "Rank and relevance in novelty and diversity metrics", RecSys 2011 (popularity complement in
    bits); one buyer and one customer are added, so that what nobody bought is finite.

    Args:
        lists: int32 (m, k), -1 where a list has ended.
        buyers: int64 (n,), customers who bought each product.
        customers: how many there are.

    Returns:
        float64 (m,); nan for an empty list.
    """
    bits = -np.log2((buyers + 1) / (customers + 1))
    return _mean_of(np.where(lists >= 0, bits[lists], 0.0), lists)


def diversity(lists: Ints, traits: "sp.csr_matrix") -> Doubles:
    """Mean dissimilarity of the pairs of a list, 1 - cosine of their traits.

    Ziegler et al., "Improving recommendation lists through topic diversification", WWW 2005 (as 1 - similarity). The
    cosines of all pairs of a list sum up to (|sum of unit vectors|^2 - products with traits) / 2.

    Args:
        lists: int32 (m, k), -1 where a list has ended.
        traits: (n, t), rows of length 1, or 0 for a product of which nothing is known; such a one is like no other.

    Returns:
        float64 (m,), 0 to 1; nan for a list of fewer than two products.
    """
    import scipy.sparse as sp

    shown = lists >= 0
    rows, at = np.nonzero(shown)
    which = sp.csr_matrix((np.ones(len(rows)), (rows, lists[rows, at])), shape=(len(lists), traits.shape[0]))
    summed = which @ traits
    squared = np.asarray(summed.multiply(summed).sum(axis=1)).ravel()
    own = np.asarray(which @ np.asarray(traits.multiply(traits).sum(axis=1)).ravel()).ravel()
    count = shown.sum(axis=1)
    pairs = np.where(count > 1, count * (count - 1), 1)
    return np.where(count > 1, np.clip(1 - (squared - own) / pairs, 0, 1), np.nan)


def kind_traits(products: Products) -> "sp.csr_matrix | None":
    """(n, t): two products of one category are alike by 1, of one top category by a half; None without categories."""
    import scipy.sparse as sp

    known = np.flatnonzero(products.category >= 0)
    if not len(known):
        return None
    tops = sorted({path.split(" / ")[0] for path in products.category_paths})
    top = np.array([tops.index(path.split(" / ")[0]) for path in products.category_paths])
    category = products.category[known]
    columns = np.concatenate([top[category], len(tops) + category])
    values = np.full(2 * len(known), np.sqrt(0.5))
    shape = (products.count, len(tops) + len(products.category_paths))
    return sp.csr_matrix((values, (np.tile(known, 2), columns)), shape=shape)


def content_traits(products: Products) -> "sp.csr_matrix":
    """(n, t): what a product is by its words, category, brand, attributes and price, as the content model sees it."""
    import scipy.sparse as sp

    matrix = sp.csr_matrix(trait_matrix(products, ContentConfig()).T).astype(np.float64)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.where(lengths > 0, 1 / np.where(lengths > 0, lengths, 1), 0)
    return sp.csr_matrix(sp.diags_array(scale) @ matrix)


def coverage(exposure: Doubles, sold: int) -> float:
    """Share of the products sold so far that any list shows (Ge, Delgado-Battenfeld and Jannach, RecSys 2010).

    Args:
        exposure: float64 (n,), how many lists show each product.
        sold: number of products that could be shown.
    """
    return float(np.count_nonzero(exposure) / sold) if sold else 0.0


def gini(exposure: Doubles, sold: int) -> float:
    """How unequally products are shown, 0 (all alike) to nearly 1 (one has everything): Gini, 1912.

    Args:
        exposure: float64 (n,), how many lists show each product.
        sold: number of products that could be shown; those of them never shown count as 0.
    """
    shown = np.sort(exposure[exposure > 0])
    total = shown.sum()
    if not total or not sold:
        return 0.0
    count = max(sold, len(shown))
    place = np.arange(count - len(shown) + 1, count + 1)
    return float((2 * place - count - 1) @ shown / (count * total))


def exposure_of(lists: Ints, products: int) -> Doubles:
    """float64 (n,): in how many of the lists each product stands."""
    return np.bincount(lists[lists >= 0], minlength=products).astype(np.float64)


def _mean_of(values: Doubles, lists: Ints) -> NDArray[np.float64]:
    count = (lists >= 0).sum(axis=1)
    return np.where(count > 0, values.sum(axis=1) / np.maximum(count, 1), np.nan)
