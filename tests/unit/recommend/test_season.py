"""The season index: last year's same weeks, and what a product without a past learns from others of its kind."""

import numpy as np
import pytest

from shopassistant.core.progress import NoProgress
from shopassistant.recommend.models.base import Training
from shopassistant.recommend.models.category import Category, CategoryConfig
from shopassistant.recommend.models.season import Season, SeasonConfig
from shopassistant.recommend.shoptime import ShopTime
from tests.unit.recommend.shop import START, Buy, Ware, arrays

GOODS = [
    Ware("Christmas star", "Decoration"), Ware("Christmas bell", "Decoration"), Ware("Plain mug", "Kitchen"),
    Ware("Plain bowl", "Kitchen"), Ware("Christmas angel", "Decoration"), Ware("Plain plate", "Kitchen"),
]  # fmt: skip
TODAY = 400  # days after the first sale: a year ago was day 35


def purchases() -> list[Buy]:
    """Two Christmas goods sell in days 35 to 126 of the first year, mug and bowl evenly; the last two are new."""
    buys = [Buy(1 + day % 30, day, (3, 4)) for day in range(0, TODAY, 3)]
    buys += [Buy(1 + day % 30, day, (1, 2)) for day in range(40, 120, 2)]
    buys += [Buy(1 + day % 30, day, (1, 2, 5, 6)) for day in range(TODAY - 12, TODAY, 2)]
    return buys


def training(buys: list[Buy]) -> Training:
    shop = arrays(GOODS, buys)
    today = (START.date().toordinal() - 719163) + TODAY
    return Training(shop, ShopTime.from_days(shop.day), today, NoProgress())


def test_what_sold_in_the_weeks_ahead_a_year_ago_is_expected_again() -> None:
    model = Season.fit(training(purchases()), SeasonConfig())
    assert (model.index[[0, 1]] > 1.2).all()
    assert (model.index[[2, 3]] < 0.9).all()


def test_a_new_product_takes_the_season_of_its_kind() -> None:
    model = Season.fit(training(purchases()), SeasonConfig(smoothing_likes=5, common=1))
    assert model.index[4] > 1.1 > 0.95 > model.index[5]
    assert model.expected[4] > model.expected[5]


def test_a_shop_in_its_first_year_has_no_seasons_yet() -> None:
    young = [Buy(1 + day % 30, day, (1 + day % 3,)) for day in range(200, TODAY)]
    model = Season.fit(training(young), SeasonConfig())
    assert np.allclose(model.index[:3], 1)
    assert model.ahead.max() == 0


def test_a_reason_counts_last_years_purchases() -> None:
    given = training(purchases())
    model = Season.fit(given, SeasonConfig())
    evidence = model.evidence(given.histories()[0], 0)
    assert evidence is not None
    assert evidence.code == "recommend.reason.season"
    assert evidence.values == {"count": 40, "days": 91}
    plain = model.evidence(given.histories()[0], 2)
    assert plain is not None
    assert plain.code == "recommend.reason.popular_once"


def test_a_customer_is_known_to_have_bought_it_last_year() -> None:
    given = training([*purchases(), Buy(31, 50, (1,)), Buy(31, 300, (3,))])
    customer = given.histories()[30]
    model = Season.fit(given, SeasonConfig())
    rows = dict(
        zip([signal.name for signal in model.signals], model.features(customer, None, customer.products), strict=True)
    )
    assert rows["own_last_year"].tolist() == [1, 0]


@pytest.mark.parametrize(("customer", "kind"), [(31, "Kitchen"), (32, "Decoration")])
def test_categories_a_customer_buys_from_are_offered(customer: int, kind: str) -> None:
    given = training([*purchases(), Buy(31, 399, (3,)), Buy(32, 399, (5,))])
    model = Category.fit(given, CategoryConfig())
    offered = model.candidates(given.histories()[customer - 1], 10).products
    assert {GOODS[product].category for product in offered} == {kind}
    assert len(offered) == 3


def test_a_shop_without_categories_hears_nothing_of_them() -> None:
    bare = arrays([Ware("Tea"), Ware("Cup")], [Buy(1, 0, (1, 2))])
    given = Training(bare, ShopTime.from_days(bare.day), int(bare.day.max()) + 1, NoProgress())
    assert not Category.fit(given, CategoryConfig()).score(given.histories()[0]).any()
