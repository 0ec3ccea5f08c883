"""The model behind the advice: its health, its accuracy, its versions and experiments, one tab each."""

from functools import partial

from PySide6.QtWidgets import QStackedWidget

from shopassistant.desktop.pages.model.tab import Tab, TabSpec
from shopassistant.desktop.pages.model.tabs import tab_specs
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import column, label, row
from shopassistant.desktop.widgets.segmented import Segmented


class ModelPage(Page):
    """The tabs, of which one is in front."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._specs = {spec.id: spec for spec in tab_specs()}
        self._tabs: dict[str, Tab] = {}
        self._current = ""
        self._build()
        self._add_actions()

    def _build(self) -> None:
        names = [(spec.id, spec.title) for spec in self._specs.values()]
        self.choice = Segmented(names, self.tr("Parts of this page"))
        self.choice.chosen.connect(self.show_tab)
        self.stack = QStackedWidget()
        head = row(label(self.tr("Model"), "title"), self.choice, gap=GAP)
        head.setStretch(1, 1)
        whole = column(head, self.stack, margin=GAP, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _add_actions(self) -> None:
        for place, spec in enumerate(self._specs.values()):
            words = self.tr("Model: {tab}").format(tab=spec.title)
            keys = f"Alt+{place + 1}"
            self.context.actions.add(
                Action(f"model.{spec.id}", words, partial(self.show_tab, spec.id), keys, page="model")
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
