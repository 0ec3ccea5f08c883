"""What the dashboard's figures tell of each shelf: running out, below zero, too much, dead, suddenly different."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.alerts.kinds import Found, Limits
from shopassistant.inventory.alerts.sudden import sudden_changes
from shopassistant.inventory.dashboard.shelves import Bools, Snapshot, from_day
from shopassistant.inventory.dashboard.slicing import DEAD_DAYS, Doubles, Filter, Slice

# Nothing is certain.
_SURE = 0.99


def on_shelves(snapshot: Snapshot, limits: Limits) -> Iterator[Found]:
    """Everything that the figures say needs an eye; never a never-counted level, never a guess."""
    part = Slice(snapshot, Filter())
    yield from _running_out(part, limits)
    yield from _negative(part, limits)
    yield from _sudden(part, limits)
    yield from _tied_up(part, part.dead * part.worth, "dead_stock", limits)
    yield from _tied_up(part, np.floor(part.over) * part.cost, "overstock", limits)


def _at(part: Slice, place: int, kind: str, severity: str, figures: dict[str, Any], *, fires: bool = True) -> Found:
    """Something about one shelf."""
    variant, location = int(part.variant("id")[place]), int(part.column("location")[place])
    about = f"{variant}:{location}"
    return Found(kind, severity, about, variant_id=variant, location_id=location, figures=figures, fires=fires)


def _sudden(part: Slice, limits: Limits) -> Iterator[Found]:
    for change in sudden_changes(part, limits):
        figures = {"sold": change.sold, "usual": round(change.usual, 1)}
        yield _at(part, change.place, change.kind, "warning", figures, fires=change.fires)


def _running_out(part: Slice, limits: Limits) -> Iterator[Found]:
    """What will cost most by itself, the rest by supplier: who gets a hundred alerts reads none."""
    chance = np.nan_to_num(part.column("chance"), nan=0.0)
    missed = part.column("missed")
    stake = missed * np.where(part.variant("cost") >= 0, part.margin, part.variant("price"))
    worth = (missed >= limits.stays * limits.least_missed) & part.variant("ordered")
    near = (chance >= limits.chance_stays) & worth
    share = stake / max(float(stake[near].sum()), 1.0)
    likely = near & (chance >= limits.chance) & (missed >= limits.least_missed)
    single = near & (share >= limits.stays * limits.stake)
    yield from _out_singly(part, chance, single, likely & (share >= limits.stake), limits)
    ids, supplier = part.variant("id"), part.variant("supplier")
    rest = near & ~(likely & (share >= limits.stake))
    for one in np.unique(supplier[rest]).tolist():
        mine = rest & (supplier == one)
        count = len(np.unique(ids[mine & likely]))
        if not one or count < limits.stays * limits.many:
            continue
        figures = {"count": count, "missed": round(float(missed[mine].sum()), 1)}
        fires = count >= limits.many and float(share[mine].sum()) >= limits.stake
        yield Found("runs_out_many", "warning", str(one), supplier_id=one, figures=figures, fires=fires)


def _out_singly(part: Slice, chance: Doubles, single: Bools, firing: Bools, limits: Limits) -> Iterator[Found]:
    out, missed, units = part.column("out_day"), part.column("missed"), part.column("units")
    for place in np.flatnonzero(single).tolist():
        figures = {
            "chance_share": round(min(float(chance[place]), _SURE), 3),
            "out_on": from_day(max(int(out[place]), part.snapshot.today)).isoformat(),
            "missed": round(float(missed[place]), 1),
            "units": int(units[place]),
        }
        severity = "critical" if chance[place] >= limits.chance_critical else "warning"
        yield _at(part, place, "runs_out", severity, figures, fires=bool(firing[place]))


def _negative(part: Slice, limits: Limits) -> Iterator[Found]:
    """One by one where they are few; a whole place at once where its books went astray."""
    units = part.column("units")
    below = part.column("counted") & (units < 0)
    for location in np.unique(part.column("location")[below]).tolist():
        here = np.flatnonzero(below & (part.column("location") == location))
        if len(here) > 2 * limits.many:
            figures = {"count": len(here)}
            yield Found("negative_stock_many", "warning", str(location), location_id=location, figures=figures)
            continue
        for place in here.tolist():
            yield _at(part, place, "negative_stock", "warning", {"units": int(units[place])})


def _tied_up(part: Slice, money: NDArray[np.generic], kind: str, limits: Limits) -> Iterator[Found]:
    """Money tied up, minor units per shelf: a single product where it is much, the others of a category together."""
    whole = max(float(part.worth.sum()), 1.0)
    by_variant = part.sums(money)
    variants = part.snapshot.variants
    for row in np.flatnonzero(by_variant >= limits.stays * limits.share * whole).tolist():
        id_, tied = int(variants.id[row]), int(by_variant[row])
        single = {"money_minor": tied, "days": DEAD_DAYS}
        yield Found(kind, "warning", str(id_), variant_id=id_, figures=single, fires=tied >= limits.share * whole)
    rest = (by_variant > 0) & (by_variant < limits.share * whole)
    for category in np.unique(variants.category[rest]).tolist():
        mine = rest & (variants.category == category)
        count, tied = int(mine.sum()), int(by_variant[mine].sum())
        if count >= limits.many and tied >= limits.stays * limits.share_many * whole:
            figures: dict[str, int | None] = {
                "count": count, "money_minor": tied, "category_id": category or None, "days": DEAD_DAYS,
            }  # fmt: skip
            fires = tied >= limits.share_many * whole
            yield Found(f"{kind}_many", "info", str(category), figures=figures, fires=fires)
