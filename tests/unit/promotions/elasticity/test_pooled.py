"""Elasticities are found where they are to be found, shrink where little is known, and say how sure they are."""

import numpy as np
import pytest

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Cancelled, NoProgress
from shopassistant.promotions.elasticity.columns import OWN
from shopassistant.promotions.elasticity.diagnosis import diagnose
from shopassistant.promotions.elasticity.pooled import fit_pooled
from shopassistant.promotions.elasticity.weeks import Weeks
from tests.unit.promotions.elasticity.invented import invent_weeks


def truth(count: int, seed: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(-2.2, 0.6, count)


def test_much_sold_products_are_believed_themselves() -> None:
    real = truth(40)
    mean, sd = fit_pooled(invent_weeks(real, level=60, seed=1, weeks=400)).of(OWN)
    assert np.corrcoef(mean, real)[0, 1] > 0.85
    assert (np.abs(mean - real) <= 2 * sd).mean() >= 0.8, "about 19 of 20 lie within two standard deviations"
    assert (mean < 0).all()


def test_seldom_sold_products_lean_on_the_others() -> None:
    real = truth(120)
    mean, sd = fit_pooled(invent_weeks(real, level=0.4, seed=2)).of(OWN)
    assert mean.mean() == pytest.approx(real.mean(), abs=0.5)
    assert mean.std() < real.std(), "what single products say is mostly chance"
    assert sd.mean() > 0.4
    assert (np.abs(mean - real) <= 2 * sd).mean() >= 0.85


def test_a_product_whose_price_never_changed_is_like_the_others_and_less_sure() -> None:
    weeks = invent_weeks(np.full(60, -3.0), level=30, seed=4, changing=0.5)
    mean, sd = fit_pooled(weeks).of(OWN)
    never = np.ptp(weeks.price, axis=1) == 0
    assert mean[never].mean() == pytest.approx(-3.0, abs=0.4)
    assert sd[never].mean() > sd[~never].mean()


def test_a_shop_that_never_changed_a_price_is_told_what_was_assumed() -> None:
    mean, sd = fit_pooled(invent_weeks(truth(20), level=20, seed=5, changing=0.0)).of(OWN)
    assert mean == pytest.approx(-2.0, abs=0.05)
    assert (sd > 0.6).all()


def test_a_season_with_its_sale_is_not_taken_for_an_answer_to_the_price() -> None:
    weeks = invent_weeks(np.full(40, -1.5), level=40, seed=6)
    busy = np.sin(2 * np.pi * np.arange(104) / 52.18) > 0.7
    price = np.where(busy, -0.3, weeks.price)
    lifted = weeks.units * np.exp(-1.5 * (price - weeks.price))
    moved = Weeks(np.round(lifted), weeks.exposure, price, {}, weeks.calendar, weeks.product, weeks.category)
    assert fit_pooled(moved).of(OWN)[0].mean() == pytest.approx(-1.5, abs=0.35)


def test_weeks_without_stock_say_nothing() -> None:
    weeks = invent_weeks(np.full(30, -2.0), level=40, seed=7)
    out = weeks.price < -0.2  # sold out in every deep cut
    units = np.where(out, weeks.units * 0.1, weeks.units)
    blind = Weeks(units, np.where(out, 0.0, 1.0), weeks.price, {}, weeks.calendar, weeks.product, weeks.category)
    assert fit_pooled(blind).of(OWN)[0].mean() == pytest.approx(-2.0, abs=0.5)


def test_one_bulk_order_moves_little() -> None:
    weeks = invent_weeks(np.full(30, -2.0), level=20, seed=8)
    units = weeks.units.copy()
    units[0, np.argmin(weeks.price[0])] = 4_000
    bulky = Weeks(units, weeks.exposure, weeks.price, {}, weeks.calendar, weeks.product, weeks.category)
    before, after = fit_pooled(weeks).of(OWN)[0], fit_pooled(bulky).of(OWN)[0]
    assert after[0] == pytest.approx(before[0], abs=1.0)


def test_the_diagnosis_says_where_the_price_helps_to_foretell() -> None:
    found = diagnose(invent_weeks(np.full(20, -3.0), level=60, seed=9), NoProgress())
    assert np.nanmean(found.error) < np.nanmean(found.error_without)
    assert (found.changes > 5).all()
    assert (found.lowest < 0.9).all()
    still = diagnose(invent_weeks(np.full(20, -3.0), level=60, seed=9, changing=0.0), NoProgress())
    assert (still.changes == 0).all()


def test_it_stops_when_told_to() -> None:
    class Impatient:
        def report(self, stage: str, done: int, total: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_pooled(invent_weeks(truth(5), level=5, seed=1), Impatient())


def test_weeks_that_make_no_sense_are_refused() -> None:
    weeks = invent_weeks(truth(3), level=5, seed=1)
    broken = weeks.price.copy()
    broken[0, 0] = np.nan
    with pytest.raises(UserError, match=r"elasticity\.weeks"):
        Weeks(weeks.units, weeks.exposure, broken, {}, weeks.calendar, weeks.product, weeks.category)
