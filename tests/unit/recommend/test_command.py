"""`shopassistant recommend` from the outside."""

import json
from datetime import timedelta

import pytest

from shopassistant.cli import main
from shopassistant.core.clock import FixedClock
from shopassistant.store.database import Store
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
