"""The one box finds whoever is meant, says why, and puts the right one first."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from shopassistant.core.messages import Catalogue
from shopassistant.customers.search import CustomerSearch, Match
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer
from tests.unit.customers.conftest import NOW, AddCustomer, AddSale


@pytest.fixture
def shop(store: Store, add_person: AddCustomer, add_sale: AddSale) -> Store:
    add_person("Robert", "Smith", city="London", postcode="SW1A 1AA", phone="020 7946 0958", email="bob@smith.org")
    add_person("Elizabeth", "O'Neil", city="Leeds", phone="0113 496 0111", card="29 0001-77")
    add_person("Anna", "Müller", city="London", phone="+49 171 2345678", email="anna@mueller.de", number="4711")
    add_person("Katarzyna", "Schmidt", city="York", phone="020 7946 0111")
    add_person("Jean-Luc", "Meyer", company="Blue Door Ltd", city="Bath", phone="020 7946 0111")
    add_person("Zoë", "Groß", city="Hull")
    add_sale(4, "2025-000123")
    add_sale(6, "R7")
    return store


def first(matches: tuple[Match, ...]) -> str:
    return matches[0].name if matches else ""


@pytest.mark.parametrize(
    ("typed", "name", "reason"),
    [
        ("robert smith", "Robert Smith", "name"),
        ("SMITH Robert", "Robert Smith", "name"),
        ("smi", "Robert Smith", "name_start"),
        ("rob smi", "Robert Smith", "nickname"),
        ("bob", "Robert Smith", "nickname"),
        ("liz oneil", "Elizabeth O'Neil", "nickname"),
        ("o'neil", "Elizabeth O'Neil", "name"),
        ("muller", "Anna Müller", "name"),
        ("mueller", "Anna Müller", "name"),
        ("muell", "Anna Müller", "name_start"),
        ("zoe gross", "Zoë Groß", "name"),
        ("smiht", "Robert Smith", "name_typo"),
        ("robret simth", "Robert Smith", "name_typo"),
        ("xmith rober", "Robert Smith", "name_typo"),
        ("katarzina schmitt", "Katarzyna Schmidt", "name_typo"),
        ("mair", "Jean-Luc Meyer", "sounds_like"),
        ("jeanluc meyer", "Jean-Luc Meyer", "name"),
        ("blue door", "Jean-Luc Meyer", "name"),
        ("anna london", "Anna Müller", "place"),
        ("smith sw1a", "Robert Smith", "place"),
        ("smith sw1a1aa", "Robert Smith", "place"),
        ("smith 0958", "Robert Smith", "phone_tail"),
        ("smith 10 0958", "Robert Smith", "all_but"),
        ("0111 kat", "Katarzyna Schmidt", "name_start"),
        ("+44 20 7946 0958", "Robert Smith", "phone"),
        ("(020) 7946-0958", "Robert Smith", "phone"),
        ("0044 20 7946 0958", "Robert Smith", "phone"),
        ("0171 23", "", ""),
        ("020 7946 0968", "Robert Smith", "phone_slip"),
        ("020 7496 0958", "Robert Smith", "phone_slip"),
        ("0113 496 011", "Elizabeth O'Neil", "phone_start"),
        ("0113 49 0111", "Elizabeth O'Neil", "phone_slip"),
        ("0113 4496 0111", "Elizabeth O'Neil", "phone_slip"),
        ("+49 171 2345687", "Anna Müller", "phone_slip"),
        ("020 7946 0969", "", ""),
        ("0049171", "Anna Müller", "phone_start"),
        ("0113 49", "Elizabeth O'Neil", "phone_start"),
        ("0958", "Robert Smith", "phone_tail"),
        ("2345678", "Anna Müller", "phone_tail"),
        ("anna@mueller.de", "Anna Müller", "email"),
        ("BOB@", "Robert Smith", "email_start"),
        ("29000177", "Elizabeth O'Neil", "card"),
        ("29-0001 77", "Elizabeth O'Neil", "card"),
        ("4711", "Anna Müller", "number"),
        ("2025-000123", "Katarzyna Schmidt", "receipt"),
        ("r7", "Zoë Groß", "receipt"),
        ("robert qqqqq", "Robert Smith", "all_but"),
        ("!!!", "", ""),
        ("", "", ""),
    ],
)
def test_finds(shop: Store, typed: str, name: str, reason: str) -> None:
    matches = CustomerSearch(shop).find(typed)
    assert first(matches) == name
    if name:
        assert matches[0].reason_code == f"customers.match.{reason}"
        assert Catalogue().say(matches[0].reason_code, matches[0].reason_values)


def test_every_letter_of_a_name_keeps_it_in_sight(shop: Store) -> None:
    search = CustomerSearch(shop)
    typed = "katarzyna schmidt"
    for length in range(1, len(typed) + 1):
        assert "Katarzyna Schmidt" in {match.name for match in search.find(typed[:length])}, typed[:length]


def test_a_number_with_a_slip_is_no_sure_match(shop: Store) -> None:
    search = CustomerSearch(shop)
    assert search.find("020 7946 0958")[0].is_whole
    assert not search.find("020 7946 0968")[0].is_whole


def test_a_family_sharing_a_number_is_shown_whole(shop: Store) -> None:
    names = {match.name for match in CustomerSearch(shop).find("020 7946 0111")}
    assert names >= {"Katarzyna Schmidt", "Jean-Luc Meyer"}


def test_whole_word_before_a_blank_is_not_a_beginning(shop: Store, add_person: AddCustomer) -> None:
    add_person("Anne", "Roberts")
    add_person("Ann", "Rose")
    assert first(CustomerSearch(shop).find("ann ")) == "Ann Rose"


def test_namesakes_stand_by_latest_visit(shop: Store, add_person: AddCustomer, add_sale: AddSale) -> None:
    old = add_person("Mary", "Jones")
    new = add_person("Mary", "Jones")
    never = add_person("Mary", "Jones")
    add_sale(old, "A1", at=NOW - timedelta(days=400))
    add_sale(new, "A2", at=NOW - timedelta(days=4))
    matches = CustomerSearch(shop).find("mary jones")
    assert [match.customer_id for match in matches] == [new, old, never]
    assert matches[0].detail.orders == 1
    assert matches[0].detail.spend_minor == 1000


def test_details_tell_namesakes_apart(shop: Store) -> None:
    detail = CustomerSearch(shop).find("anna müller")[0].detail
    assert (detail.city, detail.phone_tail, detail.email_hint) == ("London", "5678", "ann…@mueller.de")


def test_follows_what_others_write(shop: Store, add_person: AddCustomer) -> None:
    search = CustomerSearch(shop)
    assert not search.find("wilhelmina")
    customer_id = add_person("Wilhelmina", "Zander")
    assert first(search.find("wilhelmina")) == "Wilhelmina Zander"
    with shop.begin(SYSTEM) as unit:
        unit.session.execute(update(Customer).where(Customer.id == customer_id).values(given_name="Paula"))
        unit.commit()
    assert first(search.find("paula")) == "Paula Zander"
    assert not search.find("wilhelmina ")
    with shop.begin(SYSTEM) as unit:
        unit.session.execute(text("UPDATE customer SET status = 'erased' WHERE id = :id"), {"id": customer_id})
        unit.commit()
    assert not search.find("paula")


def test_a_merged_customer_leads_to_the_one_kept(shop: Store, add_person: AddCustomer) -> None:
    kept = add_person("Margaret", "Hill")
    gone = add_person("Peggy", "Oakes", number="OLD-1")
    with shop.begin(SYSTEM) as unit:
        unit.session.execute(update(Customer).where(Customer.id == gone).values(status="merged", merged_into_id=kept))
        unit.commit()
    search = CustomerSearch(shop)
    for typed in ("OLD-1", "oakes"):
        assert [match.customer_id for match in search.find(typed)] == [kept]


def test_limit(shop: Store) -> None:
    assert len(CustomerSearch(shop).find("0111", limit=1)) == 1
    assert CustomerSearch(shop).find("smith", limit=0) == ()


def test_a_match_says_whether_it_answers_all_that_was_typed(store: Store, add_person: AddCustomer) -> None:
    ann = add_person("Ann", "Lee", phone="07700 900123", email="ann@x.com", city="Bath")
    search = CustomerSearch(store)
    whole = ("ann lee", "ann lea", "lee bath", "ann 0123", "07700 900123", "ann@x.com", "ann@", "zed ann@x.com")
    for typed in (*whole, "ann lee ann@x"):
        assert [(found.customer_id, found.is_whole) for found in search.find(typed)] == [(ann, True)], typed
    for typed in ("ann unknown", "zed lee", "ann lee 07700 900999", "ann lee zed@x.com", "zed kidd ann@x"):
        assert [(found.customer_id, found.is_whole) for found in search.find(typed)] == [(ann, False)], typed
