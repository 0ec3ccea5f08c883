"""Suppliers: terms, range, packs and price breaks, and how long they truly take."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.inventory.purchasing.arrival import Arrival, ArrivedLine
from shopassistant.inventory.purchasing.receiving import receive, reverse_receipt
from shopassistant.inventory.suppliers.items import (
    ItemTerms,
    items_of_supplier,
    items_of_variant,
    preferred_items,
    put_item,
    remove_item,
    set_preferred,
)
from shopassistant.inventory.suppliers.lead_times import LeadTimes, lead_times
from shopassistant.inventory.suppliers.prices import cheapest_units, unit_cost, whole_packs
from shopassistant.inventory.suppliers.terms import SupplierTerms, add_supplier, change_supplier, supplier_terms
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.schema import AuditEntry, Product
from tests.unit.inventory.stockroom import Calendar, Stockroom

ASSOCIATE = Actor("api", "Alex", None, "associate")


def test_terms_are_kept_and_changed(room: Stockroom) -> None:
    terms = SupplierTerms(" Ost ", "o@example.com", "0171", "1 Quay", "K-7", 12, 50_000, 990, 14)
    made = add_supplier(room.store, SYSTEM, terms).supplier_id
    with room.store.read() as session:
        assert supplier_terms(session, made) == SupplierTerms("Ost", *list(vars_of(terms))[1:])
    change_supplier(room.store, SYSTEM, made, SupplierTerms("Ost", lead_time_days=3))
    with room.store.read() as session:
        assert supplier_terms(session, made) == SupplierTerms("Ost", lead_time_days=3)
        trail = session.query(AuditEntry).filter_by(action="supplier.changed").one()
        assert trail.details["lead_time_days"] == 3
        assert "o@example.com" not in str(trail.details)


def vars_of(terms: SupplierTerms) -> tuple[object, ...]:
    return tuple(getattr(terms, name) for name in SupplierTerms.__dataclass_fields__)


@pytest.mark.parametrize(
    ("terms", "error"),
    [
        (SupplierTerms(" "), "supplier.name_missing"),
        (SupplierTerms("nord"), "supplier.name_taken"),
        (SupplierTerms("x", phone="0" * 41), "supplier.text_long"),
        (SupplierTerms("x", lead_time_days=-1), "supplier.days"),
        (SupplierTerms("x", review_days=0), "supplier.days"),
        (SupplierTerms("x", min_order_minor=-1), "product.price"),
    ],
)
def test_terms_that_cannot_be(room: Stockroom, terms: SupplierTerms, error: str) -> None:
    with pytest.raises(UserError) as refused:
        add_supplier(room.store, SYSTEM, terms)
    assert refused.value.code == error
    with pytest.raises(NotAllowed):
        add_supplier(room.store, ASSOCIATE, terms)


def test_a_variant_has_several_suppliers_and_one_preferred(room: Stockroom) -> None:
    one, two, _ = room.variants
    put_item(room.store, SYSTEM, room.north, one, ItemTerms("N-1", 300, 6, 12, None, ((24, 250),)))
    put_item(room.store, SYSTEM, room.south, one, ItemTerms("S-1", None, lead_time_days=2))
    with room.store.read() as session:
        north, south = items_of_variant(session, one)
        assert (north.supplier, north.preferred, south.preferred) == ("Nord", True, False)
        assert (north.lead_time_days, north.own_lead_time, south.lead_time_days, south.own_lead_time) == (
            5,
            False,
            2,
            True,
        )
        assert (north.unit_cost(23), north.unit_cost(24), south.unit_cost(99)) == (300, 250, 400)
        assert (north.whole_packs(1), north.whole_packs(13), south.whole_packs(13)) == (12, 18, 13)
    set_preferred(room.store, SYSTEM, room.south, one)
    with room.store.read() as session:
        assert {id_: row.supplier for id_, row in preferred_items(session).items()} == {one: "Süd"}
        assert preferred_items(session, [two]) == {}
    gone = remove_item(room.store, SYSTEM, room.south, one)
    assert (gone.removed, gone.was_preferred) == (ItemTerms("S-1", None, lead_time_days=2), True)
    with room.store.read() as session:
        (left,) = items_of_variant(session, one)
        assert (left.supplier, left.preferred) == ("Nord", True)
        assert items_of_supplier(session, room.south) == ()
    assert gone.removed is not None
    put_item(room.store, SYSTEM, room.south, one, gone.removed)
    with pytest.raises(NotFound, match=r"supplier\.item_unknown"):
        remove_item(room.store, SYSTEM, room.south, two)


def test_a_product_names_the_supplier_whom_all_its_variants_are_bought_from(room: Stockroom) -> None:
    def named() -> int | None:
        with room.store.read() as session:
            return session.get_one(Product, room.variant(room.variants[0]).product_id).supplier_id

    for variant in room.variants:
        put_item(room.store, SYSTEM, room.north, variant, ItemTerms(cost_minor=variant))
        put_item(room.store, SYSTEM, room.south, variant, ItemTerms(cost_minor=2 * variant))
    assert named() == room.north
    for variant in room.variants[:2]:
        set_preferred(room.store, SYSTEM, room.south, variant)
    assert named() == room.north  # they do not agree, so it stays
    set_preferred(room.store, SYSTEM, room.south, room.variants[2])
    assert named() == room.south
    with room.store.read() as session:
        assert [row.cost_minor for row in items_of_supplier(session, room.south)] == [2, 4, 6]
    for variant in room.variants:
        remove_item(room.store, SYSTEM, room.south, variant)
    assert named() == room.north
    for variant in room.variants:
        remove_item(room.store, SYSTEM, room.north, variant)
    assert named() is None


@pytest.mark.parametrize(
    "terms",
    [ItemTerms(pack_size=0), ItemTerms(min_units=0), ItemTerms(cost_minor=-1), ItemTerms(lead_time_days=-1),
     ItemTerms(breaks=((1, 5),)), ItemTerms(breaks=((5, 5), (5, 4)))],
)  # fmt: skip
def test_items_that_cannot_be(room: Stockroom, terms: ItemTerms) -> None:
    with pytest.raises(UserError):
        put_item(room.store, SYSTEM, room.north, room.variants[0], terms)


breaks_of = st.lists(st.tuples(st.integers(2, 200), st.integers(0, 500)), max_size=4, unique_by=lambda one: one[0])


@given(st.integers(0, 300), st.integers(1, 30), st.integers(1, 60))
def test_whole_packs_are_enough_and_no_pack_too_many(units: int, pack: int, least: int) -> None:
    found = whole_packs(units, pack, least)
    assert found % pack == 0
    assert (found == 0) == (units == 0)
    if units:
        assert found >= max(units, least) > found - pack


@given(st.integers(1, 300), st.integers(0, 500), breaks_of, st.integers(1, 12), st.integers(1, 20))
def test_the_cheapest_number_is_never_dearer(
    units: int, cost: int, breaks: list[tuple[int, int]], pack: int, least: int
) -> None:
    def price(count: int) -> int:
        return count * (unit_cost(cost, breaks, count) or 0)

    found = cheapest_units(units, cost, breaks, pack, least)
    assert found >= units
    assert found % pack == 0
    assert price(found) == min(price(n) for n in range(whole_packs(units, pack, least), 700, pack))


def observed(room: Stockroom, calendar: Calendar, **more: object) -> LeadTimes:
    with room.store.read() as session:
        return lead_times(session, room.north, calendar.now().date(), **more)  # type: ignore[arg-type]


def test_lead_times_are_what_the_receipts_say(room: Stockroom, calendar: Calendar) -> None:
    one, two, _ = room.variants
    assert observed(room, calendar).mean is None
    start = calendar.now().date()
    for days in (4, 9):
        order = room.order((one, 2, 1), (two, 1, 1)).order_id
        first, second = room.order_lines(order)
        calendar.pass_days(days)
        for line, variant, units in (
            (first.id, one, 2),
            (second.id, two, 1),
        ):  # two parcels of one day are one delivery
            receive(room.store, SYSTEM, Arrival(room.shop, (ArrivedLine(variant, units, order_line_id=line),), order))
    found = observed(room, calendar)
    assert (found.days, found.late, found.promised_days) == ((4, 9), 1, 5)
    assert (found.mean, found.late_share) == (6.5, 0.5)
    assert found.spread == pytest.approx(3.5355, abs=1e-4)
    assert observed(room, calendar, since=start + timedelta(days=1)).days == (9,)
    assert observed(room, calendar, variant_id=room.variants[2]).days == ()


def test_an_order_that_never_comes_is_not_forgotten(room: Stockroom, calendar: Calendar) -> None:
    room.order((room.variants[0], 2, 1))
    calendar.pass_days(5)
    assert (observed(room, calendar).waiting_days, observed(room, calendar).overdue) == ((5,), 0)
    calendar.pass_days(1)
    assert (observed(room, calendar).waiting_days, observed(room, calendar).overdue) == ((6,), 1)


def test_a_receipt_that_was_taken_back_is_no_delivery(room: Stockroom, calendar: Calendar) -> None:
    order = room.order((room.variants[0], 2, 1)).order_id
    calendar.pass_days(3)
    line = ArrivedLine(room.variants[0], 2, order_line_id=room.order_lines(order)[0].id)
    wrong = receive(room.store, SYSTEM, Arrival(room.shop, (line,), order))
    reverse_receipt(room.store, SYSTEM, wrong.receipt_id, "not ours")
    assert (observed(room, calendar).days, observed(room, calendar).waiting_days) == ((), (3,))
