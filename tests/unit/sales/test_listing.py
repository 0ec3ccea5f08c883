"""The table of receipts: filters alone and together, order, and what a row says."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from shopassistant.core.errors import UserError
from shopassistant.sales.listing import SORTS, ReceiptFilter, list_ids, load_rows, starts_with
from shopassistant.store.database import Store
from shopassistant.store.schema import Variant
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale


def listed(store: Store, sort: str = "sold_at", **wanted: object) -> list[int]:
    with store.read() as session:
        return list_ids(session, ReceiptFilter(**wanted), sort, timezone=UTC)  # type: ignore[arg-type]


def test_newest_first(store: Store) -> None:
    (hat,) = a_product(store)
    old, _ = a_sale(store, hat, at=AT)
    new, _ = a_sale(store, hat, at=AT + timedelta(days=1))
    assert listed(store) == [new, old]


def test_a_number_is_found_by_its_beginning_in_any_case(store: Store) -> None:
    (hat,) = a_product(store)
    one, _ = a_sale(store, hat, number="R000123")
    a_sale(store, hat, number="R000223")
    assert listed(store, number=" r0001") == [one]
    with store.read() as session:
        assert starts_with(session, "R0001") == ((one, "R000123"),)
        assert starts_with(session, " ") == ()


def test_filters_hold_together(store: Store) -> None:
    (hat,), (cap,) = a_product(store, "Hat"), a_product(store, "Cap")
    ann = a_customer(store)
    wanted, line = a_sale(store, hat, customer_id=ann, price=700)
    a_sale(store, cap, customer_id=ann, price=700)
    a_sale(store, hat, price=700)
    back, _ = a_sale(store, hat, customer_id=ann, quantity=-1, price=700, returns_line_id=line)
    with store.read() as session:
        product_id = session.get_one(Variant, hat).product_id
    assert set(listed(store, customer_id=ann, product_id=product_id)) == {wanted, back}
    assert listed(store, customer_id=ann, product_id=product_id, kind="return") == [back]
    assert len(listed(store, total_minor=700)) == 4
    both = ReceiptFilter(customer_id=ann) | ReceiptFilter(kind="sale")
    assert (both.customer_id, both.kind) == (ann, "sale")


def test_a_day_begins_where_the_shop_is(store: Store) -> None:
    (hat,) = a_product(store)
    late, _ = a_sale(store, hat, at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    day = {"first_on": date(2026, 3, 2), "last_on": date(2026, 3, 2)}
    assert listed(store, **day) == []
    with store.read() as session:
        assert list_ids(session, ReceiptFilter(**day), timezone=timezone(timedelta(hours=1))) == [late]


@pytest.mark.parametrize("sort", SORTS)
def test_every_order_lists_everything_once(store: Store, sort: str) -> None:
    (hat,) = a_product(store)
    ids = {a_sale(store, hat, customer_id=a_customer(store))[0], a_sale(store, hat)[0]}
    assert set(listed(store, sort)) == ids
    with pytest.raises(UserError, match=r"list\.sort"):
        listed(store, "mood")


def test_a_row_says_who_what_and_whether_something_came_back(store: Store) -> None:
    (hat,) = a_product(store, "Hat")
    ann = a_customer(store)
    sold, line = a_sale(store, hat, customer_id=ann, quantity=3, source="import")
    back, _ = a_sale(store, hat, customer_id=ann, quantity=-1, returns_line_id=line)
    with store.read() as session:
        rows = load_rows(session, [sold, back, 999])
    assert set(rows) == {sold, back}
    assert (rows[sold].customer, rows[sold].what, rows[sold].units) == ("Ann Lee", "Hat", 3)
    assert (rows[sold].returned, rows[back].returned) == (True, False)
    assert (rows[back].units, rows[back].total_minor, rows[back].tenders) == (1, -2500, ("card",))
