"""More of the catalogue is seen: what everybody would be shown makes room where another product is about as likely."""

from dataclasses import replace

import numpy as np
import pytest

from shopassistant.recommend.blend import BlendConfig
from shopassistant.recommend.index import Index, build_index
from tests.unit.recommend.shop import arrays, two_circles


@pytest.fixture(scope="module")
def index() -> Index:
    purchases = arrays(*two_circles(customers=200, days=600))
    config = BlendConfig(spread=0.3, spread_new=0.3)
    return build_index(purchases, int(purchases.day.max()) + 1, config)


def _shown(index: Index, places: int = 2) -> tuple[np.ndarray, list[float]]:
    """How often each product is among the first new ones, and the scores of all lists."""
    counts, scores = np.zeros(index.base.products.count), []
    for row in range(len(index.base.customer_ids)):
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        said = index.blend.say(index.sources, customer)
        new = ~np.isin(said.products, customer.products)
        best = np.argsort(-said.scores[new], kind="stable")[:places]
        counts[said.products[new][best]] += 1
        scores += said.scores.tolist()
    return counts, scores


def test_lists_are_less_alike_than_without(index: Index) -> None:
    without = replace(index, blend=replace(index.blend, spread=np.empty((2, 0), np.float32)))
    spread, plain = _shown(index)[0], _shown(without)[0]
    assert (spread > 0).sum() >= (plain > 0).sum()
    assert (spread**2).sum() < (plain**2).sum()


def test_what_is_shown_most_gives_up_most(index: Index) -> None:
    given_up = index.blend.spread
    assert given_up.shape == (2, index.base.products.count)
    assert np.isfinite(given_up).all()
    never_bought = 20
    assert given_up[1].argmax() != never_bought
    assert given_up[1, never_bought] == given_up[1].min()


def test_chances_stay_chances_and_about_as_high(index: Index) -> None:
    without = replace(index, blend=replace(index.blend, spread=np.empty((2, 0), np.float32)))
    spread, plain = _shown(index)[1], _shown(without)[1]
    assert min(spread) > 0
    assert max(spread) < 1
    assert np.mean(spread) == pytest.approx(np.mean(plain), rel=0.25)


def test_a_shop_may_do_without() -> None:
    purchases = arrays(*two_circles(customers=100))
    index = build_index(purchases, int(purchases.day.max()) + 1, BlendConfig(spread=0, spread_new=0))
    assert not index.blend.spread.any()
