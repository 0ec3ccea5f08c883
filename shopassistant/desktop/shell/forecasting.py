"""Has the demand forecast anew when a day is over or records came in, see `inventory.demand.keeping`."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.services import Services
from shopassistant.desktop.tasks.polite import PoliteProgress

if TYPE_CHECKING:
    from shopassistant.inventory.demand.keeping.fit import FitSummary
    from shopassistant.inventory.demand.keeping.refit import Decision
    from shopassistant.store.actor import Actor

LOOKS_EVERY_MS = 60_000
# After somebody stopped it, this window does not begin anew by itself for so long.
REST = timedelta(hours=2)

_log = logging.getLogger(__name__)


class ForecastDesk(QObject):
    """Asks every minute, and after an import, whether it is time; forecasts in the learn lane, and politely.

    Args:
        quiet: set while nobody works at the till.

    Signals:
        changed: other forecasts serve; ask `Services.forecasts`.
        working: True while it forecasts.
    """

    changed = Signal()
    working = Signal(bool)

    def __init__(self, context: AppContext, quiet: threading.Event) -> None:
        super().__init__()
        self._context = context
        self._quiet = quiet
        self._is_busy = False
        self._rests_until: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        context.bus.changed.connect(self._on_changes)

    @property
    def is_busy(self) -> bool:
        """Whether it forecasts, or asks whether to."""
        return self._is_busy

    def look(self) -> None:
        """Ask now whether it is time, and whether another window saved other forecasts."""
        if not self._is_busy:
            self._is_busy = True
            job = partial(_decide, self._context.services)
            self._context.lanes.read.run(self, job, self._on_decided, self._on_not_decided)

    def forecast_now(self) -> None:
        """The one signed in wants new forecasts, whatever the plan says."""
        if not self._is_busy:
            job = partial(_forecast, self._context.services, self._context.staff.actor)
            self._begin(job, self._on_refused)

    def stop(self) -> None:
        """No more asking; call it before the store is closed."""
        self._timer.stop()
        self._context.bus.changed.disconnect(self._on_changes)
        self.deleteLater()

    def _begin(self, job: "Callable[[Progress], FitSummary | None]", failed: Callable[[Exception], None]) -> None:
        self._is_busy = True
        self.working.emit(True)
        title = self.tr("Forecasting demand")
        self._context.lanes.learn.run(self, job, self._on_learned, failed, title=title)

    def _on_changes(self, changes: Changes) -> None:
        if changes.everything:
            self.look()

    def _on_decided(self, decision: "Decision") -> None:
        self._is_busy = False
        if decision.is_other:
            self.changed.emit()
        is_resting = self._rests_until is not None and self._context.store.clock.now() < self._rests_until
        if decision.cause and not is_resting:
            self._begin(partial(_forecast_if_due, self._context.services, self._quiet), self._on_failed)

    def _on_learned(self, summary: "FitSummary | None") -> None:
        self._end()
        if summary is not None:
            self.changed.emit()
            self._context.bus.publish(Changes(everything=True))

    def _on_not_decided(self, error: Exception) -> None:
        self._is_busy = False
        _log.warning("whether to forecast could not be told: %s", error)

    def _on_failed(self, error: Exception) -> None:
        """Nobody asked for it, so nobody is interrupted: the pages say how old the forecast is."""
        self._end()
        if isinstance(error, Cancelled):
            self._rests_until = self._context.store.clock.now() + REST
        else:
            _log.warning("the demand was not forecast: %s", error)

    def _on_refused(self, error: Exception) -> None:
        """Somebody asked for it and is told why it did not come to it."""
        self._end()
        if isinstance(error, ShopError):
            self._context.errors.show(error)

    def _end(self) -> None:
        self._is_busy = False
        self.working.emit(False)


def _decide(services: Services, _progress: Progress) -> "Decision":
    from shopassistant.inventory.demand.keeping.refit import decide

    return decide(services.forecasts())


def _forecast_if_due(services: Services, quiet: threading.Event, progress: Progress) -> "FitSummary | None":
    from shopassistant.inventory.demand.keeping.refit import refit_if_due

    return refit_if_due(services.forecasts(), PoliteProgress(progress, quiet))


def _forecast(services: Services, actor: "Actor", progress: Progress) -> "FitSummary":
    from shopassistant.inventory.demand.keeping.refit import refit

    return refit(services.forecasts(), "person", progress, actor)
