"""Whether what was just learned may serve: not if it is worse than what does, beyond chance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from shopassistant.core.progress import Progress
from shopassistant.recommend.index import Index
from shopassistant.recommend.monitoring.lines import read_lines
from shopassistant.recommend.monitoring.replay import choose_visits, replay, share_for
from shopassistant.recommend.monitoring.windows import LONGEST_DAYS
from shopassistant.recommend.purchases import to_day
from shopassistant.store.database import Store

# One-sided, 1 in 100: a fit that is as good is kept from serving once in a hundred nights, and the next one serves.
Z = 2.326
LEAST_VISITS = 30
ENOUGH_VISITS = 400


@dataclass(frozen=True)
class Verdict:
    """How the challenger did.

    Attributes:
        is_worse: it must not serve.
        details: plain numbers: ``visits`` with ``before`` and ``after`` (mean ndcg of the same visits), and
            ``holdout_before``, ``holdout_after`` where both fits measured it.
    """

    is_worse: bool
    details: Mapping[str, Any]


def compare(store: Store, champion: Index, challenger: Index, progress: Progress) -> Verdict:
    """Ask both about the same recent visits, and compare what their fits promised.

    The visits are those after the champion's fit, of the last four weeks at most. It has never seen them, and the
    challenger has learned from them among all others; so a challenger that loses all the same is worse for certain.
    Where it may have won by that, the hold-outs of the two fits, which neither had seen, must not speak against it.

    Raises:
        Cancelled: by `progress`.
        EnvironmentProblem: the store cannot be read.
    """
    visits, held_out = _visits(store, champion, challenger, progress), _held_out(champion.metrics, challenger.metrics)
    return Verdict(visits.is_worse or held_out.is_worse, {**visits.details, **held_out.details})


def _visits(store: Store, champion: Index, challenger: Index, progress: Progress) -> Verdict:
    last = to_day(store.clock.now())
    learned = champion.base.time.last_day
    with store.read() as session:
        lines = read_lines(session, learned + 1, last, progress)
    recent = lines.between(last - LONGEST_DAYS, last)
    come = len(np.unique(recent.visit[recent.customer > 0]))
    visits = choose_visits(recent, share_for(come, ENOUGH_VISITS))
    before, after = (replay(index, lines, visits, progress) for index in (champion, challenger))
    if before.trials != after.trials or before.trials < LEAST_VISITS:
        return Verdict(False, {"visits": before.trials})
    details = {"visits": before.trials, "before": float(before.gains.mean()), "after": float(after.gains.mean())}
    return Verdict(is_clearly_below(after.gains - before.gains), details)


def is_clearly_below(differences: np.ndarray[Any, np.dtype[np.float64]]) -> bool:
    """Whether the mean of paired differences lies below 0 by more than chance."""
    error = float(differences.std(ddof=1)) / np.sqrt(len(differences))
    return bool(differences.mean() + Z * error < 0)


def _held_out(before: Mapping[str, Any], after: Mapping[str, Any]) -> Verdict:
    """The promises of two fits, each on its own hold-out; nothing where one made none."""
    if not all("visit_ndcg" in metrics for metrics in (before, after)):
        return Verdict(False, {})
    error = float(np.hypot(before["visit_ndcg_se"], after["visit_ndcg_se"]))
    is_worse = after["visit_ndcg"] + Z * error < before["visit_ndcg"]
    return Verdict(is_worse, {"holdout_before": before["visit_ndcg"], "holdout_after": after["visit_ndcg"]})
