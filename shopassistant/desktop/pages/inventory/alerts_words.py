"""How alerts are said and drawn: how grave they are, what they are about, since when, and who has them."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import ago, day, exact_day
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.table import Column
from shopassistant.inventory.alerts.listing import AlertLine

if TYPE_CHECKING:
    from collections.abc import Callable

    from shopassistant.desktop.widgets.table_model import Painter

ICONS = {"critical": "circle-alert", "warning": "triangle-alert", "info": "info"}
_TONES = {"critical": "critical", "warning": "warning", "info": "muted"}
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def _tr(text: str) -> str:
    return QCoreApplication.translate("alerts", text)


def severity_words(severity: str) -> str:
    """How grave it is, in a word."""
    return {"critical": _tr("Urgent"), "warning": _tr("Soon"), "info": _tr("Note")}[severity]


def about_words(line: AlertLine) -> str:
    """What it is about: a product, a supplier, a category or a place."""
    return line.name or line.location or _tr("Without a category")


def sentence(catalogue: Catalogue, line: AlertLine) -> str:
    """What it says."""
    return catalogue.say(*line.sentence)


def since_words(catalogue: Catalogue, line: AlertLine, now: datetime) -> str:
    """Since when it is open, until when it was put off, or when and why it was closed."""
    today = now.astimezone().date()
    if line.status == "snoozed":
        return _tr("until {day}").format(day=day(catalogue, line.snoozed_until, today))
    if line.status == "closed":
        return f"{catalogue.say(f'alert.reason.{line.close_reason}')}, {day(catalogue, line.closed_at, today)}"
    return ago(catalogue, line.opened_at, now)


def alert_columns(catalogue: Catalogue, theme: Theme, now: "Callable[[], datetime]") -> tuple[Column, ...]:
    """One column that draws it all, and the single facts for who wants them in columns or a file."""

    def plainly(line: AlertLine) -> str:
        return f"{severity_words(line.severity)}. {about_words(line)}: {sentence(catalogue, line)}"

    return (
        Column("alert", _tr("What needs an eye"), plainly, 0, paint=_painter(catalogue, theme, now),
               tip=lambda line: _tip(catalogue, line)),
        Column("kind", _tr("Kind"), lambda line: catalogue.say(f"alert.kind.{line.kind}"), 140, shown=False),
        Column("place", _tr("Place"), lambda line: line.location, 120, shown=False),
        Column("since", _tr("Since"), lambda line: exact_day(catalogue, line.opened_at), 150, shown=False,
               value=lambda line: line.opened_at.isoformat()),
        Column("who", _tr("Looks into it"), lambda line: line.assigned_to, 120, shown=False),
    )  # fmt: skip


def _tip(catalogue: Catalogue, line: AlertLine) -> str:
    parts = [catalogue.say(f"alert.kind.{line.kind}"), about_words(line), line.location if line.name else ""]
    facts = ", ".join(part for part in parts if part)
    return f"{facts}\n{sentence(catalogue, line)}\n{exact_day(catalogue, line.opened_at)}"


def _painter(catalogue: Catalogue, theme: Theme, now: "Callable[[], datetime]") -> "Painter":
    """Icon, word, name, and at the right since when and who; below them the sentence on two lines."""

    def paint(painter: QPainter, inside: QRect, line: AlertLine) -> None:
        body, caption, strong = theme.font("body"), theme.font("caption"), theme.font("body", 600)
        head = QRect(inside.left(), inside.top() + HALF, inside.width(), QFontMetrics(strong).height() + HALF)
        side = theme.scale.icon
        tone = _TONES[line.severity]
        middle = head.center().y() - side // 2 + 1
        theme.icon(ICONS[line.severity], tone).paint(painter, QRect(head.left(), middle, side, side))
        ends = " · ".join(part for part in (since_words(catalogue, line, now()), line.assigned_to) if part)
        painter.setFont(caption)
        painter.setPen(theme.colour("muted"))
        used = min(QFontMetrics(caption).horizontalAdvance(ends) + 1, head.width() // 2)
        cut = QFontMetrics(caption).elidedText(ends, Qt.TextElideMode.ElideRight, used)
        painter.drawText(head, _RIGHT, cut)
        rest = head.adjusted(side + UNIT, 0, -used - UNIT, 0)
        word = severity_words(line.severity)
        wide = theme.font("caption", 600)
        painter.setFont(wide)
        painter.setPen(theme.colour(tone))
        painter.drawText(rest, _LEFT, word)
        rest = rest.adjusted(QFontMetrics(wide).horizontalAdvance(word) + UNIT, 0, 0, 0)
        painter.setFont(strong)
        painter.setPen(theme.colour("text"))
        about = QFontMetrics(strong).elidedText(about_words(line), Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, _LEFT, about)
        painter.setFont(body)
        below = QRect(inside.left() + side + UNIT, head.bottom() + 1, inside.width() - side - UNIT, 0)
        below.setBottom(inside.bottom() - 2)
        painter.drawText(below, _WRAPPED, sentence(catalogue, line))

    return paint
