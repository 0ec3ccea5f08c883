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
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np

from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.reorder.leadtime import lead_scenarios, still_to_come
from shopassistant.inventory.reorder.lot import PriceBreaks
from shopassistant.inventory.reorder.need import Arrivals
from shopassistant.inventory.reorder.rules import MovingAverage, OrderUpTo, economic_lot
from shopassistant.inventory.reorder.simulator import Morning, Outcome, Rule, UnitCosts, simulate
from shopassistant.inventory.reorder.situation import Situation
from shopassistant.inventory.reorder.sizing import size
from shopassistant.inventory.reorder.terms import Terms
from tests.benchmarks.ordering_data import FIRST, LAST, Trade, read_trade

YEAR = date(2010, 12, 1)
DAYS = 365
WARM_UP = 56
# The tuned rules see the year before from here on; they need six weeks and a warm-up.
TUNED_FROM = date(2010, 3, 15)
REVIEW = 7
REFIT_DAYS = 28
HORIZON = 118
# Suppliers' usual lead times, days; the spread is a gamma's with this deviation as a share of the mean.
SUPPLIERS = np.array([5, 7, 10, 14, 14, 18, 21, 28])
SPREAD = 0.35
SHORTEST = 3
SEEN = 12


@dataclass(frozen=True)
class Setting:
    """What things cost; assumptions.

    Attributes:
        holding: share of the purchase cost a year.
        line: per order line, minor units.
        margin: share of the price.
        goodwill: share of the price lost beyond the margin with each unit not sold.
    """

    name: str = "base"
    holding: float = 0.25
    line: float = 200.0
    margin: float = 0.4
    goodwill: float = 0.0


SETTINGS = (
    Setting(),
    Setting("holding 15 %", holding=0.15),
    Setting("holding 40 %", holding=0.40),
    Setting("order line 0.50", line=50.0),
    Setting("order line 8.00", line=800.0),
    Setting("margin 25 %", margin=0.25),
    Setting("goodwill 20 %", goodwill=0.2),
)


@dataclass(frozen=True)
class Game:
    """One seed's shop over one stretch of time.

    Attributes:
        first: column of the first simulated day.
        lead: int64[n, T], for orders placed on that day.
        start: int64[n].
        usual: float64[n], the supplier's usual lead time.
        seen: int64[n, SEEN], deliveries before.
    """

    trade: Trade
    first: int
    lead: np.ndarray
    start: np.ndarray
    usual: np.ndarray
    seen: np.ndarray

    @property
    def demand(self) -> np.ndarray:
        """int64[n, T]."""
        return self.trade.units[:, self.first : self.first + self.lead.shape[1]]

    def costs(self, setting: Setting) -> UnitCosts:
        """Per product."""
        price = self.trade.price
        holding = price * (1 - setting.margin) * setting.holding / 365
        shortage = price * (setting.margin + setting.goodwill)
        return UnitCosts(holding, np.full(len(price), setting.line), shortage)

    def play(self, rule: Rule, setting: Setting, rows: np.ndarray | slice = slice(None)) -> Outcome:
        """Cost of a rule."""
        costs = self.costs(setting)
        costs = UnitCosts(costs.holding[rows], costs.ordering[rows], costs.shortage[rows])
        return simulate(
            self.demand[rows], self.lead[rows], rule, costs,
            start=self.start[rows], review_days=REVIEW, count_from=WARM_UP,
        )  # fmt: skip


def make_game(trade: Trade, year: date, seed: int, days: int = DAYS) -> Game:
    """Lead times and the stock to begin with: six weeks' average for lead time, review and two weeks more."""
    draws = np.random.default_rng([seed, year.year])
    count = len(trade.price)
    usual = SUPPLIERS[np.random.default_rng(seed).integers(0, len(SUPPLIERS), count)].astype(float)
    first = trade.day(year) - WARM_UP
    shape = 1 / SPREAD**2

    def lead(width: int) -> np.ndarray:
        drawn = draws.gamma(shape, usual[:, None] / shape, (count, width))
        return np.maximum(np.rint(drawn), SHORTEST).astype(np.int64)

    recent = trade.units[:, max(first - 42, 0) : first].mean(axis=1)
    start = np.ceil(recent * (usual + REVIEW + 14)).astype(np.int64)
    return Game(trade, first, lead(WARM_UP + days), start, usual, lead(SEEN))


def moving_average(game: Game, setting: Setting, z: float, lot: float) -> Rule:
    """Rule (a)."""
    costs = game.costs(setting)
    count = len(game.start)
    return MovingAverage(
        game.trade.units, game.first, 42, game.usual + REVIEW, np.full(count, z), costs.ordering * lot**2, costs.holding
    )


def min_max(game: Game, setting: Setting, extra: float, lot: float, past: int, anew: int) -> Rule:
    """Rule (b): min covers lead time, review and `extra` days, max lies `lot` economic order quantities above."""
    costs = game.costs(setting)
    levels: dict[int, OrderUpTo] = {}

    def rule(morning: Morning) -> np.ndarray:
        term = morning.day // anew if anew else 0
        if term not in levels:
            now = game.first + term * anew
            rate = game.trade.units[:, max(now - past, 0) : now].mean(axis=1)
            point = np.ceil(rate * (game.usual + REVIEW + extra))
            most = point + np.ceil(economic_lot(rate, costs.ordering, costs.holding) * lot)
            levels[term] = OrderUpTo(point.astype(np.int64), most.astype(np.int64))
        return levels[term](morning)

    return rule


MOVING = tuple(product((0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0), (0.0, 0.5, 1.0, 1.5)))
MIN_MAX = tuple(product((0, 7, 14, 28, 42, 56, 84), (0.5, 1.0, 1.5), (91, 182, 365), (0, 91, 28)))


def tune(game: Game, setting: Setting, make: Callable[..., Rule], grid: Sequence[tuple]) -> tuple:
    """The cheapest of a grid on one game."""
    return min(grid, key=lambda chosen: float(game.play(make(game, setting, *chosen), setting).cost.sum()))


class Forecaster:
    """Scenarios of a game's products as the app would have them: fitted anew every so many days, from the past alone.

    Learned from the whole range, as in the app; drawn for the products played. Kept over cost settings and seeds,
    because demand is the same for all of them.

    Args:
        folder: where drawn scenarios are kept between runs as plain arrays; None keeps them in memory.
    """

    def __init__(
        self,
        trade: Trade,
        refit_days: int = REFIT_DAYS,
        scenarios: int = 200,
        seed: int = 3,
        folder: Path | None = None,
    ) -> None:
        self.trade = trade
        self.refit_days = refit_days
        self.scenarios = scenarios
        self.seed = seed
        self.folder = folder
        self.seconds = 0.0
        self.fits: dict[int, np.ndarray] = {}

    def on(self, column: int, first: int) -> np.ndarray:
        """int64[n, S, T], from the day `column` on; `first` is the first day of the game."""
        fitted = first + (column - first) // self.refit_days * self.refit_days
        if fitted not in self.fits:
            started = time.process_time()
            self.fits[fitted] = self._kept(fitted)
            self.seconds += time.process_time() - started
        return self.fits[fitted][:, :, column - fitted :].astype(np.int64)

    def _kept(self, column: int) -> np.ndarray:
        """Drawn now, or earlier by another run."""
        if self.folder is None:
            return self._draw(column)
        path = self.folder / f"{len(self.trade.rows)}_{self.scenarios}_{self.seed}_{column}.npy"
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            np.save(path, self._draw(column))
        return np.load(path, mmap_mode="r")

    def _draw(self, column: int) -> np.ndarray:
        panel, places = self.panel(column)
        found = fit_forecasts(panel, horizon=HORIZON)
        # A quarter of the memory; nobody here sells 65,536 of a product on a day.
        drawn = found.scenarios(places, self.scenarios, self.seed)
        return np.minimum(drawn, np.iinfo(np.uint16).max).astype(np.uint16)

    def panel(self, until: int) -> tuple[Panel, np.ndarray]:
        """What was known on that day of all that was sold or is played, and where in it the products played are."""
        units = self.trade.shop[:, :until].astype(np.float32)
        # What is played is known to the shop, sold or not.
        sold = np.union1d(np.flatnonzero(units.sum(axis=1) > 0), self.trade.rows)
        units = units[sold]
        # Before its first sale a product may not have been on the shelf yet.
        units[np.cumsum(units, axis=1) == 0] = np.nan
        keys = np.stack([sold, np.ones(len(sold))], axis=1).astype(np.int64)
        flat = np.ones(len(sold), np.float32)
        return Panel(keys, self.trade.first_day, units, flat, flat), np.searchsorted(sold, self.trade.rows)


def advice(game: Game, setting: Setting, forecaster: Forecaster) -> Rule:
    """Rule (c)."""
    count = len(game.start)
    price = game.trade.price
    leads = np.stack(
        [lead_scenarios(game.seen[row], game.usual[row], forecaster.scenarios, row) for row in range(count)]
    )
    terms = Terms(
        holding_share=setting.holding, goodwill_share=setting.goodwill, line_cost_minor=round(setting.line),
        order_cost_minor=0, scenarios=forecaster.scenarios,
    )  # fmt: skip
    ones, none = np.ones(count, np.int64), np.zeros(count, np.int64)
    base = Situation(
        today=YEAR, keys=np.stack([np.arange(count), ones], axis=1), supplier=none, orderable=ones > 0,
        counted=ones > 0,
        foreseen=ones > 0, free=none, unit_cost=price * (1 - setting.margin), margin=price * setting.margin,
        cost_known=ones > 0, pack=ones, min_units=ones, review_days=ones * REVIEW, lead_row=np.arange(count),
        leads=leads, arrivals=Arrivals.none(forecaster.scenarios), breaks=PriceBreaks.none(), shelf_days=none,
        least=none - 1, most=none - 1, service=np.full(count, np.nan), tilt=np.ones(count), most_order=none,
        answered=none - 1, was_much=ones < 0,
        supplier_cost={}, supplier_least={},
    )  # fmt: skip

    def rule(morning: Morning) -> np.ndarray:
        demand = forecaster.on(game.first + morning.day, game.first)
        situation = replace(
            base,
            today=game.trade.first_day + timedelta(days=game.first + morning.day),
            free=morning.on_hand,
            arrivals=_under_way(morning, leads),
        )
        return size(situation, demand, terms, np.zeros(count)).units

    return rule


def _under_way(morning: Morning, leads: np.ndarray) -> Arrivals:
    """When open orders may come, given that they have not come yet."""
    entries = [
        (row, one.units[row], still_to_come(leads[row], morning.day - one.placed_on))
        for one in morning.open_orders
        for row in np.flatnonzero(one.units)
    ]
    if not entries:
        return Arrivals.none(leads.shape[1])
    rows, units, days = zip(*entries, strict=True)
    return Arrivals(np.array(rows), np.array(units), np.stack(days))


RULES = ("moving average", "min/max", "advice")
# The same two rules as shops usually set them.
USUAL = ("usual average", "usual min/max")
_USUAL_AVERAGE, _USUAL_MIN_MAX = (1.645, 0.0), (14, 1.0, 182, 91)


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
    def saving(self) -> float:
        """Share of the better rule's cost that the advice saves."""
        return 1 - self.cost("advice") / self.cost(self.better)

    @property
    def usual(self) -> str:
        """The cheaper of the two rules as they are usually set."""
        return min(USUAL, key=self.cost)

    @property
    def saving_to_usual(self) -> float:
        """Share of that one's cost that the advice saves."""
        return 1 - self.cost("advice") / self.cost(self.usual)

    @property
    def more_filled(self) -> float:
        """Fill rate of the advice less that of the better rule."""
        return self.outcomes["advice"].fill_rate - self.outcomes[self.better].fill_rate


def compete(
    trade: Trade, forecaster: Forecaster, setting: Setting, seed: int, days: int = DAYS, quick: bool = False
) -> Result:
    """All rules on one game; (a) and (b) are tuned on the year before (on a corner of the grid if `quick`)."""
    past = make_game(trade, TUNED_FROM, seed, (YEAR - TUNED_FROM).days)
    game = make_game(trade, YEAR, seed, days)
    chosen = {
        RULES[0]: tune(past, setting, moving_average, MOVING[:2] if quick else MOVING),
        RULES[1]: tune(past, setting, min_max, MIN_MAX[:2] if quick else MIN_MAX),
    }
    outcomes = {
        RULES[0]: game.play(moving_average(game, setting, *chosen[RULES[0]]), setting),
        RULES[1]: game.play(min_max(game, setting, *chosen[RULES[1]]), setting),
        USUAL[0]: game.play(moving_average(game, setting, *_USUAL_AVERAGE), setting),
        USUAL[1]: game.play(min_max(game, setting, *_USUAL_MIN_MAX), setting),
        RULES[2]: game.play(advice(game, setting, forecaster), setting),
    }
    return Result(setting, seed, outcomes, chosen)


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, print the tables; the exit status says whether the advice costs 15 % less at no lower fill rate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--products", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=3, help="draws of suppliers and lead times")
    parser.add_argument("--refit-days", type=int, default=REFIT_DAYS)
    parser.add_argument("--forecasts", type=Path, metavar="DIR", help="keep drawn scenarios there, use those that are")
    parser.add_argument("--out", type=Path, help="write all figures as JSON")
    args = parser.parse_args(arguments)
    trade = read_trade(args.data, YEAR, args.products)
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"{len(trade.price)} products, {int(trade.units[:, trade.day(YEAR) :].sum()):,} units asked for after {YEAR}")
    forecaster = Forecaster(trade, args.refit_days, folder=args.forecasts)
    results = [compete(trade, forecaster, SETTINGS[0], seed) for seed in range(1, args.seeds + 1)]
    results += [compete(trade, forecaster, setting, 1) for setting in SETTINGS[1:]]
    for line in report(results):
        print(line)
    print(f"forecasts: {len(forecaster.fits)} fits, {forecaster.seconds:.0f} s of processor time")
    if args.out:
        args.out.write_text(json.dumps(figures(results), indent=2))
    base = results[: args.seeds]
    saving = float(np.mean([one.saving for one in base]))
    filled = float(np.mean([one.more_filled for one in base]))
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
        more = one.outcomes["advice"].fill_rate - one.outcomes[one.usual].fill_rate
        yield f"{'':<21} saved {one.saving:>6.1%} against tuned {one.better}, fill rate {one.more_filled:+.2%}"
        yield f"{'':<21} saved {one.saving_to_usual:>6.1%} against {one.usual}, fill rate {more:+.2%}"


def figures(results: Sequence[Result]) -> list[dict[str, object]]:
    """Everything measured, as plain values."""
    return [
        {
            "setting": asdict(one.setting),
            "seed": one.seed,
            "saving": one.saving,
            "saving_to_usual": one.saving_to_usual,
            "more_filled": one.more_filled,
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
        "fill rate over the better rule": one.more_filled,
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
