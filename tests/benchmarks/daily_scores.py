"""Scores of quantile forecasts of daily counts, each from the quantile or mean that it asks for."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from tests.benchmarks.daily_calibration import Counted

LEVELS = np.array([0.1, 0.25, 0.5, 0.75, 0.9, 0.95])
_MIDDLE, _UPPER = 2, 4


@dataclass(frozen=True)
class Said:
    """A method's forecasts from one origin.

    Attributes:
        quantiles: float32 (n, days, q).
        mean: float32 (n, days).
        chosen: rows whose totals were asked.
        totals: per number of days, quantiles 0.1, 0.5, 0.9 of the sum over them, (len(chosen), 3).
        whole: per number of days, quantiles 0.1 and 0.9 of the sum over all products.
        counted: what the method's whole distribution says of the counts, where it has one.
    """

    quantiles: np.ndarray
    mean: np.ndarray
    chosen: np.ndarray = field(default_factory=lambda: np.zeros(0, np.int64))
    totals: dict[int, np.ndarray] = field(default_factory=dict)
    whole: dict[int, np.ndarray] = field(default_factory=dict)
    counted: Counted | None = None

    def take(self, rows: np.ndarray) -> "Said":
        """Some rows, without totals."""
        return Said(self.quantiles[rows], self.mean[rows])

    def write(self, path: Path) -> None:
        """Keep it."""
        totals = {f"total{days}": values for days, values in self.totals.items()}
        whole = {f"whole{days}": values for days, values in self.whole.items()}
        counted = {f"counted_{name}": values for name, values in self.counted.arrays().items()} if self.counted else {}
        np.savez(path, quantiles=self.quantiles, mean=self.mean, chosen=self.chosen, **totals, **whole, **counted)

    @staticmethod
    def read(path: Path) -> "Said":
        """What was kept."""
        with np.load(path) as kept:
            totals = {int(name[5:]): kept[name] for name in kept.files if name.startswith("total")}
            whole = {int(name[5:]): kept[name] for name in kept.files if name.startswith("whole")}
            parts = {name[8:]: kept[name] for name in kept.files if name.startswith("counted_")}
            counted = Counted(**parts) if parts else None
            return Said(kept["quantiles"], kept["mean"], kept["chosen"], totals, whole, counted)


@dataclass(frozen=True)
class Scores:
    """Means over `days` product days; `covered` is the share at or below the 0.9 quantile, `covered_open` the same
    where
    that quantile is above zero."""

    days: int
    pinball: float
    mae: float
    wape: float
    mase: float
    rmse: float
    covered: float
    covered_open: float

    @staticmethod
    def header() -> str:
        """Titles of `line`."""
        names = ("pinball", "MAE", "WAPE", "MASE", "RMSE", "cover.9", "where>0")
        return " ".join(f"{name:>8}" for name in names)

    def line(self) -> str:
        """One row of a table."""
        values = (self.pinball, self.mae, self.wape, self.mase, self.rmse, self.covered, self.covered_open)
        return " ".join(f"{value:>8.4f}" for value in values)

    @staticmethod
    def together(parts: Sequence["Sums"]) -> "Scores":
        """Of several origins."""
        total = np.sum([part.values for part in parts], axis=0)
        days, pinball, absolute, actual, scaled, series, squared, covered, asked, covered_asked = total.tolist()
        return Scores(
            int(days), pinball / max(days, 1), absolute / max(days, 1), absolute / max(actual, 1e-9),
            scaled / max(series, 1), float(np.sqrt(squared / max(days, 1))), covered / max(days, 1),
            covered_asked / max(asked, 1),
        )  # fmt: skip


@dataclass(frozen=True)
class Sums:
    """What `Scores` divides."""

    values: np.ndarray


def score(said: Said, actual: np.ndarray, past: np.ndarray) -> Sums:
    """Sums over the products and days of one origin.

    Args:
        actual: (n, days).
        past: (n, T), NaN before the first sale: MASE's scale is the mean absolute difference to a week before.
    """
    short = actual[..., None] - said.quantiles
    pinball = np.maximum(LEVELS * short, (LEVELS - 1) * short).mean(axis=2)
    absolute = np.abs(actual - said.quantiles[..., _MIDDLE])
    steps = np.abs(past[:, 7:] - past[:, :-7])
    known = (~np.isnan(steps)).sum(axis=1)
    scale = np.nansum(steps, axis=1) / np.maximum(known, 1)
    usable = scale > 0
    scaled = (absolute.mean(axis=1)[usable] / scale[usable]).sum()
    upper = said.quantiles[..., _UPPER]
    below, asked = actual <= upper, upper > 0
    squared = ((actual - said.mean) ** 2).sum()
    sums = (pinball.sum(), absolute.sum(), actual.sum(), scaled, usable.sum(), squared)
    return Sums(np.array([actual.size, *sums, below.sum(), asked.sum(), (below & asked).sum()]))


def coverage(runs: Sequence[tuple[Said, np.ndarray]]) -> str:
    """How often the 0.9 quantile was not exceeded: all days; days on which it is above zero; and all days with ties
    shared out, as a count that equals its quantile lies on both sides of it (Czado, Gneiting and Held, 2009)."""
    below = np.concatenate([(actual <= said.quantiles[..., _UPPER]).ravel() for said, actual in runs])
    under = np.concatenate([(actual < said.quantiles[..., _UPPER]).ravel() for said, actual in runs])
    asked = np.concatenate([(said.quantiles[..., _UPPER] > 0).ravel() for said, _ in runs])
    return (
        f"{below.mean():.4f} of all product days, {below[asked].mean():.4f} of the {asked.mean():.1%} on which it is "
        f"above zero, {under.mean():.4f} strictly below"
    )


def total_coverage(runs: Sequence[tuple[Said, np.ndarray]]) -> str:
    """How often sums over several days stay between the 0.1 and 0.9 quantile of summed paths."""
    words = []
    for days in runs[0][0].totals:
        actual = np.concatenate([truth[said.chosen, :days].sum(axis=1) for said, truth in runs])
        low, _, high = np.concatenate([said.totals[days] for said, _ in runs]).T
        shop = [truth[:, :days].sum() for _, truth in runs]
        inside = sum(
            int(said.whole[days][0] <= s <= said.whole[days][1]) for (said, _), s in zip(runs, shop, strict=True)
        )
        words.append(
            f"{days} days: {(actual <= high).mean():.3f} at or below 0.9, {(actual < low).mean():.3f} below 0.1; "
            f"whole shop between both in {inside} of {len(runs)}"
        )
    return "; ".join(words)
