"""The accuracy tab's presenter: the last result with its age, a new measurement, a file. No widgets."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.shell.services import Services
    from shopassistant.desktop.tasks.lanes import JobHandle
    from shopassistant.recommend.evaluation.kept import Kept
    from shopassistant.store.database import Store

# A person waits beside it: customers and earlier cuts that do not fit are left out, and the result says so.
SECONDS = 180.0
CUSTOMERS = 1000
CHAMPION = "hybrid"


class AccuracyDesk(Desk):
    """Measures and remembers.

    Signals:
        shown: the newest `Kept`, or None where nothing was measured yet.
        running: whether a measurement is under way.
        saved: name of the file and rows written to it.
    """

    shown = Signal(object)
    running = Signal(bool)
    saved = Signal(str, int)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.kept: Kept | None = None
        self._handle: JobHandle | None = None

    @property
    def is_running(self) -> bool:
        """Whether a measurement is under way."""
        return self._handle is not None

    @Slot()
    def load(self) -> None:
        """The newest result again; with it what the charts need is loaded, so that they do not hold the window."""
        self.look("accuracy.latest", partial(_latest, self.context.services), self._on_loaded)

    def measure(self, challenger: str) -> None:
        """Measure anew, beside `challenger` (a method, or "" for the rules alone)."""
        if self.is_running:
            return
        job = partial(_measure, self.context.services, self.store, challenger)
        title = self.tr("Measuring the accuracy")
        lane = self.context.lanes.cpu
        self._handle = lane.run(self, job, self._on_measured, self._on_failed, key="evaluate", title=title)
        self.running.emit(True)

    def stop(self) -> None:
        """Ask the measurement to stop; what was kept before stays."""
        if self._handle is not None:
            self._handle.cancel()

    def save(self, path: Path) -> None:
        """Write the result that is shown as CSV."""
        if self.kept is not None:
            self.look("accuracy.save", partial(_save, path, self.kept), self._on_saved)

    def _on_loaded(self, kept: "Kept | None") -> None:
        self.kept = kept
        self.shown.emit(kept)

    def _on_measured(self, kept: "Kept") -> None:
        self._end()
        self._on_loaded(kept)

    def _on_failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, ShopError):
            self.context.errors.show(error)

    def _end(self) -> None:
        self._handle = None
        self.running.emit(False)

    def _on_saved(self, result: tuple[str, int]) -> None:
        self.saved.emit(*result)


def _models(services: "Services") -> Path:
    """Where the index lies, and results beside it."""
    from shopassistant.recommend.engine import index_folder

    engine = services.engine()
    return engine.folder or index_folder(engine.store.path)


def _latest(services: "Services") -> "Kept | None":
    import pyqtgraph  # noqa: F401  here in the lane: it would hold the window for a quarter of a second

    from shopassistant.recommend.evaluation.kept import latest

    return latest(_models(services))


def _measure(services: "Services", store: "Store", challenger: str, progress: Progress) -> "Kept":
    import pyqtgraph  # noqa: F401  as above

    from shopassistant.recommend.evaluation.evaluate import evaluate
    from shopassistant.recommend.evaluation.kept import Kept, keep
    from shopassistant.recommend.evaluation.settings import EvaluationSettings
    from shopassistant.recommend.purchases import load_purchases

    with store.read() as session:
        purchases = load_purchases(session, progress)
    settings = EvaluationSettings(customers=CUSTOMERS, seconds=SECONDS)
    found = evaluate(purchases, [CHAMPION], settings, progress, challenger or None)
    made_at = store.clock.now()
    keep(_models(services), found, made_at)
    return Kept(made_at, found)


def _save(path: Path, kept: "Kept") -> tuple[str, int]:
    from shopassistant.core.csv_file import write_csv
    from shopassistant.desktop.pages.model.accuracy_file import HEADER, rows_of

    return path.name, write_csv(path, HEADER, rows_of(kept.evaluation))
