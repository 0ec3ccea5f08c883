"""The window of the kiosk: over the whole screen, and not to be left without a PIN."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.flow import Event, Step
from shopassistant.desktop.kiosk.language import Speech, kiosk_languages
from shopassistant.desktop.kiosk.look import Ease, KioskTheme
from shopassistant.desktop.kiosk.staff_screen import Gate
from shopassistant.desktop.kiosk.stage import Stage
from shopassistant.desktop.shell.language import reader_language
from shopassistant.desktop.widgets.basics import column
from shopassistant.store.actor import Actor

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
}


class KioskWindow(QWidget):
    """Holds the stage.

    Signals:
        left: a staff member's PIN was right; the kiosk is over and this `Actor` is at the terminal.
    """

    left = Signal(object)

    def __init__(self, app: QApplication, desk: KioskDesk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(desk.context.shop.name or "shopassistant")
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.theme = KioskTheme(app, self)
        home = reader_language(desk.context.settings.current.language)
        self.ease = Ease(self.theme, home)
        self._speech = Speech()
        self._gate = Gate()
        self._languages = kiosk_languages()
        self._box = column(gap=0)
        self.setLayout(self._box)
        self._may_close = False
        self.stage = self._built()
        self.ease.changed.connect(self._rebuild)
        desk.forgotten.connect(self.ease.go_home)
        desk.jobs.left.connect(self._on_left)
        desk.context.errors.crashed.connect(self.give_up)

    def _built(self) -> Stage:
        stage = Stage(self.theme, self.desk, self.ease, self._gate, self._languages)
        self._box.addWidget(stage)
        stage.show()
        return stage

    def _rebuild(self) -> None:
        """The same step in the language and the letters of the visitor."""
        self._speech.speak(self.ease.language)
        self.desk.speak(self.ease.language)
        before = self.stage
        before.forget()
        before.hide()
        self._box.removeWidget(before)
        before.deleteLater()
        self.stage = self._built()

    def watch(self) -> None:
        """Count every touch as somebody's presence; once the window is shown."""
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.desk.touched()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.desk.visit.is_empty:
            self.desk.do(Event.BEGIN)
        else:
            super().keyPressEvent(event)

    def go_back(self) -> None:
        """One step back; from the first one it is the staff's way out."""
        step = self.desk.visit.step
        if step is Step.ATTRACT:
            self.desk.do(Event.STAFF)
        elif step is Step.MIRROR:
            self.desk.do(Event.LEAVE)
        else:
            self.desk.do(Event.BACK)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only staff close it, or the system when it shuts down."""
        app = QGuiApplication.instance()
        is_shutdown = isinstance(app, QGuiApplication) and app.isSavingSession()
        if self._may_close or is_shutdown:
            self.shut()
            event.accept()
            return
        event.ignore()
        self.desk.do(Event.STAFF)

    def shut(self) -> bool:
        """End the visit and let go of the camera, within bounds."""
        if not self._may_close:  # once: the door and the system may both ask for it
            self._may_close = True
            self.desk.forgotten.disconnect(self.ease.go_home)
        ended = self.desk.close()
        self._speech.restore()
        return ended

    def _on_left(self, actor: Actor) -> None:
        self.left.emit(actor)

    def give_up(self, _trace: str) -> None:
        """A bug: the visit is wiped, and somebody can ask for help. The log has the rest."""
        self.desk.do(Event.LEAVE)
        self.stage.say_trouble("")
