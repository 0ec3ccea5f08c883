"""What stands behind a suggestion, as plain values in the store, and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from shopassistant.promotions.prices.advising import DAYS, Advice
from shopassistant.promotions.prices.reasons import Said

_DAY, _SHARE = "_on", "_share"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a suggestion.

    Attributes:
        variant_ids: whose price it is.
        days: looked ahead.
        units_now, units_then, margin_now_minor, margin_then_minor: three quantiles each, see `outcome.LEVELS`.
        gain_minor, low_minor, high_minor: of margin against today's price.
        risk: chance of earning less than today's price would.
        elasticity, elasticity_sd: believed of it; `is_learned` where its own prices told something.
        stock, cover_days, cost_minor, others_minor: None where nobody knows.
        reasons: why, the sentence to be said aloud first.
    """

    variant_ids: tuple[int, ...]
    days: int
    units_now: tuple[float, ...]
    units_then: tuple[float, ...]
    margin_now_minor: tuple[float, ...]
    margin_then_minor: tuple[float, ...]
    gain_minor: int
    low_minor: int
    high_minor: int
    risk: float
    elasticity: float
    elasticity_sd: float
    is_learned: bool
    stock: int | None
    cover_days: float | None
    cost_minor: int | None
    others_minor: int | None
    reasons: tuple[Said, ...]


def figures_of(advice: Advice) -> dict[str, Any]:
    """Plain JSON values."""
    goods, gain = advice.goods, advice.gain
    return {
        "variant_ids": list(goods.variant_ids), "days": DAYS,
        "units_now": _rounded(advice.units_now), "units_then": _rounded(advice.units_then),
        "margin_now_minor": _rounded(advice.margin_now), "margin_then_minor": _rounded(advice.margin_then),
        "gain_minor": round(gain.mean), "low_minor": round(gain.low), "high_minor": round(gain.high),
        "risk": round(gain.risk, 4), "elasticity": round(advice.elasticity, 4),
        "elasticity_sd": round(advice.elasticity_sd, 4), "is_learned": advice.is_learned, "stock": goods.stock,
        "cover_days": None if advice.cover_days is None else round(advice.cover_days, 1),
        "cost_minor": goods.cost_minor, "others_minor": goods.others_minor,
        "reasons": [[code, {name: _plain(value) for name, value in values.items()}] for code, values in advice.reasons],
    }  # fmt: skip


def read_figures(stored: Mapping[str, Any]) -> Figures:
    """What `figures_of` wrote."""
    own = dict(stored)
    for name in ("variant_ids", "units_now", "units_then", "margin_now_minor", "margin_then_minor"):
        own[name] = tuple(own[name])
    own["reasons"] = tuple((code, {name: _value(name, value) for name, value in values.items()})
                           for code, values in own["reasons"])  # fmt: skip
    return Figures(**own)


def _rounded(values: tuple[float, ...]) -> list[float]:
    return [round(value, 2) for value in values]


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _value(name: str, value: object) -> object:
    if isinstance(value, float) and not name.endswith(_SHARE):
        return Decimal(str(value))
    return date.fromisoformat(value) if name.endswith(_DAY) and isinstance(value, str) else value
