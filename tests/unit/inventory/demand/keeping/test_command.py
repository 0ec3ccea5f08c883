"""`shopassistant forecast` from the outside."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.store.database import Store
from tests.unit.inventory.demand.till import FIRST, Till


@pytest.fixture
def path(store: Store) -> str:
    """A shop that sold until yesterday, by this machine's clock, which the command asks."""
    till = Till(store)
    before = (datetime.now(UTC).date() - FIRST).days
    till.open_all_days(range(before - 100, before), receipts=3)
    belt = till.ware()
    till.sell(belt, before - 3, 2, of_stock=False)
    till.ware()
    till.write()
    return str(store.path)


def test_one_variant_day_by_day(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "--variant", "S1", "--days", "10", "--db", path]) == 0
    printed = capsys.readouterr()
    assert "forecast 2 series from 100 days" in printed.err
    assert "Ware 1 (S1), Shop: steady seller" in printed.out
    assert len([line for line in printed.out.splitlines() if line.strip()[:3] in ("Mon", "Tue")]) >= 2
    assert "method:" in printed.out
    assert main(["forecast", "--variant", "S2", "--days", "10", "--db", path]) == 0
    again = capsys.readouterr()
    assert again.err == "", "the second time the forecasts are there"
    assert "uncertain: It has been" in again.out


def test_as_json(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "--variant", "S1", "--days", "7", "--json", "--db", path]) == 0
    found = json.loads(capsys.readouterr().out)
    [one] = found["series"]
    assert (one["sku"], one["location"], one["demand_class"]) == ("S1", "Shop", "smooth")
    assert len(one["days"]) == 7
    assert one["days"][0]["day"] == found["first_day"]
    assert one["expected"] == pytest.approx(21, rel=0.2)
    low, middle, high = one["total"]
    assert 0 <= low <= middle <= high
    assert found["age"].startswith("Forecast of t")
    assert found["levels"] == [0.1, 0.5, 0.9]


def test_the_whole_shop_and_forecasting_anew(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "--db", path]) == 0
    first = capsys.readouterr().out
    assert "2 variants at their locations" in first
    assert "Ware 1 (S1), Shop" in first
    assert main(["forecast", "--refit", "--json", "--db", path]) == 0
    printed = capsys.readouterr()
    assert "forecast 2 series" in printed.err
    assert [one["sku"] for one in json.loads(printed.out)["series"]] == ["S1", "S2"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--variant", "nothing"], "There is no variant nothing."),
        (["--variant", "S3"], "The variant S3 was not sold lately"),
        (["--days", "91"], "1 to 90 days"),
    ],
)
def test_what_cannot_be_told_is_said(
    path: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forecast", *arguments, "--db", path]) == 1
    assert said in capsys.readouterr().err


def test_a_damaged_one_is_told_and_replaced(path: str, capsys: pytest.CaptureFixture[str], store: Store) -> None:
    assert main(["forecast", "--db", path]) == 0
    capsys.readouterr()
    keeper = Keeper(store)
    assert keeper.load()
    victim = Path(keeper.folder / keeper.version / "forecasts.mean.npy")
    victim.write_bytes(victim.read_bytes()[:-4])
    assert main(["forecast", "--db", path]) == 0
    printed = capsys.readouterr()
    assert "damaged or were changed" in printed.err
    assert "forecast 2 series" in printed.err
    assert timedelta(0) <= datetime.now(UTC) - _fitted_at(store) < timedelta(minutes=5)


def _fitted_at(store: Store) -> datetime:
    keeper = Keeper(store)
    assert keeper.load()
    assert keeper.serving is not None
    return keeper.serving.fitted_at
