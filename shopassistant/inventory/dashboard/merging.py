"""Puts what was read anew of some variants into a snapshot that knows all of them."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from shopassistant.inventory.dashboard.classes import abc_classes
from shopassistant.inventory.dashboard.shelves import Shelves, Variants, columns_of


def merge(
    old: tuple[Variants, Shelves], new: tuple[Variants, Shelves], changed: Collection[int]
) -> tuple[Variants, Shelves]:
    """The old tables with the variants `changed` as they are in the new ones; one that is not there is gone.

    The order of names of a variant that was there stays (it was read among all of them); one that is new comes last
    until everything is read again. The classes by sales are made anew for all.
    """
    ids = np.array(sorted(changed), np.int64)
    kept = ~np.isin(old[0].id, ids)
    kept_shelves = kept[old[1].row]
    fresh = replace(new[0], rank=_ranks(old[0], new[0]))
    columns = {
        name: np.concatenate([column[kept], columns_of(fresh)[name]]) for name, column in columns_of(old[0]).items()
    }
    order = np.argsort(columns["id"], kind="stable")
    variants = Variants(**{name: column[order] for name, column in columns.items()})
    all_rows = np.concatenate([old[0].id[old[1].row[kept_shelves]], new[0].id[new[1].row]])
    row = np.searchsorted(variants.id, all_rows)
    tables = {
        name: np.concatenate([column[kept_shelves], columns_of(new[1])[name]])
        for name, column in columns_of(old[1]).items()
    }
    tables["row"] = row.astype(np.int32)
    order = np.lexsort((tables["location"], tables["row"]))
    shelves = Shelves(**{name: column[order] for name, column in tables.items()})
    sales = np.bincount(shelves.row, shelves.revenue, len(variants.id)).astype(np.int64)
    return replace(variants, abc=abc_classes(sales)), shelves


def _ranks(old: Variants, new: Variants) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    """int32: the old places of those that had one, places behind all for the others, in the order of their names."""
    if not len(old.id):
        return new.rank
    found = np.minimum(np.searchsorted(old.id, new.id), len(old.id) - 1)
    behind = int(old.rank.max()) + 1 + new.rank
    return np.where(old.id[found] == new.id, old.rank[found], behind).astype(np.int32)
