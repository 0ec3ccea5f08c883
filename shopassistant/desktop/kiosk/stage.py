"""All screens of the kiosk in one look and language; built anew when the visitor chooses another."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.desktop.kiosk.attract import AttractScreen
from shopassistant.desktop.kiosk.compare_screen import CompareScreen
from shopassistant.desktop.kiosk.consent import ConsentScreen
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.flow import Event, Step
from shopassistant.desktop.kiosk.hold_screen import HoldScreen
from shopassistant.desktop.kiosk.look import Ease
from shopassistant.desktop.kiosk.measure_screen import MeasureScreen
from shopassistant.desktop.kiosk.mirror_screen import MirrorScreen
from shopassistant.desktop.kiosk.replay_screen import ReplayScreen
from shopassistant.desktop.kiosk.save_screen import SaveScreen
from shopassistant.desktop.kiosk.screen import Pill, Screen
from shopassistant.desktop.kiosk.staff_screen import Gate, StaffScreen
from shopassistant.desktop.kiosk.still_there import StillThere
from shopassistant.desktop.kiosk.words import trouble_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import WIDE
from shopassistant.desktop.widgets.basics import column

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.board import Board

_EVENTS = {event.value: event for event in Event}


class Stage(QWidget):
    """Shows the screen of the visit's step."""

    def __init__(self, theme: Theme, desk: KioskDesk, ease: Ease, gate: Gate, languages: tuple[str, ...]) -> None:
        super().__init__()
        self._desk = desk
        self.mirror = MirrorScreen(theme, desk)
        self.compare = CompareScreen(theme, desk)
        self.measure = MeasureScreen(theme, desk)
        self.replay = ReplayScreen(theme, desk)
        self.hold = HoldScreen(theme, desk)
        self.save = SaveScreen(theme, desk)
        self.staff = StaffScreen(theme, desk, gate)
        self.attract = AttractScreen(theme, desk, ease, languages)
        self.consent = ConsentScreen(theme, desk)
        self.screens: dict[Step, Screen] = {
            Step.ATTRACT: self.attract, Step.CONSENT: self.consent, Step.MIRROR: self.mirror, Step.TURN: self.mirror,
            Step.COMPARE: self.compare, Step.REPLAY: self.replay, Step.HOLD: self.hold, Step.SAVE: self.save,
            Step.STAFF: self.staff, Step.MEASURE: self.measure,
        }  # fmt: skip
        self._stack = QStackedWidget()
        for screen in dict.fromkeys(self.screens.values()):
            self._stack.addWidget(screen)
            screen.wanted.connect(self._on_wanted)
        whole = column(self._stack)
        self.setLayout(whole)
        self.trouble = Pill(theme, self)
        self.trouble.setWordWrap(True)
        self.still_there = StillThere(theme, self)
        self._shown: Step | None = None
        self._connect()
        self.show_step()

    def _connect(self) -> None:
        desk = self._desk
        desk.stepped.connect(self.show_step)
        desk.shown.connect(self._on_board)
        desk.forgotten.connect(self.forget)
        desk.troubled.connect(self.say_trouble)
        desk.jobs.failed.connect(self.say_trouble)
        desk.asking.connect(self.still_there.show_left)
        self.still_there.answered.connect(desk.touched)
        self.mirror.view.laid_out.connect(self._on_laid_out)
        self.compare.view.laid_out.connect(self._on_laid_out)
        self.measure.view.laid_out.connect(self._on_laid_out)

    @property
    def front(self) -> Screen:
        """The one in front."""
        return self.screens[self._desk.visit.step]

    def show_step(self) -> None:
        """Bring the step's screen to the front."""
        step, screen = self._desk.visit.step, self.front
        if step is self._shown:
            screen.refresh()
            return
        before, self._shown = self._shown, step
        self.trouble.say("")
        self._stack.setCurrentWidget(screen)
        if before is None or self.screens[before] is not screen:
            screen.entered()
        screen.refresh()
        if self._desk.visit.shows_mirror:
            self._desk.order(screen.view.fields())  # type: ignore[attr-defined]  # the mirror's screens have one

    def forget(self) -> None:
        """No screen holds a picture any more."""
        for screen in dict.fromkeys(self.screens.values()):
            screen.forget()

    def say_trouble(self, code: str) -> None:
        """Something went wrong; the visit goes on as far as it can."""
        wide = min(self.width() - 4 * WIDE, 60 * WIDE)
        self.trouble.say(trouble_words(code))
        self.trouble.setFixedSize(wide, max(self.trouble.heightForWidth(wide), 2 * WIDE))
        self.trouble.move((self.width() - wide) // 2, 2 * WIDE)
        self.trouble.raise_()
        self.front.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.still_there.cover()

    def _on_wanted(self, name: str) -> None:
        if name == "save":
            self.ask_to_save()
        else:
            self._desk.do(_EVENTS[name])

    def ask_to_save(self) -> None:
        """Ask whether to save what is on the screen."""
        view = self.replay.view if self._desk.visit.step is Step.REPLAY else self.compare.view
        picture = view.copied()
        if picture is not None:
            self._desk.offer_picture(picture)

    def _on_laid_out(self, fields: object) -> None:
        if self._desk.visit.shows_mirror and self.sender() is self.front.view:  # type: ignore[attr-defined]
            self._desk.order(fields)  # type: ignore[arg-type]

    def _on_board(self, board: "Board") -> None:
        self.front.show_board(board)  # type: ignore[attr-defined]  # only the mirror's screens are sent boards
