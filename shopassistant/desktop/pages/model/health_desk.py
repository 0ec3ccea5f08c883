"""The health of the recommendations: what is written down, what a fresh look finds, learning by hand. No widgets."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Cancelled, Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.shell.services import Services

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.recommend.monitoring.report import HealthReport
    from shopassistant.recommend.retraining.log import Check, Refit
    from shopassistant.recommend.retraining.plan import RetrainingPlan
    from shopassistant.recommend.retraining.refit import Outcome
    from shopassistant.store.actor import Actor

# A look is shown again for so long before another is taken.
STILL_FRESH = timedelta(minutes=10)


@dataclass(frozen=True)
class Record:
    """What is written down, read in milliseconds.

    Attributes:
        fitted_at: when what serves was learned; None where nothing was.
        refits: the newest first; checks: the oldest first.
        next_at: when it is planned next, on the wall here; None with the plan off.
        is_waiting: it is time already, and a quiet moment is waited for.
        seconds: the last learning took; 0 where that is not known.
    """

    fitted_at: datetime | None
    refits: "tuple[Refit, ...]"
    checks: "tuple[Check, ...]"
    plan: "RetrainingPlan"
    next_at: datetime | None
    is_waiting: bool
    seconds: float


class HealthDesk(Desk):
    """Reads, looks, learns.

    Signals:
        recorded: a `Record`.
        looking: a look is under way.
        reported: a `HealthReport`.
        unseen: a look was stopped or failed.
        learning: whether it is being learned by hand.
        learned: an `Outcome`.
    """

    recorded = Signal(object)
    looking = Signal()
    reported = Signal(object)
    unseen = Signal()
    learning = Signal(bool)
    learned = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.report: HealthReport | None = None
        self._is_looking = False
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """What is written down at once; a fresh look where the last one is old."""
        self.look("model.health", partial(_record, self.context.services, self.store), self._on_recorded)

    def _on_recorded(self, record: Record) -> None:
        self.recorded.emit(record)
        if record.fitted_at is None:
            return
        report = self.report
        is_fresh = report is not None and report.fitted_at == record.fitted_at
        if report is None or not is_fresh or self.store.clock.now() - report.at > STILL_FRESH:
            self.look_again()

    @Slot()
    def look_again(self) -> None:
        """Look at what was sold since, in the background; the newest look counts."""
        if self._is_looking:
            return
        self._is_looking = True
        self.looking.emit()
        title = self.tr("Looking at recent sales")
        job = partial(_look, self.context.services)
        self.context.lanes.cpu.run(self, job, self._on_reported, self._on_unseen, key="health", title=title)

    def _on_reported(self, report: "HealthReport") -> None:
        self._is_looking = False
        self.report = report
        self.reported.emit(report)

    def _on_unseen(self, error: Exception) -> None:
        self._is_looking = False
        self.unseen.emit()
        self._tell(error)

    @Slot()
    def learn(self) -> None:
        """Learn anew now, in the background; it serves unless it is worse."""
        self.learning.emit(True)
        title = self.tr("Learning from the sales")
        job = partial(_learn, self.context.services, self.actor)
        self.context.lanes.learn.run(self, job, self._on_learned, self._on_not_learned, key="learn", title=title)

    def _on_learned(self, outcome: "Outcome") -> None:
        self.learning.emit(False)
        self.learned.emit(outcome)
        if outcome.state == "promoted":
            self.announce(Changes(everything=True))
        else:
            self.load()

    def _on_not_learned(self, error: Exception) -> None:
        self.learning.emit(False)
        self._tell(error)
        self.load()

    def _tell(self, error: Exception) -> None:
        if isinstance(error, ShopError) and not isinstance(error, Cancelled):
            self.context.errors.show(error)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything:
            self.load()


def _record(services: Services, store: object) -> Record:
    from shopassistant.recommend.retraining.log import last_checks, last_refits
    from shopassistant.recommend.retraining.plan import load_plan
    from shopassistant.recommend.retraining.refit import situation
    from shopassistant.recommend.retraining.schedule import due, next_planned

    engine = services.engine()
    if not engine.is_ready:
        engine.load()
    with engine.store.read() as session:
        plan, refits, checks = load_plan(session), last_refits(session), last_checks(session)
    now = engine.store.clock.now().astimezone()
    return Record(
        fitted_at=engine.fitted_at,
        refits=refits,
        checks=checks,
        plan=plan,
        next_at=None if plan.mode == "off" else next_planned(plan, now),
        is_waiting=due(plan, situation(engine), now) is not None,
        seconds=_seconds(engine.version, engine.registry),
    )


def _seconds(serving: str, registry: object) -> float:
    from shopassistant.recommend.registry import ModelRegistry

    if not isinstance(registry, ModelRegistry):
        return 0.0
    return next((one.seconds for one in registry.list() if one.name == serving), 0.0)


def _look(services: Services, progress: Progress) -> "HealthReport":
    engine = services.engine()
    if not engine.is_ready:
        engine.load()
    return engine.health(progress)


def _learn(services: Services, actor: "Actor", progress: Progress) -> "Outcome":
    from shopassistant.recommend.retraining.refit import retrain

    return retrain(services.engine(), "person", actor, progress)
