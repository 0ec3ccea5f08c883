"""`shopassistant alerts`: looks, says what is open, and marks what is new."""

import json

import pytest

from shopassistant.cli import main
from shopassistant.core.clock import FixedClock
from shopassistant.store.database import Store
from tests.unit.inventory.dashboard.shop import NOW, move
from tests.unit.shop_rows import a_product


def test_a_look_writes_and_says_what_it_found(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    store.clock = FixedClock(NOW)
    (mug,) = a_product(store, "Mug", stock=None)
    move(store, mug, 1, "opening", 20)
    move(store, mug, -3, "sale", 1)
    assert main(["alerts", "--db", str(store.path)]) == 0
    assert capsys.readouterr().out == "Nothing about the stock needs an eye.\n"
    assert main(["alerts", "--look", "--db", str(store.path)]) == 0
    said = "Mug M: -2 by the books, so something was booked wrongly: count it.\n"
    assert capsys.readouterr().out == f"! * {said}"
    assert main(["alerts", "--db", str(store.path)]) == 0
    assert capsys.readouterr().out == f"!   {said}"
    assert main(["alerts", "--look", "--json", "--db", str(store.path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["gone"]) == ([], [])
    (line,) = told["open"]
    assert (line["kind"], line["variant_id"], line["figures"]) == ("negative_stock", mug, {"units": -2})
