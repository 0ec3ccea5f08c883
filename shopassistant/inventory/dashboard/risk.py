"""Will it run out before the next delivery, and when: a count of demand with its spread against what is there.

Demand over some days is taken as negative binomial, which has the mean and the variance it is given and is a Poisson
count where the variance is the mean; scipy.special's incomplete beta function is its distribution function.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, ndtri

from shopassistant.inventory.dashboard.shelves import Floats, Ints

Doubles = NDArray[np.float64]

# Where a variant has no supplier: days until a delivery, and between two orders.
USUAL_LEAD_DAYS, USUAL_REVIEW_DAYS = 7, 7
# A horizon beyond which nobody plans.
LONGEST_HORIZON = 180
LONGEST_COVER = 364
OVER_DAYS = 90
OVER_LEVEL = 0.95
# Least excess of the variance over the mean, as a share of it: a Poisson count in all but name.
_LEAST_EXCESS = 1e-3


@dataclass(frozen=True)
class Outlook:
    """What is expected to be asked for; float64 (n,) each, in units.

    Attributes:
        rate, variance: of a day.
        ahead, ahead_variance: of all days until the next delivery.
    """

    rate: Doubles
    variance: Doubles
    ahead: Doubles
    ahead_variance: Doubles


@dataclass(frozen=True)
class Risk:
    """Per shelf; see `Shelves` for the fields of the same names."""

    chance: Floats
    missed: Floats
    out_day: Ints
    over: Floats


def horizons(
    lead: NDArray[np.integer], review: NDArray[np.integer], due_day: NDArray[np.integer], today: int
) -> NDArray[np.int16]:
    """int16 (n,): days until the next delivery can be here: what is on order, else an order at the next occasion."""
    by_order = np.where(lead >= 0, lead, USUAL_LEAD_DAYS) + np.where(review >= 0, review, USUAL_REVIEW_DAYS)
    waiting = np.where(due_day > 0, np.maximum(due_day - today, 1), by_order)
    return np.clip(waiting, 1, LONGEST_HORIZON).astype(np.int16)


def assess(units: Doubles, outlook: Outlook, today: int) -> Risk:
    """Judge every shelf.

    Args:
        units: (n,), what can be sold; NaN where nobody ever counted.
    """
    there = np.floor(np.maximum(np.nan_to_num(units), 0))
    rate = outlook.rate
    is_known = ~np.isnan(units) & (rate > 0)
    chance = np.where(units <= 0, 1.0, above(there, outlook.ahead, outlook.ahead_variance))
    missed = shortage(there, outlook.ahead, outlook.ahead_variance)
    days = np.divide(there, rate, out=np.full(len(rate), np.inf), where=rate > 0)
    lasts = days <= LONGEST_COVER
    out_day = np.where(is_known & lasts, today + np.where(lasts, days, 0).astype(np.int64), 0)
    plenty = rate * OVER_DAYS + ndtri(OVER_LEVEL) * np.sqrt(outlook.variance * OVER_DAYS)
    over = np.where(np.isnan(units), 0, np.maximum(there - np.ceil(plenty), 0))
    return Risk(
        chance=np.where(is_known, chance, np.nan).astype(np.float32),
        missed=np.where(is_known, missed, 0).astype(np.float32),
        out_day=out_day.astype(np.int32),
        over=over.astype(np.float32),
    )


def above(there: Doubles, mean: Doubles, variance: Doubles) -> Doubles:
    """Chance that a count with this mean and variance is above `there` (whole numbers, at least 0)."""
    size, share = _shape(mean, variance)
    return np.where(mean > 0, betainc(there + 1, size, share), 0.0)


def shortage(there: Doubles, mean: Doubles, variance: Doubles) -> Doubles:
    """Expected units asked for beyond `there`: E[(D - s)+] = mean P(D' >= s) - s P(D > s), where D' has one more
    success (the size-biased count less one)."""
    size, share = _shape(mean, variance)
    biased = np.where(there > 0, betainc(np.maximum(there, 1), size + 1, share), 1.0)
    return np.maximum(np.where(mean > 0, mean * biased - there * above(there, mean, variance), 0.0), 0.0)


def _shape(mean: Doubles, variance: Doubles) -> tuple[Doubles, Doubles]:
    """Successes and chance of failure of the negative binomial with these moments."""
    safe = np.maximum(mean, 1e-9)
    excess = np.maximum(variance - safe, _LEAST_EXCESS * safe)
    size = safe**2 / excess
    return size, safe / (safe + size)
