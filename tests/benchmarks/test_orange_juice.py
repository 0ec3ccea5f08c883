"""The weekly benchmark runs at its smallest, writes what the outside scorer reads, and looks at no later week."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from tests.benchmarks import orange_juice

QUICK = BoostedConfig(rows=3_000, trees=10, spread_trees=10)


def test_orange_juice_runs() -> None:
    figures = orange_juice.run(tiny=True)
    assert 0 < float(str(figures["MAPE over the median of 13 weeks"])) < 1


@pytest.fixture
def sales() -> pd.DataFrame:
    return orange_juice.invent(3, 50)


def test_each_round_forecasts_two_weeks_of_every_series_after_a_skipped_one(
    sales: pd.DataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(orange_juice, "CONFIG", QUICK)
    sales.to_csv(tmp_path / "sales.csv.gz", index=False)
    out = tmp_path / "out.csv"
    arguments = ["--data", str(tmp_path), "--out", str(out), "--until", "86", "--rounds", "2"]
    assert orange_juice.main(arguments) == 0
    found = pd.read_csv(out)
    assert found.columns.tolist() == ["round", "store", "brand", "week", "prediction"]
    assert not found.duplicated(["store", "brand", "week"]).any()
    assert found.groupby("round")["week"].unique().map(list).to_dict() == {1: [86, 87], 2: [88, 89]}
    assert len(found) == 2 * 2 * 33
    assert (found["prediction"] > 0).all()


def test_sales_after_the_last_week_known_are_not_read(sales: pd.DataFrame) -> None:
    poisoned = sales.assign(logmove=np.where(sales["week"] > 80, 1.0, sales["logmove"]))
    told = orange_juice.forecast(sales, 80, QUICK)
    assert told.equals(orange_juice.forecast(poisoned, 80, QUICK))
