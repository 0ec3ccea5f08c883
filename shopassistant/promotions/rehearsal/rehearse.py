"""Rehearses promotions on the past: one to three of them on the same draws, each beside the same days without it.

Every basket of the past is priced under the promotion and without it, exactly as the till would (`replay`). What is
paid less than then moves units by the product's elasticity; weeks are drawn from the past, elasticities from what is
believed of them, and what is sold more is partly taken from other goods and from later weeks. The range is that of the
draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.rehearsal.cells import at_level, joined, make_cells, priced_rows
from shopassistant.promotions.rehearsal.chance import Chance, draw_chance
from shopassistant.promotions.rehearsal.kinds import kinds
from shopassistant.promotions.rehearsal.level import Level, level_of
from shopassistant.promotions.rehearsal.outcome import Rest, Sides, build
from shopassistant.promotions.rehearsal.past import WEEK, Bools, Doubles, Longs, PastBaskets
from shopassistant.promotions.rehearsal.replay import MOST_BY_ENGINE, Replay, meeting, replay, sample
from shopassistant.promotions.rehearsal.result import Comparison, Rehearsal
from shopassistant.promotions.rehearsal.scope import Scope, is_item, scope_of
from shopassistant.promotions.rehearsal.setting import SPENT_POINTS, Setting
from shopassistant.promotions.rehearsal.stretch import stretched
from shopassistant.promotions.rules.rule import Rule

MOST_RULES = 3
STAGE = "rehearsal.replaying"


@dataclass(frozen=True)
class _Priced:
    """What the promotions of one side make of every basket.

    Attributes:
        without: the live ones alone; replays: with each new one.
        weight: float64 (b,), how many baskets each stands for.
        sampled: share of those for the engine that it priced.
        level: how lively the days are.
    """

    without: Replay
    replays: tuple[Replay, ...]
    weight: Doubles
    sampled: float
    level: Level


def rehearse(
    past: PastBaskets, rules: Sequence[Rule], setting: Setting, progress: Progress | None = None
) -> Comparison:
    """Rehearse one to three promotions.

    Args:
        rules: none of them among the live ones of `setting`; a live one with the same id is taken out, so that a
            running promotion can be rehearsed in another form.
        progress: told the stages ``rehearsal.replaying`` and ``rehearsal.pricing``.

    Raises:
        UserError: ``rehearsal.rules``, none or too many.
        Cancelled: by `progress`.
    """
    if not 1 <= len(rules) <= MOST_RULES:
        raise UserError("rehearsal.rules", count=len(rules), most=MOST_RULES)
    progress = progress or NoProgress()
    progress.report(STAGE, 0, len(rules) + 1)
    live = [scope_of(past, one, setting.memberships) for one in _running(setting, rules)]
    # All variants of one promotion bear one id: each is tried alone.
    new = [scope_of(past, replace(one, id=_free_id(setting)), setting.memberships) for one in rules]
    priced = _price(past, live, new, setting, progress)
    chance = draw_chance(past, setting)
    found = []
    for number, (rule, scope, with_) in enumerate(zip(rules, new, priced.replays, strict=True), 1):
        progress.report(STAGE, number, len(rules) + 1)
        found.append(_one(past, rule, scope, (with_, priced), chance, setting))
    progress.report(STAGE, len(rules) + 1, len(rules) + 1)
    change = np.stack([one[1] for one in found])
    wins = np.bincount(change.argmax(axis=0), minlength=len(found)) / chance.draws
    return Comparison(tuple(one[0] for one in found), tuple(wins.tolist()), int(wins.argmax()))


def _running(setting: Setting, rules: Sequence[Rule]) -> list[Rule]:
    """The live ones that the new ones meet. Of those that need a coupon nobody knows who will hold one; few do."""
    own = {one.id for one in rules}
    return [one for one in setting.live if one.id not in own and not one.needs_coupon]


def _free_id(setting: Setting) -> int:
    return max((one.id for one in setting.live), default=0) + 1


def _price(past: PastBaskets, live: list[Scope], new: list[Scope], setting: Setting, progress: Progress) -> _Priced:
    """All sides on the same baskets: where one of them needs a sample, it stands for the others, too."""
    meets = meeting(past, live)
    for one in new:
        meets |= meeting(past, [*live, one])
    # Baskets that no new promotion touches come out the same on both sides: those with live ones alone count little.
    kept, weight = sample(meets, MOST_BY_ENGINE, setting.seed)
    dropped = weight == 0
    period = (past.week // -(-setting.days // WEEK)).astype(np.int32)

    def side(scopes: list[Scope], wanted: list[int]) -> Replay:
        chosen = [replace(one, touches=one.touches & ~dropped) for one in scopes]
        return replay(
            past, chosen, wanted, kept & meeting(past, scopes), period=period,
            minor_per_major=setting.minor_per_major, progress=progress,
        )  # fmt: skip

    without = side(live, [])
    with_ = tuple(side([*live, one], [one.rule.id]) for one in new)
    sampled = float(kept.sum() / meets.sum()) if meets.any() else 1.0
    level = level_of(past, without.discount, weight, setting)
    return _Priced(without, with_, weight, sampled, level)


def _one(
    past: PastBaskets, rule: Rule, scope: Scope, sides: tuple[Replay, _Priced], chance: Chance, setting: Setting
) -> tuple[Rehearsal, Doubles]:
    """One rehearsal, and its change of margin draw by draw."""
    with_, priced = sides
    own = with_.given[scope.rule.id]
    points = _points(past, scope, own.points, with_.discount)
    concerned = _concerned(past, rule, with_.discount, priced.without.discount)
    keep = concerned[past.variant] & (priced.weight > 0)[past.basket]
    nothing = np.zeros(len(past), np.int64)
    before = priced_rows(
        past,
        keep,
        priced.weight,
        priced.without.discount,
        nothing,
        np.zeros(len(past)),
        np.zeros(past.baskets, np.int64),
    )
    after = priced_rows(past, keep, priced.weight, with_.discount, own.discount, points, own.uses)
    free = np.zeros(past.baskets, bool)
    free[past.basket[scope.rows]] = True
    free[past.basket[priced.without.discount > 0]] = False
    more = stretched(past, scope, priced.weight, free)
    made = Sides(
        without=make_cells(at_level(before, priced.level), past.weeks),
        outcome=make_cells(at_level(after if more is None else joined(after, more), priced.level), past.weeks),
        rest=_rest(past, concerned, priced),
        concerned=concerned,
        reached=_reached(past, own.uses, priced.weight, setting),
        touched=int((own.uses > 0).sum()),
        by_engine=len(with_.by_engine),
        sampled=priced.sampled,
        is_stretched=more is not None,
    )
    return build(past, rule, made, chance, setting)


def _points(past: PastBaskets, scope: Scope, points: Longs, discount: Longs) -> Doubles:
    """float64 (n,): what points will cost, shared out over the goods that earn them."""
    found = np.zeros(len(past))
    if scope.rule.gives_points:
        rows = np.flatnonzero(scope.slots[0])
        paid = (past.gross - discount)[rows].astype(np.float64)
        whole = np.bincount(past.basket[rows], paid, past.baskets)
        worth = points * SPENT_POINTS
        share = np.divide(worth, whole, out=np.zeros(past.baskets), where=whole > 0)
        found[rows] = paid * share[past.basket[rows]]
    return found


def _concerned(past: PastBaskets, rule: Rule, with_: Longs, without: Longs) -> Bools:
    """bool (v,): goods in the promotion, and those whose price it changes by driving another one out."""
    found = is_item(past, rule.variants)
    found[past.variant[with_ != without]] = True
    return found


def _rest(past: PastBaskets, concerned: Bools, priced: _Priced) -> Rest:
    """The other goods of the same kinds, as they are sold without the promotion: what it may be taken from."""
    kind = kinds(past.articles)
    rows = np.flatnonzero((~concerned & np.isin(kind, kind[concerned]) & (kind >= 0))[past.variant])
    variant, basket = past.variant[rows], past.basket[rows]
    times = priced.weight[basket] * priced.level.of(variant, past.week[basket])
    units = past.units[rows] * times
    paid = (past.gross - priced.without.discount)[rows] * times
    net = paid / (1 + past.articles.tax_bp[variant] / 10_000)
    count = int(kind.max(initial=-1)) + 1
    cell = kind[variant].astype(np.int64) * past.weeks + past.week[basket]
    whole = np.maximum(np.bincount(kind[variant], units, count), 1e-9)
    return Rest(
        units=np.bincount(cell, units, count * past.weeks).reshape(count, past.weeks).astype(np.float64),
        revenue=np.bincount(kind[variant], paid, count) / whole,
        margin=np.bincount(kind[variant], net - past.articles.cost[variant] * units, count) / whole,
    )


def _reached(past: PastBaskets, uses: Longs, weight: Doubles, setting: Setting) -> float:
    """Different known customers per use of the promotion, in stretches of the past as long as it."""
    used = np.flatnonzero(uses > 0)
    whole = float((uses[used] * weight[used]).sum())
    known = used[past.customer[used] > 0]
    if not len(known):
        return 0.0
    stretch = past.week[known].astype(np.int64) // -(-setting.days // WEEK)
    pairs = np.unique(past.customer[known] * (int(stretch.max()) + 1) + stretch)
    # Sampled baskets stand for others of other customers.
    stands_for = float(weight[known].sum()) / len(known)
    return len(pairs) * stands_for / whole
