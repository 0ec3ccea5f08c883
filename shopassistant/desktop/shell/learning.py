"""Has the recommendations looked after and learned anew in quiet moments, see `recommend.retraining`."""

import logging
import threading
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from shopassistant.core.changes import Changes
from shopassistant.core.progress import Progress
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.services import Services
from shopassistant.desktop.tasks.polite import PoliteProgress

if TYPE_CHECKING:
    from shopassistant.recommend.retraining.refit import Decision, Outcome

LOOKS_EVERY_MS = 60_000
# So long after a key or touch the till is taken to be in use.
BUSY_MS = 3_000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
}

_log = logging.getLogger(__name__)


class LearningDesk(QObject):
    """Asks every minute whether it is time, in the read lane; learns in a lane of its own, and politely.

    Signals:
        learned: an `Outcome`: something was learned, or looked at.
        attention: the codes (a tuple) of what a manager should look at; empty for nothing.
    """

    learned = Signal(object)
    attention = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._touched_at: datetime | None = None
        self._is_busy = False
        self.quiet = threading.Event()
        self.quiet.set()
        self._busy = QTimer(self)
        self._busy.setSingleShot(True)
        self._busy.setInterval(BUSY_MS)
        self._busy.timeout.connect(self.quiet.set)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def watch(self, source: QObject) -> None:
        """Count input that arrives at `source` (a QWindow) as somebody being served."""
        source.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched()
        return super().eventFilter(watched, event)

    def touched(self) -> None:
        """Somebody works here."""
        self._touched_at = self._context.store.clock.now()
        self.quiet.clear()
        self._busy.start()

    def look(self) -> None:
        """Ask now whether it is time."""
        if not self._is_busy:
            self._is_busy = True
            job = partial(_decide, self._context.services, self._touched_at)
            self._context.lanes.read.run(self, job, self._on_decided, self._on_failed)

    def stop(self) -> None:
        """No more asking; call it before the store is closed."""
        self._timer.stop()
        self._busy.stop()
        self.quiet.set()

    def _on_decided(self, decision: "Decision") -> None:
        self._is_busy = False
        self.attention.emit(decision.warnings)
        if decision.is_other:
            self._context.bus.publish(Changes(everything=True))
        if decision.start:
            self._is_busy = True
            title = self.tr("Looking after the recommendations")
            job = partial(_look_after, self._context.services, self.quiet)
            self._context.lanes.learn.run(self, job, self._on_learned, self._on_failed, title=title)

    def _on_learned(self, outcome: "Outcome") -> None:
        self._is_busy = False
        self.learned.emit(outcome)
        if outcome.state == "promoted":
            self._context.bus.publish(Changes(everything=True))
        self.look()  # what was found may need a manager, or no more

    def _on_failed(self, error: Exception) -> None:
        """Nobody asked for it, so nobody is interrupted: the model page tells how it ended."""
        self._is_busy = False
        _log.warning("the recommendations were not looked after: %s", error)


def _decide(services: Services, touched_at: datetime | None, _progress: Progress) -> "Decision":
    from shopassistant.recommend.retraining.refit import decide

    return decide(services.engine(), touched_at)


def _look_after(services: Services, quiet: threading.Event, progress: Progress) -> "Outcome":
    from shopassistant.recommend.retraining.refit import retrain_if_due

    return retrain_if_due(services.engine(), progress=PoliteProgress(progress, quiet))
