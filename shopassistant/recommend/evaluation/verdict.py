"""What an evaluation means for somebody who sells: a few codes with values, in the order in which they matter."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from shopassistant.recommend.evaluation.result import Comparison, Evaluation
from shopassistant.recommend.evaluation.settings import BASELINES, PRIMARY, VIEWS


@dataclass(frozen=True)
class Finding:
    """Something to say.

    Attributes:
        code: of its sentence (``evaluation.*``).
        values: of the sentence.
        view: which list it is about ("all", "new"); "" for the whole.
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)
    view: str = ""


def findings(evaluation: Evaluation) -> tuple[Finding, ...]:
    """How much of what was shown was bought, who wins and whether by more than chance, whether chances are kept, and
    on how many customers that rests."""
    said = [_found(evaluation, view) for view in VIEWS]
    said += [_winner(evaluation, view) for view in VIEWS]
    said += [_kept(evaluation), _sample(evaluation)]
    if evaluation.ran_out:
        said.append(Finding("evaluation.ran_out"))
    return tuple(one for one in said if one is not None)


def rival(evaluation: Evaluation, view: str) -> str:
    """Whom the champion must beat: the challenger, else the better of the baselines; "" where there is none."""
    if evaluation.challenger:
        return evaluation.challenger
    others = [name for name in BASELINES if name != evaluation.champion]
    return max(others, key=lambda name: evaluation.method(name).views[view][PRIMARY].value or 0.0, default="")


def is_beyond_chance(comparison: Comparison, level: float) -> bool:
    """Whether a difference this large comes about by chance less often than the level of the intervals allows."""
    return comparison.chance is not None and comparison.chance < 1 - level


def _found(evaluation: Evaluation, view: str) -> Finding | None:
    """Products bought of those shown, beside what best sellers alone would do (own favourites beside best sellers)."""
    beside = BASELINES[1] if evaluation.champion == BASELINES[0] else BASELINES[0]
    own = evaluation.method(evaluation.champion).views[view]["found"].value
    theirs = evaluation.method(beside).views[view]["found"].value
    if own is None or theirs is None:
        return None
    return Finding(
        f"evaluation.found_{view}",
        {
            "champion_method": evaluation.champion,
            "k": evaluation.settings.k,
            "found": _rounded(own, 2),
            "days": evaluation.cuts[0].days,
            "other_method": beside,
            "other_found": _rounded(theirs, 2),
        },
        view,
    )


def _winner(evaluation: Evaluation, view: str) -> Finding | None:
    comparison = evaluation.comparison(rival(evaluation, view), view, PRIMARY)
    if comparison is None or comparison.chance is None:
        return None
    gap = comparison.difference
    if gap.value is None or gap.low is None or gap.high is None:
        return None
    ahead = gap.value >= 0
    low, high = (gap.low, gap.high) if ahead else (-gap.high, -gap.low)
    beyond = is_beyond_chance(comparison, evaluation.settings.level)
    return Finding(
        f"evaluation.{'better' if beyond else 'even'}_{view}",
        {
            "winner_method": comparison.champion if ahead else comparison.other,
            "loser_method": comparison.other if ahead else comparison.champion,
            "k": evaluation.settings.k,
            "difference": _rounded(abs(gap.value), 3),
            "low": _rounded(low, 3),
            "high": _rounded(high, 3),
            "level_share": evaluation.settings.level,
            "cases": max(math.ceil(comparison.chance * 1000), 1),
        },
        view,
    )


def _kept(evaluation: Evaluation) -> Finding | None:
    """Whether the stated chances lie in the interval of what was bought."""
    kept = evaluation.calibration
    if kept is None or kept.chance.value is None or kept.bought.value is None:
        return None
    low, high = kept.bought.low or 0.0, kept.bought.high or 0.0
    code = "kept" if low <= kept.chance.value <= high else ("boasts" if kept.chance.value > high else "modest")
    values = {
        "expected": _rounded(kept.chance.value * 100, 1),
        "bought": _rounded(kept.bought.value * 100, 1),
        "off": _rounded((kept.ece.value or 0.0) * 100, 1),
    }
    return Finding(f"evaluation.chance_{code}", values)


def _sample(evaluation: Evaluation) -> Finding:
    newest = evaluation.cuts[0]
    values = {
        "count": evaluation.measured,
        "of": evaluation.candidates,
        "cut_on": date.fromisoformat(newest.cut),
        "level_share": evaluation.settings.level,
    }
    if len(evaluation.cuts) == 1:
        return Finding("evaluation.sample", values)
    return Finding("evaluation.sample_of_cuts", values | {"cuts": len(evaluation.cuts)})


def _rounded(value: float, places: int) -> Decimal:
    return Decimal(f"{value:.{places}f}")
