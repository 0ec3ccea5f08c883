"""Invented shops as arrays, two years long, in which one thing changes at a known day, or nothing does."""

from dataclasses import dataclass

import numpy as np

from shopassistant.recommend.monitoring.drift import Drift, find_drift
from shopassistant.recommend.monitoring.lines import Lines, lines_from
from shopassistant.recommend.monitoring.windows import choose_windows

DAYS = 2 * 364
# The newest four weeks come after the fit.
FITTED = DAYS - 29
CATEGORIES = tuple(f"Kind {letter}" for letter in "ABCDEFGH")
PER_KIND = 25


@dataclass(frozen=True)
class Change:
    """What is different from `FITTED` on.

    Attributes:
        kind_a: how much likelier the first category is.
        prices: what prices are multiplied by.
        basket: added to the mean number of further lines in a basket.
        unnamed: the share of sales without a customer.
        assortment: the share of lines that are products never sold before.
        favourites: the share of lines from a customer's favourites.
    """

    kind_a: float = 1.0
    prices: float = 1.0
    basket: float = 0.0
    unnamed: float = 0.2
    assortment: float = 0.0
    favourites: float = 0.7


NO_CHANGE = Change()


def lines_of(seed: int, change: Change = NO_CHANGE, season: float = 0.0, visits: int = 8_000) -> Lines:
    """Visits of 400 customers who come and like what they do quite differently from each other.

    Args:
        season: how strongly the categories follow the time of year; 0 not at all.
    """
    rng = np.random.default_rng(seed)
    customers, kinds = 400, len(CATEGORIES)
    often = rng.gamma(0.7, 1.0, customers)
    taste = rng.dirichlet(np.linspace(1.5, 0.4, kinds), customers)
    day = np.sort(rng.integers(0, DAYS, visits))
    later = day > FITTED
    customer = rng.choice(customers, visits, p=often / often.sum())
    is_named = rng.random(visits) >= np.where(later, change.unnamed, NO_CHANGE.unnamed)
    count = 1 + rng.poisson(1.0 + np.where(later, change.basket, 0.0))
    at = np.repeat(np.arange(visits), count)
    weight = taste[customer[at]]
    if season:
        weight = weight * np.exp(season * np.cos(2 * np.pi * (day[at, None] / 364 + np.arange(kinds) / kinds)))
    weight = weight * np.where(later[at, None] & (np.arange(kinds) == 0), change.kind_a, 1.0)
    chosen = (weight.cumsum(axis=1) > rng.random(len(at))[:, None] * weight.sum(axis=1)[:, None]).argmax(axis=1)
    item = _items(
        rng, customer[at], chosen, rng.random(len(at)) < np.where(later[at], change.favourites, NO_CHANGE.favourites)
    )
    price = np.round(np.exp(np.random.default_rng(7).normal(7, 0.6, kinds * PER_KIND)))[item]
    price = price * np.where(later[at], change.prices, 1.0)
    fresh = later[at] & (rng.random(len(at)) < change.assortment)
    product = 1 + item + np.where(fresh, 1_000, 0)
    columns = (
        day[at], 1 + at, np.where(is_named, 1 + customer, 0)[at], product, product, np.ones(len(at)), price, chosen
    )  # fmt: skip
    return lines_from([np.asarray(column, np.int64) for column in columns], CATEGORIES)


def _items(rng: np.random.Generator, customer: object, kind: object, is_favourite: object) -> object:
    """A product of each category: one of three favourites of the customer's, or any."""
    favourite = (np.asarray(customer) * 7 + np.asarray(kind) * 3 + rng.integers(0, 3, len(np.asarray(kind)))) % PER_KIND
    anything = rng.integers(0, PER_KIND, len(favourite))
    return np.asarray(kind) * PER_KIND + np.where(is_favourite, favourite, anything)


def look(lines: Lines, first_day: int = 0) -> dict[str, Drift]:
    """What is found the day after the last, by measure."""
    windows = choose_windows(first_day, DAYS - 1, FITTED)
    assert windows is not None
    return {drift.measure: drift for drift in find_drift(lines, windows, first_day)}
