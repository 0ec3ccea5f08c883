"""A campaign's report in the words and numbers of the Results tab."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.promotions.results_views import (
    PROMOTIONS_FROM,
    Lifted,
    ListRow,
    Reach,
    Series,
    Shown,
    Step,
    money_or_dash,
)

if TYPE_CHECKING:
    from shopassistant.promotions.proof.funnel import Funnel
    from shopassistant.promotions.proof.listing import ResultRow
    from shopassistant.promotions.proof.plain import PlainReport
    from shopassistant.promotions.proof.report import ArmFigures, CampaignReport
    from shopassistant.recommend.experiments.wording import Sentence

_TONES = {
    "earned": "positive",
    "likely_earned": "positive",
    "lost": "critical",
    "likely_lost": "warning",
    "ratio_broken": "critical",
}
_DAY = 86_400
_BROKEN = "ratio_broken"


def _tr(text: str) -> str:
    return QCoreApplication.translate("results", text)


def key_of(row: "ResultRow") -> int:
    """Under which a row stands in the table."""
    return row.id if row.kind == "campaign" else PROMOTIONS_FROM + row.id


def verdict_words(verdict: str) -> str:
    """How sure a result is, in one or two words."""
    return {
        "no_holdout": _tr("no hold-out"),
        "ratio_broken": _tr("split is wrong"),
        "too_early": _tr("too early"),
        "running": _tr("not decided"),
        "earned": _tr("proven"),
        "lost": _tr("proven loss"),
        "no_effect": _tr("no effect"),
        "likely_earned": _tr("likely"),
        "likely_lost": _tr("likely a loss"),
        "not_shown": _tr("not shown"),
    }[verdict]


def list_row(
    catalogue: Catalogue, row: "ResultRow", report: "CampaignReport | PlainReport | None", today: date
) -> ListRow:
    """One line of the table; without a report, what is known without reckoning."""
    from shopassistant.promotions.proof.report import CampaignReport

    earned, redeemed, sure, tone = None, "", "", "muted"
    if isinstance(report, CampaignReport):
        judged, funnel = report.judged, report.funnel
        earned = None if judged.verdict in (_BROKEN, "too_early") else judged.total
        redeemed = catalogue.formats.say_share(funnel.redeemed / funnel.drawn) if funnel.drawn else ""
        sure, tone = verdict_words(judged.verdict), _TONES.get(judged.verdict, "muted")
    elif report is not None:
        earned = None if report.adjusted is None else report.adjusted * report.days
        sure = _tr("no proof")
    return ListRow(
        key=key_of(row),
        name=row.name,
        kind=_tr("Campaign") if row.kind == "campaign" else _tr("Promotion"),
        began=day(catalogue, row.started_at, today),
        began_on=_local(row.started_at).date().isoformat(),
        customers=row.customers,
        redeemed=redeemed,
        earned=money_or_dash(catalogue, earned),
        earned_minor=None if earned is None else round(earned),
        sure=sure,
        tone=tone,
        is_running=row.is_running,
    )


def shown_campaign(catalogue: Catalogue, report: "CampaignReport", beside: str) -> Shown:
    """A campaign in words."""
    from shopassistant.promotions.proof import wording

    say = _Saying(catalogue)
    judged = report.judged
    is_broken = judged.verdict == _BROKEN
    notes = [*wording.intervals(report), *wording.arms(judged), *wording.notes(report)]
    return Shown(
        key=report.book.id,
        name=report.book.name,
        about=_about(catalogue, report),
        verdict=_tr("The figures cannot be trusted.") if is_broken else say(wording.verdict(report)),
        tone=_TONES.get(judged.verdict, ""),
        sure=say(wording.sure(report)),
        warning=say(wording.verdict(report)) if is_broken else "",
        notes=tuple(say(one) for one in notes),
        heads=_heads(),
        rows=tuple(_arm(catalogue, report, place) for place in range(len(report.arms))),
        lifted=None if is_broken else _lifted(catalogue, report),
        funnel=_funnel(catalogue, report.funnel),
        growth=_growth(report),
        daily=_daily(report),
        beside=beside,
    )


def shown_promotion(catalogue: Catalogue, report: "PlainReport") -> Shown:
    """A promotion without a campaign in words: before and after."""
    from shopassistant.promotions.proof import wording

    say = _Saying(catalogue)
    first, *rest = [say(one) for one in wording.plain(report)]
    money, number = catalogue.money, catalogue.number
    before = "\u2013" if report.before is None else money(round(report.before))
    began = catalogue.formats.say_day(_local(report.started_at), catalogue.formats.long_day)
    start = report.started_at.timestamp() / _DAY
    days = tuple(start - report.past_days + place + 0.5 for place in range(len(report.by_day)))
    return Shown(
        key=PROMOTIONS_FROM + report.promotion_id,
        name=report.name,
        about=_since(report.days).format(day=began, days=number(report.days)),
        verdict=first,
        tone="",
        sure=rest[-1] if rest else "",
        warning="",
        notes=tuple(rest[:-1]),
        heads=("", _tr("Margin a day"), _tr("Used"), _tr("Customers"), _tr("Discount")),
        rows=(
            (_tr("Before"), before, "", "", ""),
            (
                _tr("With it"),
                money(round(report.during)),
                number(report.uses),
                number(report.customers),
                money(report.discount_minor),
            ),
        ),
        lifted=None,
        funnel=(),
        growth=None,
        daily=Series(
            _tr("Margin a day"),
            _tr("Margin of its products a day; the line is where it began."),
            days,
            (_tr("Margin"),),
            (tuple(float(one) for one in report.by_day),),
            is_money=True,
            mark=start,
        ),
    )


def _since(days: int) -> str:
    if days == 1:
        return _tr("Since {day}, one day, without a hold-out")
    return _tr("Since {day}, {days} days, without a hold-out")


class _Saying:
    """A sentence's words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, sentence: "Sentence") -> str:
        return self._catalogue.say(sentence.code, sentence.values)


def _local(moment: datetime) -> datetime:
    return moment.astimezone()


def _about(catalogue: Catalogue, report: "CampaignReport") -> str:
    began = catalogue.formats.say_day(_local(report.book.started_at), catalogue.formats.long_day)
    customers = catalogue.number(sum(arm.customers for arm in report.arms))
    words = _tr("Since {day}, {customers} customers, purchases count for {days} days")
    return words.format(day=began, customers=customers, days=catalogue.number(report.book.attribution_days))


def _heads() -> tuple[str, ...]:
    return (
        "", _tr("Customers"), _tr("Bought"), _tr("Spent each"), _tr("Margin each"), _tr("Redeemed"), _tr("Basket"),
        _tr("Unsubscribed"),
    )  # fmt: skip


def _arm(catalogue: Catalogue, report: "CampaignReport", place: int) -> tuple[str, ...]:
    arm, funnel = report.arms[place], report.funnels[place]
    share, money = catalogue.formats.say_share, catalogue.money
    basket = "\u2013"
    if arm.basket is not None and arm.basket_error is not None:
        basket = f"{money(round(arm.basket))} \u00b1 {money(round(1.96 * arm.basket_error))}"
    return (
        _arm_name(report, arm, place),
        catalogue.number(arm.customers),
        share(arm.buyers / arm.customers) if arm.customers else "\u2013",
        money(round(arm.spent)),
        money(round(arm.earned)),
        "\u2013" if arm.is_holdout else share(arm.redeemed),
        basket,
        "\u2013" if arm.is_holdout else catalogue.number(funnel.unsubscribed),
    )


def _arm_name(report: "CampaignReport", arm: "ArmFigures", place: int) -> str:
    """The arm with what sets it apart: subject, offer, hour."""
    if arm.is_holdout:
        return _tr("Hold-out")
    book = report.book
    told = [book.subjects[place]] if len(set(book.subjects)) > 2 or not book.has_holdout else []
    if len({one for one in book.offers if one}) > 1:
        told.append(book.offers[place])
    hour = book.send_hours[place]
    if hour is not None and len(set(book.send_hours)) > 1:
        told.append(_tr("{hour} h").format(hour=hour))
    return ": ".join(part for part in (arm.name, ", ".join(one for one in told if one)) if part)


def _lifted(catalogue: Catalogue, report: "CampaignReport") -> Lifted | None:
    lift = report.judged.campaign
    if lift is None or lift.estimate is None or lift.while_running is None:
        return None
    sure = catalogue.formats.say_share(1 - report.book.alpha)
    pairs = [(_tr("Whenever you look, {sure} sure"), "proof.each.running", lift.while_running, True)]
    if lift.at_end is not None:
        pairs.append((_tr("One look at the planned end, {sure} sure"), "proof.each.at_end", lift.at_end, False))
    reaches = []
    for title, code, one, is_strong in pairs:
        values = {"low_minor": round(one.low), "high_minor": round(one.high), "sure_share": 1 - report.book.alpha}
        words = catalogue.say(code, values)
        reaches.append(Reach(title.format(sure=sure), one.low, one.high, words, is_strong))
    words = _tr("{amount} margin per customer").format(amount=money_or_dash(catalogue, lift.estimate))
    return Lifted(lift.estimate, report.book.relevant, tuple(reaches), words)


def _funnel(catalogue: Catalogue, funnel: "Funnel") -> tuple[Step, ...]:
    number = catalogue.number
    notes = {
        "sent": [(_tr("{count} skipped"), funnel.skipped), (_tr("{count} failed"), funnel.failed),
                 (_tr("{count} to go"), funnel.waiting)],
        "delivered": [(_tr("{count} came back"), funnel.bounced)],
        "opened": [(_tr("{count} more by machines"), funnel.machines)],
        "redeemed": [(_tr("{count} unsubscribed"), funnel.unsubscribed),
                     (_tr("{count} complained"), funnel.complained)],
    }  # fmt: skip
    steps = (
        ("sent", _tr("Sent"), funnel.sent),
        ("delivered", _tr("Delivered"), funnel.delivered),
        ("opened", _tr("Opened by people"), funnel.opened),
        ("clicked", _tr("Clicked"), funnel.clicked),
        ("redeemed", _tr("Redeemed at the till"), funnel.redeemed),
    )
    base = max(funnel.drawn, 1)
    return tuple(
        Step(
            name,
            count,
            min(count / base, 1.0),
            f"{number(count)}  {catalogue.formats.say_share(count / base)}",
            ", ".join(text.format(count=number(some)) for text, some in notes.get(key, []) if some),
        )
        for key, name, count in steps
    )


def _growth(report: "CampaignReport") -> Series | None:
    curve = report.judged.curve
    if curve is None:
        return None
    start = report.book.started_at.timestamp() / _DAY
    days = tuple(start + end for end in curve.ends)
    rows = tuple(tuple(float(one) for one in part) for part in (curve.estimate, curve.low, curve.high))
    legend = _tr("Margin per customer beyond the hold-out; the band holds the truth on all days at once.")
    return Series(_tr("Lift from day to day"), legend, days, (_tr("Lift"), _tr("from"), _tr("to")), rows, is_money=True)


def _daily(report: "CampaignReport") -> Series:
    start = report.book.started_at.timestamp() / _DAY
    kinds = {"opened": _tr("Opened"), "clicked": _tr("Clicked"), "redeemed": _tr("Redeemed")}
    count = len(report.days["sent"])
    return Series(
        _tr("Each day"),
        _tr("People who opened and clicked for the first time, and offers redeemed, each day."),
        tuple(start + place + 0.5 for place in range(count)),
        tuple(kinds.values()),
        tuple(tuple(float(one) for one in report.days[kind]) for kind in kinds),
    )
