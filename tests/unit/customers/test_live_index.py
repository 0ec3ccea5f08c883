"""The index in memory is never behind the store, whoever writes, and a snapshot only makes it faster."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA
from sqlalchemy import delete, func, select

from shopassistant.customers import live_index
from shopassistant.customers.live_index import save_snapshot
from shopassistant.customers.nicknames import nicknames
from shopassistant.customers.search import CustomerSearch
from shopassistant.customers.sounds import sound_key
from shopassistant.customers.vocabulary import Vocabulary
from shopassistant.store.actor import SYSTEM
from shopassistant.store.backup import copy_store
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Customer, CustomerChange, SearchSnapshot
from tests.unit.customers.conftest import NOW, AddCustomer


def names(search: CustomerSearch, typed: str) -> set[str]:
    return {match.name for match in search.find(typed)}


def test_another_process_is_followed(store: Store, add_person: AddCustomer, tmp_path: Path) -> None:
    search = CustomerSearch(store)
    assert not search.find("zebulon")
    other = open_store(tmp_path / "shop.db")
    with other.begin(SYSTEM) as unit:
        unit.session.add(Customer(number="Z", given_name="Zebulon", created_at=NOW, updated_at=NOW))
        unit.commit()
    other.close()
    assert names(search, "zebulon") == {"Zebulon"}


def test_a_snapshot_holds_the_same_and_cuts_the_log(store: Store, add_person: AddCustomer) -> None:
    behind = CustomerSearch(store)
    for at in range(30):
        add_person("Anna" if at % 2 else "Émile", f"Family{at}", city="Bath", postcode="BA1 1AA")
    assert len(behind.find("anna", limit=50)) == 15
    add_person("Bertha", "Late")
    save_snapshot(store)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(CustomerChange)) == 1
        assert session.scalar(select(func.count()).select_from(SearchSnapshot))
    add_person("Carl", "Later")
    for search in (behind, CustomerSearch(store)):
        assert len(search.find("anna", limit=50)) == 15
        assert names(search, "emile family4 ba1 ") >= {"Émile Family4"}
        assert names(search, "bertha") == {"Bertha Late"}
        assert names(search, "carl") == {"Carl Later"}


def test_warming_a_large_shop_keeps_a_snapshot(
    store: Store, add_person: AddCustomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person("Anna", "Stone")
    CustomerSearch(store).warm()
    with store.read() as session:
        assert not session.scalar(select(func.count()).select_from(SearchSnapshot))
    monkeypatch.setattr(live_index, "_WORTH_A_SNAPSHOT", 1)
    CustomerSearch(store).warm()
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(SearchSnapshot))
    search = CustomerSearch(store)
    search.warm()
    assert names(search, "anna") == {"Anna Stone"}


def test_a_restored_store_is_noticed(store: Store, add_person: AddCustomer, tmp_path: Path) -> None:
    add_person("Anna", "Stone")
    copy_store(store.path, tmp_path / "copy.db")
    add_person("Bertha", "Lost")
    search = CustomerSearch(store)
    assert names(search, "bertha") == {"Bertha Lost"}
    store.close()
    copy_store(tmp_path / "copy.db", store.path)
    add_person("Carl", "New")
    assert names(search, "carl") == {"Carl New"}
    assert not search.find("bertha")
    assert names(search, "anna") == {"Anna Stone"}


def test_many_small_changes_and_a_large_one(
    store: Store, add_person: AddCustomer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_index, "_SMALL", 2)
    monkeypatch.setattr(live_index, "_MOST_SEGMENTS", 3)
    search = CustomerSearch(store)
    for at in range(20):
        add_person("Anna", f"Number{at}")
        assert len(search.find("anna ", limit=50)) == at + 1
    with store.begin(SYSTEM) as unit:
        unit.session.execute(delete(Customer).where(Customer.id <= 10))
        unit.commit()
    assert len(search.find("anna ", limit=50)) == 10


@given(st.lists(st.text("abcdeé", min_size=1, max_size=8), max_size=60), st.text("abcde", min_size=3, max_size=8))
def test_near_misses_no_word_within_its_distance(some: list[str], typed: str) -> None:
    words = sorted(set(some))
    near = Vocabulary(words).near(typed, 2)
    found = {(words[first], int(distance)) for first, distance in zip(near.first, near.distance, strict=True)}
    assert found == {(word, distance) for word in words if 1 <= (distance := OSA.distance(typed, word)) <= 2}


@given(st.lists(st.text("abcdez", min_size=1, max_size=8), max_size=60), st.text("abcde", min_size=3, max_size=7))
def test_near_prefixes_miss_no_beginning(some: list[str], typed: str) -> None:
    words = sorted(set(some))
    near = Vocabulary(words).near_prefixes(typed, 1)
    found = {words[at] for first, last in zip(near.first, near.last, strict=True) for at in range(first, last)}
    assert found == {word for word in words if OSA.distance(typed, word[: len(typed)]) == 1}


@pytest.mark.parametrize(
    "alike",
    [
        ("meier", "meyer", "mayr", "maier"),
        ("philip", "filip"),
        ("catherine", "kathryn", "katrin"),
        ("schmidt", "schmitt", "smith"),
        ("stephen", "steven"),
        ("knight", "night"),
        ("wright", "right"),
        ("shaun", "sean"),
        ("christian", "kristian"),
    ],
)
def test_sound_alikes(alike: tuple[str, ...]) -> None:
    assert len({sound_key(word) for word in alike}) == 1


@pytest.mark.parametrize("apart", [("smith", "jones"), ("anna", "otto"), ("42", ""), ("иван", "x")])
def test_not_alike(apart: tuple[str, str]) -> None:
    assert sound_key(apart[0]) != sound_key(apart[1]) or not sound_key(apart[0])


def test_nicknames_lead_both_ways_and_never_to_themselves() -> None:
    table = nicknames()
    assert {"robert", "bobby"} <= table["bob"]
    assert "elizabeth" in table["liz"]
    assert all(other in table and form in table[other] and form != other for form in table for other in table[form])
