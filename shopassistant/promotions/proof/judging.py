"""A campaign's outcomes judged by what was declared before it began."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from shopassistant.promotions.proof.books import Book
from shopassistant.promotions.proof.comparisons import Arm, comparisons
from shopassistant.promotions.proof.lifts import Between, Lift, Rules, Track, follow, lifts
from shopassistant.promotions.proof.means import arm_means, covariates
from shopassistant.promotions.proof.outcomes import Outcomes
from shopassistant.promotions.proof.takings import BEFORE_DAYS
from shopassistant.recommend.experiments.sample_ratio import SUSPICIOUS, ratio_p_value

VERDICTS = (
    "no_holdout",  # nobody was left out: what it earned cannot be told, only which arm did better
    "ratio_broken",  # the customers did not split as drawn
    "too_early",  # too few have bought anything
    "running",  # an interval, which still holds nothing at all and something that matters
    "earned",  # proven, whenever one looks
    "lost",
    "no_effect",  # surely less than what matters
    "likely_earned",  # at the planned end: what one look there says
    "likely_lost",
    "not_shown",  # the planned end came without an answer
)
# With fewer that weigh alike, single customers carry the result.
FEW_CARRIERS = 30.0

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Curve:
    """The campaign's lift from day to day, per customer in minor units; all float64 (d,).

    Attributes:
        ends: days since the start.
        estimate: earned beyond the hold-out so far.
        low, high: of the interval while it runs; NaN where it is too early.
    """

    ends: tuple[int, ...]
    estimate: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Judged:
    """What may be said of a campaign.

    Attributes:
        verdict: one of `VERDICTS`.
        is_over: the planned end is reached.
        margin: lifts of margin per customer in minor units, the campaign's first where there is a hold-out.
        redeemed: where redemption decides between the arms, their lifts in share of the customers.
        ratio_p: chance of so uneven a split.
        treated: customers who were to hear of it.
        total: what it earned in all, minor units: both ways of `Lift`; None while it is too early.
        curve: of the campaign; None without a hold-out.
        narrowed: width of the interval over what it would be without the customers' past, 0 to 1; None: not known.
    """

    verdict: str
    is_over: bool
    margin: tuple[Lift, ...]
    redeemed: tuple[Lift, ...]
    ratio_p: float
    treated: int
    total: float | None = None
    total_while_running: Between | None = None
    total_at_end: Between | None = None
    curve: Curve | None = None
    narrowed: float | None = None

    @property
    def campaign(self) -> Lift | None:
        """The campaign against its hold-out."""
        return next((one for one in self.margin if one.comparison.kind == "campaign"), None)

    @property
    def deciding(self) -> tuple[Lift, ...]:
        """What decides between the arms."""
        return self.redeemed or tuple(one for one in self.margin if one.comparison.kind == "pair")


def judge(book: Book, found: Outcomes, now: datetime) -> Judged:
    """Judge a campaign as of a moment."""
    is_over = now >= book.planned_end
    counts = [int(found.of(place).sum()) for place in range(len(book.arms))]
    ratio_p = ratio_p_value(_drawn(counts, found.left_out), _shares(book.arms)) if len(counts) > 1 else 1.0
    tracks = _margin_tracks(book, found)
    margin = lifts(tracks, -1, book.alpha, is_over=is_over)
    redeemed = _redeemed(book, found, is_over) if book.measure == "redeemed" else ()
    treated = sum(count for count, arm in zip(counts, book.arms, strict=True) if not arm.is_holdout)
    first = margin[0] if margin and margin[0].comparison.kind == "campaign" else None
    verdict = _verdict(book, first, ratio_p, is_over)
    if first is None:
        return Judged(verdict, is_over, margin, redeemed, ratio_p, treated)
    return Judged(
        verdict,
        is_over,
        margin,
        redeemed,
        ratio_p,
        treated,
        None if first.estimate is None else first.estimate * treated,
        _times(first.while_running, treated),
        _times(first.at_end, treated),
        Curve(found.ends, tracks[0].contrast.estimate, tracks[0].low, tracks[0].high),
        _narrowed(book, found, tracks[0]),
    )


def _drawn(counts: list[int], left_out: tuple[int, ...]) -> list[int]:
    """As many as were drawn: who was erased since says nothing about the draw."""
    return [count + gone for count, gone in zip(counts, left_out, strict=True)]


def _shares(arms: tuple[Arm, ...]) -> list[float]:
    total = sum(arm.share for arm in arms)
    return [arm.share / total for arm in arms]


def _verdict(book: Book, first: Lift | None, ratio_p: float, is_over: bool) -> str:
    if ratio_p < SUSPICIOUS:
        return "ratio_broken"
    if first is None:
        return "no_holdout"
    running = first.while_running
    if running is None:
        return "not_shown" if is_over else "too_early"
    if -book.relevant < running.low and running.high < book.relevant:
        return "no_effect"
    if first.proven:
        return "earned" if first.proven > 0 else "lost"
    if first.at_end is not None and first.at_end.leaves_out(0.0):
        return "likely_earned" if first.at_end.low > 0 else "likely_lost"
    return "not_shown" if is_over else "running"


def _margin_tracks(book: Book, found: Outcomes) -> tuple[Track, ...]:
    outcomes = found.curve if book.limit_minor is None else np.minimum(found.curve, book.limit_minor)
    rules = Rules(book.alpha, book.relevant, _foretold(book, found))
    return _tracks(rules, outcomes, found.arm, book.arms, _past(found))


def _redeemed(book: Book, found: Outcomes, is_over: bool) -> tuple[Lift, ...]:
    """Who redeemed at all, among the arms that could."""
    kept = [place for place, arm in enumerate(book.arms) if not arm.is_holdout]
    arms = tuple(book.arms[place] for place in kept)
    if len(arms) < 2:
        return ()
    rows = np.isin(found.arm, kept)
    arm = (found.arm[rows] - kept[0]).astype(np.int8)  # the hold-out comes first
    outcomes = (found.redeemed[rows] > 0).astype(np.float64)[:, None]
    rules = Rules(book.alpha, book.relevant)
    return lifts(_tracks(rules, outcomes, arm, arms, _past(found)[rows]), -1, book.alpha, is_over=is_over)


def _foretold(book: Book, found: Outcomes) -> float:
    """The spread of the span, were it a part of the past: too high rather than too low, which costs little."""
    if len(found.arm) < 2:
        return 0.0
    low, high = np.quantile(found.earned_before, (0.01, 0.99))
    return float(np.clip(found.earned_before, low, high).var()) * min(book.attribution_days / BEFORE_DAYS, 1.0)


def _past(found: Outcomes) -> Floats:
    return covariates(found.spent_before.astype(np.float64), found.earned_before.astype(np.float64))


def _tracks(
    rules: Rules, outcomes: Floats, arm: NDArray[np.int8], arms: tuple[Arm, ...], past: Floats
) -> tuple[Track, ...]:
    rows = [arm == place for place in range(len(arms))]
    counts = tuple(int(row.sum()) for row in rows)
    if len(arms) < 2 or min(counts) <= past.shape[1] + 2:
        return ()
    telling = np.array([(outcomes[row] != 0).sum(axis=0) for row in rows])
    made = comparisons(arms, counts)
    return follow(arm_means(outcomes, arm, len(arms), past), telling, made, rules)


def _times(one: Between | None, customers: int) -> Between | None:
    return None if one is None else Between(one.low * customers, one.high * customers)


def _narrowed(book: Book, found: Outcomes, track: Track) -> float | None:
    variance = float(track.contrast.variance[-1])
    now = found.curve[:, -1:] if book.limit_minor is None else np.minimum(found.curve[:, -1:], book.limit_minor)
    means = arm_means(now, found.arm, len(book.arms), np.zeros((len(found.arm), 0)))
    plain = float((track.comparison.column**2 @ means.variance)[0])
    return (variance / plain) ** 0.5 if plain > 0 else None
