"""The smart basket: what goes with what lies there, for the one who stands there."""

from datetime import timedelta

import pytest

from shopassistant.core.clock import FixedClock
from shopassistant.recommend.engine import Engine, Terms
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent
from tests.unit.recommend.shop import START, Buy, Ware, fill
from tests.unit.shop_rows import a_sale

NOW = START + timedelta(days=201)
SHOE, LACES, CREAM, BRUSH, SOCKS, HAT = 1, 2, 3, 4, 5, 6
# Variants count up over all wares; socks come in three sizes.
SOCKS_M = 6


@pytest.fixture
def shop(store: Store) -> Engine:
    """Shoes go with laces, cream (bought again and again), a brush (once in a life) and socks; nobody takes hats."""
    store.clock = FixedClock(NOW)
    wares = [
        Ware("Shoe"), Ware("Laces"), Ware("Cream"), Ware("Brush"), Ware("Socks", sizes=("S", "M", "L")), Ware("Hat"),
    ]  # fmt: skip
    buys = [Buy(c, c, (1, *((2,) if c % 2 else ()), 3, *((4,) if c % 3 else ()), 5 + c % 3)) for c in range(10, 90)]
    buys += [Buy(c, c + 40, (3,)) for c in range(10, 90)]
    buys += [Buy(1, 5, (3, 4)), Buy(2, 6, (6,)), Buy(2, 60, (6,)), Buy(3, 9, (8,))]
    fill(store, wares, sorted(buys, key=lambda buy: buy.day))
    engine = Engine(store)
    engine.fit()
    return engine


def _offered(engine: Engine, products: tuple[int, ...], customer: int | None, **more: object) -> list[int]:
    answer = engine.complements(products, customer, **more)  # type: ignore[arg-type]
    return [item.product_id for item in answer.items]


def test_what_the_customer_has_for_good_is_not_offered(shop: Engine) -> None:
    assert {CREAM, BRUSH} <= set(_offered(shop, (SHOE,), None))
    known = _offered(shop, (SHOE,), 1)
    assert BRUSH not in known, "they have one"
    assert CREAM in known, "people buy it again and again"


def test_it_is_offered_again_to_one_who_refuses_to_be_known(shop: Engine) -> None:
    with shop.store.begin(SYSTEM) as unit:
        unit.session.add(Consent(customer_id=1, purpose="personalisation", granted=False, at=NOW, source="counter"))
        unit.commit()
    answer = shop.complements((SHOE,), 1)
    assert answer.note_codes == ("recommend.note.no_consent",)
    assert [item.product_id for item in answer.items] == _offered(shop, (SHOE,), None)


def test_the_usual_size_is_offered(shop: Engine) -> None:
    socks = next(item for item in shop.complements((SHOE,), 2).items if item.product_id == SOCKS)
    assert (socks.variant_id, socks.size) == (SOCKS_M, "M")


def test_several_products_speak_together_and_none_of_them_is_offered(shop: Engine) -> None:
    several = _offered(shop, (SHOE, CREAM, SOCKS), None)
    assert several
    assert not set(several) & {SHOE, CREAM, SOCKS, HAT}
    assert _offered(shop, (HAT,), None) == [], "nothing goes with it"
    assert _offered(shop, (HAT, SHOE), None) == _offered(shop, (SHOE,), None)


def test_a_sale_counts_at_once_and_terms_hold(shop: Engine) -> None:
    assert BRUSH in _offered(shop, (SHOE,), 3)
    a_sale(shop.store, BRUSH, customer_id=3, at=NOW - timedelta(days=4))
    assert BRUSH not in _offered(shop, (SHOE,), 3)
    assert _offered(shop, (SHOE,), 3, terms=Terms(only_product_ids=(LACES,))) == [LACES]
    assert _offered(shop, (SHOE,), 3, terms=Terms(least_stock=1)) == []
