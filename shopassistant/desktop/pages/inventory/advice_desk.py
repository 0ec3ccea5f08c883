"""The day's advice: worked out in the background, answered here, and every answer can be taken back. No widgets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.inventory.advice_view import AdviceRow

if TYPE_CHECKING:
    from shopassistant.core.changes import Changes
    from shopassistant.desktop.pages.inventory.desk import InventoryDesk
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.tasks.lanes import JobHandle
    from shopassistant.inventory.reorder.decisions import Answer, Decided
    from shopassistant.inventory.reorder.lines import Line
    from shopassistant.inventory.reorder.ordering import Ordered
    from shopassistant.inventory.reorder.today import Today

# The page is there first; advice takes the processor for a while in a large shop.
FIRST_AFTER_MS = 500
AGAIN_AFTER_MS = 3_000


@dataclass(frozen=True)
class Advised:
    """What there is to order under the page's filters.

    Attributes:
        lines: by id, the most urgent first.
        has_forecast: without forecasts nothing is advised.
        counts: how many products stand how, see `reorder.advise.STATUSES`.
    """

    lines: "Mapping[int, Line]" = field(default_factory=dict)
    has_forecast: bool = True
    counts: Mapping[str, int] = field(default_factory=dict)


class AdviceDesk(Desk):
    """Works out advice and carries out what is answered to it.

    Signals:
        advised: `Advised`.
        made: numbers and ids of the drafts that were written.
        working: whether advice is being worked out.
    """

    advised = Signal(object)
    made = Signal(object)
    working = Signal(bool)

    def __init__(self, context: "AppContext", figures: "InventoryDesk", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._figures = figures
        self.today_advice: Today | None = None
        self._answered: set[tuple[int, int]] = set()
        self._has_forecast = True
        self._job: JobHandle | None = None
        self.is_working = False
        self.is_stopped = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.work_out)
        figures.settled.connect(self._on_settled)
        figures.shown.connect(self._tell)

    @property
    def is_busy(self) -> bool:
        """Whether advice is on its way."""
        return self.is_working or self._timer.isActive()

    # Working it out

    @Slot()
    def work_out(self) -> None:
        """Work out the advice anew."""
        self._timer.stop()
        self.is_working, self.is_stopped = True, False
        self.working.emit(True)
        lane = self.context.lanes.figures
        self._job = lane.run(self, self._advise, self._on_advised, self._on_failed, key="advice")

    @Slot()
    def stop(self) -> None:
        """Leave the advice as it is; it is worked out again only when somebody asks for it."""
        self._timer.stop()
        self.is_stopped = True
        if self._job is not None:
            self._job.cancel()

    def _advise(self, progress: Progress) -> "tuple[Today, bool]":
        from shopassistant.inventory.reorder.today import advise_today

        keeper = self.context.services.forecasts()
        keeper.refresh()
        forecasts = None if keeper.serving is None else keeper.serving.forecasts
        progress.report("dashboard.advising", 0, 1)
        with self.store.read() as session:
            return advise_today(session, forecasts, self.today, progress=progress), forecasts is not None

    def _on_advised(self, result: "tuple[Today, bool]") -> None:
        self._rest()
        self._answered.clear()
        self.today_advice, self._has_forecast = result
        self._tell()

    def _rest(self) -> None:
        self.is_working, self._job = False, None
        self.working.emit(False)

    def _on_failed(self, error: Exception) -> None:
        self._rest()
        if isinstance(error, ShopError):
            self.context.errors.show(error)

    @Slot(bool)
    def _on_settled(self, is_new: bool) -> None:
        """The first advice once the page stands, others when it has been quiet for a moment."""
        if self.is_stopped:
            return
        if self.today_advice is None:
            self._timer.start(min(FIRST_AFTER_MS, AGAIN_AFTER_MS))
        elif is_new:
            self._timer.start(AGAIN_AFTER_MS)

    @Slot()
    def _tell(self) -> None:
        """Say what there is under the filters, less what was answered a moment ago."""
        today = self.today_advice
        if today is None:
            return
        question = self._figures.question
        inside = self._figures.variants_in_sight() if question.is_searching else None
        lines = {
            number: line
            for number, line in enumerate(today.lines, 1)
            if (line.variant_id, line.location_id) not in self._answered
            and question.location_id in (None, line.location_id)
            and question.supplier_id in (None, line.supplier_id)
            and (inside is None or line.variant_id in inside)
        }
        self.advised.emit(Advised(lines, self._has_forecast, today.counts))

    def rows(self, lines: "Mapping[int, Line]") -> dict[int, AdviceRow]:
        """Lines in words; called inside the read lane."""
        from shopassistant.inventory.dashboard.names import load_names
        from shopassistant.inventory.dashboard.rows import load_lines
        from shopassistant.inventory.dashboard.slicing import Filter

        ids = {line.variant_id for line in lines.values()}
        with self.store.read() as session:
            names = load_names(session, list(ids))
        part = self.context.services.dashboard().part(Filter())
        figures = load_lines(part, list(ids)) if part is not None else {}
        made = {}
        for number, line in lines.items():
            named = names.get(line.variant_id)
            if named is None:
                continue
            known = figures.get(line.variant_id)
            made[number] = AdviceRow(
                id=number,
                variant_id=line.variant_id,
                name=named.name,
                detail=named.detail,
                supplier=named.supplier,
                units=line.units,
                why=self.why(line),
                notes=self.notes(line),
                cost_minor=line.cost_minor,
                chance=line.risk_before,
                sold=known.sold if known is not None else (),
            )
        return made

    def why(self, line: "Line") -> str:
        """The arithmetic in one sentence."""
        return self.catalogue.say(*line.sentence)

    def notes(self, line: "Line") -> str:
        """What the sentence has no room for."""
        said = [*line.notes, *([line.again] if line.again else [])]
        return "\n".join(self.catalogue.say(*one) for one in said)

    # Answering

    def order(self, lines: "Sequence[Line]") -> None:
        """Write one draft per supplier and place; with an undo."""
        from shopassistant.inventory.reorder.ordering import order_lines

        answers, actor = self._answers(lines), self.actor
        self._hide(answers)
        self.write(lambda: order_lines(self.store, actor, answers), self._on_ordered, self._on_refused)

    def snooze(self, lines: "Sequence[Line]", days: int) -> None:
        """Ask again in some days; with an undo."""
        from shopassistant.inventory.reorder.decisions import snooze

        answers, actor, until = self._answers(lines), self.actor, self.today + timedelta(days=days)
        self._hide(answers)
        self._decide(lambda: snooze(self.store, actor, answers, until), "dashboard.snoozed", len(answers))

    def dismiss(self, lines: "Sequence[Line]", reason: str, note: str = "") -> None:
        """Say no, and why; with an undo."""
        from shopassistant.inventory.reorder.decisions import dismiss

        answers, actor = self._answers(lines), self.actor
        self._hide(answers)
        self._decide(lambda: dismiss(self.store, actor, answers, reason, note), "dashboard.dismissed", len(answers))

    def forecast_now(self) -> None:
        """Forecast, because somebody waits for it; advice follows."""
        lane = self.context.lanes.learn
        lane.run(self, self._forecast, self._on_forecast, title=self.say("dashboard.forecasting"))

    def _forecast(self, progress: Progress) -> object:
        from shopassistant.inventory.demand.keeping.refit import refit

        return refit(self.context.services.forecasts(), "person", progress)

    def _on_forecast(self, _summary: object) -> None:
        self._figures.refresh()
        self.work_out()

    def _answers(self, lines: "Sequence[Line]") -> "tuple[Answer, ...]":
        from shopassistant.inventory.reorder.decisions import answer

        return tuple(answer(line) for line in lines)

    def _hide(self, answers: "Sequence[Answer]") -> None:
        """What is answered goes at once; it comes back if that fails."""
        self._answered |= {(one.variant_id, one.location_id) for one in answers}
        self._tell()

    def _decide(self, job: "Callable[[], Decided]", sentence: str, count: int) -> None:
        def done(decided: "Decided") -> None:
            self.announce(decided.changes)
            self.context.toasts.show(self.say(sentence, count=count), lambda: self._take_back(decided.decision_ids))

        self.write(job, done, self._on_refused)

    def _take_back(self, decision_ids: Sequence[int]) -> None:
        from shopassistant.inventory.reorder.decisions import take_back

        actor = self.actor
        self.write(lambda: take_back(self.store, actor, decision_ids), self._on_taken_back)

    def _on_ordered(self, ordered: "Ordered") -> None:
        self.announce(ordered.changes)
        ids = tuple(one.order_id for one in ordered.orders)
        numbers = ", ".join(one.number for one in ordered.orders)
        words = self.say("reorder.created", count=len(ids), numbers=numbers)
        self.context.toasts.show(words, lambda: self._take_back_orders(ids))
        self.made.emit(tuple((one.order_id, one.number) for one in ordered.orders))

    def _take_back_orders(self, order_ids: Sequence[int]) -> None:
        from shopassistant.inventory.reorder.ordering import take_back_orders

        actor = self.actor
        self.write(lambda: take_back_orders(self.store, actor, order_ids), self._on_taken_back)

    def _on_taken_back(self, changes: "Changes") -> None:
        self.made.emit(())
        self.announce(changes)
        self.work_out()

    def _on_refused(self, error: Exception) -> None:
        self._answered.clear()
        self._tell()
        if isinstance(error, ShopError):
            self.context.errors.show(error)
