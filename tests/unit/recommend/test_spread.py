"""More of the catalogue is seen: what everybody would be shown makes room where another product is about as likely."""

from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.recommend.blend import BlendConfig, ask
from shopassistant.recommend.index import Index, build_index
from shopassistant.recommend.list_order import levelled
from shopassistant.recommend.methods import Ranker
from tests.unit.recommend.shop import Buy, Ware, arrays, two_circles

NEVER_BOUGHT = 160


@pytest.fixture(scope="module")
def index() -> Index:
    """A shop with eight circles of customers, a few products that everybody buys, and one that nobody does."""
    rng = np.random.default_rng(5)
    weight = np.where(np.arange(NEVER_BOUGHT) < 8, 12.0, 1 / (1 + np.arange(NEVER_BOUGHT) // 8 % 19))
    buys = []
    for customer in range(1, 301):
        own = weight * np.where(np.arange(NEVER_BOUGHT) % 8 == customer % 8, 12, 1)
        for _ in range(5):
            basket = rng.choice(NEVER_BOUGHT, 4, False, own / own.sum()) + 1
            buys.append(Buy(customer, int(rng.integers(0, 600)), tuple(basket)))
    wares = [Ware(f"Product {n}") for n in range(NEVER_BOUGHT + 1)]
    purchases = arrays(wares, sorted(buys, key=lambda buy: buy.day))
    return build_index(purchases, int(purchases.day.max()) + 1)


def _shown(index: Index, places: int = 10) -> tuple[np.ndarray, list[float]]:
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
    assert (spread > 0).sum() > (plain > 0).sum()
    assert (spread**2).sum() < (plain**2).sum()


def test_a_list_stands_in_the_order_of_its_chances(index: Index) -> None:
    """Spread decides what is on a list; the likeliest of it comes first, whatever others are shown."""
    changed = 0
    for row in range(0, 300, 5):
        customer = index.history(index.base.events_of(row), index.base.fitted_day, row)
        asked = ask(index.sources, customer, index.blend.config)
        margin = dict(zip(asked.products.tolist(), index.blend.rank(asked).tolist(), strict=True))
        for seen in (np.zeros(0, np.int32), customer.products):
            excluded = np.zeros(index.base.products.count, bool)
            excluded[seen] = True
            listed = [one.product for one in islice(Ranker(index, customer).rank("hybrid", excluded), 10)]
            first = [margin[product] for product in listed]
            assert first == sorted(first, reverse=True)
            assert not excluded[listed].any()
            changed += min(first) < sorted((m for p, m in margin.items() if not excluded[p]), reverse=True)[9]
    assert changed > 10  # and it is not simply the likeliest ten


def test_a_longer_list_holds_its_own_spread(index: Index) -> None:
    customer = index.history(index.base.events_of(0), index.base.fitted_day, 0)
    nothing = Ranker(index, customer)
    for places in (5, 20):
        listed = [one.product for one in islice(nothing.blended(lambda p: np.zeros(len(p), bool), places), places)]
        asked = nothing.asked
        at = np.searchsorted(asked.products, listed)
        given_up = np.where(asked.own, index.blend.spread[0, asked.products], index.blend.spread[1, asked.products])
        assert set(at.tolist()) == set(np.argsort(given_up - index.blend.rank(asked), kind="stable")[:places].tolist())


def test_what_is_shown_most_gives_up_most(index: Index) -> None:
    given_up = index.blend.spread
    assert given_up.shape == (2, index.base.products.count)
    assert np.isfinite(given_up).all()
    assert given_up[1].argmax() != NEVER_BOUGHT
    assert given_up[1, NEVER_BOUGHT] == given_up[1].min()


def test_chances_stay_chances_and_about_as_high(index: Index) -> None:
    without = replace(index, blend=replace(index.blend, spread=np.empty((2, 0), np.float32)))
    spread, plain = _shown(index)[1], _shown(without)[1]
    assert min(spread) > 0
    assert max(spread) < 1
    assert np.mean(spread) == pytest.approx(np.mean(plain), rel=0.01)


def test_a_shop_may_do_without() -> None:
    purchases = arrays(*two_circles(customers=100))
    index = build_index(purchases, int(purchases.day.max()) + 1, BlendConfig(spread=0, spread_new=0))
    assert not index.blend.spread.any()


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=40))
def test_levelled_chances_fall_and_keep_their_sum(chances: list[float]) -> None:
    found = levelled(np.array(chances, np.float32))
    assert (np.diff(found) < 0).all()
    assert found.sum() == pytest.approx(sum(chances), rel=1e-3)


def test_chances_that_fall_already_are_left_alone() -> None:
    assert levelled(np.array([0.9, 0.5, 0.1], np.float32)) == pytest.approx([0.9, 0.5, 0.1], rel=1e-4)
