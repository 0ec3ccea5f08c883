"""What to say of a result, as codes and values: the same in the window and on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from shopassistant.recommend.experiments.design import Design
from shopassistant.recommend.experiments.duration import Plan
from shopassistant.recommend.experiments.results import ArmResult, Result


@dataclass(frozen=True)
class Sentence:
    """A sentence's code and what it needs: plain text and numbers."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict, hash=False)


def arm(one: ArmResult) -> Sentence:
    """How many customers, lists and products an arm has."""
    counts = {"customers": one.customers, "lists": one.lists, "offered": one.offered, "bought": one.bought}
    return Sentence("experiments.arm", {"arm_method": one.method, **counts})


def so_far(result: Result) -> Sentence:
    """Both arms in the measure that decides."""
    a, b = result.arms
    names = {"a_method": a.method, "b_method": b.method}
    if result.experiment.design.measure == "conversion":
        if a.conversion is None or b.conversion is None:
            return Sentence("experiments.so_far.nothing")
        rates = {"a_percent": percent(a.conversion), "b_percent": percent(b.conversion)}
        return Sentence("experiments.so_far.conversion", names | rates)
    if a.value_minor is None or b.value_minor is None:
        return Sentence("experiments.so_far.nothing")
    amounts = {"a_minor": round(a.value_minor), "b_minor": round(b.value_minor)}
    return Sentence("experiments.so_far.value", names | amounts)


def verdict(result: Result, days: int | None = None) -> Sentence:
    """What follows from it.

    Args:
        days: still to go, if that is known; see `duration.days_to_go`.
    """
    if result.verdict == "ratio_broken":
        a, b = (arm.customers for arm in result.arms)
        return Sentence("experiments.verdict.ratio_broken", {"a_customers": a, "b_customers": b})
    if result.verdict == "too_early":
        if result.experiment.state == "stopped":
            return Sentence("experiments.verdict.stopped_early")
        return Sentence("experiments.verdict.too_early") if days is None else _wait(days)
    if result.verdict == "no_relevant_difference":
        return _with_effect("experiments.verdict.no_relevant_difference", result.experiment.design)
    return _better(result)


def interval(result: Result) -> Sentence | None:
    """What the difference lies between; None while it is too early to say."""
    difference, design = result.primary, result.experiment.design
    if difference.low is None or difference.high is None:
        return None
    sure = {"sure_share": 1 - design.alpha}
    if design.measure == "conversion":
        values = {"low_points": points(difference.low), "high_points": points(difference.high)}
        return Sentence("experiments.interval.conversion", sure | values)
    amounts = {"low_minor": round(difference.low), "high_minor": round(difference.high)}
    return Sentence("experiments.interval.value", sure | amounts)


def foretold(found: Plan, design: Design) -> tuple[Sentence, ...]:
    """How long an experiment will take, what could be seen sooner, and what that rests on."""
    values = {"customers": found.customers}
    if found.days is None:
        said = [Sentence("experiments.plan.too_long", values)]
    else:
        unit, count = _in_units(found.days)
        said = [Sentence(f"experiments.plan.{unit}", values | {"count": count})]
    if found.visible_effect is not None:
        visible = replace(design, relevant_effect=found.visible_effect)
        said.append(_with_effect("experiments.plan.visible", visible))
    if found.is_assumed:
        said.append(Sentence("experiments.plan.assumed"))
    return tuple(said)


def percent(share: float) -> Decimal:
    """A share (0 to 1) in per cent with one decimal."""
    return Decimal(str(round(share * 100, 1)))


def points(difference: float) -> Decimal:
    """A difference of shares in percentage points with one decimal."""
    return percent(difference)


def _better(result: Result) -> Sentence:
    winner, loser = result.arms if result.verdict == "a_better" else reversed(result.arms)
    low, high = result.primary.low or 0.0, result.primary.high or 0.0
    least, most = sorted((abs(low), abs(high)))
    names: dict[str, Any] = {"winner_method": winner.method, "loser_method": loser.method}
    if result.experiment.design.measure == "conversion":
        values = {"least_points": points(least), "most_points": points(most)}
        return Sentence("experiments.verdict.better.conversion", names | values)
    return Sentence(
        "experiments.verdict.better.value", names | {"least_minor": round(least), "most_minor": round(most)}
    )


def _with_effect(code: str, design: Design) -> Sentence:
    if design.measure == "conversion":
        return Sentence(f"{code}.conversion", {"effect_points": points(design.relevant_effect)})
    return Sentence(f"{code}.value", {"effect_minor": round(design.relevant_effect)})


def _wait(days: int) -> Sentence:
    unit, count = _in_units(days)
    return Sentence(f"experiments.wait.{unit}", {"count": count})


def _in_units(days: int) -> tuple[str, int]:
    """Days as people count them: up to two weeks in days, up to three months in weeks, then in months."""
    if days <= 14:
        return "days", max(days, 1)
    return ("weeks", round(days / 7)) if days <= 91 else ("months", round(days / 30.4))
