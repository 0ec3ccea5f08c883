"""The past is read out of the store as it was bought and kept up to date by what was sold since."""

from dataclasses import fields
from datetime import date, timedelta
from uuid import uuid4

import numpy as np
import pytest
from sqlalchemy import update

from shopassistant.core.clock import FixedClock
from shopassistant.promotions.choosing.goods import GoodsBook
from shopassistant.promotions.elasticity.responses import Responses
from shopassistant.promotions.rehearsal.book import PastBook
from shopassistant.promotions.rehearsal.from_store import live_in, setting_for, span
from shopassistant.promotions.rehearsal.past import PastBaskets
from shopassistant.promotions.rehearsal.rehearse import rehearse
from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.offers import PercentOff
from shopassistant.promotions.rules.rule import Rule, When
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Promotion, Sale, SaleLine, SaleLineOffer, Variant
from tests.unit.inventory.dashboard.shop import NOW, a_dashboard, a_supplier, ago, an_order
from tests.unit.shop_rows import a_customer, a_product, a_sale


def same(one: PastBaskets, other: PastBaskets) -> None:
    for field in fields(PastBaskets):
        if field.name != "articles":
            np.testing.assert_array_equal(getattr(one, field.name), getattr(other, field.name), err_msg=field.name)
    np.testing.assert_array_equal(one.articles.ids, other.articles.ids)


@pytest.fixture
def shop(store: Store) -> Store:
    store.clock = FixedClock(NOW)
    return store


def ring_up(store: Store, *lines: tuple[int, int, int, int], days_ago: float = 1) -> int:
    """A sale of (variant, units, price, discount) lines."""
    with store.begin(SYSTEM) as unit:
        gross = sum(units * price for _, units, price, _ in lines)
        off = sum(discount for *_, discount in lines)
        sale = Sale(
            number=uuid4().hex[:10], kind="sale", source="demo", location_id=1, sold_at=ago(days_ago), currency="GBP",
            gross_minor=gross, discount_minor=off, total_minor=gross - off, tax_minor=0,
        )  # fmt: skip
        unit.session.add(sale)
        unit.session.flush()
        for position, (variant, units, price, discount) in enumerate(lines, 1):
            unit.session.add(
                SaleLine(
                    sale_id=sale.id, position=position, kind="product", variant_id=variant, description="",
                    quantity=units, unit_price_minor=price, discount_minor=discount,
                    total_minor=units * price - discount,
                )
            )  # fmt: skip
        unit.commit()
    return sale.id


def test_the_same_goods_on_two_lines_are_one_and_a_cut_by_hand_stands_apart(shop: Store) -> None:
    (scarf,) = a_product(shop, cost=900)
    ring_up(shop, (scarf, 1, 2_500, 0), (scarf, 2, 2_500, 0), (scarf, 1, 2_500, 500))
    past = PastBook(shop).past()
    assert past.units.tolist() == [3, 1]
    assert past.takes_offers.tolist() == [True, False]
    assert past.paid_by_hand.tolist() == [0, 500]
    assert past.articles.cost.tolist() == [900]


def test_what_promotions_gave_is_told_from_what_was_cut_by_hand(shop: Store) -> None:
    (scarf,) = a_product(shop)
    ring_up(shop, (scarf, 2, 2_500, 800))
    with shop.begin(SYSTEM) as unit:
        promotion = Promotion(
            number="P0001", name="Sale", status="ended", offer=offer_to_json(PercentOff(1_600)), scope={},
            created_at=NOW, changed_at=NOW, starts_at=ago(9),
        )  # fmt: skip
        unit.session.add(promotion)
        unit.session.flush()
        unit.session.add(SaleLineOffer(sale_line_id=1, promotion_id=promotion.id, discount_minor=800, units=2))
        unit.commit()
    past = PastBook(shop).past()
    assert (past.given.tolist(), past.takes_offers.tolist()) == ([800], [True])


def test_what_came_back_was_not_bought(shop: Store) -> None:
    (scarf,) = a_product(shop)
    _, kept = a_sale(shop, scarf, quantity=3, at=ago(5))
    _, gone = a_sale(shop, scarf, quantity=1, at=ago(4))
    a_sale(shop, scarf, quantity=-2, at=ago(3), returns_line_id=kept)
    a_sale(shop, scarf, quantity=-1, at=ago(2), returns_line_id=gone)
    past = PastBook(shop).past()
    assert (past.baskets, past.units.tolist()) == (1, [1])


def test_what_was_sold_since_is_added_and_equals_reading_anew(shop: Store) -> None:
    scarf, hat = a_product(shop, "Scarf")[0], a_product(shop, "Hat")[0]
    ann = a_customer(shop)
    _, line = a_sale(shop, hat, customer_id=ann, quantity=2, at=ago(9))
    book = PastBook(shop)
    before = book.past()
    assert book.past() is before
    a_sale(shop, scarf, at=ago(3))
    a_sale(shop, hat, customer_id=ann, at=ago(20))  # an import of older sales
    a_sale(shop, hat, quantity=-1, at=ago(1), returns_line_id=line)
    same(book.past(), PastBook(shop).past())
    assert book.past().units.tolist() == [1, 1, 1]
    assert book.past().customer.tolist() == [ann, ann, 0]


def test_a_price_that_changed_costs_no_second_reading_and_a_backup_brought_back_does(shop: Store) -> None:
    (scarf,) = a_product(shop, cost=700)
    a_sale(shop, scarf, at=ago(9))
    book = PastBook(shop)
    before = book.past()
    with shop.begin(SYSTEM) as unit:
        unit.session.execute(update(Variant).values(cost_minor=900))
        unit.commit()
    after = book.past()
    assert (before.articles.cost.tolist(), after.articles.cost.tolist()) == ([700], [900])
    assert after.units.tolist() == [1]
    with shop.begin(SYSTEM) as unit:
        unit.session.execute(update(Sale).values(number="OTHER"))
        unit.commit()
    a_sale(shop, scarf, quantity=2, at=ago(3))
    same(book.past(), PastBook(shop).past())


def test_only_the_time_that_is_looked_back_on_counts_and_an_empty_shop_has_no_past(shop: Store) -> None:
    assert PastBook(shop).past().baskets == 0
    (scarf,) = a_product(shop)
    a_sale(shop, scarf, at=ago(500))
    a_sale(shop, scarf, at=ago(300))
    assert PastBook(shop).past().baskets == 1


def test_a_promotion_without_days_is_rehearsed_for_four_weeks_from_today() -> None:
    today = NOW.date()
    assert span(Rule(1, "", PercentOff(1_000)), today) == (today, 28)
    week = When(NOW + timedelta(days=3), NOW + timedelta(days=10))
    assert span(Rule(1, "", PercentOff(1_000), when=week), today)[0] == date(2026, 6, 13)
    assert 7 <= span(Rule(1, "", PercentOff(1_000), when=week), today)[1] <= 8
    begun = When(NOW - timedelta(days=30), NOW + timedelta(days=1))
    assert span(Rule(1, "", PercentOff(1_000), when=begun), today)[0] == today


def test_a_rehearsal_of_a_shop_knows_its_stock_and_what_runs_already(shop: Store) -> None:
    (scarf,) = a_product(shop, stock=200, cost=500)
    for day in range(1, 60):
        a_sale(shop, scarf, at=ago(day))
    an_order(shop, a_supplier(shop, "Mill", 5), scarf, 6, NOW.date() + timedelta(days=5))
    with shop.begin(SYSTEM) as unit:
        unit.session.add(
            Promotion(
                number="P0001", name="Running", status="approved", offer=offer_to_json(PercentOff(500)),
                scope={"everything": True}, created_at=NOW, changed_at=NOW, starts_at=ago(3), approved_at=NOW,
            )
        )  # fmt: skip
        unit.commit()
    goods = GoodsBook(shop, a_dashboard(shop)).goods()
    rule = Rule(7, "Scarves", PercentOff(2_000), (frozenset({scarf}),))
    with shop.read() as session:
        setting = setting_for(session, goods, [rule], Responses.assumed(), NOW.date())
    assert [one.name for one in setting.live] == ["Running"]
    there = dict(zip(setting.stock.variant_ids.tolist(), setting.stock.units.tolist(), strict=True))
    assert there[scarf] == goods.stock().units.sum() + 6
    found = rehearse(PastBook(shop).past(), [rule], setting).rehearsals[0]
    assert found.without.discount_minor.mid > 0
    assert found.change.units.mid > 0
    assert found.products[0].stock == there[scarf]


def test_a_promotion_that_ends_soon_is_not_met_by_a_long_one(shop: Store) -> None:
    with shop.begin(SYSTEM) as unit:
        for number, days in (("P0001", 3), ("P0002", 20)):
            unit.session.add(
                Promotion(
                    number=number, name=number, status="approved", offer=offer_to_json(PercentOff(500)),
                    scope={"everything": True}, created_at=NOW, changed_at=NOW, starts_at=ago(3), approved_at=NOW,
                    ends_at=NOW + timedelta(days=days),
                )
            )  # fmt: skip
        unit.commit()
    with shop.read() as session:
        assert [one.name for one in live_in(session, NOW.date(), 28)] == ["P0002"]
        assert [one.name for one in live_in(session, NOW.date(), 5)] == ["P0001", "P0002"]
