"""How the kiosk looks: a theme of its own, so that what a visitor chooses for their eyes stays in their window."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from shopassistant.desktop.theme.theme import Theme

PLAIN, CONTRAST = "dark", "contrast"
USUAL, LARGE = "kiosk", "kiosk-large"


class KioskTheme(Theme):
    """Dresses one window instead of the program."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        self._window = window
        super().__init__(app, PLAIN, USUAL)
        self.setParent(window)

    def _target(self) -> QApplication | QWidget:
        return self._window


class Ease(QObject):
    """What a visitor chose for their eyes and their language; the shop's own again when the visit is over.

    Signals:
        changed: something of it; the window is built anew.
    """

    changed = Signal()

    def __init__(self, theme: KioskTheme, language: str) -> None:
        super().__init__(theme)
        self._theme = theme
        self._home = language
        self.language = language

    @property
    def is_contrast(self) -> bool:
        """High contrast is on."""
        return self._theme.mode == CONTRAST

    @property
    def is_large(self) -> bool:
        """Large letters are on."""
        return self._theme.profile == LARGE

    def toggle_contrast(self) -> None:
        """High contrast on or off."""
        self._theme.use(mode=PLAIN if self.is_contrast else CONTRAST)
        self.changed.emit()

    def toggle_large(self) -> None:
        """Large letters on or off."""
        self._theme.use(profile=USUAL if self.is_large else LARGE)
        self.changed.emit()

    def speak(self, language: str) -> None:
        """Another language."""
        if language != self.language:
            self.language = language
            self.changed.emit()

    def go_home(self) -> None:
        """The next visitor finds it as the shop wants it."""
        if self.is_contrast or self.is_large or self.language != self._home:
            self._theme.use(PLAIN, USUAL)
            self.language = self._home
            self.changed.emit()
