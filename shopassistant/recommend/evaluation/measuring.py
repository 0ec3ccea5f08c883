"""From lists and truth to measures with intervals, for everybody and for groups of customers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from shopassistant.recommend.evaluation.breadth import (
    OVERALL,
    PER_LIST,
    content_traits,
    coverage,
    diversity,
    exposure_of,
    gini,
    kind_traits,
    novelty,
)
from shopassistant.recommend.evaluation.contenders import Contender
from shopassistant.recommend.evaluation.intervals import Estimate, Sums, chance_of_difference, estimates, jackknife
from shopassistant.recommend.evaluation.ranking import RANKING, Bools, Doubles, Ints, Longs, hits_of, per_customer
from shopassistant.recommend.evaluation.result import Comparison, MethodResult
from shopassistant.recommend.evaluation.settings import PRIMARY, VIEWS, EvaluationSettings
from shopassistant.recommend.purchases import Purchases

if TYPE_CHECKING:
    from shopassistant.recommend.evaluation.evaluate import Seen

_MEANS = (*RANKING, *PER_LIST)
_COLUMNS = len(VIEWS) * len(_MEANS)


@dataclass(frozen=True)
class Measured:
    """Everything measured.

    Attributes:
        values: by contender float64 (r, views * measures), a row per customer and cut, nan where not defined.
        customer: int64 (r,), whose rows they are.
        methods, comparisons: of everybody.
    """

    values: Mapping[str, Doubles]
    customer: Longs
    settings: EvaluationSettings
    methods: tuple[MethodResult, ...]
    comparisons: tuple[Comparison, ...]

    def of_rows(self, rows: Bools) -> dict[str, dict[str, dict[str, Estimate]]]:
        """The means of some rows, by contender, view and measure."""
        found = _estimates(self.values, self.customer, rows, self.settings)
        return {name: _by_view(one) for name, one in found.items()}


def measure(
    purchases: Purchases, seen: "Sequence[Seen]", contenders: Sequence[Contender], settings: EvaluationSettings
) -> Measured:
    """All measures of all contenders over all cuts, and the champion's differences from the others."""
    names = [one.name for one in contenders]
    parts = [_values_at(purchases, one, names, settings) for one in seen]
    values = {name: np.concatenate([part[name] for part in parts]) for name in names}
    customer = np.concatenate([one.shown.customers for one in seen])
    everyone = np.ones(len(customer), bool)
    means = _estimates(values, customer, everyone, settings)
    whole, apart = _overall(purchases, seen, names, settings)
    methods = []
    for one in contenders:
        views = _by_view(means[one.name])
        for view in VIEWS:
            views[view] |= whole[one.name][view]
        methods.append(MethodResult(one.name, one.method, views, _by_cut(values[one.name], seen, settings)))
    comparisons = [*_compared(values, customer, names, settings), *apart]
    return Measured(values, customer, settings, tuple(methods), tuple(comparisons))


def _values_at(
    purchases: Purchases, seen: "Seen", names: Sequence[str], settings: EvaluationSettings
) -> dict[str, Doubles]:
    """Per contender float64 (m, columns) at one cut."""
    known = (purchases.customer >= 0) & (purchases.day < seen.split.cut)
    count = purchases.products.count
    pairs = np.unique(purchases.customer[known].astype(np.int64) * count + purchases.product[known])
    buyers = np.bincount(pairs % max(count, 1), minlength=count)
    customers = len(np.unique(pairs // max(count, 1)))
    kinds, contents = kind_traits(purchases.products), content_traits(purchases.products)
    found = {}
    for name in names:
        columns: list[Doubles] = []
        for view in VIEWS:
            lists = lists_of(seen, name, view, settings.k)
            relevant = seen.truth.relevant(seen.shown.customers, view == "new")
            hits = hits_of(lists, seen.shown.customers, seen.truth.keys_of(view == "new"), count)
            ranked = per_customer(hits, relevant)
            columns += [ranked[measure] for measure in RANKING]
            columns.append(novelty(lists, buyers, customers))
            columns.append(diversity(lists, kinds) if kinds is not None else np.full(len(lists), np.nan))
            columns.append(diversity(lists, contents))
        found[name] = np.stack(columns, axis=1)
    return found


def lists_of(seen: "Seen", name: str, view: str, k: int) -> Ints:
    """int32 (m, k): what a contender shows in a view."""
    lists = seen.shown.lists[name]
    return lists.new if view == "new" else lists.all[:, :k]


def _estimates(
    values: Mapping[str, Doubles], customer: Longs, rows: Bools, settings: EvaluationSettings
) -> dict[str, list[Estimate]]:
    """By contender, in the order of the columns; one set of draws for all, so that they compare."""
    names = list(values)
    data = Sums.of(np.concatenate([values[name][rows] for name in names], axis=1), customer[rows])
    found = estimates(data, settings.resamples, settings.seed, settings.level)
    return {name: found[at * _COLUMNS : (at + 1) * _COLUMNS] for at, name in enumerate(names)}


def _by_view(found: Sequence[Estimate]) -> dict[str, dict[str, Estimate]]:
    size = len(_MEANS)
    return {view: dict(zip(_MEANS, found[at * size : (at + 1) * size], strict=True)) for at, view in enumerate(VIEWS)}


def _by_cut(values: Doubles, seen: "Sequence[Seen]", settings: EvaluationSettings) -> dict[str, tuple[Estimate, ...]]:
    """The primary measure at each cut."""
    ends = np.cumsum([len(one.shown.customers) for one in seen])[:-1]
    found: dict[str, tuple[Estimate, ...]] = {}
    for at, view in enumerate(VIEWS):
        column = at * len(_MEANS) + _MEANS.index(PRIMARY)
        parts = np.split(values[:, [column]], ends)
        found[view] = tuple(
            estimates(Sums.of(part), settings.resamples, settings.seed, settings.level)[0] for part in parts
        )
    return found


def _compared(
    values: Mapping[str, Doubles], customer: Longs, names: Sequence[str], settings: EvaluationSettings
) -> list[Comparison]:
    """Champion minus each other, customer by customer."""
    champion, *others = names
    found = []
    for other in others:
        data = Sums.of(values[champion] - values[other], customer)
        gaps = estimates(data, settings.resamples, settings.seed, settings.level)
        chances = chance_of_difference(data, settings.resamples, settings.seed)
        for view, measures in _by_view(gaps).items():
            for measure_name, gap in measures.items():
                column = VIEWS.index(view) * len(_MEANS) + _MEANS.index(measure_name)
                chance = float(chances[column]) if gap.value is not None else None
                found.append(Comparison(view, measure_name, champion, other, gap, chance))
    return found


def _overall(
    purchases: Purchases, seen: "Sequence[Seen]", names: Sequence[str], settings: EvaluationSettings
) -> tuple[dict[str, dict[str, dict[str, Estimate]]], list[Comparison]]:
    """What the lists of all customers together are like, and the champion's differences in it."""
    count = purchases.products.count
    sold = len(np.unique(purchases.product[purchases.day < max(one.split.cut for one in seen)]))
    known, row = np.unique(np.concatenate([one.shown.customers for one in seen]), return_inverse=True)
    tables = {
        (name, view): np.concatenate([lists_of(one, name, view, settings.k) for one in seen])
        for name in names
        for view in VIEWS
    }

    def look(some: Bools) -> Doubles:
        """Coverage and inequality of every table, then the champion's lead over each."""
        exposures = (exposure_of(lists[some[row]], count) for lists in tables.values())
        own = np.array([[coverage(one, sold), gini(one, sold)] for one in exposures]).reshape(len(names), -1)
        return np.concatenate([own, own[0] - own[1:]]).ravel()

    found = jackknife(len(known), look, settings.seed, settings.level)
    width = len(VIEWS) * len(OVERALL)
    split = {name: found[at * width : (at + 1) * width] for at, name in enumerate(names)}
    whole = {name: _overall_by_view([_bounded(value) for value in mine]) for name, mine in split.items()}
    comparisons = []
    for at, other in enumerate(names[1:], start=len(names)):
        for view, measures in _overall_by_view(found[at * width : (at + 1) * width]).items():
            comparisons += [Comparison(view, name, names[0], other, gap, None) for name, gap in measures.items()]
    return whole, comparisons


def _overall_by_view(found: Sequence[Estimate]) -> dict[str, dict[str, Estimate]]:
    size = len(OVERALL)
    return {view: dict(zip(OVERALL, found[at * size : (at + 1) * size], strict=True)) for at, view in enumerate(VIEWS)}


def _bounded(one: Estimate) -> Estimate:
    """A share's interval ends at 0 and 1."""
    if one.low is None or one.high is None:
        return one
    return Estimate(one.value, max(one.low, 0.0), min(one.high, 1.0), one.customers)
