"""Counts: which there are, the one that is open, what is scanned and typed into it, and booking it. No widgets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, ShopError
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.counting.listing import CountRow, CountView

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.counting.booking import Booked, Seen
    from shopassistant.inventory.counting.entries import CountedLine
    from shopassistant.inventory.counting.listing import Uncounted
    from shopassistant.inventory.counting.sessions import CountResult
    from shopassistant.sales.found import FoundVariant

_MOST_STEPS = 100


@dataclass(frozen=True, slots=True)
class CountPlan:
    """What is to be counted.

    Attributes:
        kind: ``cycle`` (what is due today), ``full``, or ``category``.
        most: length of the list of a cycle count.
    """

    location_id: int
    kind: str
    category_id: int | None = None
    most: int = 20
    blind: bool = True


@dataclass(frozen=True, slots=True)
class _Step:
    """Something entered, so that it can be taken back: units added, or the number there was before."""

    variant_id: int
    added: int
    before: int | None


class CountDesk(Desk):
    """Lists counts and keeps one open.

    Signals:
        listed: tuple of `CountRow`, the open ones first.
        opened: the `CountView` of the open count, None when none is.
        touched: variant id that was just counted.
        unknown: a code nobody knows.
        left: tuple of `Uncounted`.
        booked: a `Booked`.
        refused: the sentence why not.
    """

    listed = Signal(object)
    opened = Signal(object)
    touched = Signal(int)
    unknown = Signal(str)
    left = Signal(object)
    booked = Signal(object)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.count_id = 0
        self.view: CountView | None = None
        self._steps: list[_Step] = []
        context.bus.changed.connect(self._on_changes)

    @property
    def is_manager(self) -> bool:
        """Whether the one signed in sees what the books say and may book."""
        return self.actor.has_role("manager")

    @property
    def can_undo(self) -> bool:
        """Whether something was entered here that can be taken back."""
        return bool(self._steps)

    # Looking

    @Slot()
    def load(self) -> None:
        """The list again."""
        self.look("counts.list", self._list, self.listed.emit)

    @Slot(int)
    def open(self, count_id: int) -> None:
        """Open a count; 0 leaves it as it is for another time."""
        if count_id != self.count_id:
            self._steps.clear()
        self.count_id = count_id
        if not count_id:
            self.forget("counts.count")
            self._on_opened(None)
            return
        is_manager = self.is_manager
        self.look("counts.count", lambda: self._load(count_id, is_manager), self._on_opened, self._on_failed)

    def _on_opened(self, view: CountView | None) -> None:
        self.view = view
        self.opened.emit(view)

    def show_left(self) -> None:
        """Read what nobody has counted yet."""
        view = self.view
        if view is not None:
            self.look("counts.left", lambda: self._left(view.left), self.left.emit)

    def _list(self) -> tuple[CountRow, ...]:
        from shopassistant.inventory.counting.listing import list_counts

        with self.store.read() as session:
            return list_counts(session)

    def _load(self, count_id: int, is_manager: bool) -> CountView:
        from shopassistant.inventory.counting.listing import load_count

        with self.store.read() as session:
            view = load_count(session, count_id, shows_books=is_manager)
            if not view.row.blind and not is_manager:
                view = load_count(session, count_id, shows_books=True)
            return view

    def _left(self, left: dict[int, int]) -> "tuple[Uncounted, ...]":
        from shopassistant.inventory.counting.listing import load_uncounted

        with self.store.read() as session:
            return load_uncounted(session, left)

    # Beginning and ending

    def begin(self, plan: CountPlan) -> None:
        """Begin a count and open it."""
        actor, today = self.actor, self.today

        def told(result: "CountResult") -> None:
            self.announce(result.changes)
            self.open(result.count_id)

        self.write(lambda: self._begin(actor, plan, today), told, self._on_failed)

    def _begin(self, actor: Any, plan: CountPlan, today: date) -> "CountResult":
        from shopassistant.inventory.counting.cycle import cycle_list
        from shopassistant.inventory.counting.sessions import open_count

        due: tuple[int, ...] = ()
        if plan.kind == "cycle":
            with self.store.read() as session:
                due = tuple(one.variant_id for one in cycle_list(session, plan.location_id, today, plan.most))
        return open_count(
            self.store,
            actor,
            plan.location_id,
            "cycle" if plan.kind == "cycle" else "full",
            plan.category_id if plan.kind == "category" else None,
            due,
            plan.blind,
        )

    def cancel(self, count_id: int) -> None:
        """Give a count up; no level has changed."""
        from shopassistant.inventory.counting.sessions import cancel_count

        actor = self.actor

        def told(result: "CountResult") -> None:
            self.announce(result.changes)
            if count_id == self.count_id:
                self.open(0)
            self.context.toasts.show(self.say("counts.cancelled", number=result.number))

        self.write(lambda: cancel_count(self.store, actor, count_id), told, self._on_failed)

    def book(self, seen: "Mapping[int, Seen]", *, zero_left: bool) -> None:
        """The books say what was counted from now on; `seen` is what the list of differences showed."""
        from shopassistant.inventory.counting.booking import book_count

        actor, count_id = self.actor, self.count_id

        def told(done: "Booked") -> None:
            self.count_id = 0
            self.announce(done.changes)
            self._on_opened(None)
            self.booked.emit(done)

        choice = "zero" if zero_left else "skip"
        # Whoever books has seen in the list what should be counted again, and takes nothing else upon them.
        self.write(
            lambda: book_count(self.store, actor, count_id, choice, accept=True, seen=seen), told, self._on_not_booked
        )

    def _on_not_booked(self, error: Exception) -> None:
        self._on_failed(error)
        if isinstance(error, Conflict) and self.count_id:
            self.open(self.count_id)

    # Entering

    @Slot(str)
    def scan(self, code: str) -> None:
        """One of it was found. Scans are taken in their order, none is dropped."""

        def told(found: "FoundVariant | None") -> None:
            if found is None:
                self.unknown.emit(code)
            else:
                self.add(found.variant_id)

        # Without a key: a second scan must not push the first one out.
        self.context.lanes.read.run(self, lambda _progress: self.context.services.lookup().by_code(code), told)

    def add(self, variant_id: int, units: int = 1) -> None:
        """So many more were found."""
        from shopassistant.inventory.counting.entries import scan

        actor, count_id = self.actor, self.count_id
        if count_id:
            self._enter(lambda: scan(self.store, actor, count_id, variant_id, units), _Step(variant_id, units, None))

    def set_units(self, variant_id: int, units: int) -> None:
        """There are so many in all."""
        from shopassistant.inventory.counting.entries import enter

        actor, count_id, before = self.actor, self.count_id, self._units_of(variant_id)
        if count_id:
            step = None if before is None else _Step(variant_id, 0, before)
            self._enter(lambda: enter(self.store, actor, count_id, variant_id, units), step)

    def undo(self) -> None:
        """Take the last entry back."""
        if not self._steps:
            return
        step = self._steps.pop()
        from shopassistant.inventory.counting.entries import enter, scan

        actor, count_id = self.actor, self.count_id
        if step.before is not None:
            before = step.before
            self._enter(lambda: enter(self.store, actor, count_id, step.variant_id, before), None)
        else:
            self._enter(lambda: scan(self.store, actor, count_id, step.variant_id, -step.added), None)

    def count_again(self, line_id: int) -> None:
        """The next scan of a line starts at the beginning."""
        from shopassistant.inventory.counting.entries import want_recount

        actor, count_id = self.actor, self.count_id
        self.write(lambda: want_recount(self.store, actor, count_id, [line_id]), self.announce, self._on_failed)

    def _units_of(self, variant_id: int) -> int | None:
        lines = () if self.view is None else self.view.lines
        return next((line.counted_units for line in lines if line.variant_id == variant_id), None)

    def _enter(self, job: "Callable[[], CountedLine]", step: _Step | None) -> None:
        def told(line: "CountedLine") -> None:
            if step is not None:
                self._steps = [*self._steps[-_MOST_STEPS:], step]
            self.touched.emit(line.variant_id)
            self.announce(line.changes)

        self.write(job, told, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.counts:
            self.load()
            if self.count_id and (changes.everything or self.count_id in changes.counts):
                self.open(self.count_id)
