"""What a year of ordering costs under three rules, in money: `python -m tests.benchmarks.ordering --data DIR`.

--data: the folder with the wholesaler's two years of invoice lines (``year_*.csv.gz``).
--products: how many products are drawn from those on sale before the year begins.

The shop that is played: every product is reviewed once a week; deliveries take what their supplier takes, 3 to 40 days,
drawn anew for each order and known to nobody in advance; what is not there is not sold. All rules meet the same demand,
the same lead times and the same stock eight weeks before the year that is counted.

(a) moving average: mean and deviation of the last six weeks, z sigma root (lead time + review) of safety stock, lots by
    the economic order quantity. z and the lot factor are the cheapest of a grid on the year before.
(b) min/max: per product from the average day of its past, at or below min order up to max; min in days of cover beyond
    lead time and review, max in days above min, how much of the past, and how often they are set anew: the cheapest of
    a grid on the year before.
Both also as shops usually set them, without looking for the best: z 1.645 (95 %) up to the target each week; min at two
weeks beyond lead time and review by the last half year, max an economic order quantity above, set anew each quarter.
(c) the product's advice (`inventory.reorder`) on its own forecasts (`inventory.forecast`), fitted anew every
    `REFIT_DAYS` from what was sold until then. Nothing in it is tuned to this shop.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from shopassistant.inventory.reorder.simulator import Outcome, Rule
from tests.benchmarks.ordering_data import FIRST, LAST, Trade, read_trade
from tests.benchmarks.ordering_forecasts import REFIT_DAYS, Forecaster, advice
from tests.benchmarks.ordering_game import (
    DAYS,
    MIN_MAX,
    MOVING,
    SETTINGS,
    TUNED_FROM,
    YEAR,
    Setting,
    by_costs,
    make_game,
    min_max,
    moving_average,
    tune,
)
from tests.benchmarks.ordering_kept import OutOfTime, Slices

RULES = ("moving average", "min/max", "advice")
# The same two rules as shops usually set them.
USUAL = ("usual average", "usual min/max")
_USUAL_AVERAGE, _USUAL_MIN_MAX = (1.645, 0.0), (14, 1.0, 182, 91)
# The moving average with its safety factor and lot from the very costs it is judged by.
BY_COSTS = "average by costs"


@dataclass(frozen=True)
class Result:
    """One setting and seed: outcomes by rule, and what was chosen for the tuned ones."""

    setting: Setting
    seed: int
    outcomes: dict[str, Outcome]
    chosen: dict[str, tuple]

    def cost(self, rule: str) -> float:
        """Whole cost, minor units."""
        return float(self.outcomes[rule].cost.sum())

    @property
    def better(self) -> str:
        """The cheaper of the two tuned rules."""
        return min(RULES[:2], key=self.cost)

    @property
    def usual(self) -> str:
        """The cheaper of the two rules as they are usually set."""
        return min(USUAL, key=self.cost)

    def saving_to(self, rule: str) -> float:
        """Share of a rule's cost that the advice saves."""
        return 1 - self.cost("advice") / self.cost(rule)

    def saving_between(self, rule: str, draws: int = 1000) -> tuple[float, float]:
        """What the saving would be with other products drawn from the same shop, 2.5 and 97.5 % (Efron's bootstrap)."""
        ours, theirs = self.outcomes["advice"].cost, self.outcomes[rule].cost
        drawn = np.random.default_rng(1).integers(0, len(ours), (draws, len(ours)))
        low, high = np.quantile(1 - ours[drawn].sum(axis=1) / theirs[drawn].sum(axis=1), (0.025, 0.975))
        return float(low), float(high)

    def filled_more_than(self, rule: str) -> float:
        """Fill rate of the advice less that of a rule."""
        return self.outcomes["advice"].fill_rate - self.outcomes[rule].fill_rate


def compete(
    trade: Trade,
    forecaster: Forecaster,
    setting: Setting,
    seed: int,
    days: int = DAYS,
    quick: bool = False,
    slices: Slices | None = None,
) -> Result:
    """All rules on one game; (a) and (b) are tuned on the year before (on a corner of the grid if `quick`).

    Raises:
        OutOfTime: the slice is over.
    """
    slices = slices or Slices()
    past = make_game(trade, TUNED_FROM, seed, (YEAR - TUNED_FROM).days)
    game = make_game(trade, YEAR, seed, days)

    def tuned(make: Callable[..., Rule], grid: Sequence[tuple]) -> tuple[Outcome, tuple]:
        chosen = tune(past, setting, make, grid[:2] if quick else grid)
        return game.play(make(game, setting, *chosen), setting), chosen

    def plain(rule: Rule) -> tuple[Outcome, tuple]:
        return game.play(rule, setting), ()

    plays: dict[str, Callable[[], tuple[Outcome, tuple]]] = {
        RULES[0]: lambda: tuned(moving_average, MOVING),
        RULES[1]: lambda: tuned(min_max, MIN_MAX),
        USUAL[0]: lambda: plain(moving_average(game, setting, *_USUAL_AVERAGE)),
        USUAL[1]: lambda: plain(min_max(game, setting, *_USUAL_MIN_MAX)),
        BY_COSTS: lambda: plain(by_costs(game, setting)),
        RULES[2]: lambda: plain(advice(game, setting, forecaster)),
    }
    name = f"{len(trade.rows)}-{setting.name}-{seed}"
    played = {rule: slices.play(f"{name}-{rule}", play) for rule, play in plays.items()}
    chosen = {rule: settings for rule, (_, settings) in played.items() if settings}
    return Result(setting, seed, {rule: outcome for rule, (outcome, _) in played.items()}, chosen)


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, print the tables; the exit status says whether the advice costs 15 % less at no lower fill rate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--products", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=3, help="draws of suppliers and lead times")
    parser.add_argument("--refit-days", type=int, default=REFIT_DAYS)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep what was forecast and played, go on from there")
    parser.add_argument(
        "--slice", type=float, metavar="SECONDS", help="of processor time; then call again (with --keep)"
    )
    parser.add_argument("--out", type=Path, help="write all figures as JSON")
    args = parser.parse_args(arguments)
    trade = read_trade(args.data, YEAR, args.products)
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(trade.price)} products, {int(trade.units[:, trade.day(YEAR) :].sum()):,} units asked for after {YEAR}")
    slices = Slices(args.keep, args.slice)
    forecaster = Forecaster(trade, args.refit_days, folder=args.keep, pause=slices.pause)
    games = [(SETTINGS[0], seed) for seed in range(1, args.seeds + 1)] + [(setting, 1) for setting in SETTINGS[1:]]
    results: list[Result] = []
    try:
        for setting, seed in games:
            results.append(compete(trade, forecaster, setting, seed, slices=slices))
    except OutOfTime:
        print(f"{len(results)} of {len(games)} games played; the rest when called again")
        return 2
    for line in report(results):
        print(line)
    print(f"forecasts: {len(forecaster.fits)} fits, {forecaster.seconds:.0f} s of processor time")
    if args.out:
        args.out.write_text(json.dumps(figures(results), indent=2))
    base = results[: args.seeds]
    saving = float(np.mean([one.saving_to(one.better) for one in base]))
    filled = float(np.mean([one.filled_more_than(one.better) for one in base]))
    print(f"saving {saving:.1%} of the better rule's cost, fill rate {filled:+.2%}: target 15 %, no lower fill rate")
    return 0 if saving >= 0.15 and filled >= 0 else 1


def report(results: Sequence[Result]) -> Iterator[str]:
    """A table: cost split and fill rate of every rule in every game."""
    yield (
        f"{'setting':<16} {'seed':>4} {'rule':<15} {'cost':>9} {'holding':>9} {'ordering':>9} {'lost':>9} {'fill':>7}"
        f" {'lines':>6}  chosen"
    )
    for one in results:
        for rule, outcome in one.outcomes.items():
            money = (float(part.sum()) / 100 for part in (outcome.holding, outcome.ordering, outcome.shortage))
            yield (
                f"{one.setting.name:<16} {one.seed:>4} {rule:<15} {one.cost(rule) / 100:>9,.0f} "
                + " ".join(f"{part:>9,.0f}" for part in money)
                + f" {outcome.fill_rate:>7.2%} {int(outcome.orders.sum()):>6}  {one.chosen.get(rule, '')}"
            )
        against = {"tuned": one.better, "as usually set": one.usual, "set by the same costs": BY_COSTS}
        for how, rule in against.items():
            saved, more = one.saving_to(rule), one.filled_more_than(rule)
            low, high = one.saving_between(rule)
            drawn = f"({low:.1%} to {high:.1%} with other products)"
            yield f"{'':<21} saved {saved:>6.1%} {drawn}, fill rate {more:+.2%}, against {rule} ({how})"


def figures(results: Sequence[Result]) -> list[dict[str, object]]:
    """Everything measured, as plain values."""
    return [
        {
            "setting": asdict(one.setting),
            "seed": one.seed,
            "saving": {rule: one.saving_to(rule) for rule in one.outcomes},
            "more_filled": {rule: one.filled_more_than(rule) for rule in one.outcomes},
            "chosen": {rule: list(chosen) for rule, chosen in one.chosen.items()},
            "rules": {
                rule: {
                    "cost": one.cost(rule),
                    "holding": float(outcome.holding.sum()),
                    "ordering": float(outcome.ordering.sum()),
                    "shortage": float(outcome.shortage.sum()),
                    "fill_rate": outcome.fill_rate,
                    "orders": int(outcome.orders.sum()),
                }
                for rule, outcome in one.outcomes.items()
            },
        }
        for one in results
    ]


def run(tiny: bool = False) -> dict[str, object]:
    """Figures on an invented wholesaler: what the advice costs beside the better of the tuned rules."""
    trade = invent(6 if tiny else 60)
    forecaster = Forecaster(trade, 182 if tiny else 91, scenarios=20 if tiny else 200)
    started = time.perf_counter()
    setting = SETTINGS[0]
    one = compete(trade, forecaster, setting, 1, days=60 if tiny else DAYS, quick=tiny)
    return {
        "products": len(trade.price),
        "seconds": time.perf_counter() - started,
        "cost over the better rule": one.cost("advice") / one.cost(one.better),
        "fill rate over the better rule": one.filled_more_than(one.better),
        "fill rate": one.outcomes["advice"].fill_rate,
    }


def invent(count: int, seed: int = 11) -> Trade:
    """Products that sell in lumps, most of them more before Christmas, some fading and some coming up."""
    draws = np.random.default_rng(seed)
    days = (LAST - FIRST).days + 1
    when = np.arange(days)
    autumn = np.exp(-0.5 * (((when + 334) % 365 - 320) / 30.0) ** 2)
    season = 1 + draws.gamma(1.0, 1.0, (count, 1)) * autumn
    trend = np.exp(np.outer(draws.normal(-0.2, 0.5, count), when / 365))
    open_days = (when + FIRST.weekday()) % 7 != 5
    rate = draws.lognormal(0.5, 1.0, (count, 1)) * season * trend * open_days
    shape = draws.gamma(2.0, 0.2, (count, 1)) + 0.05
    units = draws.negative_binomial(shape, shape / (shape + rate))
    price = np.exp(draws.normal(5.5, 0.7, count))
    units = units.astype(np.int64)
    # Everything was on sale before the played year.
    units[:, 30] = np.maximum(units[:, 30], 1)
    return Trade(tuple(f"X{number}" for number in range(count)), FIRST, units, price, units, np.arange(count))


if __name__ == "__main__":
    raise SystemExit(main())
