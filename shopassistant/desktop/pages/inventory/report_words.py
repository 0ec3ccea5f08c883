"""The page's document in words: what is shown now, nothing else."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.inventory.lens_words import lens_words
from shopassistant.desktop.pages.inventory.views import Row, Shown
from shopassistant.desktop.pages.inventory.words import (
    DASH,
    chance_words,
    days_words,
    out_words,
    share_words,
)
from shopassistant.inventory.dashboard.report import MOST_ROWS, Report


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def report_of(catalogue: Catalogue, answer: Shown, rows: Sequence[Row], filters: Sequence[str], today: date) -> Report:
    """The numbers and the first rows.

    Args:
        filters: names of what the page is narrowed to.
    """
    title = _tr("Inventory, {day}").format(day=catalogue.formats.say_day(today, catalogue.formats.long_day))
    made = _tr("Figures: {when}").format(when=exact_day(catalogue, answer.made_at))
    note = ""
    if len(answer.ids) > MOST_ROWS:
        note = _tr("The first {count} of {all} rows. The CSV file holds all of them.").format(
            count=catalogue.number(MOST_ROWS), all=catalogue.number(len(answer.ids))
        )
    return Report(
        title=title,
        subtitle=[lens_words(answer.question.lens), ", ".join(filters) or _tr("Whole shop"), made],
        facts=_facts(catalogue, answer),
        columns=_columns(catalogue),
        rows=[_cells(catalogue, row, today) for row in rows],
        note=note,
    )


def _facts(catalogue: Catalogue, answer: Shown) -> list[tuple[str, str]]:
    found, number, money = answer.figures, catalogue.number, catalogue.money
    turnover = DASH if found.turnover is None else catalogue.formats.say_number(found.turnover, 1)
    return [
        (_tr("Value at cost"), money(found.cost_minor)),
        (_tr("Value at price"), money(found.price_minor)),
        (_tr("Cover"), days_words(catalogue, found.cover_days)),
        (_tr("Turned a year"), turnover),
        (_tr("Service, 91 days"), share_words(catalogue, found.service, 1)),
        (_tr("Sold through"), share_words(catalogue, found.sell_through)),
        (_tr("Likely to run out"), number(found.likely_out)),
        (_tr("Sold out now"), number(found.out_now)),
        (_tr("Over 180 days"), money(found.ages[-1].minor)),
        (_tr("Dead stock"), money(found.dead.minor)),
        (_tr("Too many"), money(found.over.minor)),
        (_tr("Never counted"), number(found.uncounted)),
        (_tr("Cost not known"), number(found.without_cost)),
    ]


def _columns(catalogue: Catalogue) -> list[tuple[str, float, str]]:
    value = _tr("Value {currency}").format(currency=catalogue.currency.code)
    return [
        (_tr("Product"), 0.0, "L"), (_tr("Number"), 24.0, "L"), (_tr("Class"), 11.0, "L"), (_tr("Stock"), 16.0, "R"),
        (value, 20.0, "R"), (_tr("Cover"), 19.0, "R"), (_tr("Runs out"), 19.0, "R"), (_tr("Chance"), 15.0, "R"),
        (_tr("On order"), 14.0, "R"),
    ]  # fmt: skip


def _cells(catalogue: Catalogue, row: Row, today: date) -> tuple[str, ...]:
    line = row.line
    worth = DASH if line.cost_minor is None else catalogue.number(catalogue.currency.to_decimal(line.cost_minor))
    return (
        " ".join(part for part in (row.named.name, row.named.detail) if part),
        row.named.sku,
        line.abc + line.xyz,
        _tr("not counted") if line.units is None else catalogue.number(line.units),
        worth,
        days_words(catalogue, line.cover_days),
        out_words(catalogue, line, today),
        chance_words(catalogue, line.chance),
        catalogue.number(line.due) if line.due else "",
    )
