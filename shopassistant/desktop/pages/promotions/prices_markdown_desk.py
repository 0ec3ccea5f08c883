"""Markdown plans: what lies too long, what a plan would bring, begun, gone on with, changed, taken back. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.shell.services import Services
    from shopassistant.promotions.prices.advising import Adviser
    from shopassistant.promotions.prices.goods import Priced
    from shopassistant.promotions.prices.markdown.outlining import Outline, Terms
    from shopassistant.promotions.prices.markdown.plans import Plan, Planned
    from shopassistant.store.database import Store


class MarkdownDesk(Desk):
    """Plans and the goods they are for.

    Signals:
        listed: list of `Plan`.
        ageing: list of (goods, days of cover, minor units tied up), the most tied up first.
        outlined: an `Outline`.
        refused: the sentence why not.
        proposed: id of a plan that was written.
    """

    listed = Signal(object)
    ageing = Signal(object)
    outlined = Signal(object)
    refused = Signal(str)
    proposed = Signal(int)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.plans: dict[int, Plan] = {}
        self._adviser: Adviser | None = None
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """The list again."""

        def job() -> "list[Plan]":
            from shopassistant.promotions.prices.markdown.plans import list_plans

            with self.store.read() as session:
                return list_plans(session)

        self.look("prices.plans", job, self._on_listed)

    def _on_listed(self, plans: "list[Plan]") -> None:
        self.plans = {plan.id: plan for plan in plans}
        self.listed.emit(plans)

    def ask_ageing(self) -> None:
        """What lies too long."""

        def job(own: "Adviser") -> "list[tuple[Priced, float, int]]":
            from shopassistant.promotions.prices.markdown.outlining import ageing

            return ageing(own)

        self._with_adviser(job, self.ageing.emit, "prices.ageing")

    def outline(self, variant_id: int, terms: "Terms") -> None:
        """What a plan would bring; the newest question wins."""

        def job(own: "Adviser") -> "Outline":
            from shopassistant.promotions.prices.markdown.outlining import outline

            return outline(own, variant_id, terms)

        self._with_adviser(job, self.outlined.emit, "prices.outline")

    def propose(self, found: "Outline") -> None:
        """Write a plan down; nothing changes yet."""
        from shopassistant.promotions.prices.markdown.plans import propose_plan

        actor = self.actor

        def told(done: "Planned") -> None:
            self._announced(done.changes)
            self.proposed.emit(done.plan_id)

        self.write(lambda: propose_plan(self.store, actor, found), told, self._on_failed)

    def go_on(self, plan: "Plan") -> None:
        """Begin it, or take the step that is due; with an undo."""
        from shopassistant.promotions.prices.markdown.plans import approve_plan, take_step

        actor, today = self.actor, self.today
        use_case = approve_plan if plan.status == "proposed" else take_step
        words = self.tr("{name} is being marked down").format(name=plan.name)
        self._do(lambda: use_case(self.store, actor, plan.id, today), plan.id, words)

    def plan_anew(self, plan: "Plan") -> None:
        """Other steps from what is left now; with an undo."""
        actor = self.actor

        def job(own: "Adviser") -> "Outline":
            from shopassistant.promotions.prices.markdown.outlining import outline

            return outline(own, plan.variant_id, plan.terms)

        def found(outlined: object) -> None:
            from shopassistant.promotions.prices.markdown.plans import replan

            self.write(lambda: replan(self.store, actor, plan.id, cast("Outline", outlined)), told, self._on_failed)

        def told(changes: Changes) -> None:
            self._announced(changes)
            words = self.tr("{name} is planned anew from what is left").format(name=plan.name)
            self.context.toasts.show(words, lambda: self._restore(plan))

        self._with_adviser(job, found, "prices.anew")

    def _restore(self, plan: "Plan") -> None:
        from shopassistant.promotions.prices.markdown.plans import restore_steps

        actor = self.actor
        self.write(lambda: restore_steps(self.store, actor, plan), self._announced, self._on_failed)

    def cancel(self, plan: "Plan") -> None:
        """Give it up; the price stays where it is; with an undo."""
        from shopassistant.promotions.prices.markdown.plans import cancel_plan

        actor = self.actor
        words = self.tr("The markdown of {name} is cancelled; its price stays").format(name=plan.name)
        self._do(lambda: cancel_plan(self.store, actor, plan.id), plan.id, words)

    def bring_back(self, plan_id: int) -> None:
        """Undo."""
        from shopassistant.promotions.prices.markdown.plans import bring_back

        actor = self.actor
        self.write(lambda: bring_back(self.store, actor, plan_id), self._announced, self._on_failed)

    def _do(self, job: Callable[[], Changes], plan_id: int, words: str) -> None:
        def told(changes: Changes) -> None:
            self._announced(changes)
            self.context.toasts.show(words, lambda: self.bring_back(plan_id))

        self.write(job, told, self._on_failed)

    def _announced(self, changes: Changes) -> None:
        self.announce(changes)
        self.load()

    def _with_adviser(self, job: "Callable[[Adviser], object]", done: Callable[[object], None], key: str) -> None:
        known, services = self._adviser, self.context.services

        def run(_progress: Progress) -> "tuple[Adviser, object]":
            own = known or _adviser(self.store, services)
            return own, job(own)

        def told(found: "tuple[Adviser, object]") -> None:
            self._adviser = found[0]
            done(found[1])

        self.context.lanes.cpu.run(self, run, told, self._on_failed, key=key)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.variants or changes.promotions or changes.sales:
            self._adviser = None
        if changes.everything:
            self.load()


def _adviser(store: "Store", services: "Services") -> "Adviser":
    from shopassistant.promotions.prices.proposing import adviser

    return adviser(store, services.forecasts(), services.responses())
