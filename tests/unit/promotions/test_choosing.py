"""Products are chosen by what they are and how they lie, and overstock proposes what to promote and says why."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from shopassistant.core.clock import FixedClock
from shopassistant.inventory.dashboard.dashboard import Dashboard
from shopassistant.inventory.products import set_active
from shopassistant.inventory.shelf_life import set_discontinued, set_shelf_life
from shopassistant.promotions.choosing.choice import Between, Choice
from shopassistant.promotions.choosing.choosing import choose, options
from shopassistant.promotions.choosing.goods import Goods, GoodsBook
from shopassistant.promotions.choosing.overstock import propose
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Product
from tests.unit.inventory.dashboard.shop import NOW, a_place, move, sell
from tests.unit.shop_rows import a_product


def a_book(store: Store) -> GoodsBook:
    store.clock = FixedClock(NOW)
    board = Dashboard(store)
    board.refresh()
    return GoodsBook(store, board)


def goods_of(store: Store) -> Goods:
    return a_book(store).goods()


def ids(goods: Goods, **wanted: object) -> set[int]:
    return set(choose(goods, Choice(**wanted)).variant_ids.tolist())  # type: ignore[arg-type]


class Shop:
    """Six products that differ in what one chooses by."""

    def __init__(self, store: Store, manager: Actor) -> None:
        self.wool, self.small = a_product(
            store, "Wool scarf", sizes=("L", "S"), stock=None, category="Clothes / Scarves", brand="Nord", price=3000
        )
        (self.silk,) = a_product(store, "Silk scarf", stock=None, category="Clothes / Scarves", brand="Süd", price=6000)
        (self.hat,) = a_product(store, "Hat", stock=None, category="Clothes / Hats", supplier="Mill", cost=None)
        (self.cup,) = a_product(store, "Cup", stock=None, category="Home", price=900, cost=800)
        (self.old,) = a_product(store, "Old thing", stock=None, category="Home")
        for one, units, days in ((self.wool, 60, 100), (self.small, 5, 100), (self.silk, 8, 20), (self.cup, 40, 300)):
            move(store, one, units, "delivery", days)
        sell(store, self.wool, 1, *range(1, 90, 9))
        sell(store, self.silk, 2, 1, 8, 15)
        set_discontinued(store, manager, self.small, True)
        set_active(store, manager, self.old, False)
        with store.begin(SYSTEM) as unit:
            unit.session.execute(
                update(Product).where(Product.name == "Silk scarf").values(attributes={"season": "summer"})
            )
            unit.commit()


@pytest.fixture
def shop(store: Store, manager: Actor) -> Shop:
    return Shop(store, manager)


def test_each_condition_chooses_what_it_says(store: Store, shop: Shop) -> None:
    goods = goods_of(store)
    category = {path: key for key, path in goods.labels.categories.items()}
    supplier = {name: key for key, name in goods.labels.suppliers.items()}
    scarves = {shop.wool, shop.small, shop.silk}
    assert ids(goods, category_ids=(category["Clothes / Scarves"],)) == scarves
    assert ids(goods, brands=("süd",)) == {shop.silk}
    assert ids(goods, supplier_ids=(supplier["Mill"],)) == {shop.hat}
    assert ids(goods, seasons=("summer",)) == {shop.silk}
    assert ids(goods, words="scarf nor") == {shop.wool, shop.small}
    assert ids(goods, words="süd") == {shop.silk}
    assert ids(goods, units=Between(2, 5)) == {shop.small, shop.silk}
    assert ids(goods, cover_days=Between(200, None)) == {shop.wool, shop.small, shop.cup}
    assert ids(goods, margin_bp=Between(None, 2_000)) == {shop.cup}
    assert ids(goods, price_minor=Between(5_000, None)) == {shop.silk}
    assert ids(goods, older_than_days=90) == {shop.wool, shop.small, shop.cup}
    assert ids(goods, unsold_days=30, units=Between(1, None)) == {shop.small, shop.cup}
    assert ids(goods, discontinued=True) == {shop.small}
    assert ids(goods, everything=True) == scarves | {shop.hat, shop.cup}


def test_conditions_narrow_and_hands_have_the_last_word(store: Store, shop: Shop) -> None:
    goods = goods_of(store)
    assert ids(goods, words="scarf", price_minor=Between(None, 3_000)) == {shop.wool, shop.small}
    assert ids(goods, words="scarf", picked=(shop.cup,), excluded=(shop.silk,)) == {shop.wool, shop.small, shop.cup}
    assert ids(goods, picked=(shop.cup, shop.old)) == {shop.cup}, "what is withdrawn cannot be promoted"
    assert ids(goods) == set()


def test_stock_is_judged_at_the_place_that_was_asked_for(store: Store, shop: Shop) -> None:
    room = a_place(store, "ANNEX")
    move(store, shop.hat, 7, "delivery", 10, room)
    goods = goods_of(store)
    assert ids(goods, units=Between(1, None), location_id=room) == {shop.hat}
    assert choose(goods, Choice(everything=True, location_id=room)).figures.units == 7


def test_the_figures_beside_a_choice_say_what_is_not_known(store: Store, shop: Shop) -> None:
    figures = choose(goods_of(store), Choice(words="scarf")).figures
    assert (figures.products, figures.uncounted, figures.without_cost) == (3, 0, 0)
    assert figures.units == 60 - 10 + 5 + 8 - 6
    assert figures.cost_minor == figures.units * 1_000
    assert figures.price_minor == 55 * 3_000 + 2 * 6_000
    assert figures.margin_bp == round((1 - 57 * 1_000 / (55 * 3_000 + 2 * 6_000)) * 10_000)
    assert figures.cover_days is not None
    hat = choose(goods_of(store), Choice(picked=(shop.hat,))).figures
    assert (hat.uncounted, hat.without_cost, hat.margin_bp, hat.cover_days) == (1, 1, None, None)


def test_the_filters_offer_what_the_shop_has(store: Store, shop: Shop) -> None:
    offered = options(goods_of(store))
    assert [name for _, name in offered.categories] == ["Clothes / Hats", "Clothes / Scarves", "Home"]
    assert [name for _, name in offered.suppliers] == ["Mill"]
    assert offered.brands == ("Nord", "Süd")
    assert offered.seasons == ("summer",)


def test_overstock_proposes_what_binds_most_with_its_reasons(store: Store, shop: Shop) -> None:
    goods = goods_of(store)
    scarves, cups = propose(goods)
    assert scarves.category == "Clothes / Scarves"
    assert scarves.brand == "", "one brand alone is too much here, so it needs no name"
    assert {one.code for one in scarves.reasons} == {"too_much", "discontinued"}
    assert 30 <= scarves.excess_units <= 45
    assert cups.category == "Home"
    assert [(one.code, one.products, one.units) for one in cups.reasons] == [("dead", 1, 40)]
    assert (cups.excess_units, cups.excess_minor) == (40, 32_000)
    assert cups.suggested_share_bp == 1_000, "a deeper cut would be below cost"
    for one in (scarves, cups):
        chosen = choose(goods, one.choice)
        assert chosen.figures == one.figures, "the choice holds what the proposal showed"


def test_the_graver_the_trouble_the_deeper_the_cut_that_is_suggested(store: Store) -> None:
    for name, days in (("Fresh", 100), ("Forgotten", 300)):
        (one,) = a_product(store, name, stock=None, category=name, price=3_000, cost=1_000)
        move(store, one, 80, "delivery", days)
        if name == "Fresh":
            sell(store, one, 1, *range(1, 90, 3))
    found = {one.category: one for one in propose(goods_of(store))}
    assert [one.code for one in found["Fresh"].reasons] == ["too_much"]
    assert [one.code for one in found["Forgotten"].reasons] == ["dead"]
    assert 0 < found["Fresh"].suggested_share_bp < found["Forgotten"].suggested_share_bp <= 5_000


def test_a_brand_that_holds_most_of_it_is_proposed_alone(store: Store, shop: Shop) -> None:
    (cape,) = a_product(store, "Cape", stock=None, category="Clothes / Scarves", brand="West", cost=100)
    move(store, cape, 9, "delivery", 300)
    scarves = propose(goods_of(store))[0]
    assert (scarves.category, scarves.brand) == ("Clothes / Scarves", "Nord"), "the cape is but a small part of it"
    assert set(choose(goods_of(store), scarves.choice).variant_ids.tolist()) == {shop.wool, shop.small}


def test_food_is_too_much_when_it_spoils_before_it_is_sold(store: Store, manager: Actor) -> None:
    food = {"stock": None, "category": "Food", "cost": 100, "price": 200}
    milk, honey = (a_product(store, name, **food)[0] for name in ("Milk", "Honey"))
    for one in (milk, honey):
        move(store, one, 100, "delivery", 95)
        sell(store, one, 1, *range(1, 92))
        move(store, one, 41, "delivery", 1)
    set_shelf_life(store, manager, milk, 30)
    (proposal,) = propose(goods_of(store))
    assert [one.code for one in proposal.reasons] == ["spoils"]
    assert choose(goods_of(store), proposal.choice).variant_ids.tolist() == [milk]


def test_nothing_is_proposed_where_all_is_well_or_nothing_known(store: Store) -> None:
    assert propose(goods_of(store)) == ()
    (scarf,) = a_product(store, stock=None)
    move(store, scarf, 10, "delivery", 5)
    assert propose(goods_of(store)) == (), "what came last week had no time to sell"


def test_a_renamed_or_new_product_is_found_without_reading_all_again(store: Store, shop: Shop) -> None:
    book = a_book(store)
    before = book.goods()
    assert book.goods() is before
    with store.begin(SYSTEM) as unit:
        unit.session.execute(update(Product).where(Product.name == "Hat").values(name="Beret", brand="West"))
        unit.commit()
    (glove,) = a_product(store, "Glove", stock=3, category="Clothes / Gloves", brand="Ost")
    store.clock = FixedClock(NOW + timedelta(hours=1))
    book._dashboard.refresh()
    goods = book.goods()
    assert ids(goods, words="beret") == {shop.hat}
    assert ids(goods, brands=("Ost",)) == {glove}
    fresh = goods_of(store)
    for name in ("ids", "brand", "season", "tax_bp", "shelf_life", "discontinued"):
        assert getattr(goods.labels, name).tolist() == getattr(fresh.labels, name).tolist()
    assert goods.labels.folded == fresh.labels.folded
