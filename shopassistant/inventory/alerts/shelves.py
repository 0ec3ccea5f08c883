"""What the dashboard's figures tell of each shelf: running out, below zero, too much, dead, suddenly different."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.inventory.alerts.kinds import Found, Limits
from shopassistant.inventory.dashboard.risk import above
from shopassistant.inventory.dashboard.shelves import RECENT_WEEKS, Snapshot, from_day
from shopassistant.inventory.dashboard.slicing import DEAD_DAYS, Doubles, Filter, Slice

_FORTNIGHT = 2  # weeks
_TOP = 0  # class A


def on_shelves(snapshot: Snapshot, limits: Limits) -> Iterator[Found]:
    """Everything that the figures say needs an eye; never a never-counted level, never a guess."""
    part = Slice(snapshot, Filter())
    yield from _running_out(part, limits)
    yield from _negative(part)
    yield from _sudden(part, limits)
    yield from _tied_up(part, part.dead * part.worth, "dead_stock", limits)
    yield from _tied_up(part, np.floor(part.over) * part.cost, "overstock", limits)


def _at(part: Slice, place: int, kind: str, severity: str, figures: dict[str, Any], *, fires: bool = True) -> Found:
    """Something about one shelf."""
    variant, location = int(part.variant("id")[place]), int(part.column("location")[place])
    about = f"{variant}:{location}"
    return Found(kind, severity, about, variant_id=variant, location_id=location, figures=figures, fires=fires)


def _running_out(part: Slice, limits: Limits) -> Iterator[Found]:
    """What sells best by itself, the rest by supplier: who gets a hundred alerts reads none."""
    chance = np.nan_to_num(part.column("chance"), nan=0.0)
    near = (chance >= limits.chance_stays) & part.variant("ordered")
    best = part.variant("abc") == _TOP
    ids, out, missed = part.variant("id"), part.column("out_day"), part.column("missed")
    for place in np.flatnonzero(near & best).tolist():
        day = int(out[place])
        figures = {
            "chance_share": round(float(chance[place]), 3),
            "out_on": from_day(max(day, part.snapshot.today)).isoformat(),
            "missed": round(float(missed[place]), 1),
        }
        severity = "critical" if chance[place] >= limits.chance_critical else "warning"
        yield _at(part, place, "runs_out", severity, figures, fires=bool(chance[place] >= limits.chance))
    supplier = part.variant("supplier")
    for one in np.unique(supplier[near & ~best]).tolist():
        mine = near & ~best & (supplier == one)
        likely = mine & (chance >= limits.chance)
        if not one or len(np.unique(ids[mine])) < limits.many:
            continue
        count = len(np.unique(ids[likely]))
        figures = {"count": count, "missed": round(float(missed[mine].sum()), 1)}
        yield Found("runs_out_many", "warning", str(one), supplier_id=one, figures=figures, fires=count >= limits.many)


def _negative(part: Slice) -> Iterator[Found]:
    units = part.column("units")
    for place in np.flatnonzero(part.column("counted") & (units < 0)).tolist():
        yield _at(part, place, "negative_stock", "warning", {"units": int(units[place])})


def _tied_up(part: Slice, money: NDArray[np.generic], kind: str, limits: Limits) -> Iterator[Found]:
    """Money tied up, minor units per shelf: a single product where it is much, the others of a category together."""
    whole = float(part.worth.sum())
    by_variant = part.sums(money)
    variants = part.snapshot.variants
    much = by_variant >= max(limits.share * whole, 1)
    for row in np.flatnonzero(much).tolist():
        id_ = int(variants.id[row])
        figures = {"money_minor": int(by_variant[row]), "days": DEAD_DAYS}
        yield Found(kind, "warning", str(id_), variant_id=id_, figures=figures)
    rest = (by_variant > 0) & ~much
    for category in np.unique(variants.category[rest]).tolist():
        mine = rest & (variants.category == category)
        count, tied = int(mine.sum()), int(by_variant[mine].sum())
        if count >= limits.many and tied >= limits.share * whole:
            figures = {"count": count, "money_minor": tied, "category_id": category, "days": DEAD_DAYS}
            yield Found(f"{kind}_many", "info", str(category), figures=figures)


def _sudden(part: Slice, limits: Limits) -> Iterator[Found]:
    """A fortnight that the quarter before it makes all but impossible, where the shelf was never empty meanwhile."""
    sold = part.column("sold")
    now = sold[:, -_FORTNIGHT:].sum(axis=1).astype(np.float64)
    before = sold[:, -RECENT_WEEKS:-_FORTNIGHT].astype(np.float64)
    usual = before.mean(axis=1) * _FORTNIGHT
    # Weeks hang together: their own spread, at least that of a count, and what is not known of the mean itself.
    variance = np.maximum(before.var(axis=1, ddof=1), before.mean(axis=1)) * _FORTNIGHT * 2
    served = (part.column("out_days") == 0) & (part.column("known_days") > 0)
    differs = np.abs(now - usual) >= limits.least_change
    rises, falls = _chances(now, usual, variance)
    for kind, chance in (("sudden_rise", rises), ("sudden_fall", falls)):
        tested = served & (usual > 0)
        chosen = tested & differs & (chance <= _threshold(chance[tested], limits.false_share))
        for place in np.flatnonzero(chosen).tolist():
            figures = {"sold": int(now[place]), "usual": round(float(usual[place]), 1)}
            yield _at(part, place, kind, "warning", figures)


def _chances(now: Doubles, usual: Doubles, variance: Doubles) -> tuple[Doubles, Doubles]:
    """Chance of so many or more, and of so few or fewer, under a negative binomial with that mean and variance."""
    more = np.where(now > 0, above(np.maximum(now - 1, 0), usual, variance), 1.0)
    fewer = 1 - above(now, usual, variance)
    return more, fewer


def _threshold(chances: Doubles, false_share: float) -> float:
    """The largest chance that still counts as no accident, so that at most `false_share` of those found are one."""
    ordered = np.sort(chances)
    line = false_share * np.arange(1, len(ordered) + 1) / max(len(ordered), 1)
    below = np.flatnonzero(ordered <= line)
    return float(ordered[below[-1]]) if len(below) else -1.0
