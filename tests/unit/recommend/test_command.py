"""`shopassistant recommend` from the outside."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.core.clock import FixedClock
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Customer
from tests.unit.recommend.shop import START, fill, two_circles


@pytest.fixture
def path(store: Store) -> str:
    store.clock = FixedClock(START + timedelta(days=401))
    fill(store, *two_circles(customers=30))
    return str(store.path)


def test_ten_with_reasons_as_json(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recommend", "1002", "--json", "--db", path]) == 0
    printed = capsys.readouterr()
    answer = json.loads(printed.out)
    assert "learned from" in printed.err
    assert len(answer["items"]) == 10
    assert answer["customer"] == "1002"
    for item in answer["items"]:
        assert set(item["reason"]) == {"code", "values", "text"}
        assert item["reason"]["text"].endswith(".")
    assert main(["recommend", "#2", "--json", "--db", path]) == 0
    again = capsys.readouterr()
    assert again.err == "", "the second time the index is there"
    assert [i["product_id"] for i in json.loads(again.out)["items"]] == [i["product_id"] for i in answer["items"]]


def test_methods_and_new_only(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["recommend", "1002", "--method", "personal", "--count", "3", "--new-only", "--db", path]
    assert main(arguments) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line[:2].strip().isdigit()]
    assert len(lines) == 3
    assert all("new" in line for line in lines)


@pytest.mark.parametrize("number", ["9999", "#9999", "#x"])
def test_an_unknown_customer_is_said(path: str, number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["recommend", number, "--db", path]) == 1
    assert f"There is no customer {number}." in capsys.readouterr().err


def test_a_customer_is_named_as_at_the_counter(path: str, store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    with store.begin(SYSTEM) as unit:
        ann, anna = unit.session.get_one(Customer, 1), unit.session.get_one(Customer, 2)
        ann.given_name, ann.family_name = "Ann", "Lee"
        anna.given_name, anna.family_name = "Anna", "Leigh"
        unit.commit()
    assert main(["recommend", "ann lee", "--json", "--count", "1", "--db", path]) == 0
    assert json.loads(capsys.readouterr().out)["customer"] == ann.number
    assert main(["recommend", "ann", "--db", path]) == 1
    said = capsys.readouterr().err
    assert f"Ann Lee ({ann.number})" in said
    assert f"Anna Leigh ({anna.number})" in said


def _products(path: str, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, object]]:
    assert main(["recommend", "1002", "--json", "--db", path, *options]) == 0
    return list(json.loads(capsys.readouterr().out)["items"])


def test_terms_are_options(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    from shopassistant.store.database import open_store
    from shopassistant.store.schema import StockMovement, Variant

    store = open_store(Path(path))
    with store.begin(SYSTEM) as unit:
        for variant in range(1, 11):
            unit.session.get_one(Variant, variant).price_minor = 1000 + 100 * variant
            unit.session.get_one(Variant, variant).cost_minor = 1000
            unit.session.add(
                StockMovement(variant_id=variant, location_id=1, quantity=variant, reason="count", at=START, note="")
            )
        unit.commit()
    store.close()
    for options, wanted in (
        (("--price-from", "11.50", "--price-to", "13.50"), {2, 3}),
        (("--only", "4", "--only", "5", "--exclude", "5"), {4}),
        (("--least-stock", "9"), {9, 10}),
        (("--least-margin", "0.45"), {9, 10}),
        (("--category", "Tea / A", "--not-category", "Boots"), {1, 3, 5, 7, 9, 21}),
    ):
        found = {item["product_id"] for item in _products(path, capsys, *options)}
        assert found == wanted if len(wanted) < 6 else found <= wanted, options
    limited = _products(path, capsys, "--most-per-category", "1", "--most-per-brand", "1", "--diversity", "0.5")
    assert len(limited) == 3, "of Tea one, of Boots one, and what has neither"
    mixed = _products(path, capsys, "--least-new", "1", "--most-arrivals", "0", "--margin-weight", "0.5")
    assert sum(bool(item["is_new_to_customer"]) for item in mixed) >= 3


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--diversity", "2"), "Diversity is a number from 0 to 1, not 2"),
        (("--category", "Hats"), "There is no category called Hats."),
        (("--price-from", "9", "--price-to", "8"), "The lowest price, £9.00, is above the highest, £8.00."),
        (("--price-from", "cheap"), "cheap"),
    ],
)
def test_a_wrong_term_is_said(
    path: str, options: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["recommend", "1002", "--db", path, *options]) == 1
    assert sentence in capsys.readouterr().err


def test_each_method_can_be_chosen_and_they_differ(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    lists = {
        method: tuple(str(item["product_id"]) for item in _products(path, capsys, "--method", method, "--count", "8"))
        for method in ("popular", "peers", "similar", "content", "segment", "hybrid")
    }
    assert len(set(lists.values())) == 6
