"""Sums over moving windows and over groups of series, without a loop over series."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.forecast.panel import Floats


def trailing_mean(values: Floats, steps: int) -> Floats:
    """float32 (n, L): mean of the last `steps` values up to each one, itself among them; of all where fewer are there.

    Args:
        values: float32 (n, L), all known.
    """
    sums = np.cumsum(values, axis=1, dtype=np.float64)
    sums[:, steps:] -= sums[:, :-steps].copy()
    counts = np.minimum(np.arange(1, values.shape[1] + 1), steps)
    return (sums / counts).astype(np.float32)


def before(values: Floats, steps: int) -> Floats:
    """float32 (n, L): what was `steps` earlier; the first value where nothing was."""
    if not steps:
        return values
    steps = min(steps, values.shape[1])
    return np.concatenate([np.repeat(values[:, :1], steps, axis=1), values[:, : values.shape[1] - steps]], axis=1)


def filled(values: Floats, otherwise: float) -> Floats:
    """float32 (n, L) without NaN: the last value known before, else the first known after, else `otherwise`."""
    known = ~np.isnan(values)
    if known.all():
        return values.astype(np.float32)
    place = np.maximum.accumulate(np.where(known, np.arange(values.shape[1])[None, :], -1), axis=1)
    first = np.where(known.any(axis=1), known.argmax(axis=1), 0)[:, None]
    found = np.take_along_axis(values, np.where(place < 0, first, place), axis=1)
    return np.nan_to_num(found, nan=otherwise).astype(np.float32)


class Groups:
    """Series by group; those of code -1 belong to none.

    Args:
        codes: int (n,).
    """

    def __init__(self, codes: NDArray[np.integer]) -> None:
        belongs = np.flatnonzero(codes >= 0)
        self._order = belongs[np.argsort(codes[belongs], kind="stable")]
        ordered = codes[self._order]
        self._starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else ordered
        lengths = np.diff(np.r_[self._starts, len(ordered)])
        self._of = np.repeat(np.arange(len(self._starts)), lengths)
        self.size = np.ones(len(codes), np.int64)
        self.size[self._order] = lengths[self._of]

    @property
    def lengths(self) -> NDArray[np.int64]:
        """int64 (g,): series in each group."""
        return self.size[self._order[self._starts]]

    def totals(self, values: NDArray[np.floating]) -> NDArray[np.floating]:
        """(g, ...): sums of `values` (n, ...) over each group."""
        if not len(self._order):
            return values[:0]
        return np.asarray(np.add.reduceat(values[self._order], self._starts, axis=0))

    def spread(self, values: NDArray[np.floating], otherwise: NDArray[np.floating]) -> NDArray[np.floating]:
        """(n, ...): for each series the value (g, ...) of its group; of `otherwise` (n, ...) where it has none."""
        found = otherwise.copy()
        found[self._order] = values[self._of]
        return found

    def sum(self, values: NDArray[np.floating]) -> NDArray[np.floating]:
        """The shape of `values` (n, ...): of each series, the sum over its group; its own value where it has none."""
        return self.spread(self.totals(values), values)

    def mean_of_others(self, values: Floats, otherwise: float = 0.0) -> Floats:
        """float32 (n, L): mean over the others of the group; `otherwise` where there are none."""
        others = (self.size - 1)[:, None]
        found = (self.sum(values.astype(np.float64)) - values) / np.maximum(others, 1)
        return np.where(others > 0, found, otherwise).astype(np.float32)

    def least_of_others(self, values: Floats) -> Floats:
        """float32 (n, L): the least value of the others of the group; its own where there are none."""
        found = values.copy()
        if not len(self._order):
            return found
        ordered = values[self._order]
        least = np.minimum.reduceat(ordered, self._starts, axis=0)[self._of]
        place = np.broadcast_to(np.arange(len(ordered))[:, None], ordered.shape)
        held = np.where(ordered == least, place, len(ordered))
        holder = np.minimum.reduceat(held, self._starts, axis=0)[self._of]
        second = np.minimum.reduceat(np.where(place == holder, np.inf, ordered), self._starts, axis=0)[self._of]
        of_others = np.where(place == holder, second, least)
        found[self._order] = np.where(np.isinf(of_others), ordered, of_others)
        return found

    def share_below(self, values: Floats) -> Floats:
        """float32 (n, L): share of the others of the group with a smaller value; 0.5 where there are none."""
        found = np.full(values.shape, 0.5, np.float32)
        ends = np.r_[self._starts[1:], len(self._order)]
        for start, end in zip(self._starts.tolist(), ends.tolist(), strict=True):
            members = self._order[start:end]
            if len(members) > 1:
                ranks = values[members].argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
                found[members] = ranks / (len(members) - 1)
        return found


def paired(*codes: NDArray[np.integer]) -> NDArray[np.int64]:
    """int64 (n,): one code per combination; -1 where any of them is."""
    rows = np.stack([code.astype(np.int64) for code in codes], axis=1)
    _, found = np.unique(rows, axis=0, return_inverse=True)
    return np.where((rows < 0).any(axis=1), -1, found.reshape(-1))
