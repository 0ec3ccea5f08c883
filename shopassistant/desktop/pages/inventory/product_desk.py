"""One product's presenter: loads its story, hands it over. No widgets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.inventory.views import Question

if TYPE_CHECKING:
    from shopassistant.desktop.pages.inventory.desk import InventoryDesk
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.dashboard.story import Story


class StoryDesk(Desk):
    """Loads one product at a time.

    Signals:
        told: the `Story`; None where the product is not among what the page shows.
    """

    told = Signal(object)

    def __init__(self, context: "AppContext", figures: "InventoryDesk", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._figures = figures
        self.variant_id = 0
        figures.changed.connect(self._again)
        context.bus.changed.connect(self._on_changes)

    @Slot(int)
    def open(self, variant_id: int) -> None:
        """Tell about a variant; 0 forgets."""
        self.variant_id = variant_id
        if not variant_id:
            self.forget("inventory.story")
            return
        question = self._figures.question
        self.look("inventory.story", lambda: self._load(variant_id, question), self.told.emit)

    def _load(self, variant_id: int, question: Question) -> "Story | None":
        import pyqtgraph  # noqa: F401  here in the lane: it would hold the window for a quarter of a second

        import shopassistant.desktop.pages.inventory.plots  # noqa: F401
        from shopassistant.inventory.dashboard.slicing import Filter
        from shopassistant.inventory.dashboard.story import load_story

        part = self.context.services.dashboard().part(Filter(question.location_id))
        if part is None:
            return None
        serving = self.context.services.forecasts().serving
        with self.store.read() as session:
            return load_story(session, part, variant_id, None if serving is None else serving.forecasts)

    def _again(self) -> None:
        if self.variant_id:
            self.open(self.variant_id)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if self.variant_id and (changes.orders or changes.transfers):
            self.open(self.variant_id)
