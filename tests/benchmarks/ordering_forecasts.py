"""The app's own side of the ordering benchmark: forecasts fitted anew as the year goes on, and the advice on them."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from shopassistant.inventory.forecast.fitting import fit_forecasts
from shopassistant.inventory.forecast.panel import Panel
from shopassistant.inventory.reorder.leadtime import lead_scenarios, still_to_come
from shopassistant.inventory.reorder.lot import PriceBreaks
from shopassistant.inventory.reorder.need import Arrivals
from shopassistant.inventory.reorder.simulator import Morning, Rule
from shopassistant.inventory.reorder.situation import Situation
from shopassistant.inventory.reorder.sizing import size
from shopassistant.inventory.reorder.terms import Terms
from tests.benchmarks.ordering_data import Trade
from tests.benchmarks.ordering_game import REVIEW, YEAR, Game, Setting

REFIT_DAYS = 28
HORIZON = 118


class Forecaster:
    """Scenarios of a game's products as the app would have them: fitted anew every so many days, from the past alone.

    Learned from the whole range, as in the app; drawn for the products played. Kept over cost settings and seeds,
    because demand is the same for all of them.

    Args:
        folder: where drawn scenarios are kept between runs as plain arrays; None keeps them in memory.
        pause: called before each fit; what it raises ends the run.
    """

    def __init__(
        self,
        trade: Trade,
        refit_days: int = REFIT_DAYS,
        scenarios: int = 200,
        seed: int = 3,
        folder: Path | None = None,
        pause: Callable[[], None] | None = None,
    ) -> None:
        self.trade = trade
        self.refit_days = refit_days
        self.scenarios = scenarios
        self.seed = seed
        self.folder = folder
        self.pause = pause
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
            if self.pause is not None:
                self.pause()
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
