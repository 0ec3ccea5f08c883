"""The only way out of the kiosk: a staff member's own PIN, with a pause that grows with every wrong one."""

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from shopassistant.core.errors import ShopError
from shopassistant.desktop.kiosk.controls import touch_button, turn_box
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.guard import Guard
from shopassistant.desktop.kiosk.screen import Screen, centred
from shopassistant.desktop.shell.sign_in import PinPad
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE
from shopassistant.desktop.widgets.basics import column, row

SECOND_MS = 1000


class Gate:
    """Who may try a PIN now; outlives the screens, which are built anew for another language."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._guard = Guard()

    def wait(self) -> int:
        """Whole seconds until the next PIN is looked at."""
        return math.ceil(self._guard.wait(self._clock()))

    def refuse(self) -> None:
        """A PIN was wrong."""
        self._guard = self._guard.refused(self._clock())

    def open(self) -> None:
        """A PIN was right."""
        self._guard = self._guard.passed()


class StaffScreen(Screen):
    """Digits and a way back."""

    def __init__(self, theme: Theme, desk: KioskDesk, gate: Gate) -> None:
        super().__init__(theme, desk)
        self._gate = gate
        self._is_checking = False
        self.pad = PinPad(theme)
        self.notice = centred(tone="warning")
        self.notice.setMinimumHeight(3 * theme.scale.body)
        self.back = touch_button(theme, self.tr("Back"), "arrow-left")
        title = centred(self.tr("For our staff: your PIN closes the kiosk."), "title")
        words = column(1, title, self.notice, self.back, 1, gap=GAP)
        keys = column(1, self.pad, 1)
        self._both: QBoxLayout = row(words, keys, gap=HUGE, margin=HUGE)
        self._both.setStretch(0, 1)
        self._both.setStretch(1, 1)
        inner = QWidget()
        inner.setLayout(self._both)
        inner.setMaximumWidth(theme.scale.body * 50)
        whole = row(1, inner, 1)
        whole.setStretch(1, 100)
        self.setLayout(whole)
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._count_down)
        self.back.clicked.connect(self._on_back)
        self.pad.entered.connect(self._on_pin)
        desk.jobs.refused.connect(self._on_refused)
        desk.jobs.left.connect(self._on_right)

    def entered(self) -> None:
        self.pad.edit.clear()
        self.notice.clear()
        self._is_checking = False
        self._count_down()
        self.pad.edit.setFocus()

    def forget(self) -> None:
        self.pad.edit.clear()
        self._second.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn_box(self._both, is_portrait=self.height() > self.width())

    def _on_back(self) -> None:
        self.wanted.emit("back")

    def _on_pin(self, pin: str) -> None:
        if self._is_checking or self._gate.wait():
            self.pad.edit.clear()
            return
        self._is_checking = True
        self.pad.setEnabled(False)
        self.desk.jobs.check_pin(pin, self.desk.plan.exit_role)

    def _on_refused(self, error: ShopError) -> None:
        self._is_checking = False
        self.pad.edit.clear()
        if error.code == "staff.locked":  # the shop's books counted, too, and know of other kiosks; maybe it was right
            words = self.tr("Too many wrong PINs. Again in {minutes} min.")
            self.notice.setText(words.format(minutes=error.values.get("minutes", 5)))
        else:
            self._gate.refuse()
            self.notice.setText(self.tr("That was not right."))
        self._count_down()

    def _on_right(self, _actor: object) -> None:
        self._gate.open()
        self.pad.edit.clear()

    def _count_down(self) -> None:
        left = self._gate.wait()
        self.pad.setEnabled(not left and not self._is_checking)
        if left:
            self.notice.setText(self.tr("That was not right. Again in {seconds} s.").format(seconds=left))
            self._second.start()
        elif self._second.isActive():
            self._second.stop()
            self.notice.clear()
            self.pad.edit.setFocus()
