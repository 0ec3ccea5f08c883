"""Recommends whom a promotion should be for: what each segment would answer, what it would have bought anyway, and why.

A segment gains by visits it makes because of the offer, and loses by the discount on those it would have made anyway;
what is bought more is partly taken from other goods and later weeks (`rehearsal.setting`). The range is that of the
elasticity, of how visits vary, and of chance in few purchases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.audience.advice import Audience, AudienceLine
from shopassistant.promotions.audience.people import People, read_people
from shopassistant.promotions.audience.reasons import Usual, reasons_of, usual_of
from shopassistant.promotions.elasticity.responses import CALMEST, LOWEST_RATIO, WILDEST, Responses
from shopassistant.promotions.rehearsal.outcome import range_of
from shopassistant.promotions.rehearsal.past import Bools, Doubles, Longs, PastBaskets
from shopassistant.promotions.rehearsal.setting import CANNIBAL, PULLED, Share
from shopassistant.promotions.rules.rule import Items

STAGE = "audience.reckoning"
# Sensitivities are told apart in so many steps.
_STEPS = 12
# How much a period's visits vary around what is expected of them.
_PERIOD_SD = 0.15


@dataclass(frozen=True)
class AudienceSetting:
    """Attributes:
        days: of the promotion.
        share_off: of the price, as far as it is paid less on what is bought with the offer, 0 to 1; see `share_off`.
        memberships: customers by segment, int64 ascending.
        responses: how demand answers to a price.
        expected: ids (int64, ascending) and visits expected in 365 days, of customers whose value is known.
        lifetime: minor units, of the same customers.
        cannibal, pulled: see `rehearsal.setting`.

    Raises:
        UserError: ``audience.share``.
    """

    days: int
    share_off: float
    memberships: Mapping[int, Longs]
    responses: Responses = field(default_factory=Responses.assumed)
    expected: tuple[Longs, Doubles] | None = None
    lifetime: Doubles | None = None
    cannibal: Share = CANNIBAL
    pulled: Share = PULLED
    draws: int = 400
    seed: int = 20_261

    def __post_init__(self) -> None:
        if not 0 <= self.share_off <= 1:
            raise UserError("audience.share", share=self.share_off)


@dataclass(frozen=True)
class _Chance:
    """Draws, (S,) each: elasticity, how lively the period is, and the share of additional units that is lost again."""

    elasticity: Doubles
    period: Doubles
    lost: Doubles
    rng: np.random.Generator


def recommend_audience(
    past: PastBaskets, items: Items, setting: AudienceSetting, progress: Progress | None = None
) -> Audience:
    """Rank all segments and everybody.

    Args:
        items: variants of the promotion; None for everything.

    Raises:
        Cancelled: by `progress`.
    """
    from shopassistant.promotions.rehearsal.scope import is_item

    progress = progress or NoProgress()
    progress.report(STAGE, 0, len(setting.memberships) + 1)
    mask = is_item(past, items)
    people = read_people(past, mask, setting.expected)
    usual = usual_of(people, setting.expected, setting.lifetime)
    chance = _draw(past, mask, setting)
    everybody = np.arange(len(people.ids))
    lines = [_line(None, everybody, len(people.ids), people, usual, chance, setting)]
    for number, (segment_id, members) in enumerate(sorted(setting.memberships.items()), 1):
        progress.report(STAGE, number, len(setting.memberships) + 1)
        lines.append(_line(segment_id, people.of(members), len(members), people, usual, chance, setting))
    ranked = tuple(sorted(lines, key=lambda one: (-one.margin_change.mid, one.segment_id or 0)))
    return Audience(ranked, _recommended(ranked), past.weeks)


def share_off(revenue_minor: float, discount_minor: float) -> float:
    """The share of the price that an offer takes off what is bought with it, out of a rehearsal's outcome."""
    whole = revenue_minor + discount_minor
    return min(max(discount_minor / whole, 0.0), 1.0) if whole > 0 else 0.0


def _recommended(lines: Sequence[AudienceLine]) -> int | None:
    gains = [place for place, one in enumerate(lines) if one.chance_better > 0.5 and one.margin_change.mid > 0]
    return gains[0] if gains else None


def _draw(past: PastBaskets, mask: Bools, setting: AudienceSetting) -> _Chance:
    rng = np.random.default_rng(setting.seed)
    ids = past.articles.ids[mask]
    mean, sd = setting.responses.of(ids, past.articles.category[mask].astype(np.int64))
    sold = np.bincount(past.variant, past.units, len(mask))[mask]
    weight = sold if sold.sum() else np.ones(len(ids))
    middle, spread = (float(np.average(one, weights=weight)) if len(ids) else 0.0 for one in (mean, sd))
    drawn = np.clip(middle + spread * rng.standard_normal(setting.draws), WILDEST, CALMEST)
    lost = [_share(one, setting.draws, rng) for one in (setting.cannibal, setting.pulled)]
    period = np.exp(_PERIOD_SD * rng.standard_normal(setting.draws) - _PERIOD_SD**2 / 2)
    return _Chance(drawn, period, np.minimum(lost[0] + lost[1], 1), rng)


def _share(share: Share, draws: int, rng: np.random.Generator) -> Doubles:
    return np.asarray(np.clip(share.mean + share.sd * rng.standard_normal(draws), 0, 1))


def _line(
    segment_id: int | None,
    places: Longs,
    customers: int,
    people: People,
    usual: Usual,
    chance: _Chance,
    setting: AudienceSetting,
) -> AudienceLine:
    days = setting.days
    rate = people.rate[places] * days
    level, steps = _steps(people.sensitivity[places])
    expected = np.bincount(level, rate, len(steps))
    nameless = people.nameless * days if segment_id is None else 0.0
    ratio = max(1 - setting.share_off, LOWEST_RATIO)
    lifts = np.exp(np.log(ratio) * steps[:, None] * chance.elasticity)
    plain = np.exp(np.log(ratio) * chance.elasticity)
    without = (expected.sum() + nameless) * chance.period
    with_ = (expected @ lifts + nameless * plain) * chance.period
    noise = chance.rng.standard_normal(len(without))
    anyway = np.maximum(without + np.sqrt(without) * noise, 0)
    taken = np.maximum(with_ + np.sqrt(with_) * noise, 0)
    more = np.maximum(with_ - without, 0)
    earned = people.net - people.cost
    cut = people.net * setting.share_off
    margin = taken * (earned - cut) - anyway * earned - more * chance.lost * earned
    revenue = taken * people.revenue * (1 - setting.share_off) - anyway * people.revenue
    revenue -= more * chance.lost * people.revenue
    change = range_of(margin)
    return AudienceLine(
        segment_id=segment_id,
        customers=customers,
        buyers_anyway=float((1 - np.exp(-rate)).sum()),
        redemptions=range_of(taken),
        anyway=range_of(anyway),
        revenue_change=range_of(revenue),
        margin_change=change,
        per_customer_minor=change.mid / customers if customers else 0.0,
        chance_better=float((margin > 0).mean()),
        reasons=reasons_of(people, places, customers, usual, float(without.mean()), float(with_.mean()), change.mid),
    )


def _steps(sensitivity: Doubles) -> tuple[Longs, Doubles]:
    """Sensitivities in few steps: the step of each, and the mean of each step."""
    if not len(sensitivity):
        return np.empty(0, np.int64), np.ones(1)
    low, high = float(sensitivity.min()), float(sensitivity.max())
    step = np.minimum(((sensitivity - low) / max(high - low, 1e-9) * _STEPS).astype(np.int64), _STEPS - 1)
    count = np.bincount(step, minlength=_STEPS)
    mean = np.divide(np.bincount(step, sensitivity, _STEPS), count, out=np.ones(_STEPS), where=count > 0)
    return step, mean
