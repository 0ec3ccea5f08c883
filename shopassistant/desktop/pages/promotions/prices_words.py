"""How prices are said: columns of suggestions, decisions and markdown plans, shares, states."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column
from shopassistant.promotions.elasticity.keeping import Trust
from shopassistant.promotions.prices.listing import Suggestion
from shopassistant.promotions.prices.markdown.plans import Plan
from shopassistant.promotions.prices.reasons import LEAST_RISK

# A chance of earning less above which a suggestion is not called safe.
_SAFE = 0.15


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


def status_words(status: str) -> str:
    """What became of a suggestion."""
    return {
        "proposed": _tr("Waits"),
        "approved": _tr("Approved"),
        "rejected": _tr("Left as it was"),
        "undone": _tr("Taken back"),
    }[status]


def plan_words(status: str) -> str:
    """Where a markdown plan stands."""
    return {
        "proposed": _tr("Waits"),
        "approved": _tr("Runs"),
        "done": _tr("Over"),
        "cancelled": _tr("Cancelled"),
    }[status]


def change_words(catalogue: Catalogue, change: float) -> str:
    """By how much a price moves, with its sign."""
    share = catalogue.formats.say_share(abs(change))
    return f"+{share}" if change > 0 else f"\u2212{share}"


def range_words(catalogue: Catalogue, low_minor: int, high_minor: int) -> str:
    """From one amount to another, the currency once."""
    return _tr("{low} to {high}").format(low=catalogue.money(low_minor), high=catalogue.money(high_minor))


def risk_words(catalogue: Catalogue, risk: float) -> str:
    """A chance of earning less, rounded as the sentence beside it (`prices.reasons`) rounds it."""
    return catalogue.formats.say_share(max(round(risk, 2), LEAST_RISK))


def trust_words(catalogue: Catalogue, trust: Trust | None) -> str:
    """What an elasticity rests on."""
    if trust is None:
        return _tr("Elasticity assumed: nothing was learned here yet.")
    say = catalogue.formats.say_number
    value = say(round(trust.elasticity, 1), 1).replace("-", "\u2212")
    words = _tr("Elasticity {value} \u00b1 {spread}; its price changed {changes} times in {weeks} weeks.")
    spread, changes = say(round(trust.sd, 1), 1), say(trust.changes)
    said = words.format(value=value, spread=spread, changes=changes, weeks=say(trust.weeks))
    if trust.error is None or trust.error_without is None:
        return said
    share = catalogue.formats.say_share
    if trust.error < trust.error_without:
        more = _tr("Weeks held back were missed by {error} of what was sold, without the price by {without}.")
    else:  # a confident curve beside it would say too much
        more = _tr(
            "Its price did not help to foresee weeks held back (missed by {error}, without the price by {without}): "
            "something else may move it, so take a small step."
        )
    return f"{said} {more.format(error=share(trust.error), without=share(trust.error_without))}"


def suggestion_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """What waits for somebody."""
    code, currency = catalogue.currency.code, catalogue.currency
    plain = currency.to_decimal

    def number(minor: int) -> str:
        return catalogue.formats.say_number(plain(minor))

    return (
        Column("name", _tr("Product"), lambda row: row.name, 0, strong=True, tip=lambda row: row.name),
        Column("sku", _tr("SKU"), lambda row: row.sku, 110, shown=False),
        Column("category", _tr("Category"), lambda row: row.category, 130, shown=False),
        Column("now", _tr("Now {currency}").format(currency=code), lambda row: number(row.old_price_minor), 84, "right",
               value=lambda row: plain(row.old_price_minor)),
        Column("then", _tr("Better {currency}").format(currency=code), lambda row: number(row.new_price_minor), 92,
               "right", strong=True, value=lambda row: plain(row.new_price_minor)),
        Column("change", _tr("Change"), lambda row: change_words(catalogue, row.change), 74, "right",
               value=lambda row: round(row.change, 4)),
        Column("gain", _tr("More margin {currency}").format(currency=code),
               lambda row: number(row.figures.gain_minor), 140, "right",
               value=lambda row: plain(row.figures.gain_minor),
               tip=lambda row: range_words(catalogue, row.figures.low_minor, row.figures.high_minor)),
        Column("risk", _tr("Risk"), lambda row: risk_words(catalogue, row.figures.risk), 64, "right",
               tone=lambda row: "text" if row.figures.risk <= _SAFE else "warning",
               value=lambda row: row.figures.risk, tip=lambda row: _tr("Chance of earning less than today's price")),
    )  # fmt: skip


def decided_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """What was decided, and by whom."""
    code, plain = catalogue.currency.code, catalogue.currency.to_decimal

    def number(minor: int) -> str:
        return catalogue.formats.say_number(plain(minor))

    def reason(row: Suggestion) -> str:
        return catalogue.say(f"prices.reason.{row.reason}") if row.reason else ""

    return (
        Column("name", _tr("Product"), lambda row: row.name, 0, strong=True),
        Column("status", _tr("Decision"), lambda row: status_words(row.status), 124, badge=True, tone=_status_tone),
        Column("old", _tr("Before {currency}").format(currency=code), lambda row: number(row.old_price_minor), 92,
               "right", value=lambda row: plain(row.old_price_minor)),
        Column("new", _tr("Suggested {currency}").format(currency=code), lambda row: number(row.new_price_minor), 116,
               "right", value=lambda row: plain(row.new_price_minor)),
        Column("when", _tr("When"), lambda row: day(catalogue, row.decided_at, today()), 104,
               tip=lambda row: exact_day(catalogue, row.decided_at),
               value=lambda row: row.decided_at.isoformat() if row.decided_at else ""),
        Column("who", _tr("By"), lambda row: row.decided_by or _tr("by its limits"), 110),
        Column("reason", _tr("Why"), reason, 160),
    )  # fmt: skip


def plan_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Markdown plans."""
    code, plain = catalogue.currency.code, catalogue.currency.to_decimal

    def number(minor: int) -> str:
        return catalogue.formats.say_number(plain(minor))

    def gain(row: Plan) -> int:
        return int(row.figures["mean_minor"] - row.figures["keep_minor"])

    return (
        Column("name", _tr("Product"), lambda row: row.name, 0, strong=True),
        Column("status", _tr("State"), lambda row: _state_words(row, today()), 110, badge=True,
               tone=lambda row: "accent" if row.due(today()) else _plan_tone(row)),
        Column("until", _tr("Until"), lambda row: catalogue.formats.say_day(row.until), 116,
               value=lambda row: row.until.isoformat()),
        Column("now", _tr("Now {currency}").format(currency=code), lambda row: number(row.price_now_minor), 84, "right",
               value=lambda row: plain(row.price_now_minor)),
        Column("next", _tr("Next"), lambda row: _next_words(row, catalogue), 196),
        Column("gain", _tr("Brings more"), lambda row: number(gain(row)), 100, "right",
               value=lambda row: plain(gain(row)), tip=lambda row: _tr("than with today's price kept until the day")),
    )  # fmt: skip


def _state_words(row: Plan, today: date) -> str:
    return _tr("Step due") if row.due(today) else plan_words(row.status)


def _next_words(row: Plan, catalogue: Catalogue) -> str:
    step = next((one for one in row.steps if not one.done), None)
    if step is None or row.status not in ("proposed", "approved"):
        return ""
    return f"{catalogue.formats.say_day(step.on)}: {catalogue.money(step.price_minor)}"


def _status_tone(row: Suggestion) -> str:
    return "positive" if row.status == "approved" else "muted"


def _plan_tone(row: Plan) -> str:
    return "positive" if row.status == "approved" else "muted"
