"""The ledger: levels are the sum of movements, and only a count, an opening or a delivery makes them believable."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.inventory.stock import (
    adjust_stock,
    count_stock,
    levels,
    levels_everywhere,
    open_warnings,
    receive_delivery,
    resolve_warning,
    transfer_stock,
    write_off,
)
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Location, Product, StockLevel, StockMovement, Variant
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.blank import blank_store


def stock_shop(store: Store) -> tuple[list[int], list[int]]:
    """Two locations and three variants; their ids."""
    with store.begin(SYSTEM) as unit:
        first = ensure_location(unit)
        back = Location(code="BACK", name="Back room")
        product = Product(code="P", name="Thing", created_at=unit.clock.now())
        unit.session.add_all([back, product])
        unit.session.flush()
        variants = [Variant(product_id=product.id, sku=f"V{n}", price_minor=100) for n in range(3)]
        unit.session.add_all(variants)
        unit.session.flush()
        unit.commit()
        return [first, back.id], [variant.id for variant in variants]


def known(store: Store, variant_id: int, location_id: int) -> int | None:
    with store.read() as session:
        return levels(session, [variant_id], location_id)[variant_id].known


def test_a_level_is_unknown_until_somebody_says_how_many(store: Store, manager: Actor) -> None:
    (shop, _), (one, *_) = stock_shop(store)
    assert known(store, one, shop) is None
    adjust_stock(store, manager, shop, one, 3, "found behind the shelf")
    assert known(store, one, shop) is None
    changes = count_stock(store, manager, shop, {one: 7})
    assert known(store, one, shop) == 7
    assert changes.variants == {one}
    count_stock(store, manager, shop, {one: 7})  # a count that agrees moves nothing and is still in the ledger
    with store.read() as session:
        assert list(session.scalars(select(StockMovement.quantity).order_by(StockMovement.id))) == [3, 4, 0]


def test_a_delivery_counts_too(store: Store, associate: Actor) -> None:
    (shop, _), (one, two, _) = stock_shop(store)
    receive_delivery(store, associate, shop, {one: 5, two: 1}, note="DN 17")
    assert (known(store, one, shop), known(store, two, shop)) == (5, 1)
    with store.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "stock.received")).one()
        assert (entry.staff_id, entry.details["lines"], entry.details["note"]) == (associate.staff_id, 2, "DN 17")


def test_only_managers_adjust_and_write_off(store: Store, associate: Actor, manager: Actor) -> None:
    (shop, _), (one, *_) = stock_shop(store)
    count_stock(store, associate, shop, {one: 5})
    with pytest.raises(NotAllowed):
        adjust_stock(store, associate, shop, one, -1, "lost")
    with pytest.raises(NotAllowed):
        write_off(store, associate, shop, one, 1, "broken")
    with pytest.raises(UserError, match="reason_missing"):
        write_off(store, manager, shop, one, 1, "  ")
    with pytest.raises(UserError, match="reason_missing"):
        adjust_stock(store, manager, shop, one, 1, "")
    adjust_stock(store, manager, shop, one, -1, "lost")
    write_off(store, manager, shop, one, 2, "broken")
    assert known(store, one, shop) == 2
    with pytest.raises(NotAllowed):
        count_stock(store, Actor("kiosk", "mirror"), shop, {one: 5})


@pytest.mark.parametrize("quantity", [0, -1, 4_006_381_333_931])
def test_quantities_that_cannot_be_meant_are_refused(store: Store, quantity: int) -> None:
    (shop, back), (one, *_) = stock_shop(store)
    with pytest.raises(UserError, match=r"stock\.quantity"):
        receive_delivery(store, SYSTEM, shop, {one: quantity})
    with pytest.raises(UserError, match=r"stock\.quantity"):
        transfer_stock(store, SYSTEM, shop, back, {one: quantity})
    with pytest.raises(UserError, match=r"stock\.quantity"):
        write_off(store, SYSTEM, shop, one, quantity, "why")


def test_what_is_not_there_is_refused(store: Store) -> None:
    (shop, _), (one, *_) = stock_shop(store)
    with pytest.raises(NotFound, match=r"variant\.unknown"):
        receive_delivery(store, SYSTEM, shop, {one: 1, 999: 1})
    with pytest.raises(NotFound, match=r"location\.unknown"):
        count_stock(store, SYSTEM, 999, {one: 1})
    with pytest.raises(UserError, match=r"stock\.nothing"):
        receive_delivery(store, SYSTEM, shop, {})
    with pytest.raises(UserError, match="same_location"):
        transfer_stock(store, SYSTEM, shop, shop, {one: 1})
    assert known(store, one, shop) is None


def test_a_transfer_keeps_the_sum_and_warns_below_zero(store: Store, manager: Actor) -> None:
    (shop, back), (one, *_) = stock_shop(store)
    count_stock(store, manager, shop, {one: 3})
    count_stock(store, manager, back, {one: 0})
    transfer_stock(store, manager, shop, back, {one: 4})
    with store.read() as session:
        found = {level.location: level.level.known for level in levels_everywhere(session, one)}
        assert found == {"Back room": 4, "Shop": -1}
        (warning,) = open_warnings(session)
        assert (warning.location_id, warning.level) == (shop, -1)
        assert open_warnings(session, back) == ()


def test_a_warning_is_resolved_by_hand_or_by_what_explains_it(store: Store, manager: Actor, associate: Actor) -> None:
    (shop, _), (one, two, _) = stock_shop(store)
    count_stock(store, manager, shop, {one: 0, two: 0})
    write_off(store, manager, shop, one, 1, "broken")
    write_off(store, manager, shop, two, 1, "broken")
    with pytest.raises(NotAllowed):
        resolve_warning(store, associate, one, shop)
    resolve_warning(store, manager, one, shop)
    with pytest.raises(NotFound, match="no_warning"):
        resolve_warning(store, manager, one, shop)
    receive_delivery(store, associate, shop, {two: 1})
    with store.read() as session:
        assert open_warnings(session) == ()


steps = st.lists(
    st.tuples(
        st.sampled_from(["deliver", "count", "adjust", "write_off", "transfer"]),
        st.integers(0, 2),
        st.integers(0, 1),
        st.integers(1, 50),
        st.booleans(),
    ),
    max_size=25,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_levels_are_always_the_sum_of_the_ledger(plan: list[tuple[str, int, int, int, bool]]) -> None:
    with TemporaryDirectory() as folder:
        store = blank_store(Path(folder) / "shop.db")
        with store.begin(SYSTEM) as unit:
            save_shop(unit, Shop(name="Ledger"))
            unit.commit()
        locations, variants = stock_shop(store)
        expected: dict[tuple[int, int], int] = {}
        counted: set[tuple[int, int]] = set()
        for what, which, where, units, up in plan:
            variant, location, other = variants[which], locations[where], locations[1 - where]
            shelf = (variant, location)
            before = expected.get(shelf, 0)
            if what == "deliver":
                receive_delivery(store, SYSTEM, location, {variant: units})
                expected[shelf] = before + units
            elif what == "count":
                count_stock(store, SYSTEM, location, {variant: units})
                expected[shelf] = units
            elif what == "adjust":
                change = units if up else -units
                adjust_stock(store, SYSTEM, location, variant, change, "why")
                expected[shelf] = before + change
            elif what == "write_off":
                write_off(store, SYSTEM, location, variant, units, "why")
                expected[shelf] = before - units
            else:
                transfer_stock(store, SYSTEM, location, other, {variant: units})
                expected[shelf] = before - units
                expected[variant, other] = expected.get((variant, other), 0) + units
            if what in ("deliver", "count"):
                counted.add(shelf)
        with store.read() as session:
            found = {(row.variant_id, row.location_id): row for row in session.scalars(select(StockLevel))}
            ledger = session.execute(
                select(StockMovement.variant_id, StockMovement.location_id, func.sum(StockMovement.quantity)).group_by(
                    StockMovement.variant_id, StockMovement.location_id
                )
            )
            assert {shelf: row.quantity for shelf, row in found.items()} == expected
            assert {(variant, location): total for variant, location, total in ledger} == expected
            assert {shelf for shelf, row in found.items() if row.is_counted} == counted
        store.close()
