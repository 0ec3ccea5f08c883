"""The table of promotions, narrowed by state and words, with the chosen one beside it."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from shopassistant.desktop.pages.promotions.columns import columns
from shopassistant.desktop.pages.promotions.list_desk import ListDesk, Listed
from shopassistant.desktop.pages.promotions.side_panel import SidePanel
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.promotions.drafts.listing import PromotionRow
from shopassistant.promotions.drafts.view import PromotionView

_TYPING_MS = 120
_COUNTED = ("running", "coming", "draft")


class ListView(QWidget):
    """What there is.

    Signals:
        open_wanted: id of a promotion to be opened in the builder.
    """

    open_wanted = Signal(int)

    def __init__(self, context: AppContext, desk: ListDesk) -> None:
        super().__init__()
        self.context = context
        self.desk = desk
        self._build()
        self._connect()

    def _build(self) -> None:
        context = self.context
        self.scope = Segmented(list(self._scope_words().items()), self.tr("Which promotions"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name or number"))
        self.search.setAccessibleName(self.tr("Find a promotion"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(context.theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(240)
        self.new_button = KeyButton(
            context.actions, "promotions.new", context.theme, "primary", self.tr("New promotion")
        )
        head = row(self.scope, self.search, 1, self.new_button, gap=UNIT)
        shown = columns(context.catalogue, lambda: self.desk.today)
        self.table = LazyTable(context, "promotions", shown, self.desk.rows)
        self.table.set_sort(self.desk.sort, descending=self.desk.descending)
        self.panel = SidePanel(context)
        self.panel.hide()
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 1)
        whole = column(head, body, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)

    def _scope_words(self) -> dict[str, str]:
        return {
            "current": self.tr("Current"),
            "running": self.tr("Running"),
            "coming": self.tr("Coming"),
            "draft": self.tr("Drafts"),
            "past": self.tr("Past"),
            "all": self.tr("All"),
        }

    def _connect(self) -> None:
        self.desk.listed.connect(self._on_listed)
        self.desk.opened.connect(self._on_view)
        self.desk.changed.connect(self._on_changed)
        self.table.sorted_by.connect(self.desk.sort_by)
        self.table.current_changed.connect(self.desk.open)
        self.table.opened.connect(self.open_wanted.emit)
        self.table.typed.connect(self._on_letter)
        self.scope.chosen.connect(self._on_scope)
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_typed)
        self.panel.wanted.connect(self._on_way)

    # What is asked of it

    @property
    def current(self) -> PromotionRow | None:
        """The chosen promotion."""
        view = self.panel.view if self.panel.isVisibleTo(self) else None
        return None if view is None else view.row

    def focus(self) -> None:
        """Put the focus where the next thing is done."""
        if self.table.model.ids:
            self.table.view.setFocus()
        else:
            self.new_button.setFocus()

    def focus_search(self) -> None:
        """Look for one by name."""
        self.search.setFocus()
        self.search.selectAll()

    def go_back(self) -> bool:
        """Empty the search, then close the panel."""
        if self.search.text():
            self.search.clear()
            return True
        if self.panel.isVisible():
            self.table.clear_selection()
            self.desk.open(0)
            return True
        return False

    # Answers

    def _on_listed(self, listed: Listed) -> None:
        self.table.set_empty(self._empty_state(listed))
        self.table.set_ids(listed.ids, keep_rows=True)
        if self.desk.promotion_id not in listed.ids:
            self.desk.open(0)
        counts = {scope: listed.counts.get(scope, 0) for scope in _COUNTED}
        self.scope.show_counts(self._scope_words(), counts, self.context.catalogue.number)

    def _empty_state(self, listed: Listed) -> EmptyState:
        theme = self.context.theme
        if not listed.counts.get("all"):
            words = self.tr(
                "Here will be every offer: what is being planned, what runs now, and what the past ones brought. "
                "Each is rehearsed on the shop's own past before it starts."
            )
            return EmptyState(theme, "badge-percent", self.tr("No promotions yet"), words, self._first_button())
        made = button(self.tr("Show all promotions"), theme=theme, icon="x")
        made.clicked.connect(self._on_widen)
        return EmptyState(theme, "filter", self.tr("No promotion matches"), "", made)

    def _first_button(self) -> QPushButton:
        made = button(self.tr("New promotion"), "primary", theme=self.context.theme, icon="plus")
        made.clicked.connect(self._on_new)
        return made

    def _on_new(self) -> None:
        self.desk.create()

    def _on_view(self, view: PromotionView | None) -> None:
        self.panel.setVisible(view is not None)
        if view is not None:
            self.panel.show_view(view)

    def _on_changed(self, ids: frozenset[int] | None) -> None:
        self.table.refresh(None if ids is None else list(ids))

    def _on_scope(self, scope: str) -> None:
        self.desk.narrow(scope=scope)

    def _on_typed(self) -> None:
        self.desk.narrow(text=self.search.text())

    def _on_letter(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _on_widen(self) -> None:
        self.search.clear()
        self.scope.choose("all")
        self.desk.narrow(scope="all", text="")

    def _on_way(self, way: str) -> None:
        row_ = self.current
        if row_ is not None:
            ways = {
                "discard": self.desk.discard,
                "end": self.desk.end,
                "take_up": self.desk.take_up,
                "write": self.desk.write_to_them,
                "results": self.desk.show_results,
            }
            ways[way](row_)
