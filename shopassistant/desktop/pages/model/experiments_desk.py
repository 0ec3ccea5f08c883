"""What the experiments tab asks of the lanes, and its answers in words. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.model.experiment_views import ArmRow, Bar, Experiments, Row, Shown
from shopassistant.desktop.shell.context import AppContext

if TYPE_CHECKING:
    from shopassistant.recommend.experiments.design import Design, Experiment
    from shopassistant.recommend.experiments.duration import Past, Plan
    from shopassistant.recommend.experiments.results import ArmResult, Result
    from shopassistant.recommend.experiments.wording import Sentence

T = TypeVar("T")
_TONES = {"too_early": "", "ratio_broken": "critical", "no_relevant_difference": ""}


class ExperimentsDesk(QObject):
    """Reads, starts and ends experiments.

    Signals:
        loaded: an `Experiments`.
        planned: the sentence on how long it will take, and the `Plan` (None where the design will not do).
        opened: id of a draft and its `Design`.
        done: something was written.
        refused: a sentence about what was tried.
    """

    loaded = Signal(object)
    planned = Signal(str, object)
    opened = Signal(int, object)
    done = Signal()
    refused = Signal(str)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._catalogue = context.catalogue
        self._picked: int | None = None
        self._past: Past | None = None

    # Looking

    def load(self) -> None:
        """Read what runs and what ran."""
        picked = self._picked
        self._context.lanes.cpu.run(self, lambda _progress: self._read(picked), self.loaded.emit, key="experiments")

    def pick(self, experiment_id: int) -> None:
        """Show one that ended."""
        self._picked = experiment_id
        self.load()

    def open_draft(self, experiment_id: int) -> None:
        """Ask for the design of a draft."""
        store = self._context.store

        def job(_progress: Progress) -> "Design":
            from shopassistant.recommend.experiments.register import find_experiment

            with store.read() as session:
                return find_experiment(session, experiment_id).design

        self._context.lanes.read.run(self, job, lambda design: self.opened.emit(experiment_id, design))

    def forget_past(self) -> None:
        """Read the shop's past anew for the next plan."""
        self._past = None

    def plan(self, design: "Design") -> None:
        """Ask how long an experiment of this design would take; the answer to the newest question arrives."""
        past = self._past
        self._context.lanes.cpu.run(
            self,
            lambda _progress: self._plan(design, past),
            self._on_plan,
            self._on_plan_failed,
            key="experiments.plan",
        )

    # Doing

    def keep(self, design: "Design", draft_id: int = 0) -> None:
        """Write a design down, or change the one written down before."""
        from shopassistant.recommend.experiments.register import change_draft, draft_experiment

        store, actor = self._context.store, self._context.staff.actor

        def job() -> None:
            if draft_id:
                change_draft(store, actor, draft_id, design)
            else:
                draft_experiment(store, actor, design)

        self._write(job, lambda _none: self._finish("experiments.saved", design.name))

    def start(self, design: "Design", draft_id: int = 0) -> None:
        """Let it run."""
        from shopassistant.recommend.experiments.register import begin_experiment, change_draft, start_experiment

        store, actor = self._context.store, self._context.staff.actor

        def job() -> None:
            if draft_id:
                change_draft(store, actor, draft_id, design)
                start_experiment(store, actor, draft_id)
            else:
                begin_experiment(store, actor, design)

        self._picked = None
        self._write(job, lambda _none: self._finish("experiments.started", design.name))

    def drop(self, draft_id: int, design: "Design") -> None:
        """Throw a draft away; it can be had back."""
        from shopassistant.recommend.experiments.register import drop_draft

        store, actor = self._context.store, self._context.staff.actor
        self._write(
            lambda: drop_draft(store, actor, draft_id),
            lambda _none: self._finish("experiments.dropped", design.name, lambda: self.keep(design)),
        )

    def stop(self, experiment_id: int) -> None:
        """End the running one."""
        from shopassistant.recommend.experiments.register import stop_experiment

        store, actor = self._context.store, self._context.staff.actor
        self._picked = experiment_id
        self._write(
            lambda: stop_experiment(store, actor, experiment_id),
            lambda stopped: self._finish("experiments.stopped", stopped.design.name),
        )

    def use(self, method: str) -> None:
        """Let the personal list be made by this method from now on; can be undone."""
        from shopassistant.recommend.usual import use_method

        store, actor = self._context.store, self._context.staff.actor

        def told(before: str) -> None:
            words = self._catalogue.say("experiments.using", {"new_method": method})
            self._context.toasts.show(words, lambda: self.use(before))
            self._context.bus.publish(Changes())
            self.done.emit()
            self.load()

        self._write(lambda: use_method(store, actor, method), told)

    def _write(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        self._context.lanes.db.run(self, lambda _progress: job(), done, self._on_refused)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self._catalogue.explain(error))

    def _finish(self, code: str, name: str, undo: Callable[[], None] | None = None) -> None:
        self._context.toasts.show(self._catalogue.say(code, {"name": name}), undo)
        self._context.bus.publish(Changes())
        self.done.emit()
        self.load()

    # In the lanes

    def _plan(self, design: "Design", past: "Past | None") -> "tuple[Past, Plan, str]":
        from shopassistant.recommend.experiments.design import check
        from shopassistant.recommend.experiments.duration import plan_with_advice, read_past_of_shop
        from shopassistant.recommend.experiments.wording import foretold

        check(design)
        if past is None:
            store = self._context.store
            with store.read() as session:
                past = read_past_of_shop(session, store.clock.now())
        found = plan_with_advice(past, design)
        return past, found, " ".join(self._say(sentence) for sentence in foretold(found, design))

    def _on_plan(self, answer: "tuple[Past, Plan, str]") -> None:
        self._past, found, words = answer
        self.planned.emit(words, found)

    def _on_plan_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.planned.emit(self._catalogue.explain(error), None)

    def _read(self, picked: int | None) -> Experiments:
        from shopassistant.recommend.experiments.register import all_experiments
        from shopassistant.recommend.experiments.results import read_result
        from shopassistant.recommend.usual import usual_method

        store = self._context.store
        with store.read() as session:
            found, usual = all_experiments(session), usual_method(session)
            running = next((one for one in found if one.state == "running"), None)
            ended = [one for one in found if one.state == "stopped"]
            chosen = next((one for one in ended if one.id == picked), running or next(iter(ended), None))
            result = read_result(session, chosen, store.clock.now()) if chosen is not None else None
        shown = self._shown(result, usual) if result is not None else None
        rows = tuple(self._row(one) for one in found if chosen is None or one.id != chosen.id)
        return Experiments(shown, rows, running is not None, usual)

    def _row(self, experiment: "Experiment") -> Row:
        parts = [self._catalogue.say(f"experiments.state.{experiment.state}"), self._arms(experiment)]
        if experiment.verdict is not None:
            parts[0] = self._concluded(experiment)
        return Row(experiment.id, experiment.design.name, " · ".join(parts), experiment.state == "draft")

    def _concluded(self, experiment: "Experiment") -> str:
        a, b = experiment.design.arms
        winner = {"a_better": a, "b_better": b}.get(experiment.verdict or "")
        if winner is not None:
            return self._catalogue.say("experiments.concluded.better", {"winner_method": winner.method})
        return self._catalogue.say(f"experiments.concluded.{experiment.verdict}")

    def _arms(self, experiment: "Experiment") -> str:
        a, b = experiment.design.arms
        values = {"a_method": a.method, "a_share": a.share, "b_method": b.method, "b_share": b.share}
        return self._catalogue.say("experiments.arms", values)

    def _shown(self, result: "Result", usual: str) -> Shown:
        from shopassistant.recommend.experiments.duration import days_to_go
        from shopassistant.recommend.experiments.wording import so_far, verdict

        experiment, winner = result.experiment, result.winner
        days = days_to_go(result, result.until)
        when = {"started_on": experiment.started_at, "stopped_on": experiment.stopped_at}
        code = "experiments.since" if experiment.stopped_at is None else "experiments.ran"
        is_new = winner is not None and winner.method != usual
        return Shown(
            id=experiment.id,
            name=experiment.design.name,
            is_running=experiment.state == "running",
            about=" · ".join((self._catalogue.say(code, when), self._arms(experiment))),
            so_far=self._say(so_far(result)),
            verdict=self._say(verdict(result, days)),
            tone=_TONES.get(result.verdict, "positive"),
            arms=(self._arm(result.arms[0], result), self._arm(result.arms[1], result)),
            bar=self._bar(result),
            better_method=winner.method if winner is not None and is_new else "",
            better_name=self._catalogue.method(winner.method) if winner is not None and is_new else "",
        )

    def _arm(self, arm: "ArmResult", result: "Result") -> ArmRow:
        from shopassistant.recommend.experiments.wording import percent

        number, formats = self._catalogue.number, self._catalogue.formats
        share = None if arm.conversion is None else number(percent(arm.conversion))
        return ArmRow(
            name=arm.name,
            method=self._catalogue.method(arm.method),
            customers=number(arm.customers),
            lists=number(arm.lists),
            offered=number(arm.offered),
            bought=number(arm.bought),
            share="–" if share is None else formats.percent.format(number=share),
            value="–" if arm.value_minor is None else self._catalogue.money(round(arm.value_minor)),
            is_better=result.winner is arm,
        )

    def _bar(self, result: "Result") -> Bar | None:
        from shopassistant.recommend.experiments.wording import interval

        found, words = result.primary, interval(result)
        if words is None or found.estimate is None or found.low is None or found.high is None:
            return None
        relevant = result.experiment.design.relevant_effect
        return Bar(found.estimate, found.low, found.high, relevant, self._say(words))

    def _say(self, sentence: "Sentence") -> str:
        return self._catalogue.say(sentence.code, sentence.values)
