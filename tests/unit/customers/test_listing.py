"""The table of customers: order, values and what is left out."""

from datetime import date, timedelta

import pytest

from shopassistant.core.errors import UserError
from shopassistant.customers.listing import SORTS, follow_ups_due, list_ids, load_rows, past_merges
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import CustomerMerge, FollowUp
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale


def test_order_by_value_puts_those_without_any_last_either_way(store: Store) -> None:
    (scarf,) = a_product(store)
    small, big, none = a_customer(store, "Small"), a_customer(store, "Big"), a_customer(store, "None")
    a_sale(store, scarf, customer_id=small, price=100)
    a_sale(store, scarf, customer_id=big, price=9_000)
    with store.read() as session:
        assert list_ids(session, "spend", descending=True) == [big, small, none]
        assert list_ids(session, "spend", descending=False) == [small, big, none]


def test_a_row_counts_sales_and_takes_returns_off_the_spend(store: Store) -> None:
    (scarf,) = a_product(store)
    ann = a_customer(store, phone="07700 900123", city="Leeds")
    _, line = a_sale(store, scarf, customer_id=ann, quantity=3, price=1_000)
    a_sale(store, scarf, customer_id=ann, quantity=-1, price=1_000, at=AT + timedelta(days=2), returns_line_id=line)
    with store.read() as session:
        row = load_rows(session, [ann])[ann]
    assert (row.orders, row.spend_minor) == (1, 2_000)
    assert row.last_visit_at == AT + timedelta(days=2)
    assert (row.name, row.phone, row.city) == ("Ann Lee", "07700 900123", "Leeds")


def test_every_order_lists_every_active_customer_once(store: Store) -> None:
    ids = {a_customer(store, f"N{index}", f"F{9 - index}") for index in range(9)}
    a_customer(store, "Gone", status="erased")
    with store.read() as session:
        for sort in SORTS:
            for descending in (True, False):
                listed = list_ids(session, sort, descending=descending)
                assert len(listed) == len(ids)
                assert set(listed) == ids


def test_names_sort_by_family_and_a_company_by_its_own(store: Store) -> None:
    zoe = a_customer(store, "Zoe", "Adams")
    firm = a_customer(store, "", "", company="Miller Ltd")
    adam = a_customer(store, "Adam", "Young")
    with store.read() as session:
        assert list_ids(session, "name", descending=False) == [zoe, firm, adam]


def test_an_unknown_order_is_refused(store: Store) -> None:
    with store.read() as session, pytest.raises(UserError, match=r"list\.sort"):
        list_ids(session, "shoe size")


def test_follow_ups_due_carry_the_name_and_leave_out_done_and_later_ones(store: Store) -> None:
    ann = a_customer(store)
    with store.begin(SYSTEM) as unit:
        for text, due, done in (("call", 1, None), ("late", -3, None), ("done", 0, AT), ("later", 9, None)):
            unit.session.add(
                FollowUp(
                    customer_id=ann,
                    text=text,
                    due_on=date(2026, 3, 1) + timedelta(days=due),
                    created_at=AT,
                    done_at=done,
                )
            )
        unit.commit()
    with store.read() as session:
        due_now = follow_ups_due(session, date(2026, 3, 2))
    assert [(one.text, one.name) for one in due_now] == [("late", "Ann Lee"), ("call", "Ann Lee")]


def test_past_merges_name_both(store: Store) -> None:
    ann, anne = a_customer(store), a_customer(store, "Anne")
    with store.begin(SYSTEM) as unit:
        unit.session.add(CustomerMerge(kept_id=ann, absorbed_id=anne, at=AT, before={}))
        unit.commit()
    with store.read() as session:
        (merge,) = past_merges(session)
    assert (merge.kept_name, merge.absorbed_name, merge.undone_at) == ("Ann Lee", "Anne Lee", None)
