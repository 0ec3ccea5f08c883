"""Keeps the keyboard where a person expects it: what has gone must not leave it on a button that stood next to it."""

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget


class FocusHome(QObject):
    """Watches a page's keyboard focus and brings it home when the widget that had it was hidden or switched off.

    Qt hands the focus of a hidden widget to the next in the tab order, which at a counter is "Hold", "Done" or a
    method of advice: the next key of somebody typing would press it.

    Args:
        page: whose focus is watched, while it is shown.
        home: puts the focus where it belongs; gets the widget that lost it, or None where that is gone.
    """

    def __init__(self, page: QWidget, home: Callable[[QWidget | None], None]) -> None:
        super().__init__(page)
        self._page = page
        self._home = home
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_moved)

    @Slot(QWidget, QWidget)
    def _on_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            QTimer.singleShot(0, self, self._on_nowhere)
        elif old is not None and shiboken6.isValid(old) and self._lost_it(old):
            self._home(old)

    def _lost_it(self, old: QWidget) -> bool:
        is_here = self._page.isVisible() and self._page.isAncestorOf(old)
        return is_here and not (old.isVisible() and old.isEnabled())

    def _on_nowhere(self) -> None:
        """A widget that was deleted left the focus nowhere, though our window has the keyboard."""
        window = self._page.window()
        is_ours = self._page.isVisible() and QApplication.activeWindow() is window
        if is_ours and QApplication.focusWidget() is None and QApplication.activePopupWidget() is None:
            self._home(None)
