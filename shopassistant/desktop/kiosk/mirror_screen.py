"""The mirror: it fills the screen; below it one quiet line, one row of things to put on, and four buttons."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy

from shopassistant.desktop.kiosk.board_view import BoardView
from shopassistant.desktop.kiosk.controls import Controls, touch_button, turn_box
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.flow import Step
from shopassistant.desktop.kiosk.looks_row import LooksRow
from shopassistant.desktop.kiosk.notice import CameraNotice
from shopassistant.desktop.kiosk.quiet_line import quiet_line
from shopassistant.desktop.kiosk.screen import Pill, Screen, Sheet
from shopassistant.desktop.kiosk.turning import Turned
from shopassistant.desktop.kiosk.words import coaching_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF, WIDE
from shopassistant.desktop.widgets.basics import column, label, row

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.board import Board
    from shopassistant.tryon.sources.source import SourceState

# So many pictures without a face until somebody is told to come closer.
PATIENCE = 20
# So long stands what somebody should do otherwise the next time.
REMINDER_MS = 4_000
# Of the quiet line, as long as it usually gets.
LETTERS = 100


class MirrorScreen(Screen):
    """Also shows how a turn of the head goes on."""

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__(theme, desk)
        self.view = BoardView(theme)
        self.notice = CameraNotice(theme, self.view)
        self.view.laid_out.connect(self.notice.cover)
        self.pill = Pill(theme, self.view)
        self.line = label("", "lead", wrap=True)
        self.measure = touch_button(theme, self.tr("Measure more exactly"), "credit-card", "quiet")
        self.measure.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.measure.clicked.connect(self._on_measure)
        self.row = LooksRow(theme)
        self.controls = self._controls()
        self._alone = 0
        self._reminder = QTimer(self)
        self._reminder.setSingleShot(True)
        self._reminder.setInterval(REMINDER_MS)
        self.sheet = Sheet(theme)
        self._lower: QBoxLayout = row(self.row, self.controls, gap=WIDE)
        self._lower.setStretch(0, 1)
        about = row(self.line, self.measure, gap=GAP)
        about.setStretch(0, 1)
        self.sheet.box.addLayout(about)
        self.sheet.box.addLayout(self._lower)
        whole = column(self.view, self.sheet, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._connect()
        self.refresh()

    def _controls(self) -> Controls:
        made = Controls(self.theme)
        made.add("compare", self.tr("Compare"), "columns-2")
        made.add("turn", self.tr("Turn your head"), "rotate-3d")
        made.add("hold", self.tr("Hold it for me"), "ticket", "primary")
        made.add("leave", self.tr("Finish"), "log-out")
        return made

    def _connect(self) -> None:
        self.controls.pressed.connect(self._on_pressed)
        self.desk.not_turned.connect(self._on_not_turned)
        self.row.chosen.connect(self.desk.put_on)
        self.desk.offered.connect(self._on_offered)
        self.desk.camera_told.connect(self._on_camera)
        self.desk.turned.connect(self._on_turned)
        self.desk.fitted.connect(self._write_line)
        self.desk.ranking.told.connect(self._on_ranked)
        self.view.pressed.connect(self.desk.choose_face)
        self._on_offered()

    def entered(self) -> None:
        self._alone = 0
        self._on_camera(self.desk.camera_state)
        if self.desk.ranking.goods:
            self._on_offered()  # the row opens anew, and may lie in another order
        self.refresh()
        self.row.focus_first()

    def refresh(self) -> None:
        visit = self.desk.visit
        is_turning = visit.step is Step.TURN
        self.row.show_worn(visit.wears)
        self.row.setEnabled(not is_turning)
        self._write_line()
        self.controls.button("compare").setEnabled(len(visit.worn) > 1 and not is_turning)
        turn = self.controls.button("turn")
        turn.setText(self.tr("That is enough") if is_turning else self.tr("Turn your head"))
        turn.setAccessibleName(turn.text())
        self.measure.setEnabled(not is_turning)
        is_measured = self.desk.measuring.pupil_distance is not None
        self.measure.setText(self.tr("Measured by card") if is_measured else self.tr("Measure more exactly"))
        self.measure.setIcon(self.theme.icon("check" if is_measured else "credit-card", "text"))
        self.measure.setAccessibleName(self.measure.text())
        self.controls.button("hold").setEnabled(bool(visit.worn) and not is_turning)
        if is_turning:
            self._on_turned(Turned())

    def _on_measure(self) -> None:
        self.wanted.emit("measure")

    def _write_line(self) -> None:
        goods = self.desk.goods
        worn = [goods[one] for one in self.desk.visit.wears if one in goods]
        words = quiet_line(worn, self.desk.fit_of_worn(), self.desk.catalogue)
        self.line.setText(words or self._invitation())

    def _invitation(self) -> str:
        touch, ranking = self.tr("Touch something to put it on."), self.desk.ranking
        if not ranking.fits or ranking.face_width is None:
            return touch
        width, off = round(ranking.face_width.value), max(1, round(ranking.face_width.spread))
        why = self.tr("Those marked fit your face, {width} \u00b1 {off} mm wide.").format(width=width, off=off)
        return f"{touch} {why}"

    def forget(self) -> None:
        self._reminder.stop()
        self.view.forget()
        self.pill.say("")

    def show_board(self, board: "Board") -> None:
        """One picture of the camera."""
        self.view.show_board(board)
        self._alone = self._alone + 1 if board.seen is None else 0
        if self.desk.visit.step is not Step.TURN and not self._reminder.isActive():
            self._say(coaching_words("nobody") if self._alone > PATIENCE else coaching_words(self.desk.coaching(board)))

    def _say(self, text: str) -> None:
        self.pill.say(text)
        self.pill.move((self.view.width() - self.pill.width()) // 2, WIDE)

    def _on_offered(self) -> None:
        goods = self.desk.row
        self.row.show_goods(goods, self.desk.catalogue)
        self._mark()
        self.measure.setVisible(any(one.place == "eyes" for one in goods))  # of the rest no size is told
        self.refresh()

    def _on_ranked(self) -> None:
        self.row.rank(self.desk.row, self.desk.catalogue)
        self._mark()
        self.refresh()

    def _mark(self) -> None:
        self.row.mark(self.desk.ranking.fits, self.tr("fits"))

    def _on_camera(self, state: "SourceState | None") -> None:
        self.notice.show_state(state)
        if state is None or state.state != "live":
            self.view.forget()
            self._say("")

    def _on_pressed(self, name: str) -> None:
        if name == "turn" and self.desk.visit.step is Step.TURN:
            self.desk.end_turn()
        else:
            self.wanted.emit(name)

    def _on_turned(self, turned: Turned) -> None:
        if not turned.has_one_side:
            self._say("\u2190  " + self.tr("Turn your head slowly to one side ...") + "  \u2192")
        elif not turned.is_whole:  # an arrow to the side that is left, as the mirror has it
            words = self.tr("... and now slowly to the other side")
            self._say(f"{words}  \u2192" if turned.left >= turned.right else f"\u2190  {words}")

    def _on_not_turned(self) -> None:
        self._say(self.tr("Your head did not turn: look to one side, then to the other"))
        self._reminder.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_portrait = self.height() > self.width()
        turn_box(self._lower, is_portrait=is_portrait)
        # Room for as many lines as its words may need, so that nothing jumps.
        metrics = self.line.fontMetrics()
        lines = math.ceil(LETTERS * metrics.averageCharWidth() / max(1, self.width() - 2 * WIDE - self._beside()))
        self.line.setFixedHeight(metrics.lineSpacing() * min(lines, 3) + HALF)
        self._lower.setSpacing(GAP if is_portrait else WIDE)
        self.controls.set_columns(self._columns(is_portrait=is_portrait))

    def _beside(self) -> int:
        return self.measure.sizeHint().width() + GAP if self.measure.isVisibleTo(self) else 0

    def _columns(self, *, is_portrait: bool) -> int:
        wanted = 4 * max(self.controls.button(name).sizeHint().width() for name in ("compare", "turn", "hold", "leave"))
        return 4 if is_portrait and wanted <= self.width() - 2 * WIDE else 2
