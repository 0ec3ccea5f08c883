"""A person's hands and a scanner's beam: key events with the times they would have, without waiting for them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

PERSON_MS = 140
SCANNER_MS = 6
_ENTER = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab}


class Hands:
    """Types and scans into whatever has the focus of `window`; time passes only in the events."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._now = 1_000_000

    def type(self, text: str, gap_ms: int = PERSON_MS) -> None:
        """Type as a person does."""
        self._now += 1_000
        for letter in text:
            self._now += gap_ms
            self.press(_ENTER.get(letter) or ord(letter.upper()), letter)

    def scan(self, code: str, suffix: str = "\r", gap_ms: int = SCANNER_MS) -> None:
        """What a scanner in keyboard mode sends."""
        self._now += 1_000
        for letter in code + suffix:
            self._now += gap_ms
            self.press(_ENTER.get(letter) or ord(letter.upper()), letter)

    def key(self, key: Qt.Key, text: str = "") -> None:
        """Press one key, such as Enter or an arrow, after a person's pause."""
        self._now += 1_000
        self.press(key, text)

    def press(self, key: int, text: str) -> None:
        """One press and release at the present moment."""
        top = QApplication.activeModalWidget() or self._window
        target = QApplication.focusWidget() or top.focusWidget() or top
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._now)
            QApplication.sendEvent(target, event)
