"""Locks the terminal when nobody has touched it for a while."""

from PySide6.QtCore import QEvent, QObject, QTimer

from shopassistant.desktop.shell.context import Shell

_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
}


class IdleLock(QObject):
    """Watches the window's own input (one filter on the window, not one on every event of the program)."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._is_over = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(shell.staff.lock)
        shell.settings.changed.connect(self.restart)
        shell.staff.changed.connect(self.restart)

    def watch(self, source: QObject) -> None:
        """Count input that arrives at `source` (a QWindow) as presence."""
        source.installEventFilter(self)

    def restart(self) -> None:
        """Somebody is here."""
        minutes = self._shell.settings.current.lock_after_minutes
        if self._is_over or minutes <= 0 or self._shell.staff.is_locked or self._shell.staff.actor.kind != "staff":
            self._timer.stop()
            return
        self._timer.start(minutes * 60_000)

    def stop(self) -> None:
        """Watch no more: the window closes, and nothing of it may be locked minutes later."""
        self._is_over = True
        self._timer.stop()

    @property
    def is_running(self) -> bool:
        """Whether the time is counted."""
        return self._timer.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.restart()
        return super().eventFilter(watched, event)
