"""What the books say of each product, alone and together with products like it."""

import numpy as np

from shopassistant.recommend.facts import FACTS
from shopassistant.recommend.history import Floats
from shopassistant.recommend.index import RANKED, facts_of, fit_models
from tests.unit.recommend.shop import Buy
from tests.unit.recommend.test_season import purchases, training


def facts(buys: list[Buy]) -> dict[str, Floats]:
    given = training(buys)
    return dict(zip(FACTS, facts_of(given, fit_models(given, RANKED)), strict=True))


def test_a_new_product_is_in_season_when_those_like_it_were() -> None:
    star, mug, angel, plate = 0, 2, 4, 5
    season = facts(purchases())["alike_season"]
    assert season[star] > 0.2
    assert season[mug] < 0
    assert season[angel] > 0.2
    assert season[plate] < 0


def test_what_those_like_it_sell_lately_is_seen() -> None:
    lately = facts(purchases())["alike_fortnight"]
    assert lately[4] > lately[3]


def test_a_shop_without_a_past_has_facts_that_say_nothing() -> None:
    for values in facts([]).values():
        assert np.isfinite(values).all()
