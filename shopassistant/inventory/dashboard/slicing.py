"""A part of the snapshot: the shelves that pass a filter, and sums over them by variant."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.dashboard.shelves import Bools, Longs, Snapshot

Doubles = NDArray[np.float64]

# Nothing sold for so many days: dead, if it has been lying for as long.
DEAD_DAYS = 180
# A chance of running out from which it is called likely.
LIKELY = 0.5


@dataclass(frozen=True)
class Filter:
    """What the dashboard is narrowed to; None leaves a question open.

    Attributes:
        location_id: shelves at one location.
        category_ids: these categories (one and all below it).
        abc, xyz: place in `CLASSES` and `PATTERNS`.
        variants: only these (what a search found).
    """

    location_id: int | None = None
    supplier_id: int | None = None
    category_ids: frozenset[int] | None = None
    abc: int | None = None
    xyz: int | None = None
    variants: frozenset[int] | None = None


class Slice:
    """The shelves of a snapshot that pass a filter; columns are computed when first asked for.

    Attributes:
        rows: places of the shelves, int64 (k,), ascending.
        row: int32 (k,), place of each one's variant.
    """

    def __init__(self, snapshot: Snapshot, wanted: Filter) -> None:
        self.snapshot = snapshot
        self.wanted = wanted
        self.rows: Longs = np.flatnonzero(_mask(snapshot, wanted))
        self.row = snapshot.shelves.row[self.rows]

    def column(self, name: str) -> NDArray[Any]:
        """A column of the shelves, those of the slice."""
        return np.asarray(getattr(self.snapshot.shelves, name)[self.rows])

    def variant(self, name: str) -> NDArray[Any]:
        """A column of the variants, per shelf of the slice."""
        return np.asarray(getattr(self.snapshot.variants, name)[self.row])

    def sums(self, values: NDArray[np.generic]) -> Doubles:
        """float64 (m,): a value per shelf of the slice summed by variant; 0 for those without a shelf in it."""
        return np.bincount(self.row, values, len(self.snapshot.variants.id)).astype(np.float64)

    def most(self, values: NDArray[np.floating]) -> Doubles:
        """float64 (m,): the largest by variant, NaN where none is known."""
        found = np.full(len(self.snapshot.variants.id), np.nan)
        if len(self.row):
            starts = np.flatnonzero(np.diff(self.row, prepend=-1))
            found[self.row[starts]] = np.fmax.reduceat(values, starts)
        return found

    @cached_property
    def here(self) -> Bools:
        """bool (m,): variants with a shelf in the slice."""
        found = np.zeros(len(self.snapshot.variants.id), bool)
        found[self.row] = True
        return found

    @cached_property
    def units(self) -> Longs:
        """int64 (k,): believed and not below zero; 0 where nobody ever counted."""
        return np.where(self.column("counted"), np.maximum(self.column("units"), 0), 0)

    @cached_property
    def cost(self) -> Longs:
        """int64 (k,), minor units; 0 where nobody entered it."""
        return np.asarray(np.maximum(self.variant("cost"), 0))

    @cached_property
    def worth(self) -> Longs:
        """int64 (k,): cost of what is there, minor units."""
        return np.asarray(self.units * self.cost)

    @cached_property
    def margin(self) -> Longs:
        """int64 (k,): what a unit sold earns, minor units; 0 where the cost is not known."""
        cost = self.variant("cost")
        return np.where(cost >= 0, np.maximum(self.variant("price") - cost, 0), 0)

    @cached_property
    def dead(self) -> Bools:
        """bool (k,): something lies there, part of it longer than `DEAD_DAYS`, and nowhere was one sold for as long."""
        silent = self.variant("last_sold") <= self.snapshot.today - DEAD_DAYS
        return (self.units > 0) & silent & (self.column("age")[:, -1] > 0)

    @cached_property
    def over(self) -> Doubles:
        """float64 (k,): units too many where it does sell."""
        return np.where(self.dead, 0, self.column("over")).astype(np.float64)

    @cached_property
    def out_now(self) -> Bools:
        """bool (k,): asked for and not there."""
        return self.column("counted") & (self.column("units") <= 0) & (self.column("rate") > 0)

    @cached_property
    def likely_out(self) -> Bools:
        """bool (k,): will more likely than not be sold out before the next delivery can be here."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.column("chance") >= LIKELY)


def _mask(snapshot: Snapshot, wanted: Filter) -> Bools:
    variants, shelves = snapshot.variants, snapshot.shelves
    kept = np.ones(len(variants.id), bool)
    if wanted.supplier_id is not None:
        kept &= variants.supplier == wanted.supplier_id
    if wanted.category_ids is not None:
        kept &= np.isin(variants.category, list(wanted.category_ids))
    if wanted.abc is not None:
        kept &= variants.abc == wanted.abc
    if wanted.xyz is not None:
        kept &= variants.xyz == wanted.xyz
    if wanted.variants is not None:
        kept &= np.isin(variants.id, list(wanted.variants))
    mask = kept[shelves.row]
    if wanted.location_id is not None:
        mask &= shelves.location == wanted.location_id
    return mask
