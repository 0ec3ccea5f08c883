"""How far an elasticity is to be trusted: how often the price changed, and whether it helped with weeks held back."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.promotions.elasticity.columns import OWN, columns_of
from shopassistant.promotions.elasticity.pooled import expected, fit_pooled
from shopassistant.promotions.elasticity.responses import ASSUMED, ASSUMED_SD
from shopassistant.promotions.elasticity.weeks import Floats, Weeks, by_group

# A price that moved by less from one week to the next did not change.
_LEAST_CHANGE = 0.02
# Of the weeks, and so many at most: held back to be foretold.
_HELD_SHARE, _HELD_MOST = 0.2, 26


@dataclass(frozen=True)
class Diagnosis:
    """Per product or variant, (p,).

    Attributes:
        weeks: int32, weeks in which anything is known.
        changes: int32, weeks in which its price was another than the week before.
        lowest, highest: float64, prices it had beside its usual one.
        error: float64, of the weeks held back: sum of absolute errors over units; NaN where nothing was sold in them.
        error_without: the same where the price is left out.
    """

    weeks: NDArray[np.int32]
    changes: NDArray[np.int32]
    lowest: Floats
    highest: Floats
    error: Floats
    error_without: Floats

    def take(self, place: NDArray[np.int64]) -> "Diagnosis":
        """Of other rows; -1 is one nothing is known of."""
        seen = place >= 0
        none = np.where(seen, place, 0)
        counts = [np.where(seen, values[none], 0).astype(np.int32) for values in (self.weeks, self.changes)]
        ratios = [np.where(seen, values[none], 1.0) for values in (self.lowest, self.highest)]
        errors = [np.where(seen, values[none], np.nan) for values in (self.error, self.error_without)]
        return Diagnosis(counts[0], counts[1], ratios[0], ratios[1], errors[0], errors[1])


def diagnose(weeks: Weeks, progress: Progress) -> Diagnosis:
    """Look at the weeks, and foretell the last of them from those before.

    Raises:
        Cancelled: by `progress`.
    """
    moved = np.abs(np.diff(weeks.price, axis=1)) >= _LEAST_CHANGE
    changed = np.zeros((weeks.products, moved.shape[1]), bool)
    np.logical_or.at(changed, weeks.product, moved & weeks.known[:, 1:])
    usual = np.median(weeks.price, axis=1, keepdims=True)
    ratio = np.exp(weeks.price - usual)
    lowest, highest = np.full(weeks.products, np.inf), np.zeros(weeks.products)
    np.minimum.at(lowest, weeks.product, ratio.min(axis=1))
    np.maximum.at(highest, weeks.product, ratio.max(axis=1))
    seen = np.zeros(changed.shape[0], np.int64)
    np.maximum.at(seen, weeks.product, weeks.known.sum(axis=1))
    error, without = _errors(weeks, progress)
    return Diagnosis(seen.astype(np.int32), changed.sum(axis=1).astype(np.int32), lowest, highest, error, without)


def _errors(weeks: Weeks, progress: Progress) -> tuple[Floats, Floats]:
    count = weeks.units.shape[1]
    held = min(int(count * _HELD_SHARE), _HELD_MOST)
    first = np.arange(count) < count - held
    before = weeks.only(first)
    able = (np.where(before.known, before.units, 0).sum(axis=1) > 0) & (before.exposure.sum(axis=1) > 0)
    nothing = np.full(weeks.products, np.nan)
    if held < 1 or not able.any():
        return nothing, nothing
    fit = fit_pooled(before, progress)
    columns = columns_of(before, ASSUMED, ASSUMED_SD)
    told = expected(before, fit, columns)
    own = columns.values[:, :, columns.names.index(OWN)]
    ignoring = told / np.exp(own * fit.of(OWN)[0][weeks.product][:, None])
    late = weeks.known & ~first & able[:, None]
    units = np.where(late, weeks.units, 0)
    sold = by_group(units.sum(axis=1), weeks.product, weeks.products)

    def missed(prediction: Floats) -> Floats:
        each = np.where(late, np.abs(units - prediction * weeks.exposure), 0).sum(axis=1)
        total = by_group(each, weeks.product, weeks.products)
        return np.where(sold > 0, total / np.maximum(sold, 1e-9), np.nan)

    return missed(told), missed(ignoring)
