"""Versions: what was learned when, from what, and which of it serves."""

from functools import partial

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.model.tab import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.services import learn
from shopassistant.desktop.widgets.basics import button, column
from shopassistant.desktop.widgets.states import EmptyState


class VersionsTab(Tab):
    """Offers to learn from the shop's sales."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.learn_button = button(self.tr("Learn from the sales"), "primary", theme=context.theme, icon="sparkles")
        self.learn_button.clicked.connect(self.learn)
        words = self.tr("Here will be every state the advice was learned in, with what it was learned from.")
        self.empty = EmptyState(
            context.theme, "gauge", self.tr("Nothing was learned here yet"), words, self.learn_button
        )
        self.setLayout(column(self.empty))

    def shown(self) -> None:
        self.learn_button.setFocus()

    def learn(self) -> None:
        """Learn in the background; the old advice serves until then."""
        job = partial(learn, self.context.services)
        self.context.lanes.cpu.run(self, job, self._on_learned, key="learn", title=self.tr("Learning from the sales"))

    def _on_learned(self, _summary: object) -> None:
        self.context.bus.publish(Changes(everything=True))
