"""What to say of a campaign, as codes and values: the same in the window and on the command line."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from shopassistant.promotions.proof.design import Plan, Question
from shopassistant.promotions.proof.judging import FEW_CARRIERS, Judged
from shopassistant.promotions.proof.lifts import Between, Lift
from shopassistant.promotions.proof.plain import PlainReport
from shopassistant.promotions.proof.report import CampaignReport
from shopassistant.recommend.experiments.wording import Sentence, points

if TYPE_CHECKING:
    from shopassistant.promotions.rehearsal.backtest import Tried

_SURE = {
    "earned": "proven",
    "lost": "proven",
    "likely_earned": "likely",
    "likely_lost": "likely",
    "no_effect": "no_effect",
    "ratio_broken": "broken",
    "no_holdout": "arms",
    "running": "open",
    "not_shown": "open",
    "too_early": "none",
}

# Below two parts in a hundred the past is no help worth a line.
_WORTH_SAYING = 0.98


def verdict(report: CampaignReport) -> Sentence:
    """The one sentence."""
    judged = report.judged
    code = f"proof.verdict.{judged.verdict}"
    if judged.verdict == "ratio_broken":
        counts = ", ".join(f"{arm.name}: {arm.customers}" for arm in report.arms)
        return Sentence(code, {"counts": counts})
    if judged.verdict == "no_effect":
        return Sentence(code, {"relevant_minor": round(report.book.relevant)})
    total = round(judged.total or 0.0)
    if judged.verdict.endswith("lost"):
        return Sentence(code, {"loss_minor": -total})
    if judged.verdict == "not_shown" and (judged.campaign is None or judged.campaign.while_running is None):
        return Sentence(f"{code}.empty")
    if judged.verdict in ("running", "not_shown") and total < 0:
        return Sentence(f"{code}.less", {"loss_minor": -total})
    return Sentence(code, {"total_minor": total})


def sure(report: CampaignReport) -> Sentence:
    """How sure that is, in words."""
    alarms = round(report.book.alpha * 100)
    return Sentence(f"proof.sure.{_SURE[report.judged.verdict]}", {"alarms": alarms})


def intervals(report: CampaignReport) -> tuple[Sentence, ...]:
    """What it earned in all lies between: for looking daily, and at the planned end."""
    judged = report.judged
    pairs = (("total.running", judged.total_while_running), ("total.at_end", judged.total_at_end))
    return tuple(_between(f"proof.{code}", one, report.book.alpha) for code, one in pairs if one is not None)


def notes(report: CampaignReport) -> Iterator[Sentence]:
    """What one ought to know beside the verdict."""
    judged, book = report.judged, report.book
    yield Sentence("proof.ended" if judged.is_over else "proof.ends", {"end_on": book.planned_end})
    lift = judged.campaign
    if lift is not None and lift.while_running is not None and lift.carriers < FEW_CARRIERS:
        yield Sentence("proof.few_carry")
    if judged.narrowed is not None and judged.narrowed < _WORTH_SAYING:
        yield Sentence("proof.narrowed", {"narrowed_share": 1 - judged.narrowed})
    if sum(report.left_out):
        yield Sentence("proof.left_out", {"count": sum(report.left_out)})
    if report.guessed > 0:
        yield Sentence("proof.guessed", {"guessed_share": report.guessed})
    if book.limit_minor is not None:
        yield Sentence("proof.limited", {"limit_minor": book.limit_minor})


def arms(judged: Judged) -> tuple[Sentence, ...]:
    """Which arm did better, where that is proven; that it is not, where there is more than one."""
    found = tuple(_better(one, bool(judged.redeemed)) for one in judged.deciding if one.proven and one.while_running)
    if found or not judged.deciding:
        return found
    return (Sentence("proof.arm.open"),)


def foretold(plan: Plan, asked: Question) -> tuple[Sentence, ...]:
    """What a campaign could show, before anybody is written to."""
    if plan.visible is None or plan.visible_daily is None:
        return (Sentence("proof.plan.unknown"), _advised(plan))
    values = {"customers": asked.customers, "holdout_share": asked.holdout, "visible_minor": round(plan.visible)}
    said = [
        Sentence("proof.plan.visible", values),
        Sentence("proof.plan.daily", {"daily_minor": round(plan.visible_daily)}),
    ]
    if plan.visible_between is not None:
        said.append(Sentence("proof.plan.between", {"between_minor": round(plan.visible_between)}))
    if plan.needed is not None:
        needed = {"relevant_minor": round(asked.relevant_minor), "needed": plan.needed}
        said.append(Sentence("proof.plan.needed", needed))
    said.append(Sentence("proof.plan.baseline", {"baseline_minor": round(plan.baseline)}))
    return (*said, _advised(plan))


def plain(report: PlainReport) -> Iterator[Sentence]:
    """What before and after say of a promotion nobody was left out of, and what that is worth."""
    if report.before is None:
        yield Sentence("proof.plain.no_past")
    else:
        values: dict[str, Any] = {"during_minor": round(report.during), "before_minor": round(report.before)}
        yield Sentence("proof.plain.change", values)
    if report.others is not None and report.adjusted is not None:
        values = {"others_share": report.others, "adjusted_minor": round(report.adjusted)}
        yield Sentence("proof.plain.others", values)
    if report.rehearsed is not None:
        low, high = (round(one) for one in (report.rehearsed.low, report.rehearsed.high))
        values = {"low_minor": low, "high_minor": high, "days": report.rehearsed_days}
        yield Sentence("proof.plain.rehearsed", values)
    yield Sentence("proof.plain.caveat")


def tried(found: "Tried") -> Sentence:
    """What a rehearsal would have said the day before, beside what happened."""
    low, high = round(found.expected.units.low), round(found.expected.units.high)
    values = {"low": low, "high": high, "without": round(found.without.units.mid), "happened": found.happened.units}
    return Sentence("proof.plain.tried", values)


def _between(code: str, one: Between, alpha: float) -> Sentence:
    return Sentence(code, {"low_minor": round(one.low), "high_minor": round(one.high), "sure_share": 1 - alpha})


def _better(one: Lift, by_redemption: bool) -> Sentence:
    made, running = one.comparison, one.while_running or Between(0.0, 0.0)
    names = {"better": made.better, "worse": made.worse}
    if one.proven < 0:
        names = {"better": made.worse, "worse": made.better}
    low, high = sorted((abs(running.low), abs(running.high)))
    if by_redemption:
        return Sentence("proof.arm.better.redeemed", names | {"low_points": points(low), "high_points": points(high)})
    return Sentence("proof.arm.better", names | {"low_minor": round(low), "high_minor": round(high)})


def _advised(plan: Plan) -> Sentence:
    return Sentence("proof.plan.advised", {"advised_share": plan.advised})
