"""Notices parts of a page that flash up as windows of their own and take the keyboard away from the real one."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget


class StrayWindows(QObject):
    """Watches while it is entered; every event passes through Python, so it is for a few long tests only.

    Attributes:
        seen: class names of widgets that were shown without a window around them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def __enter__(self) -> "StrayWindows":
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        return self

    def __exit__(self, *_error: object) -> None:
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's own name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            name = type(watched).__name__
            own_window = isinstance(watched, QDialog | QMainWindow) or name in ("MainWindow", "KioskWindow")
            if not own_window and watched.parentWidget() is None:
                self.seen.append(name)
        return False
