"""The evaluation itself: cut the past, learn from what came before, ask, and compare with what was bought."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.evaluation.calibration import Calibration, calibrate
from shopassistant.recommend.evaluation.contenders import Builder, Contender, line_up
from shopassistant.recommend.evaluation.groups import Member, groups_of
from shopassistant.recommend.evaluation.lists import Asked, Shown, show
from shopassistant.recommend.evaluation.measuring import Measured, measure
from shopassistant.recommend.evaluation.ranking import Bools, hits_of
from shopassistant.recommend.evaluation.result import CutResult, Evaluation, GroupResult
from shopassistant.recommend.evaluation.settings import EvaluationSettings
from shopassistant.recommend.evaluation.split import Split, Truth, splits_of, truth_of
from shopassistant.recommend.index import Index
from shopassistant.recommend.purchases import Purchases, to_date

# The method whose score is a chance.
_STATES_A_CHANCE = "hybrid"


@dataclass(frozen=True)
class Seen:
    """One cut, asked and answered."""

    split: Split
    truth: Truth
    shown: Shown


def evaluate(
    purchases: Purchases,
    methods: Sequence[str | Contender] = ("hybrid",),
    settings: EvaluationSettings | None = None,
    progress: Progress | None = None,
    challenger: str | Contender | None = None,
) -> Evaluation:
    """What the advice would have been worth: learn from the purchases before each cut, rank, look at what came after.

    The engine sees nothing dated on or after a cut. Customers are drawn by lot from those known before it who came
    again, and asked in that order, so that a time budget that ends early leaves a smaller sample, not another one.
    Rankings are compared as the methods give them; what the counter leaves out besides (stock, declined, just bought)
    is not known of the past.

    Args:
        purchases: the shop's records.
        methods: names or contenders; the first is the champion. Best sellers and own favourites always come along.
        settings: what, how many, how long.
        challenger: compared with the champion first.

    Returns:
        All measures with intervals over customers, differences from the champion, groups and calibration.

    Raises:
        Cancelled: by `progress`.
        UserError: ``evaluation.*`` where the past or the question does not allow it, ``recommend.method``.
    """
    started = time.perf_counter()
    progress, settings = progress or NoProgress(), settings or EvaluationSettings()
    contenders = line_up(methods, challenger)
    splits = splits_of(purchases, settings)
    seen: list[Seen] = []
    for number, split in enumerate(splits):
        if number and settings.seconds and _spent(started) * (number + 1) / number > settings.seconds:
            break  # another like those so far would not fit
        found = _look(purchases, contenders, split, settings, started, number, progress)
        if found is None and not number:
            raise UserError("evaluation.nobody_came_again", cut_on=to_date(split.cut))
        if found is not None:
            seen.append(found)
    progress.report("evaluation.computing", 0, 1)
    measured = measure(purchases, seen, contenders, settings)
    return Evaluation(
        settings=settings,
        champion=contenders[0].name,
        challenger=contenders[1].name if challenger is not None else "",
        cuts=tuple(_cut_result(one) for one in seen),
        methods=measured.methods,
        comparisons=measured.comparisons,
        groups=tuple(_group(one, measured, seen, contenders[0], settings) for one in _members(seen)),
        calibration=_calibration(seen, contenders[0], settings, None),
        ran_out=len(seen) < len(splits) or any(one.shown.ran_out for one in seen),
        seconds=_spent(started),
    )


def _spent(started: float) -> float:
    return time.perf_counter() - started


def _look(
    purchases: Purchases,
    contenders: Sequence[Contender],
    split: Split,
    settings: EvaluationSettings,
    started: float,
    number: int,
    progress: Progress,
) -> Seen | None:
    """One cut; None where nobody came again after it."""
    truth = truth_of(purchases, split)
    if not len(truth.customers):
        return None
    past = purchases.before(split.cut)
    indexes: dict[Builder, Index] = {}
    for one in contenders:
        if one.build not in indexes:
            indexes[one.build] = one.build(past, split.cut, progress)
    drawn = np.random.default_rng(settings.seed).permutation(truth.customers)[: settings.customers]
    asked = [Asked(one.name, one.method, indexes[one.build]) for one in contenders]
    deadline = None
    if settings.seconds:
        share = settings.seconds / settings.cuts
        deadline = max(started + share * (number + 1), time.perf_counter() + share / 4)
    return Seen(split, truth, show(asked, drawn, split.cut, settings.k, settings.depth, deadline, progress))


def _cut_result(seen: Seen) -> CutResult:
    split = seen.split
    return CutResult(
        cut=to_date(split.cut).isoformat(),
        until=to_date(split.until).isoformat(),
        days=split.days,
        customers=len(seen.truth.customers),
        measured=len(seen.shown.customers),
    )


def _members(seen: Sequence[Seen]) -> tuple[Member, ...]:
    """Groups over the rows of all cuts; segments only of one cut, because another cut's groups are other groups."""
    visits = np.concatenate([one.shown.visits for one in seen])
    segments = np.concatenate([one.shown.segments for one in seen])
    return groups_of(visits, segments if len(seen) == 1 else np.full_like(segments, -1))


def _group(
    member: Member, measured: Measured, seen: Sequence[Seen], champion: Contender, settings: EvaluationSettings
) -> GroupResult:
    return GroupResult(
        kind=member.kind,
        name=member.name,
        least=member.least,
        most=member.most,
        customers=int(member.rows.sum()),
        methods=measured.of_rows(member.rows),
        calibration=_calibration(seen, champion, settings, member.rows),
    )


def _calibration(
    seen: Sequence[Seen], champion: Contender, settings: EvaluationSettings, rows: Bools | None
) -> Calibration | None:
    """The champion's chance against what happened, over the first places of its rankings."""
    if champion.method != _STATES_A_CHANCE:
        return None
    lists = np.concatenate([one.shown.lists[champion.name].all for one in seen])
    chance = np.concatenate([one.shown.lists[champion.name].scores for one in seen])
    bought = np.concatenate(
        [
            hits_of(one.shown.lists[champion.name].all, one.shown.customers, one.truth.keys, one.truth.products)
            for one in seen
        ]
    )
    customer = np.broadcast_to(np.concatenate([one.shown.customers for one in seen])[:, None], lists.shape)
    asked = lists >= 0
    if rows is not None:
        asked &= rows[:, None]
    return calibrate(
        chance[asked].astype(np.float64), bought[asked], customer[asked], settings.bins, settings.resamples,
        settings.seed, settings.level,
    )  # fmt: skip
