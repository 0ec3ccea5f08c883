"""How many packs of orange juice will each shop sell, given its planned prices, deals and advertisements?

    python -m tests.benchmarks.orange_juice --data DIR --out FILE

--data: ``sales.csv.gz`` of Dominick's (store, brand, week, logmove, price1 .. price11, deal, feat).
--out: round, store, brand, week, prediction: twelve rounds; round r knows the sales of weeks 40 to 135 + 2(r - 1) and
forecasts the second and third week after them, with the prices, deals and advertisements of every week known, as they
are planned ahead (the task of the public TSPerf board). It measures the mean absolute percentage error, so each
prediction is the point that this error asks of the predicted distribution.

Each round learns anew with the engine's boosted model from what it may know; settings were chosen on rounds that end
before the first of these (`--until 133`, say, runs six such rounds, of which nothing later than week 136 is read).
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.boosted.model import fit_boosted
from shopassistant.inventory.forecast.panel import WEEK, Floats, Panel
from shopassistant.inventory.forecast.points import point_for
from shopassistant.inventory.forecast.quantiles import LEVELS

FIRST_WEEK, FIRST_KNOWN, ROUNDS = 40, 135, 12
SKIPPED, AHEAD = 1, 3  # weeks: one is skipped, so three are looked ahead
_WEEK_ONE = date(1989, 9, 14)
_KEYS = ["store", "brand", "week"]
CONFIG = BoostedConfig(rows=300_000, origins=120, trees=150, rate=0.06, bags=4, spread_trees=40, spread_rate=0.1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, forecast round by round, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--until", type=int, default=FIRST_KNOWN + 2 * (ROUNDS - 1), help="last week known to a round")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seed", type=int, default=CONFIG.seed)
    args = parser.parse_args(arguments)
    sales = pd.read_csv(args.data / "sales.csv.gz")
    found = []
    for number in range(1, args.rounds + 1):
        started = time.perf_counter()
        last = args.until - 2 * (args.rounds - number)
        told = forecast(sales, last, replace(CONFIG, seed=args.seed)).assign(round=number)
        found.append(told)
        print(
            f"round {number}, weeks to {last}: {_said(sales, told)}, {time.perf_counter() - started:.0f} s", flush=True
        )
    together = pd.concat(found)
    print(f"together: {_said(sales, together)}")
    together[["round", *_KEYS, "prediction"]].to_csv(args.out, index=False)
    return 0


def forecast(sales: pd.DataFrame, last: int, config: BoostedConfig = CONFIG) -> pd.DataFrame:
    """Store, brand, week, prediction and a column per quantile, for the weeks a round that knows `last` forecasts."""
    panel = read_panel(sales, last)
    quantiles = fit_boosted(panel, AHEAD, config)[:, SKIPPED:]
    points = point_for("mape", quantiles, np.array(LEVELS))
    weeks = last + 1 + np.arange(SKIPPED, AHEAD)
    rows = pd.DataFrame(np.repeat(panel.keys, len(weeks), axis=0), columns=["brand", "store"])
    rows = rows.assign(week=np.tile(weeks, panel.count), prediction=points.reshape(-1))
    return pd.concat([rows, pd.DataFrame(quantiles.reshape(-1, len(LEVELS)), columns=list(LEVELS))], axis=1)


def read_panel(sales: pd.DataFrame, last: int) -> Panel:
    """Sales up to week `last`, and the plans up to three weeks later."""
    seen = sales[sales["week"] <= last + AHEAD]
    keys = seen[["brand", "store"]].drop_duplicates().sort_values(["store", "brand"]).to_numpy(np.int64)
    row_of = pd.Series(range(len(keys)), index=pd.MultiIndex.from_arrays(keys.T))
    row = row_of.loc[list(zip(seen["brand"], seen["store"], strict=True))].to_numpy()
    step = seen["week"].to_numpy() - FIRST_WEEK
    brands = [name for name in seen.columns if name.startswith("price")]
    own = seen[brands].to_numpy()[np.arange(len(seen)), seen["brand"].to_numpy() - 1]

    def spread(values: Floats) -> Floats:
        found = np.full((len(keys), last + AHEAD - FIRST_WEEK + 1), np.nan, np.float32)
        found[row, step] = values
        return found

    return Panel(
        keys=keys,
        first_day=_WEEK_ONE + timedelta(weeks=FIRST_WEEK - 1),
        step_days=WEEK,
        units=spread(np.round(np.exp(seen["logmove"].to_numpy())))[:, : last - FIRST_WEEK + 1],
        known={
            "price": spread(own),
            "deal": spread(seen["deal"].to_numpy()),
            "feature": spread(seen["feat"].to_numpy()),
        },
        groups={
            "category": np.zeros(len(keys), np.int32),
            "brand": keys[:, 0].astype(np.int32),
            "location": keys[:, 1].astype(np.int32),
        },
        unit_cost=np.ones(len(keys), np.float32),
        unit_margin=np.ones(len(keys), np.float32),
    )


def measure(sales: pd.DataFrame, told: pd.DataFrame) -> dict[str, float]:
    """MAPE in per cent, and the share of sales that stay below the 0.9 quantile, over rows that have sales."""
    joined = told.merge(sales[[*_KEYS, "logmove"]], on=_KEYS)
    units = np.exp(joined["logmove"].to_numpy())
    error = np.abs(joined["prediction"].to_numpy() - units) / units
    below = {f"below {level:g}": float(np.mean(units <= joined[level].to_numpy())) for level in LEVELS}
    return {"MAPE, %": 100 * float(error.mean()), **below}


def run(tiny: bool = False) -> dict[str, object]:
    """Figures on invented shops whose demand answers to prices, deals and advertisements."""
    stores, weeks = (4, 60) if tiny else (40, 110)
    config = BoostedConfig(rows=4_000, trees=20, spread_trees=20) if tiny else CONFIG
    last = FIRST_WEEK + weeks - 1
    sales = invent(stores, weeks + AHEAD)
    started = time.perf_counter()
    told = forecast(sales, last, config)
    seconds = time.perf_counter() - started
    figures = measure(sales, told)
    usual = sales[sales["week"].between(last - 12, last)].groupby(_KEYS[:2])["logmove"].median()
    naive = told.assign(prediction=np.exp(usual.loc[list(zip(told["store"], told["brand"], strict=True))].to_numpy()))
    return {
        "series": stores * 11,
        "learn and forecast, s": seconds,
        "MAPE, %": figures["MAPE, %"],
        "MAPE over the median of 13 weeks": figures["MAPE, %"] / measure(sales, naive)["MAPE, %"],
        "below the 0.9 quantile": figures["below 0.9"],
    }


def invent(stores: int, weeks: int, seed: int = 5) -> pd.DataFrame:
    """Sales in the shape of the file: eleven brands whose prices move together in all stores, deals and adverts."""
    draws = np.random.default_rng(seed)
    shape = (11, weeks)
    deal = draws.random(shape) < 0.3
    advert = deal & (draws.random(shape) < 0.5)
    price = draws.uniform(0.02, 0.06, (11, 1)) * np.where(deal, 0.8, 1.0) * draws.uniform(0.95, 1.05, shape)
    cheaper = np.log(price).mean(axis=0) - np.log(price)
    logs = draws.normal(8, 0.5, (11, 1)) + 2.5 * cheaper + 0.3 * deal + 0.6 * advert + draws.normal(0, 0.2, shape)
    columns = {f"price{brand + 1}": np.tile(price[brand], 11) for brand in range(11)}
    brands, week = (axis.reshape(-1) for axis in np.meshgrid(np.arange(1, 12), np.arange(weeks), indexing="ij"))
    one = pd.DataFrame({"brand": brands, "week": FIRST_WEEK + week, **columns})
    one = one.assign(deal=deal.reshape(-1).astype(int), feat=advert.reshape(-1).astype(float))
    parts = []
    for store in range(stores):
        noise = draws.normal(0, 0.3) + draws.normal(0, 0.3, logs.size)
        parts.append(
            one.assign(store=store + 1, logmove=np.log(np.maximum(np.round(np.exp(logs.reshape(-1) + noise)), 1)))
        )
    return pd.concat(parts, ignore_index=True)


def _said(sales: pd.DataFrame, told: pd.DataFrame) -> str:
    figures = measure(sales, told)
    return f"MAPE {figures['MAPE, %']:.2f} %, {100 * figures['below 0.9']:.1f} % below the 0.9 quantile"


if __name__ == "__main__":
    raise SystemExit(main())
