"""How good are daily demand forecasts on two real years of a wholesaler, beside other people's methods?

    python -m tests.benchmarks.daily_demand --data DIR [--peers-python PATH] [--keep DIR]

DIR holds the two yearly files of Online Retail II. They are imported into a store as the app does (lines that stand in
both years once; charges, corrections and postage are no products), and what was sold is summed up by product and day;
returns and cancellations do not lower it.

Six origins, eight weeks apart, the last one four weeks before the end of the records; from each, the next 28 days of
every product that was sold at least once in the 365 days before it. The rule is shown with at least 10 and 25 days of
sale, too. The loss is the pinball loss, mean over days, products and the quantiles 0.1, 0.25, 0.5, 0.75, 0.9 and
0.95. MAE, WAPE and MASE are those of the median, RMSE that of the mean. Beside the plain coverage stands what an
exactly calibrated forecaster of counts would show, as most days sell nothing (`daily_calibration`).

--peers-python: a Python that has statsforecast, for its SES, SBA, TSB, seasonal naive, AutoETS and AutoARIMA. They
forecast a sample of the products; what is compared are losses on the same rows. --keep: a folder for what was
computed; a later call goes on from there.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from shopassistant.inventory.forecast.classes import DEMAND_CLASSES, classify
from shopassistant.inventory.forecast.fitting import FitConfig, fit_forecasts
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.forecast.pooled.hurdle import PooledConfig
from tests.benchmarks import daily_demand_worker, retail_days
from tests.benchmarks.daily_calibration import Counted, calibration_table
from tests.benchmarks.daily_scores import LEVELS, Said, Scores, coverage, score, total_coverage

DAYS, ORIGINS, APART = 28, 6, 56
RULES = (1, 10, 25)
OURS, YARDSTICK = "this engine", "own weekdays, 112 days"
# Peer, and how many products it is asked for from each origin: the last two take seconds each.
PEERS = {
    "SeasonalNaive": 400,
    "SimpleExponentialSmoothingOptimized": 400,
    "CrostonSBA": 400,
    "TSB": 400,
    "AutoETS": 40,
    "AutoARIMA": 8,
}


@dataclass(frozen=True)
class Origin:
    """What everybody is asked from one origin.

    Attributes:
        past: demand of the products asked for, as it was known.
        actual: float32 (n, 28).
        sale_days: int64 (n,), days with a sale in the 365 before.
    """

    past: Panel
    actual: np.ndarray
    sale_days: np.ndarray

    @staticmethod
    def at(panel: Panel, step: int, money: np.ndarray | None = None, most: int | None = None) -> "Origin":
        """The origin `step` days after the first one."""
        sold = np.nan_to_num(panel.units[:, max(step - 365, 0) : step]) > 0
        rows = np.flatnonzero(sold.any(axis=1))[:most]
        past = panel.until(step)
        past = (past if money is None else retail_days.priced(past, money)).take(rows)
        return Origin(past, np.nan_to_num(panel.units[rows, step : step + DAYS]), sold[rows].sum(axis=1))


def origins_of(panel: Panel, count: int = ORIGINS) -> list[int]:
    """Steps of the origins, oldest first."""
    return [panel.steps - DAYS - APART * back for back in range(count - 1, -1, -1)]


def own_weekdays(origin: Origin) -> Said:
    """The yardstick: quantiles of the product's own last sixteen weeks by weekday, days without a sale being zero."""
    recent = np.nan_to_num(origin.past.units[:, -112:])
    phase = (np.arange(recent.shape[1]) - recent.shape[1]) % 7
    said, mean = np.zeros((len(recent), DAYS, len(LEVELS))), np.zeros((len(recent), DAYS))
    for day in range(7):
        same = recent[:, phase == day]
        said[:, day::7] = np.quantile(same, LEVELS, axis=1).T[:, None]
        mean[:, day::7] = same.mean(axis=1)[:, None]
    return Said(said.astype(np.float32), mean.astype(np.float32))


def ours(origin: Origin, rows: int) -> Said:
    """The engine's forecasts, and how four weeks' totals of its paths cover what was sold."""
    config = FitConfig(pooled=PooledConfig(rows=rows))
    forecasts = fit_forecasts(origin.past, DAYS, config)
    place = [int(np.argmin(np.abs(forecasts.levels - level))) for level in LEVELS]
    chosen = np.arange(0, forecasts.count, max(forecasts.count // 600, 1))
    totals = {days: forecasts.total(chosen, days, (0.1, 0.5, 0.9)) for days in (7, DAYS)}
    whole = {days: forecasts.together(np.arange(forecasts.count), days, (0.1, 0.9)) for days in (7, DAYS)}
    said = forecasts.quantiles[..., place]
    counted = Counted.of(forecasts.quantiles, forecasts.levels, said, origin.actual, forecasts.demand_class)
    return Said(said, forecasts.mean, chosen, totals, whole, counted)


def theirs(python: str, origin: Origin, peers: dict[str, int]) -> dict[str, Said] | None:
    """Peers' forecasts of some products, see `sampled`; None where the library is missing."""
    rows = np.random.default_rng(7).permutation(origin.past.count)[: max(peers.values())]
    units = origin.past.units[rows]
    with tempfile.TemporaryDirectory() as folder:
        job, out = Path(folder) / "job.npz", Path(folder) / "out.npz"
        np.savez(job, units=np.nan_to_num(units), first=_first(units))
        asked = [f"{name}:{most}" for name, most in peers.items()]
        command = [python, daily_demand_worker.__file__, str(job), str(out), *asked]
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode == daily_demand_worker.NOT_INSTALLED:
            return None
        if done.returncode:
            raise SystemExit(f"the peers failed:\n{done.stderr[-2000:]}")
        with np.load(out) as found:
            return {name: Said(found[f"{name} quantiles"], found[f"{name} mean"]) for name in peers}


def sampled(count: int, most: int) -> np.ndarray:
    """Rows of the products that a peer is asked for, in the order of its answer; the fewer are among the more."""
    return np.random.default_rng(7).permutation(count)[:most]


def _first(units: np.ndarray) -> np.ndarray:
    seen = ~np.isnan(units)
    return np.where(seen.any(axis=1), seen.argmax(axis=1), units.shape[1] - 1)


def holidays_of(first: date, days: int) -> np.ndarray:
    """float32 (1, days): public holidays where the shop is."""
    import holidays

    known = holidays.country_holidays("GB", subdiv="ENG", years=range(first.year, first.year + days // 365 + 2))
    return np.array([[float(first + timedelta(days=day) in known) for day in range(days)]], np.float32)


def measure(
    panel: Panel,
    steps: Sequence[int],
    python: str | None,
    keep: Path | None,
    rows: int,
    money: np.ndarray | None = None,
) -> dict[str, list[tuple[Origin, Said, np.ndarray]]]:
    """Per method, per origin: what was asked, what was said, of which rows."""
    found: dict[str, list[tuple[Origin, Said, np.ndarray]]] = {}
    for step in steps:
        origin = Origin.at(panel, step, money)
        every = np.arange(origin.past.count)
        found.setdefault(YARDSTICK, []).append((origin, own_weekdays(origin), every))
        began = time.process_time()
        said = _kept(keep, f"{step}-ours", lambda origin=origin: ours(origin, rows))
        found.setdefault(OURS, []).append((origin, said, every))
        print(f"  {panel.first_day + timedelta(days=step)}: {time.process_time() - began:.0f} s", file=sys.stderr)
        for name, peer in _peers(python, origin, keep, step).items():
            found.setdefault(name, []).append((origin, peer, sampled(len(every), PEERS[name])))
    return found


def _peers(python: str | None, origin: Origin, keep: Path | None, step: int) -> dict[str, Said]:
    """What the peers say, or what they said before."""
    if python is None:
        return {}
    known = {name: keep / f"{step}-{name}.npz" for name in PEERS} if keep else {}
    if known and all(path.exists() for path in known.values()):
        return {name: Said.read(path) for name, path in known.items()}
    found = theirs(python, origin, PEERS) or {}
    for name, said in found.items():
        if keep:
            said.write(known[name])
    return found


def _kept(keep: Path | None, name: str, make: Callable[[], Said]) -> Said:
    """What `make` gives, or what it gave before."""
    path = keep / f"{name}.npz" if keep else None
    if path and path.exists():
        return Said.read(path)
    said = make()
    if path:
        said.write(path)
    return said


def table(found: dict[str, list[tuple[Origin, Said, np.ndarray]]], least: int = 1) -> dict[str, tuple[Scores, float]]:
    """Per method its scores over all origins, and its pinball loss over that of the yardstick on the same rows."""
    return {name: (pooled_scores(runs, least), _ratio(found, name, least)) for name, runs in found.items()}


def pooled_scores(runs: list[tuple[Origin, Said, np.ndarray]], least: int = 1, code: int | None = None) -> Scores:
    """Scores of all origins together, of products with enough days of sale, and of one class of demand."""
    parts = []
    for origin, said, rows in runs:
        wanted = origin.sale_days[rows] >= least
        if code is not None:
            wanted &= classify(origin.past.units)[rows] == code
        parts.append(score(said.take(wanted), origin.actual[rows][wanted], origin.past.units[rows][wanted]))
    return Scores.together(parts)


def _ratio(found: dict[str, list[tuple[Origin, Said, np.ndarray]]], name: str, least: int) -> float:
    same = [
        (origin, base.take(rows), rows)
        for (origin, _, rows), (_, base, _) in zip(found[name], found[YARDSTICK], strict=True)
    ]
    return pooled_scores(found[name], least).pinball / max(pooled_scores(same, least).pinball, 1e-12)


def run(tiny: bool) -> dict[str, object]:
    """Figures on invented demand: three kinds of product in a shop that is closed on one weekday."""
    panel = retail_days.invented(60 if tiny else 600, 300 if tiny else 700)
    steps = origins_of(panel, 1 if tiny else 3)
    found = measure(panel, steps, None, None, 3_000 if tiny else 40_000)
    own, base = pooled_scores(found[OURS]), pooled_scores(found[YARDSTICK])
    return {
        "pinball over own weekdays": own.pinball / base.pinball,
        "0.9 quantile covers, open days": own.covered_open,
        "MASE": own.mase,
        "WAPE": own.wape,
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the machine and the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--peers-python")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--rows", type=int, default=100_000, help="lessons of the model learned from all products")
    parser.add_argument("--origins", type=int, nargs="*", help="only these of the six, 0 to 5")
    args = parser.parse_args(arguments)
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    panel, money = retail_days.read(args.data, args.keep)
    panel = replace(panel, known={"holiday": holidays_of(panel.first_day, panel.steps + DAYS)})
    steps = origins_of(panel)
    if args.origins:
        steps = [steps[number] for number in args.origins]
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, NumPy {np.__version__}")
    print(f"{panel.count} products, origins", *(str(panel.first_day + timedelta(days=step)) for step in steps))
    found = measure(panel, steps, args.peers_python, args.keep, args.rows, money)
    print_tables(found)
    return 0


def print_tables(found: dict[str, list[tuple[Origin, Said, np.ndarray]]]) -> None:
    """Everything, by method, origin, class of demand and rule."""
    print(f"\n{'':<38} {Scores.header()} {'of weekdays':>11}")
    for name, (scores, ratio) in table(found).items():
        print(f"{name:<38} {scores.line()} {ratio:>11.4f}")
    for name in PEERS:
        if name in found:
            same = [(o, found[OURS][k][1].take(rows), rows) for k, (o, _, rows) in enumerate(found[name])]
            print(f"{'this engine on the rows of ' + name:<38} {pooled_scores(same).line()}")
    print("\nthis engine over own weekdays, by origin")
    for (origin, said, rows), base in zip(found[OURS], found[YARDSTICK], strict=True):
        one, other = pooled_scores([(origin, said, rows)]), pooled_scores([base])
        print(f"  {origin.past.next_day}  {len(rows):>5} products  {one.pinball / other.pinball:.4f}  {one.line()}")
    print("\nby class of demand: this engine, own weekdays")
    for code, title in enumerate(DEMAND_CLASSES):
        one, other = pooled_scores(found[OURS], code=code), pooled_scores(found[YARDSTICK], code=code)
        if one.days:
            ratio = one.pinball / max(other.pinball, 1e-9)
            print(f"  {title:<14} {one.days // DAYS:>6} series  {ratio:.4f}  {one.line()}")
            print(f"  {'':<14} {'':>6}         {'':>6}  {other.line()}")
    print("\nby least number of days with a sale in the year before")
    for least in RULES:
        one = pooled_scores(found[OURS], least)
        print(f"  {least:>3}  {one.days // DAYS:>6} series  {_ratio(found, OURS, least):.4f}  {one.line()}")
    print("\ncoverage of the 0.9 quantile:", coverage([(said, origin.actual) for origin, said, _ in found[OURS]]))
    kept = {str(origin.past.next_day): said.counted for origin, said, _ in found[OURS] if said.counted is not None}
    if kept:
        print("\ncoverage of counts: plain, what a calibrated forecaster must show, transform (`daily_calibration`)")
        print(*calibration_table(kept, LEVELS), sep="\n")
    print("totals:", total_coverage([(said, origin.actual) for origin, said, _ in found[OURS]]))


if __name__ == "__main__":
    raise SystemExit(main())
