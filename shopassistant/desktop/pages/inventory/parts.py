"""Builds a page some parts an event, so that none holds the window while its figures are read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot

# The first rows of the tables come before what is not seen yet.
REST_AFTER_MS = 250


class BuiltInParts(QObject):
    """Calls one builder an event: those of what is seen at first, and after a pause those of the rest.

    Args:
        first, rest: builders, in order.
    """

    def __init__(
        self, parent: QObject, first: Sequence[Callable[[], None]], rest: Sequence[Callable[[], None]]
    ) -> None:
        super().__init__(parent)
        self._first, self._rest = list(first), list(rest)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)
        self._timer.start()

    @property
    def stands(self) -> bool:
        """Whether what is seen at first is there."""
        return not self._first

    @property
    def is_built(self) -> bool:
        """Whether everything is there."""
        return not self._first and not self._rest

    def finish(self) -> None:
        """Build what is still missing, for whoever needs all of it at once."""
        while not self.is_built:
            self._next()

    @Slot()
    def _next(self) -> None:
        was_standing = self.stands
        (self._rest if was_standing else self._first).pop(0)()
        if self.is_built:
            self._timer.stop()
        elif self.stands:
            self._timer.setInterval(0 if was_standing else REST_AFTER_MS)
