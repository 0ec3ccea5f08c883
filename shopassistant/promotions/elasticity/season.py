"""What all products of a category share in a week: the season, holidays, and weeks that were simply good or bad."""

from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.elasticity.weeks import YEAR, Floats, Ints, Weeks, by_group

# Doublings of demand over a year that are nothing special.
_SEASON_SD = 0.5
# How good or bad a week may be beyond the season, at first.
_WEEK_SD = 0.15
_HARMONICS = 2


@dataclass(frozen=True)
class Season:
    """Logarithms, by category.

    Attributes:
        regular: float64 (c, W), the season and holidays, which come again.
        weeks: float64 (c, W), what remains of single weeks.
        doubt: float64 (c, W), variance of `weeks`.
        week_variance: float64, of single weeks.
    """

    regular: Floats
    weeks: Floats
    doubt: Floats
    week_variance: float

    @property
    def whole(self) -> Floats:
        """float64 (c, W)."""
        return self.regular + self.weeks


def no_season(weeks: Weeks) -> Season:
    """As if every week were like any other."""
    shape = (weeks.categories, weeks.units.shape[1])
    return Season(np.zeros(shape), np.zeros(shape), np.full(shape, _WEEK_SD**2), _WEEK_SD**2)


def season_of(weeks: Weeks, group: Ints, residual: Floats, weight: Floats, before: Season) -> Season:
    """The season that explains what is left of demand.

    A ridge regression on the year's harmonics and the calendar by category; what it leaves of a week is believed as
    far as its weight allows (a random effect whose variance is that of `before`, learned anew).

    Args:
        group: int64 (n,), category of each series.
        residual: float64 (n, W), of the logarithm, with this season in it.
        weight: float64 (n, W).
    """
    count = weeks.categories
    total = by_group(weight, group, count)
    mean = by_group(weight * residual, group, count) / np.maximum(total, 1e-9)
    design = _design(weeks)
    reliable = 1 / (1 / np.maximum(total, 1e-9) + before.week_variance)
    regular = _ridge(design, mean, np.where(total > 0, reliable, 0))
    left = mean - regular
    gain = before.week_variance * total / (1 + before.week_variance * total)
    found = np.where(total > 0, gain * left, 0)
    doubt = before.week_variance * (1 - np.where(total > 0, gain, 0))
    seen = total > 0
    # The EM step, with a few weeks' worth of the first guess.
    learned = (np.square(found[seen]).sum() + doubt[seen].sum() + 20 * _WEEK_SD**2) / (seen.sum() + 20)
    return Season(regular, found, doubt, float(learned))


def _design(weeks: Weeks) -> Floats:
    """float64 (W, k): harmonics of the year, as far as a year was seen, and the calendar."""
    count = weeks.units.shape[1]
    angle = 2 * np.pi * np.arange(count) / YEAR
    waves = [turn((n + 1) * angle) for n in range(_HARMONICS) for turn in (np.sin, np.cos)]
    if count < YEAR:
        waves = []
    parts = [*waves, *weeks.calendar.T]
    return np.stack(parts, axis=1) if parts else np.zeros((count, 0))


def _ridge(design: Floats, mean: Floats, weight: Floats) -> Floats:
    """float64 (c, W): the fit of each category, shrunk to no season at all."""
    width = design.shape[1]
    if not width:
        return np.zeros_like(mean)
    centre = (weight @ design) / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
    own = design[None] - centre[:, None]
    left = np.einsum("cwj,cw,cwk->cjk", own, weight, own) + np.eye(width) / _SEASON_SD**2
    level = (weight * mean).sum(axis=1, keepdims=True) / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)
    right = np.einsum("cwj,cw,cw->cj", own, weight, mean - level)
    return np.asarray(np.einsum("cwj,cj->cw", own, np.linalg.solve(left, right[..., None])[..., 0]), np.float64)
