"""The table of segments in use, with the one that is open beside it."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog

from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.segments.detail_panel import DetailPanel
from shopassistant.desktop.pages.segments.list_columns import segment_columns
from shopassistant.desktop.pages.segments.list_desk import ListDesk
from shopassistant.desktop.pages.segments.members import show_values
from shopassistant.desktop.pages.segments.name_dialog import NameDialog
from shopassistant.desktop.pages.segments.views import SegmentRow
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable


class ListTab(Tab):
    """Segments.

    Signals:
        edit_wanted: id of a hand-made segment whose conditions are to change.
        new_wanted: a segment is to be built.
    """

    edit_wanted = Signal(int)
    new_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = ListDesk(context, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        context, theme = self.context, self.context.theme
        self.archived = QCheckBox(self.tr("Those out of use, too"))
        self.state = label("", tone="muted")
        self.refresh_button = KeyButton(context.actions, "segments.refresh", theme, text=self.tr("Look now"))
        self.new_button = KeyButton(context.actions, "segments.new", theme, "primary", text=self.tr("New segment"))
        self.table = LazyTable(
            context, "segments", segment_columns(context.catalogue, lambda: self.desk.today), self._rows
        )
        made = button(self.tr("Build a segment"), "primary", theme=theme, icon="plus")
        made.clicked.connect(self.new_wanted)
        words = self.tr(
            "Here will be the groups of customers the shop works with. Build one from conditions, group the customers "
            "by likeness, or take one of the groups by recency and money."
        )
        self.table.set_empty(EmptyState(theme, "users", self.tr("No segments yet"), words, made))
        self.panel = DetailPanel(context, self.desk)
        self.panel.hide()
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 6)
        body.setStretch(1, 5)
        tools = row(self.archived, self.state, 1, self.refresh_button, self.new_button, gap=UNIT)
        whole = column(tools, body, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        desk = self.desk
        desk.listed.connect(self._on_listed)
        desk.opened.connect(self._on_shown)
        desk.refused.connect(self._on_refused)
        desk.done.connect(self._on_done)
        self.archived.toggled.connect(desk.show_archived)
        self.table.current_changed.connect(self._on_current)
        self.table.deleted.connect(desk.archive)
        self.table.opened.connect(self._on_opened)
        self.panel.edit_wanted.connect(self.edit)
        self.panel.rename_wanted.connect(self.rename)
        self.panel.customer_wanted.connect(self._on_customer)

    @cached_property
    def naming(self) -> NameDialog:
        """Another name; made when first asked for."""
        return NameDialog(self.context.theme, self.tr("Rename the segment"), self.tr("Rename"), self)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        self.table.view.setFocus()

    def open_with(self, what: object) -> None:
        """Show a segment by its id."""
        if isinstance(what, int):
            self.table.select(what)

    def go_back(self) -> bool:
        if self.panel.isVisible():
            self.table.clear_selection()
            self.panel.hide()
            return True
        return False

    # Showing

    def _rows(self, ids: Sequence[int]) -> dict[int, SegmentRow]:
        known = self.desk.rows
        return {one: known[one] for one in ids if one in known}

    def _on_listed(self, rows: tuple[SegmentRow, ...]) -> None:
        show_values(self.table, any(one.figures.valued for one in rows))
        self.table.set_ids([one.line.id for one in rows])
        looked = [one.line.refreshed_at for one in rows if one.line.refreshed_at and not one.line.is_archived]
        self.state.setText("")
        if looked:
            when = day(self.context.catalogue, min(looked), self.desk.today)
            self.state.setText(self.tr("Looked at: {day}").format(day=when))

    def _on_current(self, segment_id: int) -> None:
        self.desk.open(segment_id)
        if not segment_id:
            self.panel.hide()

    def _on_shown(self) -> None:
        self.panel.show()

    def _on_opened(self, _segment_id: int) -> None:
        self.panel.members.view.setFocus()

    # Doing

    def edit(self) -> None:
        """Change what makes a member; of one that is not made by hand, the name."""
        row_ = self.desk.rows.get(self.table.current_id())
        if row_ is None or row_.line.is_archived:
            return
        if row_.line.kind == "rule":
            self.edit_wanted.emit(row_.line.id)
        else:
            self.rename()

    def rename(self) -> None:
        """Another name and description."""
        row_ = self.desk.rows.get(self.table.current_id())
        if row_ is not None:
            line = row_.line
            self.naming.ask(line.name, line.description, lambda name, about: self.desk.rename(line.id, name, about))

    def export(self) -> None:
        """The members of the open segment as a file."""
        view = self.panel.view
        if not self.panel.isVisible() or view is None:
            self.table.ask_export()
            return
        name = self.tr("Tables (*.csv)")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the members"), f"{view.row.line.name}.csv", name)
        if path:
            self.desk.export(view.row.line.id, Path(path))

    def _on_customer(self, customer_id: int) -> None:
        self.context.navigate.open("customers", ("customer", customer_id))

    def _on_done(self) -> None:
        self.naming.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.naming.isVisible():
            self.naming.refuse(sentence)
        else:
            self.context.errors.tell(sentence, "warning")
