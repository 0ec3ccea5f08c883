"""What the past says of each customer about some products: how likely the next purchase is, and what a price does."""

from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.rehearsal.kinds import kinds
from shopassistant.promotions.rehearsal.past import WEEK, Bools, Doubles, Longs, PastBaskets

# How much the rates of all customers count for beside a customer's own visits.
_PRIOR_VISITS = 10.0
_PRIOR_KIND = 2.0
_PRIOR_LINES = 8.0
_PRIOR_DAYS = 60.0
# Beyond these a customer's own sensitivity to prices is not believed to differ from the shop's.
_CALM, _KEEN = 0.6, 1.6
# Without a value of the customer: a silence of so many usual gaps halves the chance that somebody still comes.
_GAPS = 2.0


@dataclass(frozen=True)
class People:
    """c known customers; float64 (c,) each unless said otherwise.

    Attributes:
        ids: int64 (c,), ascending.
        visits: expected in a day.
        taking: chance that a visit takes one of the products.
        own: visits of the past with one of them; kind: with one of their kind.
        sensitivity: of the elasticity, 1 for a customer like most.
        silent_days: since the last visit.
        nameless: visits a day with one of the products by people without a name.
        revenue, net, cost: float, of such a visit: paid, without tax, cost of the goods; minor units at full price.
    """

    ids: Longs
    visits: Doubles
    taking: Doubles
    own: Doubles
    kind: Doubles
    sensitivity: Doubles
    silent_days: Doubles
    nameless: float
    revenue: float
    net: float
    cost: float

    @property
    def rate(self) -> Doubles:
        """Visits a day expected to take one of the products."""
        return self.visits * self.taking

    def of(self, customer_ids: Longs) -> Longs:
        """Places of some customers; those never met here are left out."""
        place = np.searchsorted(self.ids, customer_ids)
        inside = place < len(self.ids)
        inside[inside] = self.ids[place[inside]] == customer_ids[inside]
        return place[inside]


def read_people(past: PastBaskets, items: Bools, expected: tuple[Longs, Doubles] | None = None) -> People:
    """Look at everybody who bought with a name.

    Args:
        items: bool (v,), the products.
        expected: ids (int64, ascending) and visits expected in the next 365 days, of those whose value is known.
    """
    ids, who = np.unique(past.customer, return_inverse=True)
    days = float(past.weeks * WEEK) or 1.0
    has_own, has_kind = _baskets_with(past, items), _baskets_with(past, _kin(past, items))
    count = len(ids)
    visited, own, kind = (_by(who, one, count) for one in (np.ones(past.baskets), has_own, has_kind))
    last = np.zeros(count)
    np.maximum.at(last, who, past.day)
    silent = float(past.day.max(initial=0)) - last
    named = ids > 0
    totals = (float(visited[named].sum()), float(own[named].sum()), float(kind[named].sum()))
    taking = _taking(past, who, (visited, own, kind), totals, _kinds_taken(past, who, count, items))
    money = _visit_money(past, items, has_own)
    return People(
        ids=ids[named],
        visits=_visits(ids, visited, silent, days, expected)[named],
        taking=taking[named],
        own=own[named],
        kind=kind[named],
        sensitivity=_sensitivity(past, who, count)[named],
        silent_days=silent[named],
        nameless=float(own[~named].sum()) / days,
        revenue=money[0],
        net=money[1],
        cost=money[2],
    )


def _by(who: Longs, values: Doubles, count: int) -> Doubles:
    return np.bincount(who, values, count).astype(np.float64)


def _baskets_with(past: PastBaskets, items: Bools) -> Doubles:
    found = np.zeros(past.baskets)
    found[past.basket[items[past.variant]]] = 1
    return found


def _kin(past: PastBaskets, items: Bools) -> Bools:
    kind = kinds(past.articles)
    return np.asarray(items | (np.isin(kind, kind[items]) & (kind >= 0)))


def _visits(
    ids: Longs, visited: Doubles, silent: Doubles, days: float, expected: tuple[Longs, Doubles] | None
) -> Doubles:
    """Visits a day: what their value expects, else their own rate while they seem to come at all."""
    usual = visited.sum() / max(len(ids), 1) / days
    own = (visited + usual * _PRIOR_DAYS) / (days + _PRIOR_DAYS)
    gap = days / np.maximum(visited, 1)
    found = own * 0.5 ** np.maximum(silent / (_GAPS * gap) - 1, 0)
    if expected is not None and len(expected[0]):
        place = np.minimum(np.searchsorted(expected[0], ids), len(expected[0]) - 1)
        known = expected[0][place] == ids
        found[known] = expected[1][place[known]] / 365
    return np.asarray(found)


def _taking(
    past: PastBaskets,
    who: Longs,
    counts: tuple[Doubles, Doubles, Doubles],
    totals: tuple[float, float, float],
    leaning: Doubles,
) -> Doubles:
    """Chance that a visit takes one: own purchases, leaning on those of the kind, on what buyers of like things do."""
    visited, own, kind = counts
    visits, owns, of_kind = (max(one, 1e-9) for one in totals)
    usual = of_kind / visits
    likes = (kind + _PRIOR_KIND * usual * leaning) / (visited + _PRIOR_KIND)
    return np.asarray((own + _PRIOR_VISITS * likes * owns / of_kind) / (visited + _PRIOR_VISITS))


def _kinds_taken(past: PastBaskets, who: Longs, count: int, items: Bools) -> Doubles:
    """float64 (c,): how much likelier than others a customer takes to the products' kinds, by the other kinds bought:
    of those who bought another kind, the share that bought these too, against all; the mean over a customer's kinds."""
    from scipy.sparse import csr_array

    kind = kinds(past.articles)
    mine = _kin(past, items)
    width = int(kind.max(initial=-1)) + 1
    other = np.flatnonzero((kind[past.variant] >= 0) & ~mine[past.variant])
    if not width or not len(other):
        return np.ones(count)
    place = (who[past.basket[other]], kind[past.variant[other]])
    bought = csr_array((np.ones(len(other), np.float32), place), (count, width))
    bought.data[:] = 1
    takers = np.zeros(count, np.float32)
    takers[who[past.basket[mine[past.variant]]]] = 1
    base = float(takers.mean())
    buyers: Doubles = bought.sum(axis=0)
    share = (bought.T @ takers + 5 * base) / (buyers + 5)
    lift = share / base if base > 0 else np.ones(width)
    held: Doubles = bought.sum(axis=1)
    return np.where(held > 0, (bought @ lift) / np.maximum(held, 1), 1.0).astype(np.float64)


def _sensitivity(past: PastBaskets, who: Longs, count: int) -> Doubles:
    """By the share of what they buy that was cut in price, against the shop's; 1 in the mean over what is bought."""
    cut = ((past.given > 0) | (past.paid_by_hand > 0)).astype(np.float64)
    owner = who[past.basket]
    lines, cuts = np.bincount(owner, minlength=count), np.bincount(owner, cut, count)
    usual = float(cut.mean()) if len(cut) else 0.0
    if usual <= 0:
        return np.ones(count)
    own = (cuts + usual * _PRIOR_LINES) / (lines + _PRIOR_LINES) / usual
    bounded = np.clip(own, _CALM, _KEEN)
    return np.asarray(bounded / np.average(bounded, weights=np.maximum(lines, 1)))


def _visit_money(past: PastBaskets, items: Bools, has_own: Doubles) -> tuple[float, float, float]:
    """Paid, paid without tax, and cost of the products in a visit that takes one, at full price."""
    rows = items[past.variant]
    variant, units = past.variant[rows], past.units[rows]
    paid = units * past.price[rows]
    count = max(float(has_own.sum()), 1.0)
    net = paid / (1 + past.articles.tax_bp[variant] / 10_000)
    cost = units * past.articles.cost[variant]
    return float(paid.sum()) / count, float(net.sum()) / count, float(cost.sum()) / count
