"""Gamma-Gamma: what a purchase is worth, between the customer's own mean and that of all (Fader and Hardie 2013).

A customer's purchases vary as Gamma(p, nu), nu ~ Gamma(q, gamma) among customers: "The Gamma-Gamma Model of Monetary
Value", equations 2 and 5. The fewer the purchases, the nearer to everybody's mean. All purchases count, the first as
well, so that something is known of a one-time buyer. Amounts are positive; whoever sent back all they bought tells
nothing of sizes and gets everybody's mean.
"""

from dataclasses import dataclass

import numpy as np

from shopassistant.customers.value.fitting import Fit, minimise
from shopassistant.customers.value.histories import Floats, sampled_rows

NAMES = ("p", "q", "gamma")
_ROUGH, _FINE = 20_000, 200_000
# A mean over customers exists for q > 1 only; just above it, everybody's mean would be set by a few.
_SMALLEST_Q = 1.05


@dataclass(frozen=True, slots=True)
class GammaGamma:
    """The three parameters, all positive, `q` above 1; `gamma` in minor units."""

    p: float
    q: float
    gamma: float

    @property
    def everybody(self) -> float:
        """Mean purchase over all customers, minor units."""
        return self.p * self.gamma / (self.q - 1)

    def expected(self, purchases: Floats, mean_minor: Floats) -> Floats:
        """Mean of each customer's purchases to come, minor units; never negative.

        Args:
            purchases: float64 [n], days with a purchase, the first counted.
            mean_minor: float64 [n], mean of them; nought or less where all was sent back.
        """
        count = np.where(mean_minor > 0, purchases, 0.0)
        total = count * np.maximum(mean_minor, 0.0)
        return np.asarray((self.gamma + total) * self.p / (self.p * count + self.q - 1))

    def draw(self, purchases: Floats, mean_minor: Floats, draws: int, random: np.random.Generator) -> Floats:
        """float64 [draws, n], what each customer's mean purchase may truly be."""
        count = np.where(mean_minor > 0, purchases, 0.0)
        total = count * np.maximum(mean_minor, 0.0)
        rate = random.gamma(self.q + self.p * count, 1 / (self.gamma + total), (draws, len(count)))
        return np.asarray(self.p / np.maximum(rate, 1e-300))


def fit_spending(purchases: Floats, mean_minor: Floats) -> tuple[GammaGamma, Fit]:
    """The likeliest parameters from (at most 200,000) customers with a positive mean; units of money do not matter.

    Raises:
        ValueError: nobody has a positive mean.
    """
    known = (mean_minor > 0) & (purchases > 0)
    if not known.any():
        raise ValueError("no positive purchases")
    chosen = np.flatnonzero(known)[sampled_rows(_FINE, int(known.sum()))]
    count, mean = purchases[chosen], mean_minor[chosen]
    unit = float(mean.mean())
    few = sampled_rows(_ROUGH, len(count))
    fine, rough = _Likelihood(count, mean / unit), _Likelihood(count[few], mean[few] / unit)
    found = minimise(rough, fine, [(6.0, 3.0, 3.0), (1.0, 3.0, 2.0), (2.0, 10.0, 5.0)], len(count))
    p, above, gamma = (float(one) for one in found.parameters)
    return GammaGamma(p, _SMALLEST_Q + above, gamma * unit), found


class _Likelihood:
    """Negative log-likelihood per customer and its gradient, by the logarithms of p, q less its bound, and gamma."""

    def __init__(self, count: Floats, mean: Floats) -> None:
        self._log_mean, self._total = np.log(mean), count * mean
        self._weight = 1 / len(count)
        self._count = count
        self._counts, self._at = np.unique(count, return_inverse=True)

    def __call__(self, logs: Floats) -> tuple[float, Floats]:
        from scipy.special import digamma, gammaln

        p, above, gamma = np.exp(logs)
        q = _SMALLEST_Q + above
        counts, at, count = self._counts, self._at, self._count
        per_count = gammaln(p * counts + q) - gammaln(p * counts) - gammaln(q) + p * counts * np.log(counts)
        log_total = np.log(gamma + self._total)
        each = per_count[at] + q * np.log(gamma) + (p * count - 1) * self._log_mean - (p * count + q) * log_total
        by_p = (counts * (digamma(p * counts + q) - digamma(p * counts) + np.log(counts)))[at]
        by_q = (digamma(p * counts + q) - digamma(q))[at]
        slopes = (
            by_p + count * (self._log_mean - log_total),
            by_q + np.log(gamma) - log_total,
            q / gamma - (p * count + q) / (gamma + self._total),
        )
        gradient = np.array([slope.sum() for slope in slopes]) * self._weight * np.exp(logs)
        return -float(each.sum()) * self._weight, -gradient
