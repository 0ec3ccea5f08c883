"""The one place where errors become messages: a mistake gets a sentence, a bug gets a dialogue that keeps the log."""

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from shopassistant.core.errors import EnvironmentProblem, ShopError
from shopassistant.core.messages import Catalogue
from shopassistant.core.progress import Cancelled

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a message: what it says, and what it does."""

    text: str
    do: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Message:
    """What a message bar shows.

    Attributes:
        tone: ``accent`` (to know), ``positive`` (done), ``warning`` (look), ``critical`` (stop).
        text: the sentence.
        details: folds out; empty for none.
        choices: what to do about it; the message goes with any of them.
    """

    tone: str
    text: str
    details: str = ""
    choices: tuple[Choice, ...] = ()


class ErrorPlace(QObject):
    """Takes every error of the window. Call it in the GUI thread.

    Signals:
        message: a `Message` for the bar.
        crashed: the traceback of a bug, for the crash dialogue.
    """

    message = Signal(object)
    crashed = Signal(str)

    def __init__(self, catalogue: Callable[[], Catalogue], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue

    def show(self, error: BaseException) -> None:
        """Say what happened: a sentence for expected errors, the crash dialogue for the rest."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, ShopError):
            self.message.emit(self.explain(error))
            return
        text = "".join(traceback.format_exception(error))
        _log.error("unexpected error\n%s", text)
        self.crashed.emit(text)

    def explain(self, error: ShopError) -> Message:
        """The message for an expected error."""
        tone = "critical" if isinstance(error, EnvironmentProblem) else "warning"
        details = str(error.__cause__) if error.__cause__ is not None else ""
        _log.info("told: %s", error.code)
        return Message(tone, self._catalogue().explain(error), details)

    def tell(self, text: str, tone: str = "accent", details: str = "", choices: tuple[Choice, ...] = ()) -> None:
        """Show a sentence that is not an error, with buttons for what can be done about it."""
        self.message.emit(Message(tone, text, details, choices))
