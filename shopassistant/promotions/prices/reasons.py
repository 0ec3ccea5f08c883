"""Why a price should change, as codes and values: a sentence to be said aloud, then what stands behind it."""

from collections.abc import Mapping
from decimal import Decimal

import numpy as np

from shopassistant.promotions.prices.goods import Priced
from shopassistant.promotions.prices.outcome import Gain, Outcomes, Situation, taken_from_others

Said = tuple[str, Mapping[str, object]]
# Nobody says that nothing can go wrong.
LEAST_RISK = 0.01
# Days of cover that are too many, and demand over stock that is too much.
_LONG_COVER_DAYS = 180
_MOST_COVER_SAID = 1_000
_WHOLE = 20
_CALM, _LIVELY = -1.3, -2.5


def reasons_of(
    goods: Priced, situation: Situation, price_minor: int, gain: Gain, now: Outcomes, found: Outcomes, best: int,
    must: bool, learned: bool,
) -> tuple[Said, ...]:  # fmt: skip
    """The sentence, then the grounds.

    Args:
        must: today's price is below its floor.
        learned: its own prices told how its demand answers.
    """
    up = price_minor > goods.price_minor
    values: dict[str, object] = {
        "old_minor": goods.price_minor, "new_minor": price_minor, "days": situation.days,
        "before": _units(float(now.units.mean())), "after": _units(float(found.units[best].mean())),
        "gain_minor": round(gain.mean), "low_minor": round(gain.low), "high_minor": round(gain.high),
        "risk_share": max(round(gain.risk, 2), LEAST_RISK),
    }  # fmt: skip
    said: list[Said] = [("prices.say.raise" if up else "prices.say.lower", values)]
    if must:
        said.append(("prices.why.below_floor", {"cost_minor": goods.cost_minor}))
    said += _stock(goods, situation, up)
    said += _rivals(goods, price_minor, up)
    taken = abs(float(taken_from_others(situation, np.array([price_minor])).mean()))
    if taken >= 1:
        said.append(("prices.why.gives" if up else "prices.why.takes", {"amount_minor": round(taken)}))
    said.append(_answer(situation, learned))
    return tuple(said)


def _stock(goods: Priced, situation: Situation, up: bool) -> list[Said]:
    if situation.stock is None:
        return [("prices.why.not_counted", {})]
    if not up and situation.cover_days > _LONG_COVER_DAYS:
        if situation.cover_days > _MOST_COVER_SAID:
            return [("prices.why.overstock_years", {"stock": situation.stock})]
        return [("prices.why.overstock", {"stock": situation.stock, "days": round(situation.cover_days)})]
    if up and situation.stock < float(situation.soon.mean()):
        return [("prices.why.scarce", {"stock": situation.stock, "days": round(situation.cover_days)})]
    return [("prices.why.ends", {"stock": situation.stock})] if goods.ends else []


def _units(units: float) -> int | Decimal:
    """As many digits as tell one price from another."""
    return round(units) if units >= _WHOLE else Decimal(str(round(units, 1)))


def _rivals(goods: Priced, price_minor: int, up: bool) -> list[Said]:
    if not goods.rivals or goods.others_minor is None:
        return []
    low = goods.rivals[0]
    values = {"competitor": low.name, "price_minor": low.price_minor, "seen_on": low.seen_on}
    if goods.price_minor > goods.others_minor:
        return [("prices.why.dearer", values)]
    if up and price_minor <= low.price_minor:
        return [("prices.why.cheapest", values)]
    return [("prices.why.rival", values)]


def _answer(situation: Situation, learned: bool) -> Said:
    mean = float(situation.elasticity.mean())
    if not learned:
        return "prices.why.like_others", {"percent_share": round(1 - 1.1**mean, 2)}
    code = "calm" if mean > _CALM else "lively" if mean < _LIVELY else "usual"
    return f"prices.why.{code}", {"percent_share": round(1 - 1.1**mean, 2)}
