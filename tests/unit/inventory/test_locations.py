"""Several places for stock, what can still be promised there, and what is wanted of it."""

import pytest

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.inventory.availability import Availability, availability, reservations, reserved_units
from shopassistant.inventory.locations import (
    add_location,
    list_locations,
    rename_location,
    set_location_active,
    set_location_kind,
)
from shopassistant.inventory.policies import Policy, policies, set_policy
from shopassistant.inventory.stock import adjust_stock, count_stock, write_off
from shopassistant.inventory.transfers import ship
from shopassistant.sales.basket import add_variant, open_basket
from shopassistant.sales.held import drop, hold
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.schema import StockMovement
from tests.unit.inventory.stockroom import Stockroom

ASSOCIATE = Actor("api", "Alex", None, "associate")


def test_a_location_is_made_renamed_and_closed(room: Stockroom) -> None:
    made = add_location(room.store, SYSTEM, " cellar ", " Cellar ", "warehouse").location_id
    rename_location(room.store, SYSTEM, made, "Deep cellar")
    set_location_kind(room.store, SYSTEM, made, "backroom")
    set_location_active(room.store, SYSTEM, made, False)
    with room.store.read() as session:
        row = next(row for row in list_locations(session) if row.id == made)
        assert (row.code, row.name, row.kind, row.active) == ("CELLAR", "Deep cellar", "backroom", False)
        assert made not in {row.id for row in list_locations(session, active=True)}
    with pytest.raises(UserError, match=r"location\.inactive"):
        count_stock(room.store, SYSTEM, made, {room.variants[0]: 1})
    set_location_active(room.store, SYSTEM, made, True)
    count_stock(room.store, SYSTEM, made, {room.variants[0]: 4})
    with room.store.read() as session:
        assert {row.id: row.units for row in list_locations(session, with_units=True)}[made] == 4


@pytest.mark.parametrize(
    ("code", "name", "kind", "error"),
    [
        ("", "x", "shop", "location.code"),
        ("y" * 21, "x", "shop", "location.code"),
        ("back", "x", "shop", "location.code_taken"),
        ("y", " ", "shop", "location.name_missing"),
        ("y", "x", "transit", "location.kind"),
        ("y", "x", "moon", "location.kind"),
    ],
)
def test_what_is_no_location(room: Stockroom, code: str, name: str, kind: str, error: str) -> None:
    with pytest.raises(UserError) as refused:
        add_location(room.store, SYSTEM, code, name, kind)
    assert refused.value.code == error


def test_only_a_place_that_is_empty_and_at_rest_is_closed(room: Stockroom) -> None:
    one, *_ = room.variants
    count_stock(room.store, SYSTEM, room.back, {one: 2})
    with pytest.raises(UserError, match=r"location\.not_empty"):
        set_location_active(room.store, SYSTEM, room.back, False)
    ship(room.store, SYSTEM, room.back, room.shop, {one: 2})
    with pytest.raises(Conflict, match=r"location\.busy"):
        set_location_active(room.store, SYSTEM, room.back, False)
    with pytest.raises(UserError, match=r"location\.last"):
        set_location_active(room.store, SYSTEM, room.shop, False)
    with pytest.raises(NotFound, match=r"location\.unknown"):
        rename_location(room.store, SYSTEM, 99, "x")
    with pytest.raises(NotAllowed):
        add_location(room.store, ASSOCIATE, "Y", "x")


def test_what_is_held_in_baskets_is_not_available(room: Stockroom) -> None:
    one, two, three = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 5, two: 1})
    basket = open_basket(room.store, SYSTEM, "till 1", room.shop).id
    add_variant(room.store, SYSTEM, basket, one, 2)
    add_variant(room.store, SYSTEM, basket, three, 1)
    with room.store.read() as session:
        assert reserved_units(session) == {}  # somebody is at the till with it: not yet put aside
    hold(room.store, SYSTEM, basket, "blue scarf")
    with room.store.read() as session:
        found = availability(session, room.variants, room.shop)
        assert found == {one: Availability(5, 2), two: Availability(1, 0), three: Availability(None, 1)}
        assert [found[variant].available for variant in room.variants] == [3, 1, None]
        assert reserved_units(session, room.back) == {}
        assert [(r.label, r.units) for r in reservations(session, one)] == [("blue scarf", 2)]
    drop(room.store, SYSTEM, basket)
    with room.store.read() as session:
        assert availability(session, [one], room.shop)[one].available == 5


def test_the_nearest_policy_holds_figure_by_figure(room: Stockroom) -> None:
    one, two, _ = room.variants
    set_policy(room.store, SYSTEM, one, None, Policy(2, 20, 9500))
    set_policy(room.store, SYSTEM, one, room.shop, Policy(min_units=5))
    set_policy(room.store, SYSTEM, two, room.back, Policy(max_units=3))
    with room.store.read() as session:
        assert policies(session, room.shop) == {one: Policy(5, 20, 9500)}
        assert policies(session, room.back, [one, two]) == {one: Policy(2, 20, 9500), two: Policy(None, 3, None)}
    set_policy(room.store, SYSTEM, one, room.shop, Policy(min_units=50))
    with room.store.read() as session:
        assert policies(session, room.shop)[one] == Policy(50, None, 9500)  # the nearer one, where two contradict
    set_policy(room.store, SYSTEM, one, room.shop, Policy())
    with room.store.read() as session:
        assert policies(session, room.shop) == {one: Policy(2, 20, 9500)}


@pytest.mark.parametrize(
    ("policy", "error"),
    [
        (Policy(5, 4), "policy.limits"),
        (Policy(-1), "stock.quantity"),
        (Policy(service_level_bp=0), "policy.service_level"),
        (Policy(service_level_bp=10_000), "policy.service_level"),
    ],
)
def test_what_nobody_can_want(room: Stockroom, policy: Policy, error: str) -> None:
    with pytest.raises(UserError) as refused:
        set_policy(room.store, SYSTEM, room.variants[0], room.shop, policy)
    assert refused.value.code == error


def test_an_adjustment_says_its_cause_or_its_reason_in_words(room: Stockroom) -> None:
    one, *_ = room.variants
    count_stock(room.store, SYSTEM, room.shop, {one: 5})
    adjust_stock(room.store, SYSTEM, room.shop, one, 1, "", "found")
    write_off(room.store, SYSTEM, room.shop, one, 2, "dropped by a customer", "breakage")
    for why, cause, error in (
        ("", None, "reason_missing"),
        (" ", "other", "reason_missing"),
        ("x", "goblins", "cause"),
    ):
        with pytest.raises(UserError, match=rf"stock\.{error}"):
            write_off(room.store, SYSTEM, room.shop, one, 1, why, cause)
    with room.store.read() as session:
        moved = [(m.quantity, m.reason, m.cause, m.note) for m in session.query(StockMovement)]
        assert moved[1:] == [(1, "adjustment", "found", ""), (-2, "damage", "breakage", "dropped by a customer")]
