"""The stock table: filters, order, and the ledger behind a line."""

from datetime import timedelta

import pytest

from shopassistant.core.errors import UserError
from shopassistant.inventory.ledger import barcodes, movements, price_history
from shopassistant.inventory.listing import (
    LOW_UNITS,
    SORTS,
    StockFilter,
    categories,
    list_ids,
    load_rows,
    state_counts,
    suppliers,
)
from shopassistant.store.database import Store
from tests.unit.shop_rows import AT, a_product, a_sale


def listed(store: Store, sort: str = "name", *, descending: bool = False, **wanted: object) -> list[int]:
    with store.read() as session:
        return list_ids(session, StockFilter(**wanted), sort, descending=descending)  # type: ignore[arg-type]


def test_states_tell_low_zero_negative_and_not_counted_apart(store: Store) -> None:
    (low,) = a_product(store, "Low", stock=LOW_UNITS)
    (zero,) = a_product(store, "Zero", stock=0)
    (minus,) = a_product(store, "Minus", stock=-2)
    (unknown,) = a_product(store, "Unknown", stock=None)
    (plenty,) = a_product(store, "Plenty", stock=LOW_UNITS + 1)
    assert listed(store, state="low") == [low]
    assert listed(store, state="zero") == [zero]
    assert listed(store, state="negative") == [minus]
    assert listed(store, state="not_counted") == [unknown]
    assert listed(store, state="in_stock") == [low, plenty]
    with store.read() as session:
        assert state_counts(session) == {"low": 1, "zero": 1, "negative": 1, "not_counted": 1, "in_stock": 2}


def test_sold_without_ever_being_counted_is_not_negative_but_unknown(store: Store) -> None:
    (hat,) = a_product(store, "Hat", stock=None)
    a_sale(store, hat, quantity=3)
    assert listed(store, state="negative") == []
    assert listed(store, state="not_counted") == [hat]
    with store.read() as session:
        row = load_rows(session, [hat])[hat]
    assert row.total is None


def test_a_category_takes_in_those_below_it_and_no_namesake(store: Store) -> None:
    (shoe,) = a_product(store, "Boot", category="Shoes / Boots")
    (plain,) = a_product(store, "Pump", category="Shoes")
    a_product(store, "Spray", category="Shoes care")
    with store.read() as session:
        shoes = next(one.id for one in categories(session) if one.name == "Shoes")
    assert listed(store, category_id=shoes) == [shoe, plain]


def test_supplier_filter(store: Store) -> None:
    (from_a,) = a_product(store, supplier="A Ltd")
    a_product(store, supplier="B Ltd")
    with store.read() as session:
        (first, _) = suppliers(session)
    assert listed(store, supplier_id=first.id) == [from_a]


def test_sizes_sort_as_people_count_them(store: Store) -> None:
    medium, small, large, extra = a_product(store, sizes=("M", "S", "L", "XL"))
    assert listed(store, "size") == [small, medium, large, extra]


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_lists_everything_once(store: Store, sort: str) -> None:
    ids = {*a_product(store, "A", sizes=("S", "M")), *a_product(store, "B", stock=None), *a_product(store, "C")}
    assert sorted(listed(store, sort)) == sorted(ids)
    assert sorted(listed(store, sort, descending=True)) == sorted(ids)


def test_stock_can_be_sorted_at_one_location(store: Store) -> None:
    (few,), (many,), (unknown,) = a_product(store, stock=1), a_product(store, stock=5), a_product(store, stock=None)
    assert listed(store, "stock@1", descending=True) == [many, few, unknown]
    assert listed(store, "stock@1", state="low") == [few]
    assert set(listed(store, "stock@99")) == {few, many, unknown}
    with pytest.raises(UserError, match=r"list\.sort"):
        listed(store, "stock@here")


def test_unknown_order_or_state_is_refused(store: Store) -> None:
    with pytest.raises(UserError, match=r"list\.sort"):
        listed(store, "weight")
    with pytest.raises(UserError, match=r"stock\.state"):
        StockFilter(state="plenty")


def test_the_ledger_runs_from_the_newest_with_the_level_after_each(store: Store) -> None:
    (hat,) = a_product(store, "Hat", stock=10, barcode="5901234123457")
    a_sale(store, hat, quantity=4, number="R7", at=AT + timedelta(hours=1))
    with store.read() as session:
        sold, opening = movements(session, hat)
        assert (sold.quantity, sold.level_after, sold.receipt) == (-4, 6, "R7")
        assert (opening.quantity, opening.level_after, opening.receipt) == (10, 10, "")
        assert [line.price_minor for line in price_history(session, hat)] == [2500]
        assert barcodes(session, hat) == ("5901234123457",)
