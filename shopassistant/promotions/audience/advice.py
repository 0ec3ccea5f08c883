"""What is said of each segment a promotion could be for. Importing it loads no numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shopassistant.promotions.rehearsal.result import Range

# Why a segment answers as it does; each with its values, the strongest first.
REASONS = (
    "buys_these", "likes_the_kind", "would_buy_anyway", "minds_the_price", "pays_the_price", "came_lately", "drifting",
    "worth_much", "few", "loses",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One of `REASONS`, with the numbers a sentence about it needs."""

    code: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AudienceLine:
    """What a promotion is expected to do with one segment in its days; money in minor units.

    Attributes:
        segment_id: None for everybody, with those who buy without a name.
        customers: known ones.
        buyers_anyway: of them, those expected to buy these products without any offer.
        redemptions: purchases with the offer.
        anyway: purchases that would have been made without it, all of them at full price.
        revenue_change, margin_change: against no promotion, after what is taken from other goods and later weeks.
        per_customer_minor: the middle of `margin_change` per known customer.
        chance_better: of earning more margin with it, 0 to 1.
    """

    segment_id: int | None
    customers: int
    buyers_anyway: float
    redemptions: Range
    anyway: Range
    revenue_change: Range
    margin_change: Range
    per_customer_minor: float
    chance_better: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """All segments, the one with most margin to gain first.

    Attributes:
        lines: everybody is among them.
        recommended: place of the line to take; None where no segment is likelier than not to gain.
        weeks: of the past it rests on.
    """

    lines: tuple[AudienceLine, ...]
    recommended: int | None
    weeks: int
