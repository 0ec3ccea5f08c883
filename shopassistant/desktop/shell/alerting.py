"""Looks at the stock in the background and tells whoever is signed in what is new about it, once and quietly."""

import logging
import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.progress import Progress
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.services import Services
from shopassistant.desktop.shell.watch import Watch
from shopassistant.desktop.tasks.polite import PoliteProgress

if TYPE_CHECKING:
    from shopassistant.inventory.alerts.kinds import Found
    from shopassistant.inventory.alerts.listing import AlertLine
    from shopassistant.inventory.alerts.recording import Told
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store

# After the figures of the page, which follow 1.5 s after what changed: they are read once for both.
LOOKS_AFTER_MS = 4_000
# What was put off comes back and days end without anybody doing anything.
LOOKS_EVERY_MS = 600_000

_log = logging.getLogger(__name__)


class AlertDesk(Watch):
    """Looks some seconds after the stock changed and now and then: finding in the lane of figures, politely, and
    recording in the lane of writes, in the name of the system.

    Args:
        quiet: set while nobody works at the till.

    Signals:
        counted: how many alerts are open that the one signed in wants to hear of; 0 while nobody is.
        looked: a look is over and recorded.
    """

    counted = Signal(int)
    looked = Signal()

    def __init__(self, context: AppContext, quiet: threading.Event) -> None:
        super().__init__(context, LOOKS_AFTER_MS, LOOKS_EVERY_MS)
        self._quiet = quiet
        self._is_busy = self._is_stale = False
        self._known: dict[int | None, frozenset[int]] = {}  # what each person at this window was told of
        context.bus.changed.connect(self._on_alerts)
        context.staff.changed.connect(self.count)

    @property
    def is_busy(self) -> bool:
        """Whether a look is under way or about to begin."""
        return self._is_busy or self._soon.isActive()

    def stop(self) -> None:
        """No more looks; call it before the store is closed."""
        self._context.bus.changed.disconnect(self._on_alerts)
        self._context.staff.changed.disconnect(self.count)
        super().stop()

    # Looking

    @Slot()
    def look(self) -> None:
        """Look now; once more afterwards where something came meanwhile."""
        self._soon.stop()
        if self._is_busy:
            self._is_stale = True
            return
        self._is_busy, self._is_stale = True, False
        job = partial(_find, self._context.services, self._context.store, self._quiet)
        self._context.lanes.figures.run(self, job, self._on_found, self._on_failed)

    def _on_found(self, found: "list[Found]") -> None:
        job = partial(_record, self._context.store, found)
        self._context.lanes.db.run(self, job, self._on_recorded, self._on_failed)

    def _on_recorded(self, told: "Told") -> None:
        self._end()
        self._forget(frozenset(told.opened))
        if told.is_nothing:
            self.count()
        else:
            self._context.bus.publish(Changes(alerts=frozenset(told.opened + told.gone)))
        self.looked.emit()

    def _on_failed(self, error: Exception) -> None:
        """Nobody asked for it, so nobody is interrupted: the next look will say more."""
        self._end()
        _log.warning("the stock was not looked at: %s", error)

    def _end(self) -> None:
        self._is_busy = False
        if self._is_stale:
            self._soon.start()

    def heeds(self, changes: Changes) -> bool:
        touched = changes.variants or changes.sales or changes.products or changes.orders or changes.suppliers
        return bool(changes.everything or touched or changes.locations or changes.counts or changes.transfers)

    @Slot(object)
    def _on_alerts(self, changes: Changes) -> None:
        if changes.alerts or changes.everything:
            self.count()

    # Telling

    @Slot()
    def count(self) -> None:
        """Count what the one signed in wants to hear of, and tell what is new among it."""
        if self._context.staff.is_locked:
            self.counted.emit(0)
            return
        actor = self._context.staff.actor
        job = partial(_open_alerts, self._context.store, actor)
        self._context.lanes.read.run(
            self, job, partial(self._on_counted, actor.staff_id), self._on_not_counted, key="alerts.count"
        )

    def _on_counted(self, staff_id: int | None, lines: "list[AlertLine]") -> None:
        staff = self._context.staff
        if staff.is_locked or staff.actor.staff_id != staff_id:
            return
        self.counted.emit(len(lines))
        now = frozenset(line.id for line in lines)
        before, self._known[staff_id] = self._known.get(staff_id), now | self._known.get(staff_id, frozenset())
        if before is not None:
            self._tell([line for line in lines if line.id not in before])

    def _forget(self, alert_ids: frozenset[int]) -> None:
        """These speak anew, though somebody here was told of them once before."""
        self._known = {who: known - alert_ids for who, known in self._known.items()}

    def _tell(self, lines: "list[AlertLine]") -> None:
        if not lines:
            return
        if len(lines) == 1:
            code, values = lines[0].sentence
            text = f"{lines[0].name}: {self._context.catalogue.say(code, values)}".removeprefix(": ")
        else:
            words = self.tr("{count} new alerts about the stock")
            text = words.format(count=self._context.catalogue.number(len(lines)))
        self._context.toasts.show_quietly(text)

    def _on_not_counted(self, error: Exception) -> None:
        _log.warning("the alerts were not counted: %s", error)


def _find(services: Services, store: "Store", quiet: threading.Event, progress: Progress) -> "list[Found]":
    from shopassistant.inventory.alerts.looking import find

    board = services.dashboard()
    board.load()
    board.refresh(PoliteProgress(progress, quiet))
    snapshot = board.snapshot
    return [] if snapshot is None else find(store, snapshot)


def _record(store: "Store", found: "list[Found]", _progress: Progress) -> "Told":
    from shopassistant.inventory.alerts.recording import record
    from shopassistant.store.actor import SYSTEM

    return record(store, SYSTEM, found)


def _open_alerts(store: "Store", actor: "Actor", _progress: Progress) -> "list[AlertLine]":
    from shopassistant.inventory.alerts.listing import list_alerts

    with store.read() as session:
        return list_alerts(session, actor)
