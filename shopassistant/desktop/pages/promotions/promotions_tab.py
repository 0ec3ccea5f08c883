"""Promotions: the table of all, and the builder of the one that is open in its place."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from shopassistant.desktop.pages.promotions.builder_view import BuilderView
from shopassistant.desktop.pages.promotions.list_desk import ListDesk
from shopassistant.desktop.pages.promotions.list_view import ListView
from shopassistant.desktop.pages.promotions.tab_actions import add_actions
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import column


class PromotionsTab(Tab):
    """One of the two is in front; Esc goes from the builder back to the table."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = ListDesk(context, self)
        add_actions(self)
        self.list = ListView(context, self.desk)
        self.builder: BuilderView | None = None
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.setLayout(column(self.stack))
        self.list.open_wanted.connect(self.open)
        self.desk.created.connect(self.open)
        self.desk.refused.connect(self._on_refused)

    # The page's hooks

    def shown(self) -> None:
        self.desk.is_shown = True
        self.desk.load()
        if self.is_building and self.builder is not None:
            self.builder.shown()
        else:
            self.list.focus()
            QTimer.singleShot(0, self, self._make_more)

    def _make_more(self) -> None:
        """Make the builder part by part while the table is looked at, so that it opens at once."""
        if self._make_builder().make_more():
            QTimer.singleShot(0, self, self._make_more)

    def _make_builder(self) -> BuilderView:
        if self.builder is None:
            self.builder = BuilderView(self.context)
            self.builder.hide()
            self.builder.setParent(self)  # or what is made before it is needed would outlive the window
            self.builder.left.connect(self.close_builder)
            self.builder.desk.refused.connect(self._on_refused)
        return self.builder

    def hidden(self) -> None:
        self.desk.is_shown = False
        if self.builder is not None:
            self.builder.desk.save_now()

    def open_with(self, what: object) -> None:
        """Show a promotion by its id, or begin one with the `Terms` given."""
        from shopassistant.promotions.drafts.terms import Terms

        match what:
            case int(promotion_id):
                self.open(promotion_id)
            case Terms():
                self.desk.create(what)

    def go_back(self) -> bool:
        if self.is_building and self.builder is not None:
            if not self.builder.go_back():
                self.close_builder()
            return True
        return self.list.go_back()

    # What the page's shared keys do here

    def new(self) -> None:
        """Begin a promotion."""
        self.desk.create()

    def focus_search(self) -> None:
        """A promotion by name, or a product for the open one."""
        if self.is_building and self.builder is not None:
            self.builder.focus_search()
        else:
            self.list.focus_search()

    def export(self) -> None:
        """The table as a file."""
        if not self.is_building:
            self.list.table.ask_export()

    # The builder

    @property
    def is_building(self) -> bool:
        """Whether a promotion is open."""
        return self.builder is not None and self.stack.currentWidget() is self.builder

    def open(self, promotion_id: int) -> None:
        """Open a promotion in the builder."""
        builder = self._make_builder()
        builder.finish()
        if self.stack.indexOf(builder) < 0:
            self.stack.addWidget(builder)
        self.stack.setCurrentWidget(builder)
        builder.open(promotion_id)

    def close_builder(self) -> None:
        """Back to the table, with the promotion chosen there."""
        if self.builder is None:
            return
        promotion_id = self.builder.desk.promotion_id
        self.builder.desk.close()
        self.stack.setCurrentWidget(self.list)
        self.desk.load()
        self.list.table.select(promotion_id)
        self.list.focus()

    # What a manager does with the chosen one

    def open_current(self) -> None:
        """Open what is chosen in the table."""
        row = self.list.current
        if row is not None and not self.is_building:
            self.open(row.promotion_id)

    def copy_current(self) -> None:
        """A new draft like the chosen or open one."""
        if self.is_building and self.builder is not None:
            self.builder.desk.save_now()
            self.desk.copy(self.builder.desk.promotion_id)
        elif self.list.current is not None:
            self.desk.copy(self.list.current.promotion_id)

    def pause_current(self) -> None:
        """Let the chosen or open one rest, or go on."""
        view = self.builder.desk.view if self.is_building and self.builder is not None else None
        row = self.list.current if view is None else view.row
        if row is not None and row.state in ("coming", "running", "paused", "used_up"):
            self.desk.pause(row)

    def _on_refused(self, sentence: str) -> None:
        self.context.errors.tell(sentence, "warning")
