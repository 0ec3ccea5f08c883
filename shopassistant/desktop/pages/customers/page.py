"""Customers: everybody in a table, one of them beside it, what is promised for today, and who is here twice."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QTabWidget, QWidget

from shopassistant.desktop.pages.customers.columns import customer_columns, due_columns
from shopassistant.desktop.pages.customers.dialogs import EditDialog, NewCustomerDialog, TwinsDialog
from shopassistant.desktop.pages.customers.erase_desk import EraseDesk
from shopassistant.desktop.pages.customers.erase_dialog import EraseDialog
from shopassistant.desktop.pages.customers.merge_desk import MergeDesk
from shopassistant.desktop.pages.customers.merge_panel import DuplicatesPanel, MergeDialog
from shopassistant.desktop.pages.customers.presenter import CustomersDesk, Listed
from shopassistant.desktop.pages.customers.profile_desk import ProfileDesk
from shopassistant.desktop.pages.customers.profile_panel import ProfilePanel
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable

if TYPE_CHECKING:
    from shopassistant.customers.create import Created
    from shopassistant.customers.listing import DueFollowUp
    from shopassistant.customers.merge import MergePreview

_TYPING_MS = 60
_ALL, _DUE, _TWICE = range(3)


class CustomersPage(Page):
    """Three lists on the left, the customer on the right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = CustomersDesk(context, self)
        self.profile_desk = ProfileDesk(context, self)
        self.merge_desk = MergeDesk(context, self)
        self.erase_desk = EraseDesk(context, self)
        self._reasons: dict[int, str] = {}
        self._add_actions()
        self._build_head()
        self._build_lists()
        self._build_body()
        self._connect()
        self.desk.load()
        self.merge_desk.load_past()

    # Building

    def _add_actions(self) -> None:
        def one(name: str, text: str, handler: Callable[[], None], keys: str = "", icon: str = "") -> Action:
            return Action(f"customers.{name}", text, handler, keys, icon, "customers")

        self.context.actions.add(
            one("new", self.tr("Add a customer"), self.new_customer, "Ctrl+N", "user-plus"),
            one("find", self.tr("Find a customer"), self._focus_search, "Ctrl+F", "search"),
            one("edit", self.tr("Edit the customer"), self.edit, "F2", "pencil"),
            one("sell", self.tr("Sell to this customer"), self._on_sell_current, "F4", "shopping-basket"),
            one("due", self.tr("Show promises due"), self.show_due, "", "bell"),
            one("twice", self.tr("Look for customers who are here twice"), self.show_duplicates, "", "merge"),
            one("erase", self.tr("Forget a customer who asks for it"), self.erase, "", "trash-2"),
            one("known", self.tr("Save what is known of the customer"), self.save_known, "", "file-down"),
            one("export", self.tr("Save the customers table as CSV"), self._on_export, "", "file-down"),
        )

    def _build_head(self) -> None:
        context = self.context
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("Name, phone, e-mail, card or receipt"))
        self.search.setAccessibleName(self.tr("Find a customer"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(context.theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(560)
        new = KeyButton(context.actions, "customers.new", context.theme, "primary", text=self.tr("New customer"))
        self.head = row(label(self.tr("Customers"), "title"), self.search, 1, new, gap=UNIT)
        self.head.insertSpacing(1, GAP)
        self.head.setStretch(2, 4)

    def _build_lists(self) -> None:
        context, today = self.context, lambda: self.desk.today
        columns = customer_columns(context.catalogue, today, self._why)
        self.table = LazyTable(context, "customers", columns, self.desk.rows)
        self.table.set_sort(self.desk.sort, descending=True)
        self.count_label = label("", tone="muted")
        self.due = LazyTable(context, "due", due_columns(context.catalogue, today), lambda ids: {})
        words = self.tr("What you promise customers for a day is listed here when it is due, with their names.")
        self.due.set_empty(EmptyState(context.theme, "circle-check", self.tr("Nothing is due"), words))
        self.done_button = button(self.tr("Done"), "primary", theme=context.theme, icon="check")
        self.duplicates = DuplicatesPanel(context, self.merge_desk)

    def _build_body(self) -> None:
        everybody, promises = QWidget(), QWidget()
        box = column(self.count_label, self.table)
        box.setContentsMargins(0, UNIT, 0, 0)
        everybody.setLayout(box)
        box = column(row(label(self.tr("Due today or before"), tone="muted"), 1, self.done_button), self.due)
        box.setContentsMargins(0, UNIT, 0, 0)
        promises.setLayout(box)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(everybody, self.tr("Everybody"))
        self.tabs.addTab(promises, self.tr("Promises due"))
        self.tabs.addTab(self.duplicates, self.tr("Here twice"))
        self._body = row(self.tabs, gap=GAP)
        self._body.setStretch(0, 1)
        whole = column(self.head, self._body, margin=GAP, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)

    # Parts that nobody sees at first are made when they are first needed, so that the page opens at once.

    @cached_property
    def panel(self) -> ProfilePanel:
        """The customer beside the lists."""
        made = ProfilePanel(self.context, self.profile_desk)
        made.hide()
        self._body.addWidget(made, 1)
        made.sell_wanted.connect(self._on_sell)
        made.edit_wanted.connect(self.edit)
        made.erase_wanted.connect(self.erase)
        made.known_wanted.connect(self.save_known)
        made.receipt_wanted.connect(self._on_receipt)
        self.profile_desk.done.connect(made.contact_taken)
        return made

    @cached_property
    def new_dialog(self) -> NewCustomerDialog:
        """A new customer in one line."""
        return NewCustomerDialog(self.context, self.desk, self)

    @cached_property
    def twins(self) -> TwinsDialog:
        """Who may be the same as the new one."""
        made = TwinsDialog(self.context, self)
        made.compare_wanted.connect(self.merge_desk.preview)
        return made

    @cached_property
    def edit_dialog(self) -> EditDialog:
        """Name and address."""
        return EditDialog(self.context, self.profile_desk, self)

    @cached_property
    def merge_dialog(self) -> MergeDialog:
        """Two side by side."""
        return MergeDialog(self.context, self.merge_desk, self)

    @cached_property
    def erase_dialog(self) -> EraseDialog:
        """What forgetting somebody means."""
        return EraseDialog(self.context, self.erase_desk, self)

    def _make_panel(self) -> None:
        self.panel.setEnabled(True)

    def _connect(self) -> None:
        QTimer.singleShot(0, self, self._make_panel)
        desk = self.desk
        desk.listed.connect(self._on_listed)
        desk.changed.connect(self._on_rows_changed)
        desk.due.connect(self._on_due)
        desk.created.connect(self._on_created)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self._on_enter)
        self._typing.timeout.connect(self._on_typed)
        self.table.sorted_by.connect(desk.sort_by)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self._on_letter)
        self.due.current_changed.connect(self._on_due_current)
        self.done_button.clicked.connect(self._on_done)
        self.profile_desk.refused.connect(self._on_refused)
        self.merge_desk.previewed.connect(self._on_previewed)
        self.merge_desk.merged.connect(self.profile_desk.open)
        self.merge_desk.refused.connect(self._on_merge_refused)
        self.erase_desk.erased.connect(self._on_erased)
        self.duplicates.pairs.current_changed.connect(self._on_pair)

    # The window's hooks

    def shown(self) -> None:
        self._focus_search()

    def open_with(self, what: object) -> None:
        """Another page hands over ("customer", id), ("new", line), ("merge", (id, id)) or ("due", None)."""
        match what:
            case ("customer", int(customer_id)):
                self.show_customer(customer_id)
            case ("new", str(line)):
                self.new_customer(line)
            case ("merge", (int(kept_id), int(absorbed_id))):
                self.merge_desk.preview(kept_id, absorbed_id)
            case ("due", _):
                self.show_due()

    def go_back(self) -> bool:
        if self.search.text():
            self.search.clear()
            return True
        if self.panel.isVisible():
            self.table.clear_selection()
            self.profile_desk.open(0)
            return True
        return False

    # Lists

    def _on_listed(self, listed: Listed) -> None:
        self._reasons = listed.reasons
        self.table.set_empty(self._empty_state(listed))
        self.table.set_ids(listed.ids, keep_rows=True)
        self.table.set_sort("" if listed.text else self.desk.sort, descending=self.desk.descending)
        count = self.context.catalogue.number(len(listed.ids))
        words = self.tr("{count} found, the likeliest first") if listed.text else self.tr("{count} customers")
        self.count_label.setText(words.format(count=count))
        if listed.text and listed.ids:
            self.table.select(listed.ids[0])

    def _empty_state(self, listed: Listed) -> EmptyState:
        theme = self.context.theme
        if listed.text:
            made = button(self.tr("Add them"), theme=theme, icon="user-plus")
            made.clicked.connect(self._on_add_typed)
            title = self.tr("Nobody called \u201c{text}\u201d").format(text=listed.text)
            return EmptyState(
                theme, "search", title, self.tr("Try fewer letters, or the phone's last four digits."), made
            )
        made = button(self.tr("Import customers"), "primary", theme=theme, icon="import")
        made.clicked.connect(self._on_import)
        text = self.tr("Here will be everybody the shop knows. Bring them in from a file, or add one in one line.")
        return EmptyState(theme, "users", self.tr("No customers yet"), text, made)

    def _why(self, customer_id: int) -> str:
        return self._reasons.get(customer_id, "")

    def _on_rows_changed(self, ids: frozenset[int] | None) -> None:
        self.table.refresh(None if ids is None else list(ids))

    def _on_current(self, customer_id: int) -> None:
        if customer_id and customer_id != self.profile_desk.customer_id:
            self.profile_desk.open(customer_id)
        why = self._why(customer_id)
        if why and self.desk.text:
            self.count_label.setText(self.tr("Found by: {why}").format(why=why))

    def _on_opened(self, customer_id: int) -> None:
        self.profile_desk.open(customer_id)
        self.panel.tabs.setFocus()

    def _on_due(self, due: "tuple[DueFollowUp, ...]") -> None:
        self.due.set_rows({one.id: one for one in due})
        text = self.tr("Promises due")
        self.tabs.setTabText(_DUE, f"{text}  {self.context.catalogue.number(len(due))}" if due else text)
        self.done_button.setEnabled(bool(due))

    def _on_due_current(self, _follow_up_id: int) -> None:
        one = self.due.current_row()
        if one is not None and one.customer_id != self.profile_desk.customer_id:
            self.profile_desk.open(one.customer_id)

    def _on_done(self) -> None:
        if self.due.current_id():
            self.desk.finish(self.due.current_id())

    def _on_pair(self, _line: int) -> None:
        pair = self.duplicates.pairs.current_row()
        if pair is not None and self.tabs.currentIndex() == _TWICE:
            self.profile_desk.open(pair.first_id)

    # What people do

    def show_customer(self, customer_id: int) -> None:
        """Bring a customer to the front."""
        self.tabs.setCurrentIndex(_ALL)
        self.profile_desk.open(customer_id)
        self.table.select(customer_id)

    def show_due(self) -> None:
        """What is promised until today."""
        self.tabs.setCurrentIndex(_DUE)
        self.due.view.setFocus()

    def show_duplicates(self) -> None:
        """Who is here twice."""
        self.tabs.setCurrentIndex(_TWICE)
        if not self.merge_desk.has_searched:
            self.merge_desk.search()

    def new_customer(self, line: str = "") -> None:
        """Open the one-line form."""
        self.new_dialog.ask(line)

    def edit(self) -> None:
        """Open the form for name and address."""
        if self.panel.view is not None:
            self.edit_dialog.ask(self.panel.view.profile)

    def erase(self) -> None:
        """Ask before the customer is forgotten."""
        if self.panel.view is not None:
            self.erase_dialog.desk.preview(self.panel.view.profile.id)

    def save_known(self) -> None:
        """Ask where to, and write what the shop knows of the customer."""
        if self.panel.view is None:
            return
        one = self.panel.view.profile
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save what is known"), f"{one.number}.json", "JSON (*.json)"
        )
        if path:
            self.erase_dialog.desk.save_known(one.id, Path(path))

    def _on_erased(self) -> None:
        self.table.clear_selection()
        self.profile_desk.open(0)

    def _on_created(self, created: "Created") -> None:
        self.search.clear()
        self.show_customer(created.customer_id)
        if created.likely_duplicates:
            self.twins.ask(created)

    def _on_add_typed(self) -> None:
        self.new_customer(self.search.text())

    def _on_typed(self) -> None:
        self.tabs.setCurrentIndex(_ALL)
        self.desk.type(self.search.text())

    def _on_enter(self) -> None:
        self._typing.stop()
        self._on_typed()
        self.table.view.setFocus()

    def _on_letter(self, text: str) -> None:
        self.search.setText(text)
        self.search.setFocus()

    def _focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_sell_current(self) -> None:
        if self.panel.view is not None:
            self._on_sell(self.panel.view.profile.id)

    def _on_sell(self, customer_id: int) -> None:
        self.context.navigate.open("counter", ("customer", customer_id))

    def _on_receipt(self, sale_id: int) -> None:
        self.context.navigate.open("receipts", ("sale", sale_id))

    def _on_import(self) -> None:
        self.context.navigate.open("import")

    def _on_export(self) -> None:
        self.table.ask_export()

    def _on_previewed(self, preview: "MergePreview") -> None:
        self.merge_dialog.show_preview(preview)

    def _on_refused(self, sentence: str) -> None:
        if not self.edit_dialog.isVisible():
            self.context.errors.tell(sentence, "warning")

    def _on_merge_refused(self, sentence: str) -> None:
        if not self.merge_dialog.isVisible():
            self.context.errors.tell(sentence, "warning")
