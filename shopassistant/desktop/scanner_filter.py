"""Takes a barcode scanner's keys out of the stream before any field sees them, wherever the focus is."""

import time
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from shopassistant.core.settings import Settings
from shopassistant.sales.scanner import Action, Decision, ScanEvent, ScanRecogniser

_ENTER = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab}
# Held with another key, a letter is a command and no letter.
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ScannerFilter(QObject):
    """An event filter of the windows that get the keys, on only while a page wants scans.

    It asks the recogniser about every key before a widget sees it; held back keys are delivered when they turn out to
    be a person's. Times are those of the events, so that a busy window, which hands keys out in a burst, takes no
    person for a scanner. It sits on the native windows, not on the application: there it would be called for every
    event of every widget, which costs more than all the rest of a scan.

    Signals:
        scanned: a code.
    """

    scanned = Signal(str)

    def __init__(
        self, recogniser: ScanRecogniser, window: Callable[[], QWidget], parent: QObject | None = None
    ) -> None:
        """`window` tells the window whose keys count, with the dialogues over it."""
        super().__init__(parent)
        self._recogniser = recogniser
        self._window = window
        self._is_on = False
        self._watched: list[QWindow] = []
        self._last_event_ms = 0.0
        self._last_seen_s = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_timeout)

    def set_recogniser(self, recogniser: ScanRecogniser) -> None:
        """The scanner's settings changed; what is held back is delivered first."""
        self._on_timeout()
        self._recogniser = recogniser

    def set_on(self, is_on: bool) -> None:
        """Look at keys, or leave them alone."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        if is_on:
            _application().focusWindowChanged.connect(self._on_focus_window)
            self._watch(self._window().windowHandle())
            self._on_focus_window(QGuiApplication.focusWindow())
        else:
            self._timer.stop()
            _application().focusWindowChanged.disconnect(self._on_focus_window)
            for window in self._watched:
                if shiboken6.isValid(window):
                    window.removeEventFilter(self)
            self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.isAutoRepeat() or event.modifiers() & _COMMANDS or len(event.text()) != 1:
            return False
        return self._take(self._recogniser.feed(event.text(), self._time_of(event)))

    @Slot(QWindow)
    def _on_focus_window(self, window: QWindow | None) -> None:
        """A dialogue over our window gets the keys now, perhaps."""
        ours = self._window().windowHandle()
        top = window
        while top is not None and top != ours:
            top = top.transientParent()
        if top is not None:
            self._watch(window)

    def _watch(self, window: QWindow | None) -> None:
        self._watched = [known for known in self._watched if shiboken6.isValid(known)]
        if window is not None and window not in self._watched:
            window.installEventFilter(self)
            self._watched.append(window)

    def _time_of(self, event: QKeyEvent) -> float:
        """The event's own time; where the system gives none, now."""
        self._last_seen_s = time.monotonic()
        self._last_event_ms = float(event.timestamp()) or self._last_seen_s * 1000
        return self._last_event_ms

    def _take(self, decision: Decision) -> bool:
        """Do what the recogniser decided; True keeps the key of this moment back."""
        self._timer.stop()
        if decision.replay:
            self._replay(decision.replay)
        if decision.scan is not None:
            self._hand_over(decision.scan)
        if decision.action is Action.HOLD:
            self._timer.start(max(1, round(decision.wait_ms)))
        return decision.action is not Action.PASS

    def _on_timeout(self) -> None:
        waited_ms = (time.monotonic() - self._last_seen_s) * 1000
        decision = self._recogniser.flush(self._last_event_ms + waited_ms)
        if decision.replay:
            self._replay(decision.replay)
        if decision.scan is not None:
            self._hand_over(decision.scan)
        if decision.action is Action.HOLD:
            self._timer.start(max(1, round(decision.wait_ms)))

    def _hand_over(self, scan: ScanEvent) -> None:
        self._take_back(scan.retract)
        self.scanned.emit(scan.code)

    def _replay(self, keys: str) -> None:
        """Deliver keys that were a person's after all, one by one, to whatever has the focus by then."""
        for text in keys:
            target = QApplication.focusWidget() or self._window()
            key = _ENTER.get(text, ord(text.upper()) if text.isascii() else 0)
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(target, QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, text))

    def _take_back(self, letters: int) -> None:
        """Take letters of a scan out of the field they went to before it was recognised as one."""
        focus = QApplication.focusWidget()
        edit = focus.findChild(QLineEdit) if isinstance(focus, QAbstractSpinBox) else focus
        for _letter in range(letters):
            if isinstance(edit, QLineEdit):
                edit.backspace()
            elif isinstance(edit, (QTextEdit, QPlainTextEdit)):
                edit.textCursor().deletePreviousChar()


def _application() -> QGuiApplication:
    app = QGuiApplication.instance()
    if not isinstance(app, QGuiApplication):
        raise RuntimeError("a scanner needs a running application")
    return app


def recogniser(settings: Settings) -> ScanRecogniser:
    """What tells this terminal's scanner from a person."""
    return ScanRecogniser(settings.scanner_prefix, settings.scanner_suffix, float(settings.scanner_gap_ms))
