"""The promotions on every basket of the past: what they would have taken off each row, and how often they were used.

Three roads lead to the same minor unit: offers on single units for all baskets at once, an offer over several units
that is alone in its basket for all baskets at once, and the till's engine for the baskets in which offers meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.rehearsal.past import Bools, Doubles, Ints, Longs, PastBaskets
from shopassistant.promotions.rehearsal.priced import Taken, floors, overlapping, price_alone, simple_worth
from shopassistant.promotions.rehearsal.scope import Memberships, Scope, scope_of
from shopassistant.promotions.rehearsal.tills import TillPriced, price_at_till
from shopassistant.promotions.rules.book import RuleBook, precedence
from shopassistant.promotions.rules.offers import Points
from shopassistant.promotions.rules.rule import Rule

# Baskets that the engine prices in one rehearsal; of more, a sample stands for them.
MOST_BY_ENGINE = 3_000


@dataclass(frozen=True)
class Given:
    """What one promotion gave.

    Attributes:
        discount: int64 (n,), minor units per row.
        uses: int64 (b,), times it was applied; points: int64 (b,), earned.
    """

    discount: Longs
    uses: Longs
    points: Longs


@dataclass(frozen=True)
class Replay:
    """Attributes:
    discount: int64 (n,), all promotions together.
    given: of the promotions asked for, by id.
    by_engine: int64, baskets priced one by one.
    """

    discount: Longs
    given: dict[int, Given]
    by_engine: Longs


def meeting(past: PastBaskets, scopes: Sequence[Scope]) -> Bools:
    """bool (b,): baskets that only the engine can price."""
    if not scopes:
        return np.zeros(past.baskets, bool)
    points = [one for one in scopes if one.rule.gives_points]
    money = [one for one in scopes if not one.rule.gives_points]
    zero = np.zeros(past.baskets, np.int16)
    single = sum((one.touches.astype(np.int16) for one in money if one.simple), zero)
    several = sum((one.touches.astype(np.int16) for one in money if not one.simple), zero)
    earning = sum((one.touches.astype(np.int16) for one in points), zero)
    alone = np.zeros(past.baskets, bool)
    for one in money:
        if one.rule.exclusive:
            alone |= one.touches
    found = (several > 1) | ((several == 1) & (single > 0)) | (alone & (single + several + earning > 1)) | (earning > 1)
    for one in money:
        if not one.simple:
            found |= overlapping(past, one) & one.touches
    return np.asarray(found)


def replay(
    past: PastBaskets,
    scopes: Sequence[Scope],
    wanted: Sequence[int],
    by_engine: Bools,
    *,
    period: Ints | None = None,
    minor_per_major: int = 100,
    progress: Progress | None = None,
) -> Replay:
    """Price all baskets.

    Args:
        wanted: ids of the promotions whose own part is asked for.
        by_engine: bool (b,), baskets for the engine: those of `meeting`, or a sample of them.
        period: int32 (b,), stretches of the past as long as the promotion, in each of which a customer may use it as
            often as it says; None for one.

    Raises:
        Cancelled: by `progress`.
    """

    def zeros(count: int) -> Longs:
        return np.zeros(count, np.int64)

    made = {one: (zeros(len(past)), zeros(past.baskets), zeros(past.baskets)) for one in wanted}
    book = _Book(zeros(len(past)), made)
    money = [one for one in scopes if not one.rule.gives_points]
    groups = RuleBook([one.rule for one in scopes]).groups
    _singles(past, [one for one in money if one.simple], groups, book, ~by_engine)
    unsure = by_engine.copy()
    for one in money:
        if not one.simple:
            taken = price_alone(past, one, one.touches & ~by_engine)
            book.enter(one.rule.id, taken)
            unsure[taken.unsure] = True
    baskets = (
        np.flatnonzero(unsure & np.logical_or.reduce([one.touches for one in scopes]))
        if scopes
        else np.empty(0, np.int64)
    )
    if len(baskets):
        book.enter_tills(price_at_till(past, scopes, baskets, minor_per_major, progress or NoProgress()))
    for one in scopes:
        if one.rule.gives_points:
            _points(past, one, book, ~unsure, minor_per_major)
    given = {key: Given(*columns) for key, columns in book.made.items()}
    for one in scopes:
        if one.rule.id in given and one.rule.limits.max_uses_per_customer is not None:
            given[one.rule.id] = _within_limit(past, one.rule, given[one.rule.id], book.discount, period)
    return Replay(book.discount, given, baskets)


@dataclass(frozen=True)
class _Book:
    """Where discounts are added up."""

    discount: Longs
    made: dict[int, tuple[Longs, Longs, Longs]]

    def enter(self, rule_id: int, taken: Taken) -> None:
        """Rows are there once, so that plain indexing adds up."""
        self.discount[taken.rows] += taken.discount
        own = self.made.get(rule_id)
        if own is not None:
            own[0][taken.rows] += taken.discount
            own[1][taken.basket] += taken.uses

    def enter_tills(self, priced: TillPriced) -> None:
        np.add.at(self.discount, priced.row, priced.discount)
        for rule_id, own in self.made.items():
            mine = priced.rule == rule_id
            np.add.at(own[0], priced.row[mine], priced.discount[mine])
            used = priced.basket_rule == rule_id
            own[1][priced.basket[used]] += priced.uses[used]
            own[2][priced.basket[used]] += priced.points[used]


def _singles(
    past: PastBaskets, scopes: Sequence[Scope], groups: Sequence[tuple[str, str]], book: _Book, keep: Bools
) -> None:
    """Offers on single units: per group the best, or the first, on what earlier groups left; as `rules.group`."""
    if not scopes:
        return
    several = np.sum([one.slots[0] for one in scopes], axis=0, dtype=np.int32)
    rows = np.flatnonzero((several > 0) & keep[past.basket])
    if not len(rows):
        return
    units = past.units[rows]
    left = units * past.price[rows]
    uses = {one.rule.id: np.zeros(past.baskets, bool) for one in scopes}
    for group, stacking in groups:
        members = sorted((one for one in scopes if one.rule.group == group), key=lambda one: precedence(one.rule))
        saving, winner = np.zeros(len(rows), np.int64), np.full(len(rows), -1)
        for place, one in enumerate(members):
            cap = np.maximum(0, left - units * floors(past, one.rule, rows))
            own = np.where(one.slots[0][rows], np.minimum(simple_worth(one.rule.offer, left, units), cap), 0)
            better = own > (saving if stacking == "best" else np.where(winner >= 0, own, 0))
            saving, winner = np.where(better, own, saving), np.where(better, place, winner)
        left = left - saving
        book.discount[rows] += saving
        for place, one in enumerate(members):
            mine = winner == place
            if one.rule.id in book.made and mine.any():
                book.made[one.rule.id][0][rows[mine]] += saving[mine]
                uses[one.rule.id][past.basket[rows[mine]]] = True
    for rule_id, used in uses.items():
        if rule_id in book.made:
            book.made[rule_id][1][used] += 1


def _points(past: PastBaskets, scope: Scope, book: _Book, keep: Bools, minor_per_major: int) -> None:
    """What a promotion of points earns where it is the only one: whole points on all that is paid for its goods."""
    own, offer = book.made.get(scope.rule.id), scope.rule.offer
    if own is None or not isinstance(offer, Points) or offer.points_per_major is None:
        return  # a multiple of nothing is nothing
    rows = np.flatnonzero(scope.slots[0] & keep[past.basket])
    paid = past.units[rows] * past.price[rows] - book.discount[rows]
    points = np.bincount(past.basket[rows], paid, past.baskets).astype(np.int64) * offer.points_per_major
    own[2][:] += points // minor_per_major
    own[1][:] += points // minor_per_major > 0


def _within_limit(past: PastBaskets, rule: Rule, given: Given, whole: Longs, period: Ints | None) -> Given:
    """Without the baskets of customers who had used it as often as they may in their period.

    `whole`, the discount of all promotions, is put right in place.
    """
    most = rule.limits.max_uses_per_customer or 0
    used = np.flatnonzero(given.uses > 0)
    stretch = np.zeros(past.baskets, np.int64) if period is None else period.astype(np.int64)
    who = past.customer * (int(stretch.max(initial=0)) + 1) + stretch
    order = used[np.lexsort((past.at[used], who[used]))]
    customer, uses = who[order], given.uses[order]
    before = np.cumsum(uses) - uses
    first = np.flatnonzero(np.diff(customer, prepend=-1))
    before -= np.repeat(before[first], np.diff(np.append(first, len(order))))
    out = np.zeros(past.baskets, bool)
    out[order[before >= most]] = True
    rows = out[past.basket]
    whole[rows] -= given.discount[rows]
    return Given(np.where(rows, 0, given.discount), np.where(out, 0, given.uses), np.where(out, 0, given.points))


def sample(meets: Bools, most: int, seed: int) -> tuple[Bools, Doubles]:
    """Of the baskets that the engine must price, those it will, and how much each basket then counts.

    Returns:
        bool (b,), baskets it prices; float64 (b,), weights: 1, or for a sampled one as many as it stands for, else 0.
    """
    weight = np.ones(len(meets))
    found = np.flatnonzero(meets)
    if len(found) <= most:
        return meets, weight
    chosen = np.sort(np.random.default_rng(seed).choice(found, most, replace=False))
    kept = np.zeros(len(meets), bool)
    kept[chosen] = True
    weight[found] = 0
    weight[chosen] = len(found) / most
    return kept, weight


def scopes_of(past: PastBaskets, rules: Sequence[Rule], memberships: Memberships) -> list[Scope]:
    """Where each promotion would have had a say."""
    return [scope_of(past, rule, memberships) for rule in rules]
