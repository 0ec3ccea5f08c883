"""What chance decides in a rehearsal, drawn once for all promotions that are compared."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.elasticity.responses import CALMEST, WILDEST
from shopassistant.promotions.rehearsal.level import SEASON_SD, knows_season
from shopassistant.promotions.rehearsal.past import WEEK, Doubles, PastBaskets
from shopassistant.promotions.rehearsal.setting import Setting, Share

Floats = NDArray[np.float32]

# Of what is not known of elasticities, the share that all products have in common: a shop as a whole may be taken for
# too calm or too lively. Were each drawn alone, a promotion of many products would look far too sure.
_TOGETHER = 0.5
# Very many products are drawn less often: their sum hardly varies by one product's chance.
_MANY, _FEWER = 20_000, 100
# Weeks about the same time of the year, and the newest ones, are likelier to be drawn.
_SEASON_WEEKS, _RECENT_WEEKS, _WHOLE_YEAR = 4.0, 13.0, 50


@dataclass(frozen=True)
class Chance:
    """S draws.

    Attributes:
        weeks: float64 (W, S), how often each past week counts.
        elasticity: float32 (v, S).
        cannibal, pulled, uptake: float64 (S,).
    """

    weeks: Doubles
    elasticity: Floats
    cannibal: Doubles
    pulled: Doubles
    uptake: Doubles

    @property
    def draws(self) -> int:
        """S."""
        return int(self.weeks.shape[1])


def draw_chance(past: PastBaskets, setting: Setting) -> Chance:
    """All draws for a past; the same for the same past, days and seed."""
    rng = np.random.default_rng(setting.seed)
    articles = past.articles
    draws = setting.draws if len(articles.ids) <= _MANY else min(setting.draws, _FEWER)
    weeks = _weeks(past, setting, draws, rng)
    shares = [_beta(share, draws, rng) for share in (setting.cannibal, setting.pulled, setting.uptake)]
    mean, sd = setting.responses.of(articles.ids, articles.category.astype(np.int64))
    common = rng.standard_normal(draws, np.float32) * np.float32(_TOGETHER**0.5)
    own = rng.standard_normal((len(articles.ids), draws), np.float32)
    own *= np.float32((1 - _TOGETHER) ** 0.5)
    own += common
    own *= sd.astype(np.float32)[:, None]
    own += mean.astype(np.float32)[:, None]
    return Chance(weeks, np.clip(own, WILDEST, CALMEST, out=own), *shares)


def _weeks(past: PastBaskets, setting: Setting, draws: int, rng: np.random.Generator) -> Doubles:
    """Weeks drawn with replacement, as many as the promotion lasts; the share of a begun week counts as such."""
    count = past.weeks
    if not count:
        return np.zeros((0, draws))
    wanted = -(-setting.days // WEEK)
    chosen = rng.choice(count, (draws, wanted), p=_likely(past, setting))
    counts = np.zeros((draws, count))
    np.add.at(counts, (np.arange(draws)[:, None], chosen), 1)
    if knows_season(past):
        counts *= np.exp(SEASON_SD * _even(draws, rng))[:, None]
    return np.ascontiguousarray(counts.T * (setting.days / WEEK / wanted))


def _even(draws: int, rng: np.random.Generator) -> Doubles:
    """Standard normal draws in any order, one from each of so many equal parts of the distribution."""
    from scipy.special import ndtri

    return np.asarray(rng.permutation(ndtri((np.arange(draws) + 0.5) / draws)))


def _likely(past: PastBaskets, setting: Setting) -> Doubles:
    """float64 (W,): how likely each past week (0 is the newest) stands for one of the promotion."""
    age = np.arange(past.weeks, dtype=np.float64)
    recent = np.exp(-age / _RECENT_WEEKS)
    if past.weeks > 1 and (int(past.day.max()) - int(past.day.min()) + 1) % WEEK:
        recent[-1] = 0  # of the oldest week only the last days are known
    recent /= recent.sum()
    if past.weeks < _WHOLE_YEAR:
        return recent
    last = int(past.day.max())
    middle = (setting.starts_on.toordinal() - 719_163) + setting.days / 2  # days since 1970-01-01
    apart = np.abs(((last - age * WEEK - WEEK / 2) - middle + 182.625) % 365.25 - 182.625) / WEEK
    season = np.where(recent > 0, np.exp(-0.5 * (apart / _SEASON_WEEKS) ** 2) + 1e-9, 0)
    return np.asarray((recent + season / season.sum()) / 2)


def _beta(share: Share, draws: int, rng: np.random.Generator) -> Doubles:
    """A share between 0 and 1 with this mean and standard deviation."""
    mean = min(max(share.mean, 1e-6), 1 - 1e-6)
    if share.sd <= 0:
        return np.full(draws, share.mean)
    size = max(mean * (1 - mean) / share.sd**2 - 1, 0.1)
    return np.asarray(rng.beta(mean * size, (1 - mean) * size, draws))
