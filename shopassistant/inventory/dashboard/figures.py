"""The numbers on top of the dashboard, each a sum over the shelves of a slice."""

from dataclasses import dataclass

import numpy as np

from shopassistant.inventory.dashboard.shelves import (
    AGES,
    CLASSES,
    FROM_FORECAST,
    FROM_SALES,
    PATTERNS,
)
from shopassistant.inventory.dashboard.slicing import Doubles, Slice


@dataclass(frozen=True, slots=True)
class Tied:
    """Stock that binds money: how many products, units, and their cost in minor units."""

    products: int
    units: int
    minor: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the ABC/XYZ matrix.

    Attributes:
        sales_minor: a year's sales.
        stock_minor: cost of what is there.
    """

    products: int
    sales_minor: int
    stock_minor: int


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything the strip, the ageing bar and the matrix say of a slice.

    Attributes:
        products: variants in the slice.
        uncounted: of them, those nobody ever counted here; in no figure of stock.
        cost_minor, price_minor: stock value.
        without_cost: products in stock whose cost nobody entered; not in the value at cost.
        cover_days: how long the stock lasts, weighted by value; None without demand.
        by_forecast, by_sales: products whose demand is known from a forecast, and from recent sales only.
        service: share of the demand of the last 91 days that could be served, 0 to 1; None where nothing is known.
        days_out: share of shelf days without stock; None where no level is known.
        lost_minor: margin missed by it.
        turnover: times a year the stock at cost is sold; None where there is none.
        ages: per age, what lies as long.
        sell_through: share sold of what was there to sell in 91 days; None where there was nothing.
        dead, over: see `Slice`.
        likely_out, out_now: products.
        at_stake_minor: margin expected to be missed before the next deliveries.
        matrix: rows A, B, C; columns X, Y, Z.
    """

    products: int
    uncounted: int
    cost_minor: int
    price_minor: int
    without_cost: int
    cover_days: float | None
    by_forecast: int
    by_sales: int
    service: float | None
    days_out: float | None
    lost_minor: int
    turnover: float | None
    ages: tuple[Tied, ...]
    sell_through: float | None
    dead: Tied
    over: Tied
    likely_out: int
    out_now: int
    at_stake_minor: int
    matrix: tuple[tuple[Cell, ...], ...]


def figures(part: Slice) -> Figures:
    """All figures of a slice."""
    counted = part.column("counted")
    source = part.column("source")
    sold = part.column("recent")
    known = counted & (part.column("known_days") > 0)
    lost = part.column("lost") * known
    days_known = float(part.column("known_days").sum())
    served, missed = float(sold[known].sum()), float(lost.sum())
    goods, mean_worth = float(part.column("goods_cost").sum()), float((part.column("mean_units") * part.cost).sum())
    has_cost = part.variant("cost") >= 0
    dead_units = np.where(part.dead, part.units, 0)
    return Figures(
        products=int(part.here.sum()),
        uncounted=int(part.here.sum() - _count(part, counted)),
        cost_minor=int(part.worth.sum()),
        price_minor=int((part.units * part.variant("price")).sum()),
        without_cost=_count(part, (part.units > 0) & ~has_cost),
        cover_days=_cover(part),
        by_forecast=_count(part, source == FROM_FORECAST),
        by_sales=_count(part, source == FROM_SALES),
        service=_share(served, served + missed),
        days_out=_share(float(part.column("out_days").sum()), days_known),
        lost_minor=round(float((lost * part.margin).sum())),
        turnover=_share(goods, mean_worth),
        ages=_ages(part),
        sell_through=_share(served, served + float(part.units[known].sum())),
        dead=_tied(part, dead_units),
        over=_tied(part, part.over),
        likely_out=_count(part, part.likely_out),
        out_now=_count(part, part.out_now),
        at_stake_minor=round(float((part.column("missed") * part.margin).sum())),
        matrix=matrix(part),
    )


def _count(part: Slice, holds: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> int:
    """Variants of which it holds for a shelf."""
    return int((np.diff(part.row[holds], prepend=-1) != 0).sum())  # they ascend


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _cover(part: Slice) -> float | None:
    """Days the counted stock lasts at the demand for it, both at cost (at price where no cost is known)."""
    counted = part.column("counted")
    weight = np.where(part.variant("cost") > 0, part.cost, part.variant("price"))
    demand = float((part.column("rate") * weight * counted).sum())
    return _share(float((part.units * weight).sum()), demand)


def _tied(part: Slice, units: Doubles) -> Tied:
    return Tied(_count(part, units > 0), round(float(units.sum())), round(float((units * part.cost).sum())))


def _ages(part: Slice) -> tuple[Tied, ...]:
    age = part.column("age").astype(np.float64)
    return tuple(_tied(part, age[:, bucket]) for bucket in range(AGES))


def matrix(part: Slice) -> tuple[tuple[Cell, ...], ...]:
    """The nine cells of a slice: rows A, B, C; columns X, Y, Z."""
    size = len(CLASSES) * len(PATTERNS)
    variants = part.snapshot.variants
    cell = variants.abc.astype(np.int64) * len(PATTERNS) + variants.xyz
    products = np.bincount(cell[part.here], minlength=size)
    sales = np.bincount(cell[part.row], part.column("revenue"), size)
    stock = np.bincount(cell[part.row], part.worth, size)
    return tuple(
        tuple(
            Cell(int(products[at]), int(sales[at]), int(stock[at]))
            for at in range(line * len(PATTERNS), (line + 1) * len(PATTERNS))
        )
        for line in range(len(CLASSES))
    )
