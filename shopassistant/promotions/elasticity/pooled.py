"""Elasticities of all products at once: count regressions whose coefficients are pooled over category and shop.

Negative binomial, with a penalised likelihood by Newton's method, a block per product, and the variances of the pooling
learned by EM: empirical Bayes, so that a product with thin data is believed to be like its category and one with much
is believed itself (Gelman, Hill 2007, chapters 12 and 15). Counts of slow sellers are mostly zero, which a regression
of logarithms cannot take; here they need no repair.

What is assumed: beyond trend, season, holidays, promotions and what others of the category cost, a price was not set in
view of that week's demand. Where it was (cut because nobody came), elasticities come out too weak; where shops cut what
sells anyway (before Christmas), the season takes most of it.
"""

from dataclasses import dataclass

import numpy as np

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.elasticity.columns import Columns, columns_of
from shopassistant.promotions.elasticity.noise import Noise, believed, first_noise, noise_of
from shopassistant.promotions.elasticity.pooling import Pools, first_pools, learn_pools
from shopassistant.promotions.elasticity.responses import ASSUMED, ASSUMED_SD
from shopassistant.promotions.elasticity.season import Season, no_season, season_of
from shopassistant.promotions.elasticity.weeks import Floats, Weeks, by_group

LEARNING = "elasticity.learning"
_ROUNDS = 30
_CLOSE = 0.03
_LARGEST_STEP = 0.7
_HIGHEST_LOG = 18.0
# Series at a time: their weighted columns fit the processor's cache several times over, and cancelling is prompt.
_AT_ONCE = 1_024


@dataclass(frozen=True)
class Fit:
    """What was learned.

    Attributes:
        columns: names of the J columns.
        coefficient, variance: float64 (p, J), posterior means and variances.
        pools: what products learned from each other.
        level: float64 (n,), logarithm of what a series sells in an average week.
        season: of the categories.
        noise: how demand scatters about all that.
    """

    columns: tuple[str, ...]
    coefficient: Floats
    variance: Floats
    pools: Pools
    level: Floats
    season: Season
    noise: Noise

    def of(self, name: str) -> tuple[Floats, Floats]:
        """Mean and standard deviation of each product's coefficient, float64 (p,); nought without that column.

        The variance holds that of the category's mean, as far as the product leans on it.
        """
        if name not in self.columns:
            return np.zeros(len(self.coefficient)), np.zeros(len(self.coefficient))
        place = self.columns.index(name)
        return self.coefficient[:, place], np.sqrt(self.variance[:, place])


def fit_pooled(weeks: Weeks, progress: Progress | None = None) -> Fit:
    """Learn from weeks in which every series sold something.

    Raises:
        Cancelled: by `progress`.
    """
    return _Fitting(weeks, columns_of(weeks, ASSUMED, ASSUMED_SD)).run(progress or NoProgress())


def expected(weeks: Weeks, fit: Fit, columns: Columns) -> Floats:
    """float64 (n, W): units of whole weeks as the fit has them; of weeks it did not see, as the season has them."""
    effect = np.einsum("nwj,nj->nw", columns.values, fit.coefficient[weeks.product])
    season = fit.season.whole[weeks.category[weeks.product]]
    return np.asarray(np.exp(np.minimum(fit.level[:, None] + effect + season, _HIGHEST_LOG)), np.float64)


class _Fitting:
    """The state of a fit between its rounds."""

    def __init__(self, weeks: Weeks, columns: Columns) -> None:
        self.weeks, self.columns = weeks, columns
        self.group = weeks.category[weeks.product]
        self.units = np.where(weeks.known, weeks.units, 0.0)
        total = np.maximum(self.units.sum(axis=1), 0.5)
        self.level = np.log(total / np.maximum(weeks.exposure.sum(axis=1), 1e-9))
        self.season = no_season(weeks)
        self.noise = first_noise(weeks.products)
        self.pools = first_pools(columns.priors, weeks.categories)
        self.coefficient = self.pools.mean[weeks.category]
        # Where the last step would have led, had it not been held short; and how sure that is.
        self.aim = self.coefficient
        width = len(columns.names)
        self.information = np.zeros((weeks.products, width, width))
        self.covariance = np.zeros((weeks.products, width, width))

    def run(self, progress: Progress) -> Fit:
        for done in range(_ROUNDS):
            progress.report(LEARNING, done, _ROUNDS)
            step = self._products(progress)
            self._season()
            mean = self._mean()
            self.noise = noise_of(self.weeks, self.units, mean, self.noise)
            self.pools = learn_pools(
                self.columns.priors, self.pools, self.aim, self.information, self.covariance, self.weeks.category
            )
            if step < _CLOSE and done > 5:
                break
        return Fit(self.columns.names, self.coefficient, self._whole_variance(), self.pools, self.level,
                   self.season, self.noise)  # fmt: skip

    def _mean(self) -> Floats:
        effect = np.einsum("nwj,nj->nw", self.columns.values, self.coefficient[self.weeks.product])
        log = self.level[:, None] + effect + self.season.whole[self.group]
        return np.asarray(self.weeks.exposure * np.exp(np.minimum(log, _HIGHEST_LOG)), np.float64)

    def _working(self, mean: Floats) -> tuple[Floats, Floats]:
        """Residual of the logarithm and its weight, float64 (n, W), as in iteratively reweighted least squares."""
        safe = np.maximum(mean, 1e-9)
        residual = np.where(self.weeks.known, self.units / safe - 1, 0)
        dispersion = self.noise.dispersion[self.weeks.product]
        weight = safe / (1 + dispersion[:, None] * safe) * believed(residual, mean, dispersion)
        return residual, np.where(self.weeks.known, weight, 0)

    def _products(self, progress: Progress) -> float:
        """One Newton step of every product's coefficients and its series' levels. Returns the longest."""
        residual, weight = self._working(self._mean())
        # A week's common luck is only known so well, which makes each series' week less telling.
        weight = np.where(weight > 0, 1 / (1 / np.maximum(weight, 1e-12) + self.season.doubt[self.group]), 0)
        left, right, x_mean, z_mean = self._sums(residual, weight, progress)
        precision = 1 / self.pools.variance
        self.information = left / self.noise.inflation
        toward = precision * (self.coefficient - self.pools.mean[self.weeks.category])
        right = right / self.noise.inflation - toward
        inverse = np.linalg.inv(self.information + np.diag(precision))
        whole = np.einsum("pjk,pk->pj", inverse, right)
        self.aim = self.coefficient + whole
        step = np.clip(whole, -_LARGEST_STEP, _LARGEST_STEP)
        self.coefficient += step
        self.covariance = np.asarray(inverse, np.float64)
        shift = z_mean - np.einsum("nj,nj->n", x_mean, step[self.weeks.product])
        self.level += np.clip(shift, -_LARGEST_STEP, _LARGEST_STEP)
        return float(np.abs(step).max(initial=0))

    def _sums(self, residual: Floats, weight: Floats, progress: Progress) -> tuple[Floats, Floats, Floats, Floats]:
        """The products' normal equations with the series' levels taken out (Frisch, Waugh, Lovell)."""
        count, width = self.weeks.products, self.columns.values.shape[2]
        left, right = np.zeros((count, width, width)), np.zeros((count, width))
        x_mean, z_mean = np.empty((len(weight), width)), np.empty(len(weight))
        for start in range(0, len(weight), _AT_ONCE):
            progress.report(LEARNING, 0, 0)
            rows = slice(start, start + _AT_ONCE)
            values, own, z = self.columns.values[rows], weight[rows], residual[rows]
            total = np.maximum(own.sum(axis=1), 1e-12)
            weighted = values * own[:, :, None]
            x_mean[rows] = weighted.sum(axis=1) / total[:, None]
            z_mean[rows] = (own * z).sum(axis=1) / total
            squares = np.matmul(weighted.transpose(0, 2, 1), values)
            squares -= total[:, None, None] * x_mean[rows][:, :, None] * x_mean[rows][:, None, :]
            products = np.matmul(weighted.transpose(0, 2, 1), z[:, :, None])[..., 0]
            products -= (total * z_mean[rows])[:, None] * x_mean[rows]
            left += by_group(squares, self.weeks.product[rows], count)
            right += by_group(products, self.weeks.product[rows], count)
        return left, right, x_mean, z_mean

    def _season(self) -> None:
        residual, weight = self._working(self._mean())
        whole = residual + self.season.whole[self.group]
        self.season = season_of(self.weeks, self.group, whole, weight / self.noise.inflation, self.season)

    def _whole_variance(self) -> Floats:
        """float64 (p, J): the variances with that of the category's mean."""
        found = np.einsum("pjj->pj", self.covariance)
        leaning = found / self.pools.variance
        return np.asarray(found + np.square(leaning) * self.pools.doubt[self.weeks.category], np.float64)
