"""A page of several tabs, of which one is in front; each is built when it first is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import column, label, row
from shopassistant.desktop.widgets.segmented import Segmented


class Tab(Page):
    """Base of the tabs: to their page what a page is to the window. Built when it is first in front."""


@dataclass(frozen=True)
class TabSpec:
    """A tab before it is built.

    Attributes:
        id: stable name, to be opened by.
        title: translated name; one word.
        factory: builds the tab; imports its modules only then.
    """

    id: str
    title: str
    factory: Callable[[AppContext], Tab]


class TabbedPage(Page):
    """The tabs under the page's name.

    Args:
        page_id: of the page, for its actions.
        title: its name.
        specs: the tabs, in their order.
    """

    def __init__(self, context: AppContext, page_id: str, title: str, specs: Sequence[TabSpec]) -> None:
        super().__init__(context)
        self._id = page_id
        self._specs = {spec.id: spec for spec in specs}
        self._tabs: dict[str, Tab] = {}
        self._current = ""
        self._build(title)
        self._add_actions(title)

    def _build(self, title: str) -> None:
        names = [(spec.id, spec.title) for spec in self._specs.values()]
        self.choice = Segmented(names, self.tr("Parts of this page"))
        self.choice.chosen.connect(self.show_tab)
        self.stack = QStackedWidget()
        self.head: QHBoxLayout = row(label(title, "title"), self.choice, gap=GAP)
        self.head.setStretch(1, 1)
        whole = column(self.head, self.stack, margin=GAP, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _add_actions(self, title: str) -> None:
        for place, spec in enumerate(self._specs.values()):
            words = f"{title}: {spec.title}"
            keys = f"Alt+{place + 1}"
            self.context.actions.add(
                Action(f"{self._id}.{spec.id}", words, partial(self.show_tab, spec.id), keys, page=self._id)
            )

    # The window's hooks

    def shown(self) -> None:
        if self._current:
            self._tabs[self._current].shown()
        else:
            self.show_tab(next(iter(self._specs)))

    def hidden(self) -> None:
        if self._current:
            self._tabs[self._current].hidden()

    def open_with(self, what: object) -> None:
        """Show a tab by its id, or ``(id, what the tab understands)``."""
        match what:
            case str(tab_id):
                self.show_tab(tab_id)
            case (str(tab_id), inner):
                self.show_tab(tab_id)
                self._tabs[tab_id].open_with(inner)

    def prepare(self, what: str) -> None:
        """`what` is the id of the tab that is meant."""
        (self._tabs.get(what) or self._build_tab(self._specs[what])).prepare("")

    def go_back(self) -> bool:
        return bool(self._current) and self._tabs[self._current].go_back()

    # Tabs

    def tab(self, tab_id: str) -> Tab | None:
        """The built tab with this id, if it was in front before."""
        return self._tabs.get(tab_id)

    def show_tab(self, tab_id: str) -> None:
        """Bring a tab to the front, building it the first time."""
        tab = self._tabs.get(tab_id) or self._build_tab(self._specs[tab_id])
        before = self._tabs.get(self._current)
        if before is not None and before is not tab:
            before.hidden()
        self._current = tab_id
        self.choice.choose(tab_id)
        self.stack.setCurrentWidget(tab)
        tab.shown()

    def _build_tab(self, spec: TabSpec) -> Tab:
        tab = spec.factory(self.context)
        self._tabs[spec.id] = tab
        self.stack.addWidget(tab)
        return tab
