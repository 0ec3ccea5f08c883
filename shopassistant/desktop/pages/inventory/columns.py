"""What the columns of the inventory page's tables say."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.inventory.spark import bar_words, draw_bars
from shopassistant.desktop.pages.inventory.views import Row
from shopassistant.desktop.pages.inventory.words import (
    DASH,
    chance_words,
    class_words,
    days_words,
    out_words,
    share_words,
    source_words,
)
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.dashboard.shelves import from_day
from shopassistant.inventory.dashboard.slicing import LIKELY

if TYPE_CHECKING:
    from shopassistant.desktop.widgets.table_model import Painter

_RECENT_WEEKS = 13


def _tr(text: str) -> str:
    return QCoreApplication.translate("inventory", text)


def product_columns(catalogue: Catalogue, theme: Theme, today: date) -> tuple[Column, ...]:
    """The product table."""
    code = catalogue.currency.code
    say = catalogue.formats.say_number

    def money(minor: int | None) -> str:
        return DASH if minor is None else catalogue.number(catalogue.currency.to_decimal(minor))

    def units(row: Row) -> str:
        return _tr("not counted") if row.line.units is None else catalogue.number(row.line.units)

    return (
        name_column(theme),
        Column("sku", _tr("Number"), lambda row: row.named.sku, 120, tone=lambda row: "muted", shown=False),
        Column("brand", _tr("Brand"), lambda row: row.named.brand, 120, shown=False),
        Column("category", _tr("Category"), lambda row: row.named.category, 160, shown=False),
        Column("supplier", _tr("Supplier"), lambda row: row.named.supplier, 130, shown=False),
        Column("class", _tr("Class"), lambda row: row.line.abc + row.line.xyz, 60, sort="class",
               tip=lambda row: class_words(row.line.abc, row.line.xyz), on_floor=False),
        Column("sold", _tr("Sold, 26 weeks"), lambda row: bar_words(row.line.sold), 132, sort="sold",
               descending=True, paint=_bars(theme), tip=lambda row: _sold_tip(catalogue, row), on_floor=False),
        Column("units", _tr("Stock"), units, 92, "right", sort="units", tone=_units_tone,
               value=lambda row: row.line.units),
        Column("value", _tr("Value {currency}").format(currency=code), lambda row: money(row.line.cost_minor), 96,
               "right", sort="value", descending=True, value=lambda row: _plain(catalogue, row.line.cost_minor),
               on_floor=False),
        Column("rate", _tr("Demand a day"), lambda row: say(row.line.rate, 2) if row.line.source else DASH, 104,
               "right", sort="rate", descending=True, tip=lambda row: source_words(row.line.source),
               value=lambda row: round(row.line.rate, 3), on_floor=False),
        Column("cover", _tr("Cover"), lambda row: days_words(catalogue, row.line.cover_days), 92, "right",
               sort="cover", tip=lambda row: source_words(row.line.source),
               value=lambda row: None if row.line.cover_days is None else round(row.line.cover_days, 1)),
        Column("out", _tr("Runs out"), lambda row: out_words(catalogue, row.line, today), 104, "right", sort="out_day",
               tip=lambda row: _out_tip(catalogue, row), tone=_risk_tone,
               value=lambda row: from_day(row.line.out_day).isoformat() if row.line.out_day else None),
        chance_column(catalogue),
        Column("due", _tr("On order"), lambda row: catalogue.number(row.line.due) if row.line.due else "", 84, "right",
               sort="due", descending=True, tip=lambda row: _due_tip(catalogue, row, today),
               value=lambda row: row.line.due, on_floor=False),
        Column("service", _tr("Service"), lambda row: share_words(catalogue, row.line.service), 88, "right",
               sort="service", value=lambda row: _rounded(row.line.service), on_floor=False),
        Column("over", _tr("Too many"), lambda row: catalogue.number(round(row.line.over)) if row.line.over else "",
               84, "right", sort="over", descending=True, value=lambda row: round(row.line.over), shown=False),
        Column("oldest", _tr("Over 180 days"), lambda row: _whole(catalogue, row.line.ages[-1]), 104, "right",
               sort="oldest", descending=True, value=lambda row: round(row.line.ages[-1]), shown=False),
    )  # fmt: skip


def risk_columns(catalogue: Catalogue, theme: Theme, today: date) -> tuple[Column, ...]:
    """What runs out next."""
    return (
        name_column(theme),
        Column("out", _tr("Runs out"), lambda row: out_words(catalogue, row.line, today), 100,
               tip=lambda row: _out_tip(catalogue, row), tone=_risk_tone),
        chance_column(catalogue),
        Column("due", _tr("Next delivery"), lambda row: _due_words(catalogue, row, today), 104,
               tone=lambda row: "text" if row.line.due else "muted", tip=lambda row: _due_tip(catalogue, row, today)),
    )  # fmt: skip


def name_column(theme: Theme) -> Column:
    """A product's name with what tells its variants apart."""

    def paint(painter: QPainter, inside: QRect, row: Row) -> None:
        draw_name(theme, painter, inside, row.named.name, row.named.detail)

    return Column("name", _tr("Product"), lambda row: " ".join((row.named.name, row.named.detail)).strip(), 0,
                  sort="name", strong=True, paint=paint)  # fmt: skip


def draw_name(theme: Theme, painter: QPainter, inside: QRect, name: str, detail: str) -> None:
    """A name in strong letters, what it is more precisely behind it in quiet ones."""
    font = theme.font("body", 600)
    painter.setFont(font)
    painter.setPen(theme.colour("text"))
    metrics = QFontMetrics(font)
    cut = metrics.elidedText(name, Qt.TextElideMode.ElideRight, inside.width())
    align = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(inside, align, cut)
    used = metrics.horizontalAdvance(cut) + metrics.horizontalAdvance(" ")
    rest = inside.adjusted(used, 0, 0, 0)
    if detail and cut == name and rest.width() > 3 * metrics.averageCharWidth():
        quiet = theme.font("body")
        painter.setFont(quiet)
        painter.setPen(theme.colour("muted"))
        painter.drawText(rest, align, QFontMetrics(quiet).elidedText(detail, Qt.TextElideMode.ElideRight, rest.width()))


def chance_column(catalogue: Catalogue) -> Column:
    """How likely it runs out before the next delivery can be here."""
    return Column("chance", _tr("Chance"), lambda row: chance_words(catalogue, row.line.chance), 76, "right",
                  sort="chance", descending=True, tone=_risk_tone, badge=True,
                  tip=lambda row: _tr("Chance of being sold out before the next delivery can be here"),
                  value=lambda row: _rounded(row.line.chance))  # fmt: skip


def _bars(theme: Theme) -> "Painter":
    def paint(painter: QPainter, inside: QRect, row: Row) -> None:
        draw_bars(theme, painter, inside, row.line.sold, _RECENT_WEEKS)

    return paint


def _plain(catalogue: Catalogue, minor: int | None) -> object:
    return None if minor is None else catalogue.currency.to_decimal(minor)


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def _whole(catalogue: Catalogue, units: float) -> str:
    return catalogue.number(round(units)) if units else ""


def _units_tone(row: Row) -> str:
    if row.line.units is None:
        return "muted"
    return "critical" if row.line.units <= 0 and row.line.rate > 0 else "text"


def _risk_tone(row: Row) -> str:
    chance = row.line.chance
    if chance is None or chance < LIKELY:
        return "text"
    return "critical" if row.line.units is not None and row.line.units <= 0 else "warning"


def _sold_tip(catalogue: Catalogue, row: Row) -> str:
    words = _tr("{count} sold in 91 days, {year} in a year")
    return words.format(count=catalogue.number(row.line.sold_recently), year=catalogue.number(sum(row.line.sold)))


def _out_tip(catalogue: Catalogue, row: Row) -> str:
    when = exact_day(catalogue, from_day(row.line.out_day)) if row.line.out_day else DASH
    return f"{when}\n{source_words(row.line.source)}"


def _due_words(catalogue: Catalogue, row: Row, today: date) -> str:
    if not row.line.due:
        return _tr("not ordered")
    return day(catalogue, from_day(row.line.due_day), today) if row.line.due_day else _tr("day not known")


def _due_tip(catalogue: Catalogue, row: Row, today: date) -> str:
    if not row.line.due:
        return _tr("Nothing is on order")
    words = _tr("{count} on order, expected: {day}")
    return words.format(count=catalogue.number(row.line.due), day=_due_words(catalogue, row, today))
