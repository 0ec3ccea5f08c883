"""The purchase models: they find the truth they were made from, agree with published figures, and stay sensible."""

import numpy as np
import pytest
from scipy.special import hyp2f1

from shopassistant.customers.value.backtest import NAIVE, back_test
from shopassistant.customers.value.bgnbd import BgNbd, fit_bgnbd
from shopassistant.customers.value.fitting import Fit
from shopassistant.customers.value.histories import Histories, distinct
from shopassistant.customers.value.lifetime import of_all, of_one, outlook
from shopassistant.customers.value.pareto import ParetoNbd, fit_pareto
from shopassistant.customers.value.spending import GammaGamma, fit_spending
from tests.unit.customers.value.people import TRUE, invented

# Of the customers of an on-line record shop, as published with the models.
CDNOW = BgNbd(0.243, 4.414, 0.793, 2.426)
CDNOW_PARETO = ParetoNbd(0.553, 10.578, 0.606, 11.669)
MODELS = (
    CDNOW,
    CDNOW_PARETO,
    BgNbd(0.5, 5.0, 1.0, 0.4),
    ParetoNbd(2.0, 3.0, 1.0, 200.0),
    BgNbd(3.0, 1.0, 0.02, 9.0),
    BgNbd(1.0, 6.0, 50.0, 5e3),
)


def _one(repeats: int, last_weeks: float, known_weeks: float) -> Histories:
    return Histories(*(np.array([round(one)], np.int64) for one in (repeats, last_weeks * 7, known_weeks * 7)))


def test_the_published_example_of_one_customer_is_reproduced() -> None:
    # Fader, Hardie and Lee 2005 work out a customer with 2 repeats, the last after 30.43 weeks, known for 38.86.
    past = _one(2, 213 / 7, 272 / 7)
    assert CDNOW.expected(past, 39)[0] == pytest.approx(1.226, abs=0.002)


@pytest.mark.parametrize("model", MODELS)
def test_nothing_is_ever_negative_or_beyond_a_chance(model: BgNbd | ParetoNbd) -> None:
    random = np.random.default_rng(1)
    repeats = np.concatenate([[0, 0, 1, 900, 900], random.integers(0, 40, 500)])
    known = np.concatenate([[0, 5_000, 0, 900, 5_000], random.integers(0, 2_000, 500)])
    last = np.where(repeats > 0, np.minimum(known, np.maximum(known - random.integers(0, 300, 505), 0)), 0)
    past = Histories(repeats.astype(np.int64), last.astype(np.int64), known.astype(np.int64))
    alive = model.alive(past)
    assert ((alive >= 0) & (alive <= 1)).all()
    before = np.zeros(505)
    for weeks in (1, 52, 520):
        now = model.expected(past, weeks)
        assert np.isfinite(now).all()
        assert (now >= before - 1e-9).all()
        before = now


@pytest.mark.parametrize("model", MODELS)
def test_what_is_expected_is_the_mean_of_what_may_come(model: BgNbd | ParetoNbd) -> None:
    past = Histories(*(np.array(one, np.int64) for one in ([0, 2, 8], [0, 200, 150], [100, 270, 270])))
    drawn = model.draw(past, 30, 40_000, np.random.default_rng(2))
    error = drawn.std(axis=0) / np.sqrt(len(drawn))
    assert (np.abs(drawn.mean(axis=0) - model.expected(past, 30)) < 4 * error + 1e-6).all()


def test_who_bought_once_may_have_gone_whichever_model_tells_the_purchases() -> None:
    past = Histories(*(np.array(one, np.int64) for one in ([0, 0], [0, 0], [10, 700])))
    told = outlook(CDNOW, CDNOW_PARETO, GammaGamma(6.25, 3.74, 1_544), past, np.array([3_000.0, 3_000.0]))
    assert told.churn[0] < 0.5 < told.churn[1]
    assert (told.lifetime_minor > 0).all()
    assert told.purchases[0] > told.purchases[1]


def test_expected_purchases_agree_with_the_published_formula() -> None:
    past = Histories(*(np.array(one, np.int64) for one in ([0, 1, 3, 20], [0, 30, 200, 260], [273] * 4)))
    r, alpha, a, b = CDNOW.r, CDNOW.alpha, CDNOW.a, CDNOW.b
    for weeks in (1, 39, 400):
        series = hyp2f1(r + past.x, b + past.x, a + b + past.x - 1, weeks / (alpha + past.age + weeks))
        shrinks = ((alpha + past.age) / (alpha + past.age + weeks)) ** (r + past.x)
        formula = (a + b + past.x - 1) / (a - 1) * (1 - shrinks * series) * CDNOW.alive(past)
        assert CDNOW.expected(past, weeks) == pytest.approx(formula, rel=1e-4)


def test_the_integral_agrees_with_the_hypergeometric_form() -> None:
    past = Histories(*(np.array(one, np.int64) for one in ([0, 1, 3, 20], [0, 30, 200, 260], [273] * 4)))
    model = CDNOW_PARETO
    x, t, end = past.x, past.recency, past.age
    total = model.r + model.s + x
    gap = model.beta - model.alpha

    def part(at: np.ndarray) -> np.ndarray:
        return hyp2f1(total, model.r + x, total + 1, gap / (model.beta + at)) / (model.beta + at) ** total

    stays = (model.alpha + end) ** (model.r + x) * (model.beta + end) ** model.s
    alive = 1 / (1 + model.s / total * stays * (part(t) - part(end)))
    assert model.alive(past) == pytest.approx(alive, rel=1e-7)


def test_a_customer_of_every_week_for_years_has_a_likelihood() -> None:
    past = Histories(*(np.array(one, np.int64) for one in ([150, 2_000], [700, 3_600], [710, 3_650])))
    assert np.isfinite(CDNOW_PARETO.log_likelihood(past)).all()


def test_the_truth_is_found_again() -> None:
    held = invented(20_000, 80, 20)
    model, fit = fit_bgnbd(held.past)
    spread = np.sqrt(np.diag(fit.covariance))
    # Days instead of moments cost the frequent buyers some purchases, hence a little more than chance alone.
    for name, doubt in zip(("r", "alpha", "a", "b"), spread, strict=True):
        assert abs(np.log(getattr(model, name) / getattr(TRUE, name))) < 4 * doubt + 0.05


def test_many_alike_customers_are_one_history() -> None:
    held = invented(3_000, 40, 1)
    groups = distinct(held.past)
    assert groups.weight.sum() == 3_000
    assert len(groups.weight) < 3_000
    assert (groups.histories.repeats[groups.row] == held.past.repeats).all()
    assert (groups.histories.known_days[groups.row] == held.past.known_days).all()


def test_spending_lies_between_the_own_mean_and_everybodys() -> None:
    held = invented(8_000, 60, 20)
    model, _fit = fit_spending(held.past.x + 1, held.mean_minor)
    told = model.expected(np.array([1.0, 1.0, 50.0, 3.0]), np.array([10_000.0, 100.0, 10_000.0, -500.0]))
    assert model.everybody < told[0] < told[2] < 10_000
    assert 100 < told[1] < model.everybody
    assert told[3] == pytest.approx(model.everybody)


def test_a_back_test_beats_going_on_as_before_and_tells_the_total() -> None:
    test = back_test(invented(6_000, 60, 30))
    best, naive = test.of(test.chosen), test.of(NAIVE)
    assert best.deviance < naive.deviance
    assert best.mae < naive.mae
    assert abs(best.total_error) < 0.1
    assert sum(customers for _least, customers, _came in test.classes) == 6_000


def test_the_interval_of_the_whole_shop_holds_what_came() -> None:
    inside = 0
    for seed in range(10):
        held = invented(3_000, 60, 30, seed=seed)
        model, fit = fit_bgnbd(held.past)
        told = of_all(model, fit, held.past, held.weeks)
        assert told.low < told.mid < told.high
        inside += told.low <= held.bought.sum() <= told.high
    assert inside >= 5  # 8 are to be expected; fewer than 5 come once in 150 times


def test_one_customer_has_an_interval_around_what_is_expected() -> None:
    purchases, worth = of_one(CDNOW_PARETO, GammaGamma(6.25, 3.74, 1_544), _one(6, 36, 39), np.array([3_500.0]))
    assert 0 <= purchases.low < purchases.mid < purchases.high
    assert 0 <= worth.low < worth.mid < worth.high


def test_without_anybody_who_came_back_there_is_nothing_to_learn() -> None:
    once = Histories(np.zeros(50, np.int64), np.zeros(50, np.int64), np.arange(50, dtype=np.int64))
    for fit in (fit_bgnbd, fit_pareto):
        with pytest.raises(ValueError, match="repeat"):
            fit(once)
    assert isinstance(fit_spending(np.ones(3), np.array([5.0, 6.0, 7.0]))[1], Fit)
