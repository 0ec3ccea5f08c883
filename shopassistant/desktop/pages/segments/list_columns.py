"""What the columns of the table of segments say."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.segments.views import SegmentRow
from shopassistant.desktop.pages.segments.words import kind_words
from shopassistant.desktop.widgets.table import Column


def _tr(text: str) -> str:
    return QCoreApplication.translate("segments", text)


def segment_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Columns of `SegmentRow`."""
    currency = catalogue.currency

    def change(row: SegmentRow) -> str:
        joined, left = row.figures.joined, row.figures.left
        parts = [f"+{catalogue.number(joined)}"] * bool(joined) + [f"\u2212{catalogue.number(left)}"] * bool(left)
        return "  ".join(parts) if row.line.refreshed_at else ""

    def change_tip(row: SegmentRow) -> str:
        words = _tr("{joined} joined and {left} left at the last look, {day}")
        return words.format(
            joined=catalogue.number(row.figures.joined),
            left=catalogue.number(row.figures.left),
            day=exact_day(catalogue, row.line.refreshed_at),
        )

    def worth(row: SegmentRow) -> str:
        return catalogue.number(round(currency.to_decimal(row.figures.lifetime_minor))) if row.figures.valued else ""

    return (
        Column("name", _tr("Segment"), lambda row: row.line.name, 0, strong=True, tip=lambda row: row.line.description),
        Column("kind", _tr("Made"), lambda row: kind_words(row.line.kind), 150, shown=False),
        Column(
            "members", _tr("Members"), lambda row: catalogue.number(row.line.members), 78, "right",
            value=lambda row: row.line.members,
        ),
        Column("change", _tr("Joined, left"), change, 92, "right", tip=change_tip),
        Column(
            "worth", _tr("Worth {currency}").format(currency=currency.code), worth, 96, "right",
            tip=lambda row: catalogue.money(row.figures.lifetime_minor),
            value=lambda row: currency.to_decimal(row.figures.lifetime_minor),
        ),
        Column(
            "contact", _tr("Last contact"), lambda row: day(catalogue, row.figures.contacted_at, today()), 112,
            tip=lambda row: exact_day(catalogue, row.figures.contacted_at), on_floor=False,
        ),
        Column(
            "state", _tr("State"), lambda row: _tr("out of use") if row.line.is_archived else "", 90,
            tone=lambda row: "muted", shown=False,
        ),
    )  # fmt: skip


def version_columns(catalogue: Catalogue, today: Callable[[], date]) -> tuple[Column, ...]:
    """Columns of `VersionLine`."""
    return (
        Column("number", _tr("Version"), lambda one: str(one.number), 74, "right", value=lambda one: one.number),
        Column("name", _tr("Name"), lambda one: one.name, 0),
        Column(
            "at", _tr("Since"), lambda one: day(catalogue, one.made_at, today()), 96,
            tip=lambda one: exact_day(catalogue, one.made_at),
        ),
        Column("staff", _tr("By"), lambda one: one.staff, 90),
    )  # fmt: skip
