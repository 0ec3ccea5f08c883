"""Measure more exactly: a card the size of a bank card, held to the forehead with one hand for a few seconds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QProgressBar

from shopassistant.desktop.kiosk.board_view import BoardView
from shopassistant.desktop.kiosk.controls import Controls
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.mirror_screen import PATIENCE
from shopassistant.desktop.kiosk.notice import CameraNotice
from shopassistant.desktop.kiosk.screen import Pill, Screen, Sheet
from shopassistant.desktop.kiosk.words import card_words, coaching_words, measured_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT, WIDE
from shopassistant.desktop.widgets.basics import column, label

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.board import Board

# Without anything read for so long, somebody needs another word.
PATIENCE_MS = 20_000
_PARTS = 100


class MeasureScreen(Screen):
    """What to do in one line, how far it has come, and what came of it; can be left at any moment."""

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__(theme, desk)
        self.view = BoardView(theme)
        self.notice = CameraNotice(theme, self.view)
        self.view.laid_out.connect(self.notice.cover)
        self.pill = Pill(theme, self.view)
        self._alone = 0
        self.title = label("", "title", wrap=True)
        self.hint = label("", "lead", wrap=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, _PARTS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Measured so far"))
        private = self.tr("Only the card's edge is looked at. What is printed on it is neither read nor kept.")
        self.controls = Controls(theme)
        self.controls.add("back", self.tr("Skip"), "arrow-left")
        self.controls.add("again", self.tr("Measure again"), "rotate-ccw")
        self.controls.pressed.connect(self._on_pressed)
        sheet = Sheet(theme)
        for part in (self.title, self.hint, self.bar, label(private, "body", "muted", wrap=True), self.controls):
            sheet.box.addWidget(part)
        whole = column(self.view, sheet, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE_MS)
        self._slow.timeout.connect(self._on_slow)
        desk.camera_told.connect(self.notice.show_state)
        desk.measuring.told.connect(self._write)

    def entered(self) -> None:
        self._alone = 0
        self.notice.show_state(self.desk.camera_state)
        self.hint.setText(self._how())
        self._slow.start()
        self._write()
        self.controls.button("back").setFocus()

    def forget(self) -> None:
        self._slow.stop()
        self.view.forget()
        self.title.clear()
        self.pill.say("")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._slow.stop()

    def show_board(self, board: "Board") -> None:
        """One picture of the camera, with where the card is or should be."""
        self.view.show_board(board)
        self._alone = self._alone + 1 if board.seen is None else 0
        fault = "nobody" if self._alone > PATIENCE else self.desk.coaching(board)
        self.pill.say("" if fault == "hair" else coaching_words(fault))  # a dark card looks like hair
        self.pill.move((self.view.width() - self.pill.width()) // 2, WIDE)

    def _how(self) -> str:
        return self.tr("Any card the size of a bank card will do. Push hair aside; keep your fingers off its corners.")

    def _write(self) -> None:
        measuring = self.desk.measuring
        reading, is_done = measuring.reading, measuring.pupil_distance is not None
        share = 1.0 if is_done else (0.0 if reading is None else reading.share)
        self.bar.setValue(round(share * _PARTS))
        if measuring.pupil_distance is not None:
            self._slow.stop()
            self.title.setText(measured_words(measuring.pupil_distance, self.desk.catalogue))
            self.hint.setText(self.tr("Two in three times the truth lies between the two. Sizes are surer now."))
        else:
            self.title.setText(card_words("search" if reading is None else reading.code))
        back = self.controls.button("back")
        back.setText(self.tr("Back to the mirror") if is_done else self.tr("Skip"))
        back.setAccessibleName(back.text())
        self.controls.button("again").setEnabled(is_done)

    def _on_slow(self) -> None:
        self.hint.setText(self.tr("No luck? More light from the front helps, or another card. It can be skipped, too."))

    def _on_pressed(self, name: str) -> None:
        if name == "again":
            self.hint.setText(self._how())
            self._slow.start()
            self.desk.measure_again()
        else:
            self.wanted.emit(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Room for two lines each, so that nothing jumps when the words change.
        for part in (self.title, self.hint):
            lines = 1 if self.width() > self.theme.scale.body * 50 else 2
            part.setFixedHeight(lines * part.fontMetrics().lineSpacing() + UNIT // 2)
