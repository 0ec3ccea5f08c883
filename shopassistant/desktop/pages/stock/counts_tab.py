"""The list of counts: go on with an open one, begin another, look at what was booked."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.stock.count_desk import CountDesk
from shopassistant.desktop.pages.stock.count_start_dialog import CountStartDialog
from shopassistant.desktop.pages.stock.count_window import CountWindow
from shopassistant.desktop.pages.stock.count_words import count_columns
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.counting.listing import CountRow

if TYPE_CHECKING:
    from shopassistant.desktop.pages.stock.presenter import Choices
    from shopassistant.inventory.counting.booking import Booked


class CountsTab(QWidget):
    """Counts, the open ones first."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.desk = CountDesk(context, self)
        self.choices: Choices | None = None
        self.table = LazyTable(
            context, "counts", count_columns(context.catalogue, lambda: self.desk.today), lambda ids: {}
        )
        words = self.tr(
            "Here will be every count: what is due today, a category or the whole shop, who counted and what differed."
        )
        made = button(self.tr("Begin a count"), "primary", theme=context.theme, icon="list-checks")
        made.clicked.connect(self.begin)
        self.table.set_empty(EmptyState(context.theme, "list-checks", self.tr("Nothing was counted yet"), words, made))
        hint = label(self.tr("Sales go on while you count: what is sold meanwhile stays right."), tone="muted")
        self.open_button = button(self.tr("Go on counting"), theme=context.theme, icon="play")
        self.begin_button = KeyButton(
            context.actions, "stock.begin_count", context.theme, "primary", self.tr("Begin a count")
        )
        head = row(hint, 1, self.open_button, self.begin_button, gap=UNIT)
        whole = column(head, self.table, gap=UNIT)
        whole.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(whole)
        self.desk.listed.connect(self._on_listed)
        self.desk.booked.connect(self._on_booked)
        self.desk.refused.connect(self._on_refused)
        self.desk.opened.connect(self._on_opened)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_open)
        self.open_button.clicked.connect(self._on_open)

    @cached_property
    def window_(self) -> CountWindow:
        """Where it is counted; made when first asked for."""
        return CountWindow(self.context, self.desk, self)

    @cached_property
    def start_dialog(self) -> CountStartDialog:
        """What to count."""
        return CountStartDialog(self.context, self.desk, self)

    @property
    def is_counting(self) -> bool:
        """Whether a count is in front."""
        return "window_" in self.__dict__ and self.window_.isVisible()

    def shown(self) -> None:
        """The tab came to the front."""
        self.desk.load()
        self.table.view.setFocus()

    def begin(self) -> None:
        """Ask what to count."""
        if self.choices is not None:
            self.start_dialog.ask(self.choices.locations, self.choices.categories)

    def _on_listed(self, counts: tuple[CountRow, ...]) -> None:
        self.table.show_rows({one.count_id: one for one in counts})
        self._on_current(0)

    def _current(self) -> CountRow | None:
        found = self.table.current_row()
        return found if isinstance(found, CountRow) else None

    def _on_current(self, _count_id: int) -> None:
        current = self._current()
        self.open_button.setEnabled(current is not None and current.status == "open")

    def _on_open(self, _count_id: int = 0) -> None:
        current = self._current()
        if current is not None and current.status == "open":
            self.window_.ask(current.count_id)

    def _on_opened(self, view: object) -> None:
        """A count that was just begun opens by itself: the window must be there to take it."""
        if view is not None and "window_" not in self.__dict__:
            self.window_._on_opened(self.desk.view)

    def _on_booked(self, done: "Booked") -> None:
        catalogue = self.context.catalogue
        words = self.tr("Booked {number}: {lines} products, {found} found, {missing} missing, {value}")
        self.context.toasts.show(
            words.format(
                number=done.number,
                lines=catalogue.number(done.lines),
                found=catalogue.number(done.found_units),
                missing=catalogue.number(done.missing_units),
                value=catalogue.money(done.value_minor),
            )
        )

    def _on_refused(self, sentence: str) -> None:
        dialogs = [self.__dict__.get("window_"), self.__dict__.get("start_dialog")]
        if not any(one is not None and one.isVisible() for one in dialogs):
            self.context.errors.tell(sentence, "warning")
