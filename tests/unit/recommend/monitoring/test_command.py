"""`shopassistant health` from the outside."""

import json

import pytest

from shopassistant.cli import main
from shopassistant.core.clock import FixedClock
from shopassistant.recommend.engine import Engine, index_folder
from shopassistant.store.database import Store
from tests.unit.recommend.shop import START, fill, two_circles


def test_nothing_learned_yet_needs_somebody(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    fill(store, *two_circles(20, 100))
    assert main(["health", "--db", str(store.path)]) == 1
    assert capsys.readouterr().out == "! Nothing was learned from this shop's sales yet. Learn anew.\n"


def test_a_shop_without_sales_needs_nobody_yet(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["health", "--db", str(store.path)]) == 0
    assert "no sales" in capsys.readouterr().out


def test_everything_measured_as_json(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.clock = FixedClock(START)  # the sales are of last year by the machine's clock, and nothing came since
    fill(store, *two_circles(100, 400))
    Engine(store, index_folder(store.path)).fit()
    assert main(["health", "--json", "--db", str(store.path)]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["needs_action"]
    assert {"health.silent"} <= {finding["code"] for finding in said["findings"]}
    assert all(finding["text"] for finding in said["findings"])
    assert {one["measure"] for one in said["drift"]} >= {"category", "price"}
    assert main(["health", "--db", str(store.path)]) == 1
    assert "! There are no sales of the last" in capsys.readouterr().out
