"""Whether a stated chance is kept: of products said to be bought with 10%, one in ten should be."""

from dataclasses import dataclass

import numpy as np

from shopassistant.recommend.evaluation.intervals import Estimate, Sums, estimates, jackknife
from shopassistant.recommend.evaluation.ranking import Bools, Doubles, Longs


@dataclass(frozen=True)
class Bin:
    """Products with about the same stated chance.

    Attributes:
        chance: their mean stated chance.
        bought: the share of them that was bought.
        pairs: how many (customer, product) it rests on.
    """

    chance: float
    bought: Estimate
    pairs: int


@dataclass(frozen=True)
class Calibration:
    """How well chances are kept by some customers.

    Attributes:
        chance: mean stated chance; bought: share that was bought.
        brier: mean squared error of the chance, 0 is perfect (Brier, Monthly Weather Review 1950).
        ece: mean distance between stated and kept over the bins, weighted by their size (Naeini, Cooper and
            Hauskrecht, AAAI 2015).
        bins: of equal numbers of products, least likely first (Nguyen and O'Connor, EMNLP 2015).
        pairs: how many (customer, product) it rests on.
    """

    chance: Estimate
    bought: Estimate
    brier: Estimate
    ece: Estimate
    bins: tuple[Bin, ...]
    pairs: int


def calibrate(
    chance: Doubles, bought: Bools, customer: Longs, bins: int, resamples: int, seed: int, level: float = 0.95
) -> Calibration | None:
    """Compare stated chances with what happened.

    Args:
        chance: float64 (p,), 0 to 1, of each (customer, product).
        bought: bool (p,).
        customer: int64 (p,), whose; intervals are over customers.
        bins: at most so many.

    Returns:
        None where there is nothing to compare.
    """
    if not len(chance):
        return None
    which = _bin_of(chance, bins)
    count = int(which.max()) + 1
    overall = Sums.of(np.stack([chance, bought.astype(np.float64), (chance - bought) ** 2], axis=1), customer)
    mean, kept, brier = estimates(overall, resamples, seed, level)
    shares = _per_bin(bought.astype(np.float64), which, customer, count)
    stated = _per_bin(chance, which, customer, count)
    kept_by_bin = estimates(shares, resamples, seed, level)
    pairs = np.bincount(which, minlength=count)
    return Calibration(
        chance=mean,
        bought=kept,
        brier=brier,
        ece=_ece(stated, shares, seed, level),
        bins=tuple(
            Bin(float(said), share, int(number))
            for said, share, number in zip(stated.means, kept_by_bin, pairs, strict=True)
        ),
        pairs=len(chance),
    )


def _bin_of(chance: Doubles, bins: int) -> Longs:
    """int64 (p,): the bin of each, by rank; equal chances share one, empty bins are left out."""
    edges = np.quantile(chance, np.linspace(0, 1, bins + 1)[1:-1], method="lower")
    return np.unique(np.searchsorted(np.unique(edges), chance, side="left"), return_inverse=True)[1].astype(np.int64)


def _per_bin(values: Doubles, which: Longs, customer: Longs, bins: int) -> Sums:
    """Sums per customer and bin."""
    known, row = np.unique(customer, return_inverse=True)
    cell = row.astype(np.int64) * bins + which
    shape = (len(known), bins)
    sums: Doubles = np.bincount(cell, values, shape[0] * bins).astype(np.float64)
    counts: Doubles = np.bincount(cell, minlength=shape[0] * bins).astype(np.float64)
    return Sums(sums.reshape(shape), counts.reshape(shape))


def _ece(stated: Sums, kept: Sums, seed: int, level: float) -> Estimate:
    def measure(some: Bools) -> Doubles:
        gap = np.abs((stated.sums[some] - kept.sums[some]).sum(axis=0))
        return np.array([gap.sum() / max(float(kept.counts[some].sum()), 1.0)])

    found = jackknife(len(kept.sums), measure, seed, level)[0]
    if found.value is None or found.low is None or found.high is None:
        return found
    return Estimate(found.value, max(found.low, 0.0), min(found.high, 1.0), found.customers)
