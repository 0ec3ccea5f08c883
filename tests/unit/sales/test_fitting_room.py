"""What can be tried on here and now, and in which order it is offered."""

from collections.abc import Sequence
from typing import Any

import pytest

from shopassistant.core.changes import Changes
from shopassistant.inventory.stock import count_stock
from shopassistant.recommend.engine import Engine
from shopassistant.sales.basket import add_variant, hold, open_basket
from shopassistant.sales.fitting_room.goods import Worn
from shopassistant.sales.fitting_room.goods_index import MARKS
from shopassistant.sales.fitting_room.ranking import rank
from shopassistant.sales.fitting_room.room import FittingRoom
from shopassistant.sales.fitting_room.taste import Tried, VisitTaste
from shopassistant.sales.fitting_room.wanted import Fitting, Wanted
from shopassistant.sales.holds import make_hold
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Product, Variant
from shopassistant.store.shop import ensure_location
from shopassistant.tryon.looks.kinds import KINDS
from shopassistant.tryon.looks.reading import can_try_on
from tests.unit.sales.shop import Goods, make_customer

ROUND: dict[str, Any] = {"lens_width_mm": 48, "shape": "round", "material": "metal"}
SQUARE: dict[str, Any] = {"lens_width_mm": 52, "shape": "square", "material": "acetate"}


def add(
    store: Store, name: str, attributes: dict[str, Any], price: int = 10_000, colours: Sequence[str] = ("",)
) -> int:
    """A product; the id of its first variant."""
    with store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        product = Product(code=name, name=name, brand="Linden", attributes=attributes, created_at=now)
        unit.session.add(product)
        unit.session.flush()
        made = [
            Variant(product_id=product.id, sku=f"{name}-{colour}", colour=colour or None, price_minor=price)
            for colour in colours
        ]
        unit.session.add_all(made)
        unit.session.flush()
        first = made[0].id
        unit.commit()
    return first


@pytest.fixture
def room(store: Store) -> FittingRoom:
    with store.begin(SYSTEM) as unit:
        place = ensure_location(unit)
        unit.commit()
    return FittingRoom(store, place)


def names(found: Sequence[Fitting]) -> list[str]:
    return [one.name for one in found]


def test_what_cannot_be_worn_is_not_offered(room: FittingRoom) -> None:
    add(room.store, "Round", ROUND)
    add(room.store, "Ring", {"wearable": "ring"})
    add(room.store, "Scarf", {"material": "wool"})
    add(room.store, "Nonsense", {"lens_width_mm": 5000})  # a typing error would draw nonsense
    assert sorted(names(room.find(Wanted()))) == ["Ring", "Round"]
    assert room.kinds() == {"glasses": 1, "ring": 1}
    assert names(room.find(Wanted(kinds=("ring",)))) == ["Ring"]
    assert room.traits("glasses")["shape:round"] == 1


def test_every_kind_has_a_mark_that_finds_it() -> None:
    for kind in KINDS:
        assert can_try_on({"wearable": kind, "lens_width_mm": 50, "mesh_file": "a.obj", "width_mm": 100}) == kind
    assert can_try_on({"colour": "red"}) is None
    assert MARKS == ("wearable", "lens_width_mm")


def test_price_traits_and_stock_narrow_it_down(room: FittingRoom) -> None:
    store = room.store
    one = add(store, "Round", ROUND, 9_000)
    two = add(store, "Square", SQUARE, 20_000)
    add(store, "Round sun", ROUND | {"filter_category": 3}, 30_000)
    assert names(room.find(Wanted(most_price_minor=20_000))) == ["Square", "Round"]
    assert names(room.find(Wanted(least_price_minor=9_001, traits=("shape:round",)))) == ["Round sun"]
    assert names(room.find(Wanted(traits=("shape:round", "shape:square", "material:acetate")))) == ["Square"]
    count_stock(store, SYSTEM, room.location_id, {one: 0, two: 2})
    found = {one.name: one.stock for one in room.find(Wanted())}
    assert found == {"Round": 0, "Square": 2, "Round sun": None}
    assert names(room.find(Wanted()))[-1] == "Round"  # what is not there comes last
    assert "Round" not in names(room.find(Wanted(in_stock_only=True)))


def test_a_new_price_a_delivery_and_a_new_product_are_there_at_once(room: FittingRoom) -> None:
    one = add(room.store, "Round", ROUND)
    count_stock(room.store, SYSTEM, room.location_id, {one: 0})
    assert names(room.find(Wanted(in_stock_only=True))) == []
    count_stock(room.store, SYSTEM, room.location_id, {one: 1})
    assert [found.stock for found in room.find(Wanted(in_stock_only=True))] == [1]
    add(room.store, "Square", SQUARE)
    with room.store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, one).price_minor = 7_500
        unit.commit()
    assert {found.name: found.price_minor for found in room.find(Wanted())} == {"Round": 7_500, "Square": 10_000}
    assert names(room.find(Wanted(most_price_minor=8_000))) == ["Round"]
    with room.store.begin(SYSTEM) as unit:
        product = unit.session.get_one(Product, unit.session.get_one(Variant, one).product_id)
        product.attributes = {"shape": "round"}  # somebody took the measures out
        unit.commit()
    assert names(room.find(Wanted())) == ["Square"]
    with room.store.begin(SYSTEM) as unit:
        product = unit.session.get_one(Product, product.id)
        product.attributes, product.active = ROUND, False
        unit.commit()
    assert names(room.find(Wanted())) == ["Square"]
    room.note_changes(Changes(everything=True))
    assert names(room.find(Wanted())) == ["Square"]


def test_what_is_put_aside_is_not_promised_twice(room: FittingRoom) -> None:
    one, two = add(room.store, "Round", ROUND), add(room.store, "Square", SQUARE)
    count_stock(room.store, SYSTEM, room.location_id, {one: 1, two: 1})
    make_hold(room.store, Actor("kiosk", "Kiosk"), room.location_id, [one])
    basket = open_basket(room.store, SYSTEM, "till 1", room.location_id).id
    add_variant(room.store, SYSTEM, basket, two)
    assert names(room.find(Wanted(in_stock_only=True))) == ["Square"]
    hold(room.store, SYSTEM, basket)
    assert names(room.find(Wanted(in_stock_only=True))) == []
    assert [found.stock for found in room.find(Wanted())] == [0, 0]


def test_of_a_product_the_colour_that_is_there_is_offered_first(room: FittingRoom) -> None:
    black = add(room.store, "Round", ROUND, colours=("black", "gold", "red"))
    count_stock(room.store, SYSTEM, room.location_id, {black: 0})
    (found,) = room.find(Wanted())
    assert (found.colour, found.others) == ("gold", (black + 2, black))
    other = room.variant(black)
    assert other is not None
    assert (other.colour, other.stock, other.kind) == ("black", 0, "glasses")
    assert room.variant(999) is None


def test_the_row_follows_scores_and_has_each_product_once(room: FittingRoom) -> None:
    for number in range(30):
        add(room.store, f"Frame {number:02}", ROUND, colours=("black", "gold"))
    (found,) = [one for one in room.find(Wanted()) if one.name == "Frame 07"]
    listed = room.find(Wanted(count=5), {found.product_id: 1.0})
    assert names(listed) == ["Frame 07", "Frame 29", "Frame 28", "Frame 27", "Frame 26"]


def tried(one: Fitting, seconds: float, is_kept: bool = False) -> Tried:
    return Tried(one.product_id, one.traits, seconds, is_kept)


def test_somebody_nobody_knows_is_offered_more_of_what_they_kept(room: FittingRoom) -> None:
    for number in range(4):
        add(room.store, f"Round {number}", ROUND)
        add(room.store, f"Square {number}", SQUARE)
    found = {one.name: one for one in room.find(Wanted())}
    visit = VisitTaste()
    assert visit.scores(()) is None
    visit.note(tried(found["Round 0"], 1.0))  # off again at once
    visit.note(tried(found["Square 0"], 25.0, is_kept=True))
    first = [one.fitting.name for one in rank(room, Wanted(count=4), visit=visit)]
    assert all(name.startswith("Square") for name in first)
    visit.wipe()
    assert visit.liking() == {}


def test_what_is_worn_longer_is_liked_more_and_one_glance_decides_little() -> None:
    likings = [Tried(1, (), seconds).liking for seconds in (0.5, 3.0, 10.0, 60.0)]
    assert likings == sorted(likings)
    assert likings[0] < 0 < likings[1]
    assert Tried(1, (), 0.5, is_kept=True).liking == 1.0
    visit = VisitTaste([Tried(1, ("kind:glasses", "shape:round"), 1.0)])
    assert -0.3 < visit.liking()["glasses|shape:round"] < 0


def test_taste_in_glasses_says_nothing_of_rings() -> None:
    visit = VisitTaste([Tried(1, ("kind:glasses", "shape:round"), 60.0)])
    looks = (Worn("ring", ("kind:ring", "shape:round")), Worn("glasses", ("kind:glasses", "shape:round")))
    assert (scores := visit.scores(looks)) is not None
    assert scores[0] == 0.0 < scores[1]


def test_what_fits_comes_before_what_is_merely_liked(room: FittingRoom) -> None:
    add(room.store, "Round", ROUND)
    add(room.store, "Square", SQUARE)
    found = {one.name: one for one in room.find(Wanted())}
    visit = VisitTaste([tried(found["Round"], 60.0, is_kept=True)])
    narrow = {"Round": 0.05, "Square": 0.95}
    listed = rank(room, Wanted(), visit=visit, fit_of=lambda one: narrow[one.name])
    assert [(one.fitting.name, one.fit) for one in listed] == [("Square", 0.95), ("Round", 0.05)]
    assert listed[1].taste > listed[0].taste
    assert rank(room, Wanted(kinds=("watch",))) == ()


def test_a_known_customer_is_offered_what_recommend_says_and_a_stranger_what_sells(goods: Goods, store: Store) -> None:
    room = FittingRoom(store, goods.location_id)
    sought = [add(store, f"Frame {number}", ROUND) for number in range(4)]
    ada = make_customer(store)
    for number in range(3):  # what sells
        basket = open_basket(store, SYSTEM, f"till {number}", goods.location_id).id
        add_variant(store, SYSTEM, basket, sought[2])
        goods.pay(basket)
    engine = Engine(store)
    first, *rest = rank(room, Wanted(), engine)
    assert first.fitting.name == "Frame 2"
    assert first.reason_code == "recommend.reason.popular"
    assert [one.taste for one in rest] == [0.0, 0.0, 0.0]
    assert {one.fitting.name for one in rank(room, Wanted(), engine, ada)} == {f"Frame {n}" for n in range(4)}
