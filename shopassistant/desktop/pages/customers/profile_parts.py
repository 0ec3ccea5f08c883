"""Small parts the customer's profile is built of: a day to choose, a line to add something, a page that scrolls."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDateEdit, QFrame, QLayout, QLineEdit, QScrollArea, QWidget

from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import button, column, row


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


def date_edit() -> QDateEdit:
    """A day, with a calendar."""
    made = QDateEdit()
    made.setCalendarPopup(True)
    made.setDisplayFormat(_tr("d MMM yyyy"))
    made.setFixedWidth(136)
    return made


def chosen_day(edit: QDateEdit) -> date:
    """The day that was chosen."""
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())


def adder(owner: QWidget, slot: Callable[[], None], *fields: QWidget) -> QWidget:
    """Fields in a line, with a button that calls `slot`; the first that takes text is as wide as there is room."""
    add = button(_tr("Add"))
    add.clicked.connect(slot)
    box = row(*fields, add)
    edits = [place for place, one in enumerate(fields) if type(one) is QLineEdit]
    box.setStretch(edits[0], 1)
    made = QWidget(owner)
    made.setLayout(box)
    return made


def scrolled(*parts: QWidget) -> QScrollArea:
    """Parts one below the other."""
    ground = QWidget()
    ground.setObjectName("scrolled")
    inner = column(*parts, 1, gap=UNIT + HALF)
    inner.setContentsMargins(0, UNIT, UNIT, UNIT)
    ground.setLayout(inner)
    scroll = QScrollArea()
    scroll.setWidget(ground)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    return scroll


def emptied(layout: QLayout) -> None:
    """Take everything out."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
