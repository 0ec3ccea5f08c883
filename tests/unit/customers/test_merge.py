"""Merging makes one of two and loses nothing; undoing restores every row exactly."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from shopassistant.core.errors import NotAllowed, UserError
from shopassistant.customers.consent import has_consent
from shopassistant.customers.duplicates import find_duplicates
from shopassistant.customers.edit import add_contact, add_note, change_customer
from shopassistant.customers.merge import FIELDS, merge, preview_merge, undo_merge
from shopassistant.customers.profile import load_profile
from shopassistant.customers.search import CustomerSearch
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Basket,
    Consent,
    Contact,
    Customer,
    FollowUp,
    ImportantDate,
    Location,
    Note,
    Product,
    RecommendationEvent,
    Sale,
    WishlistItem,
)
from shopassistant.store.shop import ensure_location
from tests.blank import blank_store
from tests.unit.customers.conftest import NOW, AddCustomer, AddSale

MANAGER = Actor("staff", "Mia", None, "manager")
_TABLES = (
    "customer", "contact", "consent", "note", "wishlist_item", "follow_up", "important_date", "sale", "basket",
    "recommendation_event",
)  # fmt: skip


def everything(store: Store) -> dict[str, list[Any]]:
    """All rows about customers, as the database holds them."""
    with store.read() as session:
        return {name: sorted(tuple(row) for row in session.execute(text(f"SELECT * FROM {name}"))) for name in _TABLES}


def test_preview_shows_both_and_suggests_what_is_filled(store: Store, add_person: AddCustomer) -> None:
    kept = add_person("Bob", "Smith", phone="020 7946 0958", city="")
    gone = add_person("Robert", "Smith", phone="020 7946 0958", city="London", email="r@smith.org")
    with store.read() as session:
        preview = preview_merge(session, kept, gone)
    fields = {choice.field: choice for choice in preview.fields}
    assert set(fields) == set(FIELDS)
    assert (fields["given_name"].suggestion, fields["given_name"].differs) == ("kept", True)
    assert (fields["city"].suggestion, fields["city"].differs) == ("absorbed", False)
    assert preview.moved["contact"] == 2
    assert preview.doubled == {"contact": 1}


def test_merge_moves_and_chooses(store: Store, add_person: AddCustomer, add_sale: AddSale) -> None:
    kept = add_person("Bob", "Smith", phone="020 7946 0958")
    gone = add_person("Robert", "Smyth", phone="020 7946 0958", email="r@smith.org", number="OLD-7")
    add_sale(kept, "A", total=500)
    add_sale(gone, "R-0002", total=700)
    result = merge(store, MANAGER, kept, gone, {"given_name": "absorbed"})
    assert result.changes.customers == {kept, gone}
    with store.read() as session:
        profile = load_profile(session, kept, date(2025, 5, 1))
        assert (profile.given_name, profile.family_name) == ("Robert", "Smith")
        assert (profile.orders, profile.spend_minor) == (2, 1200)
        assert [contact.kind for contact in profile.contacts] == ["phone", "email"]
    search = CustomerSearch(store)
    for typed in ("OLD-7", "smyth ", "r@smith.org", "R-0002"):
        assert kept in {match.customer_id for match in search.find(typed)}, typed


def test_the_newest_word_on_consent_counts(store: Store, add_person: AddCustomer) -> None:
    kept, gone = add_person("A", "B"), add_person("A", "B")
    with store.begin(SYSTEM) as unit:
        for customer_id, purpose, granted, days in (
            (kept, "email", True, 0),
            (gone, "email", False, 1),
            (kept, "sms", False, 0),
            (gone, "sms", True, 1),
            (kept, "post", True, 0),
            (gone, "post", False, 0),
        ):
            at = NOW + timedelta(days=days)
            unit.session.add(Consent(customer_id=customer_id, purpose=purpose, granted=granted, at=at, source="form"))
        unit.commit()
    merge(store, MANAGER, kept, gone)
    with store.read() as session:
        assert not has_consent(session, kept, "email")
        assert has_consent(session, kept, "sms")
        assert not has_consent(session, kept, "post")
        assert not has_consent(session, kept, "phone")


def test_associates_may_not_merge(store: Store, add_person: AddCustomer, associate: Actor) -> None:
    kept, gone = add_person("A", "B"), add_person("A", "B")
    with pytest.raises(NotAllowed):
        merge(store, associate, kept, gone)


def test_refuses_what_makes_no_sense(store: Store, add_person: AddCustomer) -> None:
    kept, gone = add_person("A", "B"), add_person("A", "B")
    for arguments in ((kept, kept), (kept, gone, {"number": "absorbed"}), (kept, gone, {"city": "both"})):
        with pytest.raises(UserError):
            merge(store, MANAGER, *arguments)
    merge(store, MANAGER, kept, gone)
    with pytest.raises(UserError, match=r"customers\.merged"):
        merge(store, MANAGER, kept, gone)
    with pytest.raises(UserError, match=r"customers\.merged"):
        add_note(store, MANAGER, gone, "hello")


def test_what_came_after_the_merge_stays_with_the_kept(
    store: Store, add_person: AddCustomer, add_sale: AddSale
) -> None:
    kept, gone = add_person("A", "B", city="Bath"), add_person("A", "B", city="York")
    add_sale(gone, "before")
    done = merge(store, MANAGER, kept, gone)
    add_sale(kept, "after")
    change_customer(store, MANAGER, kept, {"city": "Leeds"})
    undo_merge(store, MANAGER, done.merge_id)
    with store.read() as session:
        owners = {row[0]: row[1] for row in session.execute(text("SELECT number, customer_id FROM sale"))}
        assert owners == {"before": gone, "after": kept}
        assert load_profile(session, kept, NOW.date()).city == "Leeds"
        assert load_profile(session, gone, NOW.date()).status == "active"
    with pytest.raises(UserError, match="merge_undone"):
        undo_merge(store, MANAGER, done.merge_id)


def test_a_chain_leads_to_the_last_and_is_undone_backwards(
    store: Store, add_person: AddCustomer, add_sale: AddSale
) -> None:
    ids = [add_person("A", "B", number=f"K{at}", email="same@x.org") for at in range(4)]
    for customer_id in ids:
        add_sale(customer_id, f"S{customer_id}")
    before = everything(store)
    merges = [merge(store, MANAGER, ids[at + 1], ids[at]).merge_id for at in range(3)]
    search = CustomerSearch(store)
    assert [match.customer_id for match in search.find("K0")][:1] == [ids[3]]
    with pytest.raises(UserError, match="merge_order"):
        undo_merge(store, MANAGER, merges[0])
    for merge_id in reversed(merges):
        undo_merge(store, MANAGER, merge_id)
    assert everything(store) == before
    assert [match.customer_id for match in search.find("K0")][:1] == [ids[0]]


def test_a_pair_that_was_parted_is_not_proposed_again(store: Store, add_person: AddCustomer) -> None:
    kept = add_person("Wilhelmina", "Zanderholt", email="w@x.org")
    gone = add_person("Mina", "Zanderhold", email="w@x.org")
    assert [(pair.first_id, pair.second_id) for pair in find_duplicates(store, 10)] == [(kept, gone)]
    done = merge(store, MANAGER, kept, gone)
    assert find_duplicates(store, 10) == ()
    undo_merge(store, MANAGER, done.merge_id)
    assert find_duplicates(store, 10) == ()


_moments = st.datetimes(datetime(2020, 1, 1), datetime(2025, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))
_sides = st.sampled_from((0, 1))
_rows = st.lists(
    st.one_of(
        st.tuples(st.just("contact"), _sides, st.sampled_from(("phone", "email", "card")), st.integers(0, 3)),
        st.tuples(st.just("consent"), _sides, st.sampled_from(("email", "sms")), st.booleans(), _moments),
        st.tuples(st.just("note"), _sides, st.text(min_size=1, max_size=20)),
        st.tuples(st.just("wish"), _sides, st.integers(1, 3), _moments),
        st.tuples(st.just("follow"), _sides, st.dates(date(2024, 1, 1)), st.booleans()),
        st.tuples(st.just("date"), _sides, st.sampled_from(("birthday", "Birthday", "wedding")), st.integers(1, 3)),
        st.tuples(st.just("sale"), _sides, _moments),
        st.tuples(st.just("basket"), _sides, st.sampled_from(("open", "held", "sold"))),
        st.tuples(st.just("event"), _sides, st.integers(1, 3), _moments),
    ),
    max_size=25,
)


def _write(store: Store, ids: list[int], rows: list[tuple[Any, ...]]) -> None:
    with store.begin(SYSTEM) as unit:
        session = unit.session
        location = ensure_location(unit)
        for at in range(1, 4):
            session.merge(Product(id=at, code=f"P{at}", name=f"P{at}", created_at=NOW))
        session.flush()
        wished = set()
        for at, (kind, side, *more) in enumerate(rows):
            owner = ids[side]
            if kind == "contact":
                value = f"{more[0]}{more[1]}"
                session.add(Contact(customer_id=owner, kind=more[0], value=value, lookup=value, is_primary=at % 2 == 0))
            elif kind == "consent":
                session.add(Consent(customer_id=owner, purpose=more[0], granted=more[1], at=more[2], source="form"))
            elif kind == "note":
                session.add(Note(customer_id=owner, text=more[0], at=NOW))
            elif kind == "wish" and (owner, more[0]) not in wished:
                wished.add((owner, more[0]))
                session.add(WishlistItem(customer_id=owner, product_id=more[0], at=more[1]))
            elif kind == "follow":
                done = NOW if more[1] else None
                session.add(FollowUp(customer_id=owner, text="x", due_on=more[0], created_at=NOW, done_at=done))
            elif kind == "date":
                session.add(ImportantDate(customer_id=owner, label=more[0], month=more[1], day=1, year=None))
            elif kind == "sale":
                session.add(
                    Sale(
                        number=f"S{at}", kind="sale", source="counter", customer_id=owner, location_id=location,
                        sold_at=more[0], currency="GBP", gross_minor=1, discount_minor=0, total_minor=1, tax_minor=0,
                    )
                )  # fmt: skip
            elif kind == "basket":
                session.add(
                    Basket(
                        terminal=f"T{at}",
                        status=more[0],
                        customer_id=owner,
                        location_id=location,
                        created_at=NOW,
                        changed_at=NOW,
                    )
                )
            elif kind == "event":
                session.add(
                    RecommendationEvent(
                        at=more[1], list_key="k", customer_id=owner, product_id=more[0], method="hybrid", position=1,
                        event="shown",
                    )
                )  # fmt: skip
        unit.commit()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    rows=_rows,
    names=st.lists(st.sampled_from(("", "Anna", "Ann")), min_size=4, max_size=4),
    choices=st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(("kept", "absorbed"))),
)
def test_undo_restores_every_row_exactly(
    rows: list[tuple[Any, ...]], names: list[str], choices: dict[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        store = blank_store(Path(folder) / "shop.db")
        try:
            ids = []
            with store.begin(SYSTEM) as unit:
                for at in range(2):
                    person = Customer(
                        number=f"N{at}", given_name=names[at], city=names[at + 2], created_at=NOW, updated_at=NOW
                    )
                    unit.session.add(person)
                    unit.session.flush()
                    ids.append(person.id)
                unit.commit()
            _write(store, ids, rows)
            before = everything(store)
            done = merge(store, MANAGER, ids[0], ids[1], choices)
            merged = everything(store)
            owned = [row for name, found in merged.items() if name != "customer" for row in found]
            assert len(owned) <= sum(len(found) for name, found in before.items() if name != "customer")
            undo_merge(store, MANAGER, done.merge_id)
            assert everything(store) == before
        finally:
            store.close()


def test_a_merged_contact_keeps_one_main_number(store: Store, add_person: AddCustomer) -> None:
    kept = add_person("A", "B", phone="020 7946 0958")
    gone = add_person("A", "B", phone="020 7946 0111")
    merge(store, MANAGER, kept, gone)
    add_contact(store, MANAGER, kept, "phone", "020 7946 0222")
    with store.read() as session:
        contacts = load_profile(session, kept, NOW.date()).contacts
    assert [contact.is_primary for contact in contacts] == [True, False, False]
    assert contacts[0].value == "020 7946 0958"
    with store.read() as session:
        assert session.query(Location).count() == 1
