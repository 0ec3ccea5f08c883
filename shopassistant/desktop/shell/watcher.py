"""Notices that another window or the command line wrote to the store, so that nothing old is shown for long."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from shopassistant.core.changes import Changes
from shopassistant.desktop.shell.context import AppContext

if TYPE_CHECKING:
    from sqlalchemy import Connection

LOOKS_EVERY_MS = 2_000


class StoreWatcher(QObject):
    """Asks SQLite's data version in the read lane, on a connection of its own, and tells the bus."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._look = _Look(context.store)
        self._is_looking = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Look now."""
        if not self._is_looking:
            self._is_looking = True
            self._context.lanes.read.run(self, self._look, self._on_looked, self._on_failed)

    def pause(self) -> None:
        """No more looking, while the lanes end."""
        self._timer.stop()

    def stop(self) -> None:
        """No more looking. Call it before the store is closed."""
        self._timer.stop()
        self._look.close()

    def _on_looked(self, has_changed: bool) -> None:
        self._is_looking = False
        if has_changed:
            self._context.bus.publish(Changes(everything=True))

    def _on_failed(self, _error: Exception) -> None:
        self._is_looking = False  # the next look, or the next read, will say what is wrong


class _Look:
    """One look. Our own commits move the data version too, so those seen since the last look are taken into account:

    they are told apart by the audit rows this process wrote.
    """

    def __init__(self, store: Any) -> None:
        from sqlalchemy import event

        from shopassistant.store.schema import AuditEntry

        self._store = store
        self._connection: Connection | None = None
        self._version: int | None = None
        self._last_audit = 0
        self._own_commits = 0
        self._own_audits: set[int] = set()
        self._listeners: list[tuple[Any, str, Callable[..., None]]] = [
            (store.engine, "commit", self._on_commit),
            (AuditEntry, "after_insert", self._on_audit),
        ]
        for target, name, function in self._listeners:
            event.listen(target, name, function)

    def __call__(self, _progress: object) -> bool:
        from sqlalchemy import text

        from shopassistant.store.sqlite import data_version

        if self._connection is None:
            self._connection = self._store.engine.connect()
            newest = self._connection.scalar(text("SELECT max(id) FROM audit_entry"))
            self._last_audit = newest or 0  # what was there before this window opened is no news
        connection = self._connection
        own_commits, self._own_commits = self._own_commits, 0
        version = data_version(connection)
        query = text("SELECT id FROM audit_entry WHERE id > :last")
        audits = {int(row) for row in connection.scalars(query, {"last": self._last_audit})}
        connection.rollback()  # or the snapshot would stand still
        foreign = audits - self._own_audits
        before, self._version = self._version, version
        self._own_audits -= audits
        self._last_audit = max(audits, default=self._last_audit)
        if before is None or version == before:
            return False
        return bool(foreign) or own_commits == 0

    def close(self) -> None:
        from sqlalchemy import event

        for target, name, function in self._listeners:
            event.remove(target, name, function)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _on_commit(self, _connection: object) -> None:
        self._own_commits += 1

    def _on_audit(self, _mapper: object, connection: Any, target: Any) -> None:
        if connection.engine.pool is self._store.engine.pool:
            self._own_audits.add(int(target.id))
