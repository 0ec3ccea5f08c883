"""Customers who buy alike: what the nearest of them buy, after the user-based neighbours of Resnick et al., CSCW 1994,
on recency-weighted purchases in which a rare product says more about a taste than a common one."""

from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Arrays, Config, Evidence, Scored, Signal, Training
from shopassistant.recommend.models.few import FewModel
from shopassistant.recommend.models.neighbours import gathered, history_weights


@dataclass(frozen=True)
class PeersConfig(Config):
    """Attributes:
    neighbours: how many customers are asked.
    half_life: shop days after which a purchase tells half of a taste.
    memory: shop days after which a neighbour's purchase recommends half.
    most: at most so many products of a history are compared.
    """

    neighbours: int = 150
    half_life: float = 120.0
    memory: float = 45.0
    most: int = 400

    def __post_init__(self) -> None:
        for name in ("neighbours", "half_life", "memory", "most"):
            self._require(getattr(self, name) > 0, name)


class Peers(FewModel):
    """Customers by products twice over: by row, to read what a neighbour bought, and by column, to find neighbours."""

    name: ClassVar[str] = "peers"
    signals: ClassVar[tuple[Signal, ...]] = (Signal("peers", 1e-3),)
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
        row = np.repeat(np.arange(customers), np.diff(newest.start))
        lengths = np.sqrt(np.bincount(row, weighted.data.astype(np.float64) ** 2, customers))
        weighted.data /= np.maximum(lengths, 1e-12).astype(np.float32)[row]
        columns = weighted.tocsc()
        arrays: dict[str, NDArray[Any]] = {
            "idf": idf,
            "row_start": newest.start,
            "row_product": newest.product,
            "row_age": newest.age,
            "column_start": columns.indptr.astype(np.int64),
            "column_customer": columns.indices.astype(np.int32),
            "column_weight": columns.data.astype(np.float32),
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

    def say(self, customer: History) -> Scored:
        peers, alike = self._nearest(customer)
        cells, owner = _gather(self.learned["row_start"], peers)
        customer.scratch[f"{self.name}.asked"] = (len(peers), cells)
        age = self.learned["row_age"][cells]
        weight = np.exp2(-age / np.float32(self.config.memory)) * alike[owner]
        return gathered(self.learned["row_product"][cells], weight, self.size)

    def evidence(self, customer: History, product: int) -> Evidence | None:
        self.said(customer)
        peers, cells = customer.scratch[f"{self.name}.asked"]
        count = int(np.count_nonzero(self.learned["row_product"][cells] == product))
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
        cells, owner = _gather(self.learned["column_start"], products)
        mine = weights * self.idf[products]
        mine = mine / np.float32(max(float(np.sqrt((mine * mine).sum())), 1e-12))
        alike = np.bincount(
            self.learned["column_customer"][cells], self.learned["column_weight"][cells] * mine[owner], total
        ).astype(np.float32)
        if customer.row >= 0:
            alike[customer.row] = 0
        count = min(self.config.neighbours, total)
        chosen = np.flatnonzero(alike >= max(np.partition(alike, total - count)[total - count], 1e-9))
        chosen = chosen[np.argsort(-alike[chosen], kind="stable")[:count]].astype(np.int32)
        return np.asarray(chosen, np.int32), alike[chosen]


def _gather(start: NDArray[np.int64], rows: Ints) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Positions of all cells of `rows` in a compressed matrix, and for each the position of its row in `rows`."""
    first, length = start[rows], start[rows + 1] - start[rows]
    owner = np.repeat(np.arange(len(rows)), length)
    offset = np.arange(int(length.sum())) - np.repeat(np.cumsum(length) - length, length)
    return first[owner] + offset, owner
