"""Baskets set aside, the newest first; Enter takes the chosen one up again."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.counter.dialogs import CounterDialog
from shopassistant.desktop.pages.counter.pick_list import PickList, PickRow
from shopassistant.desktop.pages.counter.views import HeldRow
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, label, row


class HeldDialog(CounterDialog):
    """The list of held baskets.

    Signals:
        chosen: basket id.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("counter", "Held baskets"), parent, width=520)
        self._list = PickList(theme, self)
        self._list.setObjectName("")
        self._list.setMinimumHeight(260)
        self._list.picked.connect(self._on_picked)
        self._empty = label(self.tr("No basket is set aside. F6 sets the open one aside."), "body", "muted", wrap=True)
        self.box.addWidget(self._empty)
        self.box.addWidget(self._list, 1)
        leave = button(self.tr("Close"))
        leave.clicked.connect(self.reject)
        self._resume = button(self.tr("Resume"), "primary", theme=theme, icon="play")
        self._resume.setDefault(True)
        self._resume.clicked.connect(self._on_resume)
        self.box.addLayout(row(leave, 1, self._resume, gap=UNIT))

    def show_held(self, held: tuple[HeldRow, ...]) -> None:
        """Show the baskets set aside."""
        rows = tuple(PickRow(one.basket_id, one.label, one.detail, one.total, icon="shopping-basket") for one in held)
        self._list.fill(rows)
        self._list.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._resume.setEnabled(bool(rows))
        self.open()
        self._resume.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._list.step(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_resume()
        else:
            super().keyPressEvent(event)

    def _on_resume(self) -> None:
        current = self._list.current()
        if current is not None:
            self._on_picked(current)

    def _on_picked(self, chosen: PickRow) -> None:
        self.hide()
        if isinstance(chosen.key, int):
            self.chosen.emit(chosen.key)
