"""Learning the blend on the shop's own past: models fitted on earlier days, what was bought after them as the truth.

The newest of these days is the hold-out: the learners are taught by the days whose horizon ends before it, rank it, and
the better one is taught again by all of them. So the measured accuracy is of a quarter no learner had seen, the choice
is the shop's own, and nothing is set by hand.
"""

import math
import time as clock
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import Progress
from shopassistant.recommend.blend import Blend, BlendConfig, Part, ask
from shopassistant.recommend.columns import Sources
from shopassistant.recommend.forest import Forest, ForestConfig, grow
from shopassistant.recommend.history import Floats, summarise
from shopassistant.recommend.index import RANKED, Base, facts_of, fit_models, make_base, ranked_sources
from shopassistant.recommend.lessons import Lesson, Rows, learning_sample, measure
from shopassistant.recommend.models.base import Training
from shopassistant.recommend.purchases import Ints, Purchases
from shopassistant.recommend.regression import learn
from shopassistant.recommend.shoptime import ShopTime

_SEED = 20240229
_ROWS = 150_000  # the logistic regression needs no more
_KEPT = 0.15  # share of the candidates nobody bought that a lesson keeps
_LEAST_PAST = 45  # days before the oldest lesson
_TRIED = 400_000  # rows a choice between learners is made on; the one chosen learns from all
# The kinds of trees that are tried; deeper ones pay where there is much to learn from.
# For what was bought before and for what is new, of which the chances are lower and the trees better kept simple.
FORESTS: Mapping[str, tuple[ForestConfig, ForestConfig]] = {
    "trees": (ForestConfig(trees=150, leaves=15, rate=0.08), ForestConfig(trees=150, leaves=15, rate=0.08)),
    "deep_trees": (ForestConfig(trees=300, leaves=63, rate=0.05), ForestConfig(trees=300, leaves=31, rate=0.05)),
}


@dataclass(frozen=True)
class _Taught:
    """What the days of a shop's past teach.

    Attributes:
        lessons: newest first; the first is the hold-out.
        sources: of the hold-out, for the names of the columns.
        horizon: days after each that count as what came next.
    """

    lessons: tuple[Lesson, ...]
    sources: Sources
    horizon: int

    @property
    def older(self) -> tuple[Lesson, ...]:
        """The lessons whose horizon ends before the hold-out begins."""
        holdout, *others = self.lessons
        return tuple(lesson for lesson in others if lesson.cut + self.horizon <= holdout.cut)


def learn_blend(purchases: Purchases, config: BlendConfig, progress: Progress) -> tuple[Blend, dict[str, Any]]:
    """The blend for this shop, and what the hold-out showed.

    Returns:
        The learned blend with metrics ("ndcg", "ndcg_new" and more of the hold-out), or the stated weights with an
        empty dict where the past is too short: fewer than `least_customers` or `least_purchases` in the hold-out.
    """
    started = clock.thread_time()
    sample = learning_sample(purchases, config.lines)
    lessons: list[Lesson] = []
    sources = None
    for cut in cut_days(sample, config):
        if lessons and clock.thread_time() - started > config.seconds:
            break
        truth = bought_after(sample, cut, config)
        if not _is_enough(truth, config):
            break
        lesson, own_sources = _lesson(sample, cut, truth, config, not lessons, progress)
        sources = sources or own_sources
        lessons.append(lesson)
    if sources is None or not lessons:
        return Blend.default(_untaught(purchases, progress), config), {}
    return _choose(_Taught(tuple(lessons), sources, _horizon(sample, config)), sample, config, progress)


def cut_day(purchases: Purchases, config: BlendConfig) -> int:
    """The calendar day at which the hold-out begins: a horizon before the end, at most a quarter of the past."""
    return next(iter(cut_days(purchases, config)), 0)


def cut_days(purchases: Purchases, config: BlendConfig) -> Iterator[int]:
    """The calendar days to learn from, newest first."""
    if not len(purchases.day):
        return
    first, last = int(purchases.day.min()), int(purchases.day.max())
    horizon = _horizon(purchases, config)
    step = max(1, round(config.step_days * horizon / config.horizon_days))
    for number in range(config.cuts):
        cut = last + 1 - horizon - number * step
        if number and cut - first < max(_LEAST_PAST, horizon):
            return
        yield cut


def _horizon(purchases: Purchases, config: BlendConfig) -> int:
    """Days after each cut that count as what came next."""
    if not len(purchases.day):
        return 1
    return min(config.horizon_days, max((int(purchases.day.max()) - int(purchases.day.min())) // 4, 1))


def bought_after(purchases: Purchases, cut: int, config: BlendConfig) -> dict[int, Ints]:
    """What customers known before `cut` bought in the horizon after it of what was sold before it: customer index ->
    product indices.

    At most `config.customers` of them, the same ones at every run.
    """
    horizon = _horizon(purchases, config)
    before, after = purchases.day < cut, (purchases.day >= cut) & (purchases.day < cut + horizon)
    product, customer = purchases.product, purchases.customer
    sold = np.zeros(purchases.products.count, bool)
    sold[product[before]] = True
    known = np.zeros(len(purchases.customer_ids) + 1, bool)
    known[customer[before]] = True
    known[-1] = False  # walk-ins
    wanted = after & known[customer] & sold[product]
    pairs = np.unique(np.stack([customer[wanted], product[wanted]]), axis=1)
    customers = np.unique(pairs[0])
    if len(customers) > config.customers:
        customers = np.sort(np.random.default_rng(_SEED).choice(customers, config.customers, replace=False))
    return {int(row): pairs[1][slice(*np.searchsorted(pairs[0], (row, row + 1)))] for row in customers}


def _is_enough(truth: Mapping[int, Ints], config: BlendConfig) -> bool:
    return len(truth) >= config.least_customers and sum(map(len, truth.values())) >= config.least_purchases


def _untaught(purchases: Purchases, progress: Progress) -> Sources:
    """Sources of an empty shop with this catalogue, for the names of the columns."""
    nothing = purchases.before(-1)
    training = Training(nothing, ShopTime.from_days(nothing.day), 0, progress, explains=False)
    models = fit_models(training, RANKED)
    return ranked_sources(models, facts_of(training, models))


def _lesson(
    purchases: Purchases, cut: int, truth: Mapping[int, Ints], config: BlendConfig, is_whole: bool, progress: Progress
) -> tuple[Lesson, Sources]:
    """What one day teaches; with `is_whole` all candidates are kept, to be ranked."""
    past = purchases.before(cut)
    time = ShopTime.from_days(past.day)
    training = Training(past, time, cut, progress, explains=False)
    models = fit_models(training, RANKED)
    sources = ranked_sources(models, facts_of(training, models))
    base = make_base(past, time, cut)
    rng = np.random.default_rng(_SEED + cut)
    parts = []
    for done, (row, bought) in enumerate(truth.items()):
        parts.append(_rows(base, sources, row, bought, cut, config, None if is_whole else rng))
        if done % 50 == 0:
            progress.report("recommend.fitting.blend", done, len(truth))
    return Lesson.gathered(parts, truth, base, cut, 1.0 if is_whole else _KEPT), sources


def _rows(
    base: Base,
    sources: Sources,
    row: int,
    bought: Ints,
    cut: int,
    config: BlendConfig,
    rng: np.random.Generator | None,
) -> Rows:
    customer = summarise(base.events_of(row), base.time, cut, row)
    asked = ask(sources, customer, config)
    hit = np.isin(asked.products, bought)
    keep = np.ones(len(hit), bool) if rng is None else hit | asked.own | (rng.random(len(hit)) < _KEPT)
    return Rows(asked.table[:, keep].T, hit[keep], asked.own[keep], asked.products[keep])


def _choose(
    taught: _Taught, purchases: Purchases, config: BlendConfig, progress: Progress
) -> tuple[Blend, dict[str, Any]]:
    """The learner that ranks the hold-out best, taught by all lessons."""
    from shopassistant.recommend.monitoring.expectation import expected_visits

    holdout, older = taught.lessons[0], taught.older
    pupils = _pupils(taught, config, progress)
    tried = {learner: measure(pupil, holdout) for learner, pupil in pupils.items()}
    piles = _piles(taught.lessons, taught.sources, config) if tried else None
    if piles is None:
        return Blend.default(taught.sources, config), {}
    best = max(tried, key=lambda name: tried[name]["ndcg"] + tried[name]["ndcg_new"])
    progress.report("recommend.fitting.trees", len(tried), len(tried) + 1)
    blend = _teach(best, piles, taught.sources, config, None)
    seen = frozenset(holdout.truth) if not older else frozenset[int]()
    metrics = {
        **expected_visits(purchases, holdout.cut, taught.sources, pupils[best], seen, progress),
        "learner": best,
        **tried[best],
        "tried": tried,
        "holdout_day": holdout.cut,
        "holdout_was_seen": not older,
        "horizon_days": taught.horizon,
        "lessons": len(taught.lessons),
        "customers": len(holdout.truth),
        "columns": len(taught.sources.names),
    }
    return blend, metrics


def _pupils(taught: _Taught, config: BlendConfig, progress: Progress) -> dict[str, Blend]:
    """What each learner makes of the days before the hold-out, or of the hold-out itself where there are none; nothing
    where there is too little to learn from."""
    lessons = taught.older or taught.lessons[:1]
    piles = _piles(lessons, taught.sources, config)
    if piles is None:
        return {}
    has_enough = bool(taught.older) and sum(lesson.hits for lesson in lessons) >= config.least_for_trees
    learners = ["logistic", *FORESTS] if has_enough else ["logistic"]
    if config.learner:
        learners = [config.learner]
    pupils = {}
    for done, learner in enumerate(learners):
        progress.report("recommend.fitting.trees", done, len(learners) + 1)
        pupils[learner] = _teach(learner, piles, taught.sources, config, _TRIED)
    return pupils


@dataclass(frozen=True)
class _Pile:
    """What lessons teach of one of the two parts, the same for every learner.

    Attributes:
        table: float32 (m, f); bought: bool (m,); weight: float32 (m,), how many rows each stands for.
        light: the logistic regression over it.
    """

    table: Floats
    bought: NDArray[np.bool_]
    weight: Floats
    light: Part


def _piles(lessons: Sequence[Lesson], sources: Sources, config: BlendConfig) -> tuple[_Pile, ...] | None:
    """What was bought before, and what is new; None where one of the two has too little to learn from."""
    parts = []
    for own in (True, False):
        table, bought, weight = _stacked(lessons, own)
        if bought.sum() < config.least_purchases / 4 or bought.all():
            return None
        parts.append(_Pile(table, bought, weight, _regression(table, bought, weight, sources, config)))
    return tuple(parts)


def _teach(learner: str, parts: Sequence[_Pile], sources: Sources, config: BlendConfig, most: int | None) -> Blend:
    """Args:
    most: trees learn from so many rows at most, drawn at random; None for all.
    """
    again, new = (part.light for part in parts)
    if learner == "logistic":
        return Blend(config, again, new, True)
    grown = [_grown(part, sources, settings, most) for part, settings in zip(parts, FORESTS[learner], strict=True)]
    return Blend(config, grown[0], grown[1], True, (again, new))


def _grown(part: _Pile, sources: Sources, settings: ForestConfig, most: int | None) -> Forest:
    rows: Any = slice(None)
    if most is not None and len(part.bought) > most:
        rows = np.sort(np.random.default_rng(_SEED).choice(len(part.bought), most, replace=False))
    return grow(part.table[rows], part.bought[rows], sources.names, settings, part.weight[rows])


def _stacked(lessons: Sequence[Lesson], own: bool) -> tuple[Floats, NDArray[np.bool_], Floats]:
    """Rows of all lessons, thinned alike; and how many rows each stands for."""
    tables, hits, weights = [], [], []
    rng = np.random.default_rng(_SEED)
    for lesson in lessons:
        keep = lesson.own if own else ~lesson.own
        kept = 1.0 if own else _KEPT
        if not own and lesson.kept > _KEPT:
            keep = keep & (lesson.hit | (rng.random(len(keep)) < _KEPT / lesson.kept))
        tables.append(lesson.table[keep])
        hits.append(lesson.hit[keep])
        weights.append(np.where(lesson.hit[keep], 1, 1 / kept))
    return np.concatenate(tables), np.concatenate(hits), np.concatenate(weights).astype(np.float32)


def _regression(
    table: Floats, bought: NDArray[np.bool_], weight: Floats, sources: Sources, config: BlendConfig
) -> Part:
    """A logistic regression on all purchases and as many of the rest as the budget allows.

    Log odds learned on a part of the rest are too high by the logarithm of its share (King and Zeng, 2001).
    """
    rest = np.flatnonzero(~bought)
    room = max(_ROWS - int(bought.sum()), _ROWS // 2)
    share = 1.0
    if len(rest) > room:
        share = room / len(rest)
        rest = np.random.default_rng(_SEED).choice(rest, room, replace=False)
    rows = np.sort(np.concatenate([np.flatnonzero(bought), rest]))
    share *= 1 / float(weight.max(initial=1))
    count = len(sources.signals)
    logs = np.log(table[rows, :count].T + sources.floors)
    part = learn(logs, bought[rows], tuple(signal.name for signal in sources.signals), sources.floors, config.ridge)
    return replace(part, constant=part.constant + math.log(share))
