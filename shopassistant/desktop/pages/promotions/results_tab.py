"""Results: what campaigns and promotions earned, beside each other, and how sure that is."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QWidget

from shopassistant.core.changes import Changes
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.results_desk import ResultsDesk
from shopassistant.desktop.pages.promotions.results_panel import ResultPanel
from shopassistant.desktop.pages.promotions.results_views import ListRow, Shown
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import button, column
from shopassistant.desktop.widgets.states import EmptyState, Skeleton
from shopassistant.desktop.widgets.table import Column, LazyTable


def _tr(text: str) -> str:
    return QCoreApplication.translate("results", text)


class ResultsTab(Tab):
    """The table of what ran and runs, and beside it the one that is chosen."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = ResultsDesk(context, self)
        self._rows: dict[int, ListRow] = {}
        self._wants_focus = False
        self._build()
        self.desk.listed.connect(self._on_listed)
        self.desk.shown.connect(self._on_shown)
        self.desk.saved.connect(self._on_saved)
        self.table.current_changed.connect(self._on_current)
        context.bus.changed.connect(self._on_changes)

    def _build(self) -> None:
        theme = self.context.theme
        self.table = LazyTable(self.context, "results", result_columns(self.context.catalogue), self._rows_of)
        self.first = button(self.tr("Plan a campaign"), "primary", theme=theme, icon="play")
        self.first.clicked.connect(self._on_first)
        words = self.tr(
            "Here you will see what each campaign earned beyond what would have been sold anyway: "
            "held against customers who were left out at random, not guessed."
        )
        self.empty = EmptyState(theme, "badge-percent", self.tr("Nothing has run yet"), words, self.first)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.table)
        self.beside = QStackedWidget()
        waiting = QWidget()
        waiting.setLayout(column(Skeleton(theme, 6), 1, margin=GAP))
        self.beside.addWidget(waiting)
        self.splitter.addWidget(self.beside)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([490, 750])
        self.stack = QStackedWidget()
        for part in (Skeleton(theme, 6), self.empty, self.splitter):
            self.stack.addWidget(part)
        self.setLayout(column(self.stack))

    @property
    def rows(self) -> dict[int, ListRow]:
        """The rows of the table by their keys."""
        return dict(self._rows)

    @cached_property
    def panel(self) -> ResultPanel:
        """The one that is chosen; made when there is first one to show, so that opening the tab does not wait."""
        made = ResultPanel(self.context)
        made.csv.clicked.connect(self.save_csv)
        made.pdf.clicked.connect(self.save_pdf)
        self.beside.addWidget(made)
        return made

    # The page's hooks

    def shown(self) -> None:
        self._wants_focus = True
        self.desk.load()

    def open_with(self, what: object) -> None:
        """Show a campaign by its id or as ``("campaign", id)``, or what a ``("promotion", id)`` did."""
        match what:
            case int(campaign_id) | ("campaign", int(campaign_id)):
                self.desk.pick(campaign_id)
            case ("promotion", int(promotion_id)):
                self.desk.pick_promotion(promotion_id)

    def export(self) -> None:
        """All rows of the table into a file."""
        self.table.ask_export()

    # Intents

    def save_csv(self) -> None:
        """Ask for a file and write everything measured of what is shown."""
        self._ask(self.tr("Save the result"), "csv", self.tr("Tables (*.csv)"))

    def save_pdf(self) -> None:
        """Ask for a file and draw what is shown."""
        self._ask(self.tr("Save the result"), "pdf", self.tr("Documents (*.pdf)"))

    def _ask(self, title: str, ending: str, kinds: str) -> None:
        path, _ = QFileDialog.getSaveFileName(self, title, f"result.{ending}", kinds)
        if path:
            (self.desk.save_csv if ending == "csv" else self.desk.save_pdf)(Path(path))

    def _on_first(self) -> None:
        self.context.navigate.open("promotions", "campaigns")

    def _on_current(self, key: int) -> None:
        self.desk.pick(key)

    # Answers

    def _on_listed(self, rows: tuple[ListRow, ...]) -> None:
        self._rows = {row.key: row for row in rows}
        self.stack.setCurrentWidget(self.splitter if rows else self.empty)
        self.table.show_rows(self._rows, self.desk.picked)
        if self._wants_focus:
            self._wants_focus = False
            (self.table.view if rows else self.first).setFocus()

    def _on_shown(self, shown: Shown | None) -> None:
        if shown is not None:
            self.panel.show_result(shown)
            self.beside.setCurrentWidget(self.panel)

    def _on_saved(self, name: str) -> None:
        self.context.toasts.show(self.tr("Saved {path}").format(path=name))

    def _on_changes(self, changes: Changes) -> None:
        if self.isVisible() and (changes.everything or changes.campaigns or changes.promotions):
            self.desk.load()

    def _rows_of(self, ids: Sequence[int]) -> dict[int, ListRow]:
        return {one: self._rows[one] for one in ids if one in self._rows}


def _sureness(row: ListRow) -> str:
    """What is not sure does not look as if it were."""
    return "text" if row.tone in ("positive", "critical") else "muted"


def result_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """The table of results."""
    number = catalogue.number

    def plain(row: ListRow) -> object:
        return None if row.earned_minor is None else catalogue.currency.to_decimal(row.earned_minor)

    earned = _tr("Earned more")
    return (
        Column("name", _tr("Name"), lambda row: row.name, 0, strong=True),
        Column("kind", _tr("Kind"), lambda row: row.kind, 92, tone=lambda row: "muted", shown=False),
        Column("began", _tr("Began"), lambda row: row.began, 96, value=lambda row: row.began_on),
        Column("customers", _tr("Customers"), lambda row: number(row.customers) if row.customers else "", 84, "right",
               value=lambda row: row.customers, shown=False),
        Column("redeemed", _tr("Redeemed"), lambda row: row.redeemed, 80, "right", shown=False),
        Column("earned", earned, lambda row: row.earned, 112, "right", value=plain, tone=_sureness),
        Column("sure", _tr("Sure?"), lambda row: row.sure, 100, tone=lambda row: row.tone, badge=True),
    )  # fmt: skip
