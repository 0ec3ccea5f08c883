"""Customers who buy alike: what the nearest of them buy, after the user-based neighbours of Resnick et al., CSCW 1994,
on recency-weighted purchases in which a rare product says more about a taste than a common one."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import SEASON_DAYS, Floats, History, Ints
from shopassistant.recommend.models.adding import Adding
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Newest, Signal, Training, likely_floor
from shopassistant.recommend.models.neighbours import history_weights
from shopassistant.recommend.models.tally import most_met

_MONTH = 30
_FEW = 4  # up to so many customers for each purchase compared are summed up whole


@dataclass(frozen=True)
class PeersConfig(Config):
    """Attributes:
    neighbours: how many customers are asked.
    half_life: shop days after which a purchase tells half of a taste.
    memory: shop days after which a neighbour's purchase recommends half.
    most: at most so many products of a history are compared.
    postings: of a product with more buyers only so many, the newest, are found through it.
    cells: at most so many purchases are compared for one answer: a history's most telling products (bought lately by
        the customer and by few others) come first, as far as they fit. Both bounds after Manning, Raghavan and Schütze,
        "Introduction to Information Retrieval", 2008, section 7.1.
    """

    neighbours: int = 150
    half_life: float = 120.0
    memory: float = 45.0
    most: int = 400
    postings: int = 2_000
    cells: int = 40_000

    def __post_init__(self) -> None:
        for name in ("neighbours", "half_life", "memory", "most", "postings", "cells"):
            self._require(getattr(self, name) > 0, name)


class Peers(Adding):
    """Customers by products twice over: by row, to read what a neighbour bought, and by column, to find neighbours."""

    name: ClassVar[str] = "peers"
    signals: ClassVar[tuple[Signal, ...]] = (
        Signal("peers", 1e-3),
        Signal("peers_month", 1e-3),
        Signal("peers_quarter", 1e-3),
    )
    _names: ClassVar[tuple[str, ...]] = (
        "idf", "row_start", "row_product", "row_age", "column_start", "column_customer", "column_weight",
    )  # fmt: skip

    def __init__(self, config: PeersConfig, arrays: Arrays) -> None:
        self.config = config
        self.learned = {name: arrays[name] for name in self._names}
        self.idf: Floats = self.learned["idf"]

    @classmethod
    def fit(cls, training: Training, config: PeersConfig) -> Self:
        newest = training.newest
        weighted = newest.matrix(config.half_life)
        customers = weighted.shape[0]
        buyers = np.bincount(newest.product, minlength=newest.size)
        idf = (np.log((customers + 1) / (buyers + 1)) + 0.1).astype(np.float32)
        weighted.data *= idf[newest.product]
        row = np.repeat(np.arange(customers, dtype=np.int32), np.diff(newest.start))
        lengths = np.sqrt(np.bincount(row, weighted.data.astype(np.float64) ** 2, customers))
        weight = weighted.data / np.maximum(lengths, 1e-12).astype(np.float32)[row]
        start, cells = _postings(newest, config.postings)
        arrays: dict[str, NDArray[Any]] = {
            "idf": idf,
            "row_start": newest.start,
            "row_product": newest.product,
            "row_age": newest.age,
            "column_start": start,
            "column_customer": row[cells],
            "column_weight": weight[cells],
        }
        return cls(config, arrays)

    @classmethod
    def restore(cls, config: PeersConfig, arrays: Arrays) -> Self:
        return cls(config, arrays)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return dict(self.learned)

    @property
    def size(self) -> int:
        return len(self.idf)

    def gains(self, customer: History) -> tuple[Ints, Floats]:
        peers, alike = self._nearest(customer)
        cells, length = _cells(self.learned["row_start"], peers)
        products, age = self.learned["row_product"][cells], self.learned["row_age"][cells]
        alike = np.repeat(alike, length)
        customer.scratch[f"{self.name}.asked"] = (len(peers), products, age, alike)
        return products, np.exp2(age * np.float32(-1 / self.config.memory)) * alike

    def features(self, customer: History, scores: Floats | None, products: Ints) -> Floats:
        """The score relative to the best, and the likeness of the peers who bought it within a month and a quarter."""
        out = np.zeros((3, len(products)), np.float32)
        out[0] = super().features(customer, scores, products)[0]
        if not out[0].any():
            return out
        bought, age, alike = customer.scratch[f"{self.name}.asked"][1:]
        lately = (age < SEASON_DAYS).nonzero()[0]
        bought, age, alike = bought[lately], age[lately], alike[lately]
        at = np.minimum(products.searchsorted(bought), len(products) - 1)
        wanted = (products[at] == bought).nonzero()[0]
        at, age, alike = at[wanted], age[wanted], alike[wanted]
        out[1] = np.bincount(at, np.where(age < _MONTH, alike, 0), len(products))
        out[2] = np.bincount(at, alike, len(products))
        return out

    def evidence(self, customer: History, product: int) -> Evidence | None:
        self.sums(customer)
        peers, products = customer.scratch[f"{self.name}.asked"][:2]
        count = int(np.count_nonzero(products == product))
        if not count:
            return None
        values = {"count": count, "of": peers, "share": count / peers}
        return Evidence("recommend.reason.peers", values=values, is_weak=count < 3)

    def _nearest(self, customer: History) -> tuple[Ints, Floats]:
        """The customers most alike, int32 (k,), and how alike, float32 (k,); never the customer, ties by index."""
        total = len(self.learned["row_start"]) - 1
        if customer.is_cold or total <= 0:
            return np.empty(0, np.int32), np.empty(0, np.float32)
        products, weights = history_weights(customer, self.config.half_life, self.config.most)
        mine = weights * self.idf[products]
        mine = mine / np.float32(max(float(np.sqrt((mine * mine).sum())), 1e-12))
        products, mine = self._telling(products, mine)
        others, weight = self._met(products, mine)
        if total <= _FEW * len(others):
            sums = np.asarray(np.bincount(others, weight, total), np.float64)
            sums[customer.row : customer.row + 1 if customer.row >= 0 else 0] = 0
            found = _highest(sums, self.config.neighbours)
            alike = sums[found].astype(np.float32)
        else:  # the sums of a million customers are never looked at, only those of the customers met
            found, alike = most_met(others, weight, self.config.neighbours + 1)
            alike[found == customer.row] = 0
        order = np.argsort(-alike, kind="stable")
        order = order[alike[order] >= 1e-9][: self.config.neighbours]
        return found[order], alike[order]

    def _met(self, products: Ints, mine: Floats) -> tuple[Ints, Floats]:
        """The buyers of some products, int32 (m,), a customer once for each product shared, and how much each such
        meeting weighs, float32 (m,)."""
        start = self.learned["column_start"]
        customers, weights = self.learned["column_customer"], self.learned["column_weight"]
        cuts = [slice(*cut) for cut in zip(start[products].tolist(), start[products + 1].tolist(), strict=True)]
        out = np.concatenate([weights[cut] for cut in cuts])
        out *= np.repeat(mine, [cut.stop - cut.start for cut in cuts])
        return np.concatenate([customers[cut] for cut in cuts]), out

    def _telling(self, products: Ints, mine: Floats) -> tuple[Ints, Floats]:
        """Those that tell most, as many as `cells` lets be read; at least one."""
        start = self.learned["column_start"]
        order = np.argsort(-mine, kind="stable")
        read = np.cumsum((start[products + 1] - start[products])[order])
        order = np.sort(order[: max(1, int(np.searchsorted(read, self.config.cells, side="right")))])
        return products[order], mine[order]


def _postings(newest: Newest, most: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each product where its buyers begin, int64 (n + 1,), and their cells in `newest`, by customer: all of them,
    or the `most` who bought last."""
    order = np.argsort(newest.product, kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(newest.product, minlength=newest.size))])
    kept = np.ones(len(order), bool)
    for product in np.flatnonzero(np.diff(start) > most):
        cells = order[start[product] : start[product + 1]]
        kept[start[product] : start[product + 1]] = False
        kept[start[product] + np.argsort(newest.age[cells], kind="stable")[:most]] = True
    return np.concatenate([[0], np.cumsum(np.minimum(np.diff(start), most))]), order[kept]


def _cells(start: NDArray[np.int64], rows: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of all cells of some rows of a compressed matrix, row after row, and how many each row has."""
    first, length = start[rows], start[rows + 1] - start[rows]
    stop = np.cumsum(length)
    return np.repeat(first - stop + length, length) + np.arange(int(stop[-1]) if len(stop) else 0), length


def _highest(sums: NDArray[np.float64], count: int) -> Ints:
    """Where at least the `count` highest of `sums` stand, ascending; all where there are no more."""
    if 4 * count < len(sums):
        likely = np.flatnonzero(sums >= likely_floor(sums, count)).astype(np.int32)
        if len(likely) >= count:
            return likely
    return np.arange(len(sums), dtype=np.int32)
