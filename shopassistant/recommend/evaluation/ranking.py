"""How good ranked lists are, per customer: was what was bought among what was shown, and near its head?

All take binary relevance: a product of the list was bought afterwards, or not. A list shorter than k counts as one of
k with misses at its end, so that a method that says little is not rewarded for it.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

# Measures of `per_customer`, in the order in which they are told.
RANKING = ("found", "precision", "recall", "f1", "ndcg", "map", "hit", "mrr")


def hits_of(lists: Ints, customers: Longs, bought: Longs, products: int) -> Bools:
    """Which places of the lists hold something that was bought.

    Args:
        lists: int32 (m, k), product indices, best first; -1 where a list has ended.
        customers: int64 (m,), whose list it is.
        bought: int64 (b,), ascending keys ``customer * products + product`` of what was bought.
        products: size of the catalogue.

    Returns:
        bool (m, k).
    """
    keys = customers[:, None] * products + lists
    if not len(bought):
        return np.zeros(lists.shape, bool)
    at = np.minimum(np.searchsorted(bought, keys), len(bought) - 1)
    return np.asarray((bought[at] == keys) & (lists >= 0), bool)


def per_customer(hits: Bools, relevant: Longs) -> Mapping[str, Doubles]:
    """Every measure of `RANKING` for each customer.

    * found: products of the list that were bought, a number; precision: its share of k; recall: its share of what was
      bought; f1: their harmonic mean (van Rijsbergen, Information Retrieval, 1979).
    * ndcg: discounted by ``log2(place + 1)``, over that of the best list (Järvelin and Kekäläinen, TOIS 2002).
    * map: precision at the places of the hits, summed over ``min(k, bought)`` (Buckley and Voorhees, SIGIR 2000, cut
      at k); its mean over customers is mean average precision.
    * hit: 1 where anything was found; mrr: one over the place of the first hit (Voorhees, TREC-8 1999).

    Args:
        hits: bool (m, k).
        relevant: int64 (m,), how many products were bought; nan in all measures where none.

    Returns:
        float64 (m,) by name; 0 to 1, but for "found" (0 to k).
    """
    m, k = hits.shape
    places = np.arange(1, k + 1)
    found = hits.sum(axis=1).astype(np.float64)
    possible = np.minimum(relevant, k)
    bought = np.where(relevant > 0, relevant, 1).astype(np.float64)
    precision, recall = found / max(k, 1), found / bought
    discount = 1 / np.log2(places + 1)
    ideal = np.concatenate([[0.0], np.cumsum(discount)])[possible]
    so_far = np.cumsum(hits, axis=1) / places
    first = np.where(found > 0, hits.argmax(axis=1) + 1, 1) if k else np.ones(m)
    values = {
        "found": found,
        "precision": precision,
        "recall": recall,
        "f1": 2 * precision * recall / np.where(found > 0, precision + recall, 1),
        "ndcg": hits @ discount / np.where(ideal > 0, ideal, 1),
        "map": (so_far * hits).sum(axis=1) / np.maximum(possible, 1),
        "hit": (found > 0).astype(np.float64),
        "mrr": np.where(found > 0, 1 / first, 0.0),
    }
    return {name: np.where(relevant > 0, value, np.nan) for name, value in values.items()}
