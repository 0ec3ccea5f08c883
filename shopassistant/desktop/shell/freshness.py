"""Keeps segments, what customers are worth and elasticities fresh in quiet moments: what is due, one by one."""

import logging
import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.tasks.polite import PoliteProgress

if TYPE_CHECKING:
    from shopassistant.store.database import Store

# Not among the first things a window does or after an import, and then now and then: most looks find nothing due.
FIRST_MS = 30_000
LOOKS_EVERY_MS = 1_800_000

_log = logging.getLogger(__name__)


class FreshnessDesk(QObject):
    """Asks now and then whether something is due, and does it politely in the lane of learning.

    Args:
        quiet: set while nobody works at the till.

    Signals:
        looked: a look is over; whether anything was changed.
    """

    looked = Signal(bool)

    def __init__(self, context: AppContext, quiet: threading.Event) -> None:
        super().__init__()
        self._context = context
        self._quiet = quiet
        self._is_busy = False
        self._timer = QTimer(self)
        self._timer.setInterval(FIRST_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.bus.changed.connect(self._on_changes)

    def look(self) -> None:
        """Do what is due."""
        self._timer.setInterval(LOOKS_EVERY_MS)
        if not self._is_busy:
            self._is_busy = True
            job = partial(_look, self._context.store, self._quiet)
            self._context.lanes.learn.run(self, job, self._on_looked, self._on_failed)

    def stop(self) -> None:
        """No more looks; call it before the store is closed."""
        self._timer.stop()
        self._context.bus.changed.disconnect(self._on_changes)
        self.deleteLater()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything:
            self._timer.start(FIRST_MS)

    def _on_looked(self, changes: Changes) -> None:
        self._is_busy = False
        self._context.bus.publish(changes)
        self.looked.emit(changes != Changes())

    def _on_failed(self, error: Exception) -> None:
        """Nobody asked for it, so nobody is interrupted: the next look tries again."""
        self._is_busy = False
        if not isinstance(error, Conflict | Cancelled):
            _log.warning("segments and values were not kept fresh: %s", error)
        self.looked.emit(False)


def _look(store: "Store", quiet: threading.Event, progress: Progress) -> Changes:
    from shopassistant.customers.segments.keeping_fresh import keep_fresh
    from shopassistant.promotions.elasticity.keeping import ResponseKeeper
    from shopassistant.promotions.elasticity.learning_due import learn_if_due

    polite = PoliteProgress(progress, quiet)
    changes = keep_fresh(store, polite)
    # Whoever asks for elasticities sees that others serve; nothing that is shown has changed by it.
    learn_if_due(ResponseKeeper(store), polite)
    return changes
