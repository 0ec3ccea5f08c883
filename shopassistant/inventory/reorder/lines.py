"""One line of advice as people read it: its arithmetic in a sentence's code and values, and the picture beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from shopassistant.inventory.reorder.advise import Advice
from shopassistant.inventory.reorder.arrays import Floats, Ints
from shopassistant.inventory.reorder.situation import Situation
from shopassistant.inventory.reorder.sizing import need_of

# The sentence, by whether open orders come in time and whether it is ordered in packs of several units.
LINE_CODES = ("reorder.line", "reorder.line.packs", "reorder.line.coming", "reorder.line.coming.packs")
NOTE_CODES = (
    "reorder.note.late_order",
    "reorder.note.owed",
    "reorder.note.minimum_order",
    "reorder.note.spoils",
    "reorder.note.too_late",
    "reorder.note.cost_unknown",
)
AGAIN_CODES = (
    "reorder.again.more",
    "reorder.again.less",
    "reorder.again.time_is_up",
    "reorder.again.price",
    "reorder.again.counted",
    "reorder.again.order_cancelled",
)
# Chance of running out before anything ordered today could come, from which on it is said.
_TOO_LATE = 0.2
# Chance of running out before the next delivery from which on an order cannot wait for the next round.
URGENT_RISK = 0.2
FAN_LEVELS = (0.1, 0.5, 0.9)

Said = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Line:
    """What is advised for one product.

    Attributes:
        row: of the advice.
        units, packs: to order.
        cost_minor: of all of them.
        sentence: code of LINE_CODES and its values.
        notes: codes of NOTE_CODES and values, for what the sentence has no room for.
        again: what changed since it was answered, code of AGAIN_CODES and values; None where it was not.
    """

    row: int
    variant_id: int
    location_id: int
    supplier_id: int
    units: int
    packs: int
    cost_minor: int
    gain_minor: int
    risk_before: float
    risk_after: float
    cover_days: int
    sentence: Said
    notes: tuple[Said, ...]
    again: Said | None = None

    @property
    def cannot_wait(self) -> bool:
        """Whether putting it off until the next round may well lose a sale; the rest is cheaper ordered, no more."""
        return self.risk_before >= URGENT_RISK


@dataclass(frozen=True, slots=True)
class Fan:
    """Projected stock, for a chart.

    Attributes:
        first_day: of the columns.
        without, ordered: float64[3, T], stock in the evening at FAN_LEVELS, without and with the order.
        arrivals: day and units of open orders (median day), the advised order last.
    """

    first_day: date
    without: Floats
    ordered: Floats
    arrivals: tuple[tuple[date, int], ...]


def line(advice: Advice, place: int) -> Line:
    """The line at `place` of `advice.lines`."""
    row = int(advice.lines[place])
    at, figures = advice.situation, advice.figures
    units, pack = int(advice.units[row]), int(at.pack[row])
    coming = int(figures.coming[place])
    code = "reorder.line" + (".coming" if coming else "") + (".packs" if pack > 1 else "")
    values = {
        "low": int(figures.sells_low[place]),
        "high": int(figures.sells_high[place]),
        "until_on": _day(at, int(figures.until[place])),
        "left": int(at.free[row]),
        "coming": coming,
        "coming_on": _day(at, max(int(figures.coming_in[place]), 0)),
        "units": units,
        "packs": units // pack,
        "pack": pack,
        "cover": int(figures.cover[place]),
        "before_share": float(figures.risk_before[place]),
        "after_share": float(figures.risk_after[place]),
    }
    return Line(
        row=row,
        variant_id=int(at.keys[row, 0]),
        location_id=int(at.keys[row, 1]),
        supplier_id=int(at.supplier[row]),
        units=units,
        packs=units // pack,
        cost_minor=int(advice.cost_minor[row]),
        gain_minor=round(float(advice.gain[row])),
        risk_before=float(figures.risk_before[place]),
        risk_after=float(figures.risk_after[place]),
        cover_days=int(figures.cover[place]),
        sentence=(code, values),
        notes=_notes(advice, row, place),
    )


def _notes(advice: Advice, row: int, place: int) -> tuple[Said, ...]:
    at, figures = advice.situation, advice.figures
    arrives = _day(at, int(figures.arrives[place]))
    found: list[Said] = []
    if figures.later[place] > 0:
        found.append(("reorder.note.late_order", {"count": int(figures.later[place])}))
    if at.free[row] < 0:
        found.append(("reorder.note.owed", {"count": int(-at.free[row])}))
    if advice.added[row] > 0:
        found.append(("reorder.note.minimum_order", {"count": int(advice.added[row])}))
    if at.shelf_days[row] > 0:
        spoilt = float(advice.waste[row]) / max(float(at.unit_cost[row]), 1e-9)
        if round(spoilt) > 0:
            found.append(("reorder.note.spoils", {"count": round(spoilt), "days": int(at.shelf_days[row])}))
    if figures.risk_until_arrival[place] >= _TOO_LATE:
        share = float(figures.risk_until_arrival[place])
        found.append(("reorder.note.too_late", {"arrives_on": arrives, "risk_share": share}))
    if not at.cost_known[row]:
        found.append(("reorder.note.cost_unknown", {"margin_share": advice.terms.margin_share}))
    return tuple(found)


def fan(situation: Situation, demand: Ints, units: int, days: int = 60) -> Fan:
    """The picture of one row.

    Args:
        situation: of this row alone.
        demand: int[1, S, T].
        units: to order today.
    """
    need = need_of(situation, demand)
    days = min(days, need.days)
    supply = np.zeros((need.first.shape[1], days), np.int64)
    for amount, when in zip(situation.arrivals.units.tolist(), situation.arrivals.day, strict=True):
        supply += amount * (np.maximum(when, 0)[:, None] <= np.arange(days)[None])
    start = max(int(situation.free[0]), 0)
    without = start + supply - need.asked[0, :, :days] + need.lost[0, :, :days]
    here = need.first[0][:, None] <= np.arange(days)[None]
    used = np.maximum(need.lost[0, :, :days] - need.unavoidable[0][:, None], 0)
    with_order = without + here * (units - np.minimum(units, used))
    usual = np.median(situation.arrivals.day, axis=1).astype(int).tolist()
    known = [
        (_day(situation, max(when, 0)), int(amount))
        for when, amount in zip(usual, situation.arrivals.units, strict=True)
    ]
    if units:
        known.append((_day(situation, int(np.median(need.first))), units))
    return Fan(
        situation.today,
        np.quantile(without, FAN_LEVELS, axis=0),
        np.quantile(with_order, FAN_LEVELS, axis=0),
        tuple(known),
    )


def _day(situation: Situation, days: int) -> date:
    return situation.today + timedelta(days=days)
