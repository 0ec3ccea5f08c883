"""Would the models have been right? Fitted on the past up to a day, held against what customers did after it."""

from dataclasses import dataclass

import numpy as np

from shopassistant.customers.value.bgnbd import fit_bgnbd
from shopassistant.customers.value.histories import DAYS_PER_WEEK, Floats, Histories, Ints
from shopassistant.customers.value.pareto import fit_pareto
from shopassistant.customers.value.spending import fit_spending

BGNBD, PARETO, NAIVE = "bgnbd", "pareto", "naive"
# Customers by repeat purchases before the cut; the last class is open.
CLASSES = (0, 1, 2, 3, 4, 5, 6, 7)
_TOP = 0.2
# A chance of nought would make one purchase infinitely surprising.
_LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Held:
    """A past cut in two.

    Attributes:
        past: of the n customers who bought before the cut.
        mean_minor: float64 [n], mean of their purchases before it.
        bought: int64 [n], days with a purchase after it.
        spent_minor: float64 [n], spent after it.
        weeks: length of what was held out.
    """

    past: Histories
    mean_minor: Floats
    bought: Ints
    spent_minor: Floats
    weeks: float


@dataclass(frozen=True, slots=True)
class Score:
    """How one way of telling the future did.

    Attributes:
        name: `BGNBD`, `PARETO` or `NAIVE` (everybody goes on as before).
        purchases: told in all; `total_error` is their share above or below what came.
        mae: mean absolute error per customer, purchases.
        deviance: mean Poisson deviance per customer, what models are chosen by: a proper score of expected counts.
        rank: Spearman's correlation of told and true purchases.
        top_share: of all purchases, those made by the fifth of customers told to buy most.
        spend_error: like `total_error`, of money.
        spend_mae_minor: mean absolute error per customer, money.
        classes: purchases per customer told, for each of `CLASSES` that has customers.
    """

    name: str
    purchases: float
    total_error: float
    mae: float
    deviance: float
    rank: float
    top_share: float
    spend_error: float
    spend_mae_minor: float
    classes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class BackTest:
    """What came, what each told, and which model is used.

    Attributes:
        weeks: held out.
        customers: who had bought before.
        purchases: that came.
        classes: repeat purchases before the cut, customers, purchases per customer that came.
        scores: of both models and the naive peer.
        chosen: `BGNBD` or `PARETO`, the one with the smaller deviance.
    """

    weeks: float
    customers: int
    purchases: int
    classes: tuple[tuple[int, int, float], ...]
    scores: tuple[Score, ...]
    chosen: str

    def of(self, name: str) -> Score:
        """The score called `name`."""
        return next(score for score in self.scores if score.name == name)


def back_test(held: Held) -> BackTest:
    """Fit both models on what was before the cut and compare.

    Raises:
        ValueError: there is no repeat purchase before the cut.
    """
    past = held.past
    told = {
        BGNBD: fit_bgnbd(past)[0].expected(past, held.weeks),
        PARETO: fit_pareto(past)[0].expected(past, held.weeks),
    }
    spending = fit_spending(past.x + 1, held.mean_minor)[0].expected(past.x + 1, held.mean_minor)
    as_before = past.x / np.maximum(past.age, 1 / DAYS_PER_WEEK) * held.weeks
    scores = [_score(name, held, expected, expected * spending) for name, expected in told.items()]
    scores.append(_score(NAIVE, held, as_before, as_before * np.maximum(held.mean_minor, 0)))
    return BackTest(
        weeks=held.weeks,
        customers=len(past),
        purchases=int(held.bought.sum()),
        classes=tuple((least, int(rows.sum()), float(held.bought[rows].mean())) for least, rows in _classes(past)),
        scores=tuple(scores),
        chosen=min(scores[:2], key=lambda score: score.deviance).name,
    )


def _score(name: str, held: Held, told: Floats, money: Floats) -> Score:
    from scipy.stats import spearmanr

    came, spent = held.bought.astype(np.float64), held.spent_minor
    varies = len(came) > 1 and came.min() < came.max() and told.min() < told.max()
    top = np.argsort(-told, kind="stable")[: max(1, round(_TOP * len(told)))]
    return Score(
        name=name,
        purchases=float(told.sum()),
        total_error=_beyond(told, came),
        mae=float(np.abs(told - came).mean()),
        deviance=_deviance(told, came),
        rank=float(spearmanr(told, came).statistic) if varies else 0.0,
        top_share=float(came[top].sum() / came.sum()) if came.any() else 0.0,
        spend_error=_beyond(money, spent),
        spend_mae_minor=float(np.abs(money - spent).mean()),
        classes=tuple(float(told[rows].mean()) for _least, rows in _classes(held.past)),
    )


def _classes(past: Histories) -> list[tuple[int, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]]:
    found = []
    for least in CLASSES:
        rows = past.repeats >= least if least == CLASSES[-1] else past.repeats == least
        if rows.any():
            found.append((least, rows))
    return found


def _beyond(told: Floats, came: Floats) -> float:
    total = float(came.sum())
    return float(told.sum()) / total - 1 if total > 0 else 0.0


def _deviance(told: Floats, came: Floats) -> float:
    mean = np.maximum(told, _LEAST)
    surprise = np.where(came > 0, came * np.log(np.maximum(came, 1) / mean), 0.0)
    return float(2 * (surprise - (came - mean)).mean())
