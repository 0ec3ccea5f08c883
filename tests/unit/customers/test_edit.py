"""What staff write about a customer is checked, recorded, and seen in the profile."""

from datetime import date, timedelta

import pytest

from shopassistant.core.errors import Conflict, NotAllowed, NotFound, UserError
from shopassistant.core.messages import Catalogue
from shopassistant.customers import edit
from shopassistant.customers.profile import days_until, load_profile
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Consent, Customer
from tests.unit.customers.conftest import NOW, AddCustomer
from tests.unit.shop_rows import a_product

TODAY = date(2025, 5, 1)


def test_a_line_makes_a_customer_and_warns_of_the_one_already_here(store: Store, associate: Actor) -> None:
    first = edit.create_from_line(store, associate, "Anna Miller 020 7946 0958 anna@x.org London")
    assert (first.number, first.likely_duplicates) == ("C000001", ())
    second = edit.create_from_line(store, associate, "Ann Miller +44 20 7946 0958")
    assert [(found.customer_id, found.reason_code) for found in second.likely_duplicates] == [
        (first.customer_id, "customers.duplicate.same_phone")
    ]
    third = edit.create_from_line(store, associate, "Anna Miler, London")
    assert third.likely_duplicates[0].reason_code == "customers.duplicate.close_name_place"
    fourth = edit.create_from_line(store, associate, "Miller, Anna")
    assert fourth.likely_duplicates[0].reason_code == "customers.duplicate.same_name"
    with store.read() as session:
        profile = load_profile(session, first.customer_id, TODAY)
        assert [(contact.kind, contact.value) for contact in profile.contacts] == [
            ("phone", "020 7946 0958"),
            ("email", "anna@x.org"),
        ]
        assert session.query(AuditEntry).filter_by(action="customer.added").count() == 4


def test_a_number_taken_by_an_import_is_skipped(store: Store, associate: Actor, add_person: AddCustomer) -> None:
    add_person("A", "B", number="C000001")
    assert edit.create_from_line(store, associate, "Anna Miller").number == "C000002"


def test_nothing_to_call_somebody_by_is_refused(store: Store, associate: Actor) -> None:
    with pytest.raises(UserError, match="line_empty"):
        edit.create_from_line(store, associate, "  ")
    with pytest.raises(NotAllowed):
        edit.create_from_line(store, Actor("kiosk", "kiosk"), "Anna Miller")
    with store.read() as session:
        assert session.query(Customer).count() == 0


def test_changing_notices_another_terminal(store: Store, associate: Actor, add_person: AddCustomer) -> None:
    who = add_person("Anna", "Miller", city="Bath")
    assert edit.change_customer(store, associate, who, {"city": "York"}, seen={"city": "Bath"}).customers == {who}
    with pytest.raises(Conflict):
        edit.change_customer(store, associate, who, {"city": "Hull"}, seen={"city": "Bath"})
    assert not edit.change_customer(store, associate, who, {"city": "York"}).customers
    for fields, code in (
        ({"number": "1"}, "field_unknown"),
        ({"city": "x" * 81}, "field_long"),
        ({"given_name": "", "family_name": " "}, "nameless"),
    ):
        with pytest.raises(UserError, match=code):
            edit.change_customer(store, associate, who, fields)


def test_contacts(store: Store, associate: Actor, add_person: AddCustomer) -> None:
    who = add_person("Anna", "Miller", phone="020 7946 0958")
    assert not edit.add_contact(store, associate, who, "phone", "+44 (20) 7946-0958").customers
    edit.add_contact(store, associate, who, "phone", "020 7946 0111", is_primary=True)
    with store.read() as session:
        contacts = load_profile(session, who, TODAY).contacts
    assert [contact.value for contact in contacts] == ["020 7946 0111", "020 7946 0958"]
    edit.remove_contact(store, associate, contacts[0].id)
    with store.read() as session:
        assert load_profile(session, who, TODAY).contacts[0].is_primary
    with pytest.raises(NotFound):
        edit.remove_contact(store, associate, contacts[0].id)
    for kind, value, code in (
        ("phone", "12", "phone_invalid"),
        ("email", "x@", "email_invalid"),
        ("card", " - ", "card_empty"),
        ("fax", "1", "contact_kind"),
    ):
        with pytest.raises(UserError, match=code) as caught:
            edit.add_contact(store, associate, who, kind, value)
        assert Catalogue().explain(caught.value)


def test_the_newest_consent_counts_and_none_is_no(store: Store, associate: Actor, add_person: AddCustomer) -> None:
    who = add_person("Anna", "Miller")

    def has() -> bool:
        with store.read() as session:
            return edit.has_consent(session, who, "email")

    assert not has()
    edit.set_consent(store, associate, who, "email", True, at=NOW)
    assert has()
    edit.set_consent(store, associate, who, "email", False, at=NOW - timedelta(days=1))
    assert has()
    edit.set_consent(store, associate, who, "email", False, at=NOW)
    assert not has()
    with store.read() as session:
        assert session.query(Consent).count() == 3
        consents = load_profile(session, who, TODAY).consents
        assert [(state.purpose, state.granted) for state in consents] == [("email", False)]
    with pytest.raises(UserError, match="consent_purpose"):
        edit.set_consent(store, associate, who, "fax", True)


def test_notes_promises_wishes_and_dates(store: Store, associate: Actor, add_person: AddCustomer) -> None:
    who = add_person("Anna", "Miller")
    variant = a_product(store, "Blue dress")[0]
    edit.add_note(store, associate, who, " likes blue ")
    edit.add_follow_up(store, associate, who, "call about the coat", TODAY - timedelta(days=2))
    edit.add_follow_up(store, associate, who, "send the catalogue", TODAY + timedelta(days=3))
    edit.add_wish(store, associate, who, 1, variant)
    assert not edit.add_wish(store, associate, who, 1, variant).customers
    edit.add_important_date(store, associate, who, "birthday", 2, 29, 1988)
    with store.read() as session:
        profile = load_profile(session, who, TODAY)
        due = edit.due_follow_ups(session, TODAY)
    assert [(note.text, note.staff) for note in profile.notes] == [("likes blue", "Alex")]
    assert [row.due_in_days for row in profile.follow_ups] == [-2, 3]
    assert [(row.customer, row.text) for row in due] == [("Anna Miller", "call about the coat")]
    assert [(wish.name, wish.variant_id) for wish in profile.wishlist] == [("Blue dress", variant)]
    assert [row.in_days for row in profile.dates] == [(date(2026, 3, 1) - TODAY).days]
    edit.finish_follow_up(store, associate, profile.follow_ups[0].id)
    edit.remove_note(store, associate, profile.notes[0].id)
    edit.remove_wish(store, associate, profile.wishlist[0].id)
    edit.remove_important_date(store, associate, profile.dates[0].id)
    with store.read() as session:
        profile = load_profile(session, who, TODAY)
        assert edit.due_follow_ups(session, TODAY) == ()
    assert (profile.notes, profile.wishlist, profile.dates, len(profile.follow_ups)) == ((), (), (), 1)


def test_refusals_have_sentences(store: Store, associate: Actor, add_person: AddCustomer) -> None:
    who = add_person("Anna", "Miller")
    for attempt in (
        lambda: edit.add_note(store, associate, who, " "),
        lambda: edit.add_note(store, associate, 999, "x"),
        lambda: edit.add_follow_up(store, associate, who, "x" * 501, TODAY),
        lambda: edit.add_important_date(store, associate, who, "x", 2, 30),
        lambda: edit.add_wish(store, associate, who, 999),
        lambda: edit.finish_follow_up(store, associate, 999),
        lambda: edit.remove_note(store, associate, 999),
    ):
        with pytest.raises(UserError) as caught:
            attempt()
        assert Catalogue().explain(caught.value)


def test_days_until() -> None:
    assert days_until(5, 1, TODAY) == 0
    assert days_until(4, 30, TODAY) == 364
    assert days_until(2, 29, date(2024, 2, 1)) == 28
    assert days_until(2, 29, date(2025, 2, 1)) == 28
