"""Prices: what would be better, what was decided, and how ageing stock is marked down."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.promotions.prices_actions import add_actions
from shopassistant.desktop.pages.promotions.prices_competitors_dialog import CompetitorsDialog
from shopassistant.desktop.pages.promotions.prices_desk import PricesDesk
from shopassistant.desktop.pages.promotions.prices_limits_dialog import LimitsDialog
from shopassistant.desktop.pages.promotions.prices_markdown_desk import MarkdownDesk
from shopassistant.desktop.pages.promotions.prices_markdown_view import MarkdownView
from shopassistant.desktop.pages.promotions.prices_panel import SuggestionPanel
from shopassistant.desktop.pages.promotions.prices_setup_desk import SetupDesk
from shopassistant.desktop.pages.promotions.prices_words import decided_columns, suggestion_columns
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, KeyButton, button, column, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.promotions.prices.listing import Suggestion

if TYPE_CHECKING:
    from shopassistant.promotions.elasticity.keeping import KeptResponses
    from shopassistant.promotions.prices.markdown.plans import Plan


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


class PricesTab(Tab):
    """Three lists under one row of buttons."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = PricesDesk(context, self)
        self.setup = SetupDesk(context, self)
        self.markdown_desk = MarkdownDesk(context, self)
        add_actions(self)
        self._build()
        self._connect()

    def _build(self) -> None:
        context, theme = self.context, self.context.theme
        names = [("waiting", _tr("Suggestions")), ("markdowns", _tr("Markdowns")), ("decided", _tr("Decided"))]
        self.choice = Segmented(names, _tr("Which prices"))
        self.basis = ElidedLabel("", "caption", "muted")
        self.competitors = button(_tr("Other shops' prices"), theme=theme, icon="import")
        self.limits = button(_tr("Limits"), theme=theme, icon="settings")
        self.look = KeyButton(context.actions, "prices.look", theme, "primary", _tr("Look for better prices"))
        self.mark = KeyButton(context.actions, "prices.markdown", theme, "primary", _tr("Mark a product down"))
        head = row(self.choice, self.basis, 1, self.competitors, self.limits, self.mark, self.look, gap=UNIT)
        head.setStretch(1, 100)  # all there is, before the gap; without it the gap
        self.stack = QStackedWidget()
        self.markdowns = MarkdownView(context, self.markdown_desk)
        self.views = {"waiting": self._build_waiting(), "markdowns": self.markdowns, "decided": self._build_decided()}
        for view in self.views.values():
            self.stack.addWidget(view)
        whole = column(head, self.stack, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._on_choice("waiting")

    def _build_waiting(self) -> QWidget:
        self.table = LazyTable(
            self.context, "price-suggestions", suggestion_columns(self.context.catalogue), self._waiting_rows
        )
        self.table.set_empty(self._empty())
        self.panel = SuggestionPanel(self.context)
        self.panel.hide()
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 1)
        made = QWidget()
        made.setLayout(column(body))
        return made

    def _build_decided(self) -> QWidget:
        columns = decided_columns(self.context.catalogue, lambda: self.desk.today)
        self.past = LazyTable(self.context, "price-decisions", columns, self._past_rows)
        words = _tr("Here will be every price that was approved, left or taken back, with who and why.")
        self.past.set_empty(EmptyState(self.context.theme, "history", _tr("Nothing was decided yet"), words))
        self.take_back = button(_tr("Take back"), theme=self.context.theme, icon="undo-2")
        self.take_back.setEnabled(False)
        made = QWidget()
        whole = column(self.past, row(1, self.take_back), gap=UNIT)
        whole.setStretch(0, 1)
        made.setLayout(whole)
        return made

    def _empty(self) -> EmptyState:
        words = _tr(
            "Here will be prices that would earn more, the most worth first, each with what it would bring and how "
            "likely it is to fail. Nothing changes before a manager says yes."
        )
        first = button(_tr("Look for better prices"), "primary", theme=self.context.theme, icon="sparkles")
        first.clicked.connect(self.look_for_better)
        return EmptyState(self.context.theme, "tag", _tr("No suggestions wait"), words, first)

    def _connect(self) -> None:
        desk = self.desk
        desk.listed.connect(self._on_listed)
        desk.decided.connect(self._on_decided)
        desk.curved.connect(self.panel.show_curve)
        desk.trusted.connect(self.panel.show_trust)
        desk.known.connect(self._on_known)
        desk.working.connect(self._on_working)
        desk.refused.connect(self._on_refused)
        self.setup.refused.connect(self._on_setup_refused)
        self.markdown_desk.listed.connect(self._on_plans)
        self.choice.chosen.connect(self._on_choice)
        self.table.current_changed.connect(self._on_current)
        self.table.deleted.connect(self._on_delete)
        self.panel.rejected.connect(self._on_reason)
        self.panel.limits_wanted.connect(self._on_own_limits)
        self.past.current_changed.connect(self._on_past)
        self.take_back.clicked.connect(self._on_take_back)
        self.competitors.clicked.connect(self.ask_competitors)
        self.limits.clicked.connect(self.ask_limits)

    @cached_property
    def limits_dialog(self) -> LimitsDialog:
        """Made when first asked for."""
        return LimitsDialog(self.context, self.setup, self)

    @cached_property
    def competitors_dialog(self) -> CompetitorsDialog:
        """Made when first asked for."""
        return CompetitorsDialog(self.context, self.setup, self)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        self.markdown_desk.load()
        self._focus()

    def open_with(self, what: object) -> None:
        """Show one of the lists by its name."""
        if isinstance(what, str) and what in self.views:
            self.show_view(what)

    def go_back(self) -> bool:
        if self.choice.value == "markdowns":
            return self.markdowns.go_back()
        if self.choice.value == "waiting" and self.panel.isVisible():
            self.table.clear_selection()
            self._show(None)
            return True
        return False

    def new(self) -> None:
        """Look for better prices, or mark something down."""
        if self.choice.value == "markdowns":
            self.markdowns.new()
        else:
            self.look_for_better()

    def export(self) -> None:
        """The table in front, as a file."""
        tables = {"waiting": self.table, "markdowns": self.markdowns.table, "decided": self.past}
        tables[self.choice.value].ask_export()

    # Intents

    def show_view(self, name: str) -> None:
        """Bring a list to the front."""
        self.choice.choose(name)
        self._on_choice(name)

    def look_for_better(self) -> None:
        """Ask for suggestions."""
        self.desk.look_for_better()

    def mark_down(self) -> None:
        """Ask for a product and a day."""
        self.show_view("markdowns")
        self.markdowns.new()

    def approve(self) -> None:
        """Yes to the chosen one: a suggestion, or a markdown."""
        if self.choice.value == "markdowns":
            self.markdowns.go_on()
        elif self.choice.value == "waiting" and self.panel.suggestion is not None:
            self.desk.approve(self.panel.suggestion)

    def reject(self) -> None:
        """No to the chosen suggestion, with a reason."""
        if self.choice.value == "waiting" and self.panel.suggestion is not None:
            self.panel.ask_reason()

    def ask_limits(self) -> None:
        """Limits of the shop and its categories."""
        self.limits_dialog.ask()

    def ask_competitors(self) -> None:
        """Take in a file."""
        self.competitors_dialog.ask()

    # Answers

    def _waiting_rows(self, ids: Sequence[int]) -> dict[int, Suggestion]:
        return {one: self.desk.rows[one] for one in ids if one in self.desk.rows}

    def _past_rows(self, ids: Sequence[int]) -> dict[int, Suggestion]:
        return {one: self.desk.past[one] for one in ids if one in self.desk.past}

    def _on_listed(self, rows: list[Suggestion]) -> None:
        had = self.table.view.currentIndex().row()
        self.table.set_ids([one.id for one in rows])
        if rows and not self.table.current_id():
            # After a decision the next one is in front, so that a list is worked through with one key.
            self.table.select(rows[min(max(had, 0), len(rows) - 1)].id)
        self.choice.show_counts({"waiting": _tr("Suggestions")}, {"waiting": len(rows)}, self.context.catalogue.number)
        self._show(self.desk.rows.get(self.table.current_id()))
        if self.isVisible():
            self._focus()

    def _on_plans(self, plans: "list[Plan]") -> None:
        """How many plans wait for somebody, on the button that leads to them."""
        today = self.desk.today
        count = sum(plan.status == "proposed" or plan.due(today) is not None for plan in plans)
        self.choice.show_counts({"markdowns": _tr("Markdowns")}, {"markdowns": count}, self.context.catalogue.number)

    def _on_decided(self, rows: list[Suggestion]) -> None:
        self.past.set_ids([one.id for one in rows])
        self._on_past(0)

    def _on_known(self, kept: "KeptResponses") -> None:
        if kept.fitted_at is None:
            self.basis.setText(_tr("How demand answers to prices is assumed so far"))
        else:
            when = day(self.context.catalogue, kept.fitted_at, self.desk.today)
            self.basis.setText(_tr("How demand answers was learned {when}").format(when=when))

    def _on_working(self, is_working: bool) -> None:
        self.look.setEnabled(not is_working)

    def _on_choice(self, name: str) -> None:
        self.stack.setCurrentWidget(self.views[name])
        self.mark.setVisible(name == "markdowns")
        self.look.setVisible(name != "markdowns")
        self.limits.setVisible(name != "decided")
        self.basis.setVisible(name == "waiting")

    def _on_current(self, suggestion_id: int) -> None:
        self._show(self.desk.rows.get(suggestion_id))

    def _show(self, found: Suggestion | None) -> None:
        before = self.panel.suggestion
        self.panel.show_suggestion(found)
        if found is not None and (before is None or before.id != found.id):
            self.desk.open(found)

    def _on_reason(self, reason: str) -> None:
        if self.panel.suggestion is not None:
            self.desk.reject(self.panel.suggestion, reason)

    def _on_delete(self, _suggestion_id: int) -> None:
        self.reject()

    def _on_own_limits(self) -> None:
        found = self.panel.suggestion
        if found is not None:
            self.limits_dialog.ask(found.variant_id, found.name)

    def _on_past(self, _suggestion_id: int) -> None:
        found = self.desk.past.get(self.past.current_id())
        self.take_back.setEnabled(found is not None and found.status in ("approved", "rejected"))

    def _on_take_back(self) -> None:
        found = self.desk.past.get(self.past.current_id())
        if found is not None:
            self.desk.undo(found.id, found.name)

    def _on_refused(self, sentence: str) -> None:
        self.context.errors.tell(sentence, "warning")

    def _on_setup_refused(self, sentence: str) -> None:
        dialogs = [self.__dict__.get(name) for name in ("limits_dialog", "competitors_dialog")]
        if not any(one is not None and one.isVisible() for one in dialogs):
            self.context.errors.tell(sentence, "warning")

    def _focus(self) -> None:
        if self.choice.value == "waiting" and len(self.table.model.ids):
            self.table.view.setFocus()
