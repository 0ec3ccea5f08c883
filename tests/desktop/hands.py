"""A person's hands and a scanner's beam: key events with the times they would have, without waiting for them."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

PERSON_MS = 140
SCANNER_MS = 6
_ENTER = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab}


class Hands:
    """Types and scans into whatever has the focus of `window`; time passes only in the events."""

    _now: ClassVar[int] = 1_000_000  # one clock for all hands: it never goes back

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def type(self, text: str, gap_ms: int = PERSON_MS) -> None:
        """Type as a person does."""
        Hands._now += 1_000
        for letter in text:
            Hands._now += gap_ms
            self.press(_ENTER.get(letter) or ord(letter.upper()), letter)

    def scan(self, code: str, suffix: str = "\r", gap_ms: int = SCANNER_MS) -> None:
        """What a scanner in keyboard mode sends."""
        Hands._now += 1_000
        for letter in code + suffix:
            Hands._now += gap_ms
            self.press(_ENTER.get(letter) or ord(letter.upper()), letter)

    def key(self, key: Qt.Key, text: str = "") -> None:
        """Press one key, such as Enter or an arrow, after a person's pause."""
        Hands._now += 1_000
        self.press(key, text)

    def press(self, key: int, text: str) -> None:
        """One press and release at the present moment, given to the native window as the system does."""
        top = QApplication.activeModalWidget() or self._window
        handle = top.windowHandle()
        assert handle is not None, "the window is not shown"
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(Hands._now)
            QApplication.sendEvent(handle, event)
