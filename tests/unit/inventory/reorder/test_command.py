"""`shopassistant order` on a shop with sales: it learns, advises, says why, and writes the drafts once."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.core.clock import FixedClock
from shopassistant.inventory.stock import count_stock
from shopassistant.inventory.suppliers.items import ItemTerms, put_item
from shopassistant.inventory.suppliers.terms import SupplierTerms, add_supplier
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from tests.unit.sales.shop import make_goods


@pytest.fixture
def shop(store: Store, capsys: pytest.CaptureFixture[str]) -> Path:
    """Two frames sold a day for six weeks, three left, in packs of four."""
    goods = make_goods(store)
    house = add_supplier(store, SYSTEM, SupplierTerms(name="Optik Grosshandel")).supplier_id
    put_item(store, SYSTEM, house, goods.variants["frame"], ItemTerms(pack_size=4))
    now = datetime.now(UTC)
    store.clock = FixedClock(now - timedelta(days=44))
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["frame"]: 87})
    for day in range(42, 0, -1):
        store.clock = FixedClock(now - timedelta(days=day))
        goods.sell(frame=2)
    store.close()
    capsys.readouterr()
    return store.path


def test_it_says_what_and_why_and_creates_once(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["order", "--json", "--db", str(shop)]) == 0
    found = json.loads(capsys.readouterr().out)
    (line,) = found["lines"]
    assert (line["sku"], line["supplier"], line["units"] % 4) == ("frame", "Optik Grosshandel", 0)
    assert line["units"] >= 20
    assert found["cost_minor"] == line["units"] * 6000
    assert main(["order", "--create", "--supplier", "optik grosshandel", "--db", str(shop)]) == 0
    text = capsys.readouterr().out
    assert f"order {line['units']} = {line['packs']} × 4" in text
    assert "One draft written" in text
    assert main(["order", "--create", "--db", str(shop)]) == 0
    assert "Nothing needs ordering today" in capsys.readouterr().out


def test_a_budget_is_kept_and_an_unknown_supplier_named(shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["order", "--json", "--budget", "600.00", "--db", str(shop)]) == 0
    assert json.loads(capsys.readouterr().out)["cost_minor"] <= 60_000
    assert main(["order", "--supplier", "Nobody", "--db", str(shop)]) == 1
    assert "Nobody" in capsys.readouterr().err
