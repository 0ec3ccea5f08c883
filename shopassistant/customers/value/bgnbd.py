"""BG/NBD: customers buy at a rate of their own and may leave after any purchase (Fader, Hardie and Lee 2005).

Purchases while alive are Poisson with rate lambda ~ Gamma(r, alpha); after each one the customer leaves with chance
p ~ Beta(a, b). "'Counting Your Customers' the Easy Way", Marketing Science 24(2): equation 6 is the likelihood, and
equation 10 the expected purchases. The latter's hypergeometric function overflows where customers are alike or buy
hundreds of times, so that its integral over p is taken by Gauss-Jacobi instead, right to four digits and more.
Time is in weeks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.customers.value.fitting import Fit, minimise
from shopassistant.customers.value.histories import Distinct, Floats, Histories, distinct, sampled_rows

NAMES = ("r", "alpha", "a", "b")
# Parameters of 200,000 customers are known to a per cent and better; more would only take longer.
_ROUGH, _FINE = 20_000, 200_000
_PLACES = 16
# With shapes beyond these all customers are alike, and the likelihood is flat.
_HIGHEST = (1e5, 1e5, 50.0, 5e3)


@dataclass(frozen=True, slots=True)
class BgNbd:
    """The four parameters, all positive; `alpha` in weeks."""

    r: float
    alpha: float
    a: float
    b: float

    def alive(self, past: Histories) -> Floats:
        """float64 [n], chance that each has not left. Whoever bought once is certainly alive under this model."""
        x, left = past.x, self.b + past.x - 1
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            odds = (
                np.log(self.a) - np.log(left)
                + (self.r + x) * (np.log(self.alpha + past.age) - np.log(self.alpha + past.recency))
            )  # fmt: skip
            found = 1.0 / (1.0 + np.exp(np.minimum(odds, 700.0)))
        return np.where(past.repeats > 0, found, 1.0)

    def expected(self, past: Histories, weeks: float) -> Floats:
        """float64 [n], purchases to be expected in the next `weeks`; never negative."""
        return np.asarray(self.while_alive(past, (weeks,))[0] * self.alive(past))

    def while_alive(self, past: Histories, weeks: Sequence[float]) -> Floats:
        """float64 [k, n], purchases to be expected in the next k spans of weeks of those who have not left yet.

        The mean over each customer's chance p of leaving of (1 - (1 + p weeks / (alpha + T))^-(r + x)) / p, which is
        what remains when everything else is integrated out.
        """
        counts, at = np.unique(past.x, return_inverse=True)
        places, weights = _beta_places(self.a, self.b + counts)
        known, powers = self.alpha + past.age, self.r + past.x
        total = np.zeros((len(weeks), len(past)))
        for place in range(_PLACES):
            leaving, weight = places[at, place], weights[at, place]
            slower, weight = leaving / known, weight / leaving
            for row, span in zip(total, weeks, strict=True):
                row -= weight * np.expm1(-powers * np.log1p(slower * span))
        return total

    def draw(self, past: Histories, weeks: float, draws: int, random: np.random.Generator) -> Floats:
        """float64 [draws, n], purchases in the next `weeks` as they may come, each customer's past being what it is."""
        shape = (draws, len(past))
        rate = random.gamma(self.r + past.x, 1 / (self.alpha + past.age), shape)
        leaving = random.beta(self.a, self.b + past.x, shape)
        until_gone = random.geometric(np.clip(leaving, 1e-12, 1.0))
        bought = np.minimum(random.poisson(rate * weeks), until_gone)
        return np.where(random.random(shape) < self.alive(past), bought, 0).astype(np.float64)


def fit_bgnbd(past: Histories) -> tuple[BgNbd, Fit]:
    """The likeliest parameters, from a random 200,000 customers where there are more.

    Raises:
        ValueError: there is no repeat purchase to learn from.
    """
    if not len(past) or not past.repeats.any():
        raise ValueError("no repeat purchases")
    fine = distinct(past.where(sampled_rows(_FINE, len(past))))
    rough = distinct(past.where(sampled_rows(_ROUGH, len(past))))
    rate = max(float(past.repeats.sum()), 1.0) / max(float(past.age.sum()), 1.0)
    starts = [
        (r, r / (rate * faster), a, b)
        for r, faster, a, b in ((0.3, 1.0, 0.8, 2.5), (0.3, 2.0, 2.0, 8.0), (1.0, 2.0, 0.3, 1.0), (2.0, 1.0, 0.1, 2.0))
    ]
    found = minimise(_Likelihood(rough), _Likelihood(fine), starts, round(float(fine.weight.sum())), _HIGHEST)
    return BgNbd(*(float(one) for one in found.parameters)), found


def _beta_places(a: float, b: Floats) -> tuple[Floats, Floats]:
    """Places of p and their weights for means over Beta(a, b), for each b: float64 [m, places] each.

    Golub and Welsch, "Calculation of Gauss Quadrature Rules" (1969), with the recurrence of the Jacobi polynomials.
    """
    low, high = a - 1, b[:, None] - 1
    step = np.arange(_PLACES, dtype=np.float64)
    double = 2 * step + low + high
    with np.errstate(divide="ignore", invalid="ignore"):
        middle = (low**2 - high**2) / (double * (double + 2))
        side = 4 * step * (step + high) * (step + low) * (step + low + high) / (double**2 * (double**2 - 1))
    # The first of each are nought over nought where a + b is 1 or 2.
    middle[:, 0] = ((low - high) / (low + high + 2))[:, 0]
    side[:, 1] = (4 * (1 + high) * (1 + low) / ((low + high + 2) ** 2 * (low + high + 3)))[:, 0]
    matrices = np.zeros((len(b), _PLACES, _PLACES))
    rows = np.arange(_PLACES)
    matrices[:, rows, rows] = middle
    matrices[:, rows[1:], rows[:-1]] = np.sqrt(side[:, 1:])
    found, axes = np.linalg.eigh(matrices)
    return np.maximum((1 + found) / 2, 1e-14), np.asarray(axes[:, 0, :] ** 2)


class _Likelihood:
    """Negative log-likelihood per customer and its gradient, by the logarithms of the parameters."""

    def __init__(self, histories: Distinct) -> None:
        past = histories.histories
        self._weight = histories.weight / histories.weight.sum()
        self._x, self._age, self._recency = past.x, past.age, past.recency
        self._again = past.repeats > 0
        # Gamma functions are asked once for each number of purchases, not for each customer.
        self._counts, self._count_of = np.unique(self._x, return_inverse=True)

    def __call__(self, logs: Floats) -> tuple[float, Floats]:
        from scipy.special import digamma, gammaln

        r, alpha, a, b = np.exp(logs)
        x, counts, at = self._x, self._counts, self._count_of
        per_count = (
            gammaln(r + counts) - gammaln(r) + r * np.log(alpha)
            + gammaln(a + b) + gammaln(b + counts) - gammaln(b) - gammaln(a + b + counts)
        )  # fmt: skip
        log_age, log_recency = np.log(alpha + self._age), np.log(alpha + self._recency)
        staying = -(r + x) * log_age
        after = np.where(self._again, b + x - 1, 1.0)
        leaving = np.where(self._again, np.log(a) - np.log(np.maximum(after, 1e-300)) - (r + x) * log_recency, -np.inf)
        both = np.logaddexp(staying, leaving)
        left = np.exp(leaving - both)
        stayed = 1 - left
        total = self._weight @ (per_count[at] + both)

        by_a_b = (digamma(a + b) - digamma(a + b + counts))[at]
        by_b = (digamma(b + counts) - digamma(b))[at]
        slopes = (
            (digamma(r + counts) - digamma(r))[at] + np.log(alpha) - stayed * log_age - left * log_recency,
            r / alpha - (r + x) * (stayed / (alpha + self._age) + left / (alpha + self._recency)),
            by_a_b + left / a,
            by_a_b + by_b - left / np.maximum(after, 1e-300),
        )
        gradient = np.array([self._weight @ slope for slope in slopes]) * np.exp(logs)
        return -float(total), -gradient
