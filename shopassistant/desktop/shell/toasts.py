"""Short notes that something is done, with an Undo where there is one."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Toast:
    """A note that goes away by itself.

    Attributes:
        text: what was done, in the past.
        undo: called (in the GUI thread) when Undo is pressed; None for a note without one.
        is_quiet: nobody did it just now; it waits until a note with an Undo is gone.
    """

    text: str
    undo: Callable[[], None] | None = None
    is_quiet: bool = False


class Toasts(QObject):
    """Where pages leave their notes.

    Signals:
        shown: a `Toast`.
    """

    shown = Signal(object)

    def show(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Show `text` for some seconds, with an Undo button where `undo` is given."""
        self.shown.emit(Toast(text, undo))

    def show_quietly(self, text: str) -> None:
        """Show `text`, but never in the place of an Undo that somebody may still want."""
        self.shown.emit(Toast(text, is_quiet=True))
