"""Who is there twice: likely pairs, a merge previewed field by field, and its undo. No widgets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotAllowed, ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.approval import as_manager
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.customers.duplicates import DuplicatePair
    from shopassistant.customers.listing import PastMerge
    from shopassistant.customers.merge import MergePreview, MergeResult
    from shopassistant.desktop.shell.context import AppContext

_MOST_PAIRS = 500


class MergeDesk(Desk):
    """Finds and merges.

    Signals:
        searching: the search for pairs began.
        pairs: tuple of `DuplicatePair`, the surest first.
        previewed: a `MergePreview`.
        merged: id of the customer kept.
        past: tuple of `PastMerge`.
        refused: the sentence why not.
    """

    searching = Signal()
    pairs = Signal(object)
    previewed = Signal(object)
    merged = Signal(int)
    past = Signal(object)
    refused = Signal(str)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.has_searched = False
        context.bus.changed.connect(self._on_changes)

    @property
    def needs_pin(self) -> bool:
        """Whether whoever is signed in needs a manager's word."""
        return not self.actor.has_role("manager")

    @Slot()
    def search(self) -> None:
        """Compare everybody who shares something; a long job in a large shop."""
        self.has_searched = True
        self.searching.emit()

        def job(progress: Progress) -> "tuple[DuplicatePair, ...]":
            from shopassistant.customers.duplicates import find_duplicates

            return find_duplicates(self.store, _MOST_PAIRS, progress)

        title = self.tr("Looking for customers who are there twice")
        self.context.lanes.cpu.run(self, job, self.pairs.emit, key="duplicates", title=title)

    def preview(self, kept_id: int, absorbed_id: int) -> None:
        """Both side by side, and what would move."""

        def job() -> "MergePreview":
            from shopassistant.customers.merge import preview_merge

            with self.store.read() as session:
                return preview_merge(session, kept_id, absorbed_id)

        self.look("customers.merge", job, self.previewed.emit, self._on_failed)

    def merge(self, kept_id: int, absorbed_id: int, choices: dict[str, str], pin: str) -> None:
        """Make one of two, with an undo."""
        from shopassistant.customers.merge import merge

        actor = self.actor

        def told(result: "MergeResult") -> None:
            self.announce(result.changes)
            self.merged.emit(kept_id)
            self.context.toasts.show(self.say("customers.merged_now"), lambda: self.undo(result.merge_id, pin))

        self.write(
            lambda: merge(self.store, as_manager(self.store, actor, pin), kept_id, absorbed_id, choices),
            told,
            self._on_failed,
        )

    def undo(self, merge_id: int, pin: str = "") -> None:
        """Make two again."""
        from shopassistant.customers.merge import undo_merge

        actor = self.actor

        def told(changes: Changes) -> None:
            self.announce(changes)
            self.context.toasts.show(self.say("customers.merge_undone_now"))

        self.write(lambda: undo_merge(self.store, as_manager(self.store, actor, pin), merge_id), told, self._on_failed)

    @Slot()
    def load_past(self) -> None:
        """Merges done before."""

        def job() -> "tuple[PastMerge, ...]":
            from shopassistant.customers.listing import past_merges

            with self.store.read() as session:
                return past_merges(session)

        self.look("customers.merges", job, self.past.emit)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, NotAllowed) and error.code == "staff.wrong_pin":
            self.refused.emit(self.say("stock.wrong_pin"))
        elif isinstance(error, ShopError):
            self.refused.emit(self.catalogue.explain(error))

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.customers or changes.everything:
            self.load_past()
            if self.has_searched:
                self.search()
