"""The table of orders with the one that is open beside it."""

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QWidget

from shopassistant.desktop.pages.purchasing.day_dialog import DayDialog
from shopassistant.desktop.pages.purchasing.order_dialog import OrderDialog
from shopassistant.desktop.pages.purchasing.order_panel import OrderPanel
from shopassistant.desktop.pages.purchasing.order_words import columns
from shopassistant.desktop.pages.purchasing.orders_desk import Listed, OrderChoices, OrdersDesk
from shopassistant.desktop.pages.purchasing.receive_desk import ReceiveDesk
from shopassistant.desktop.pages.purchasing.receive_dialog import ReceiveDialog
from shopassistant.desktop.pages.purchasing.send_dialog import SendDialog
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.purchasing.drafts import OrderDraft
from shopassistant.inventory.purchasing.order_view import OrderView

_TYPING_MS = 120
_SCOPES = ("open", "late", "draft", "closed", "all")


class OrdersTab(Tab):
    """Orders by what is still to be done about them."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = OrdersDesk(context, self)
        self.receive_desk = ReceiveDesk(context, self)
        self.choices: OrderChoices | None = None
        self._waiting_for_choices: tuple[int, ...] = ()  # a new order was asked for before they were read
        self._add_actions()
        self._build_head()
        self._build_body()
        self._connect()

    # Building

    def _add_actions(self) -> None:
        def add(name: str, text: str, handler: Callable[[], None], keys: str, icon: str) -> None:
            self.context.actions.add(Action(f"orders.{name}", text, handler, keys, icon, "orders", self.isVisible))

        add("receive", self.tr("Receive what was ordered"), self.receive, "F6", "truck")
        add("send", self.tr("Send the order, or its papers again"), self.send, "F8", "send")
        add("find", self.tr("Find an order or a product to order"), self._focus_search, "Ctrl+F", "search")
        add("export", self.tr("Save the table of orders as CSV"), self._on_export, "", "file-down")

    def _build_head(self) -> None:
        context = self.context
        self.scope = Segmented([(one, words) for one, words in self._scope_words().items()], self.tr("Which orders"))
        self.supplier = QComboBox()
        self.supplier.setAccessibleName(self.tr("Supplier"))
        self.supplier.setMinimumContentsLength(14)
        self.supplier.setMaximumWidth(220)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Number or supplier"))
        self.search.setAccessibleName(self.tr("Find an order"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(context.theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMaximumWidth(220)
        self.new_button = KeyButton(context.actions, "orders.new", context.theme, "primary", self.tr("New order"))
        self.head = row(self.scope, self.supplier, self.search, 1, self.new_button, gap=UNIT)

    def _scope_words(self) -> dict[str, str]:
        return {
            "open": self.tr("Open"),
            "late": self.tr("Late"),
            "draft": self.tr("Drafts"),
            "closed": self.tr("Done"),
            "all": self.tr("All"),
        }

    def _build_body(self) -> None:
        context = self.context
        self.table_place = column(gap=0)
        self.table: LazyTable | None = None
        self.panel = OrderPanel(context, self.desk)
        self.panel.hide()
        left = QWidget()
        left.setLayout(self.table_place)
        body = row(left, self.panel, gap=GAP)
        body.setStretch(0, 1)
        whole = column(self.head, body, gap=UNIT + UNIT // 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)

    def _build_table(self) -> None:
        shown = columns(self.context.catalogue, lambda: self.desk.today)
        self.table = LazyTable(self.context, "orders", shown, self.desk.rows)
        self.table.set_sort(self.desk.sort, descending=self.desk.descending)
        self.table.sorted_by.connect(self.desk.sort_by)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_opened)
        self.table.typed.connect(self._on_letter)
        self.table_place.addWidget(self.table)

    def _connect(self) -> None:
        desk = self.desk
        desk.chosen.connect(self._on_choices)
        desk.listed.connect(self._on_listed)
        desk.changed.connect(self._on_changed)
        desk.created.connect(self._on_created)
        desk.refused.connect(self._on_refused)
        self.scope.chosen.connect(self._on_scope)
        self.supplier.activated.connect(self._on_supplier)
        self.search.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._on_typed)
        self.panel.day_wanted.connect(self._on_day)
        self.panel.head_wanted.connect(self._on_head)

    # Dialogues are made when they are first asked for, so that the page opens at once.

    @cached_property
    def order_dialog(self) -> OrderDialog:
        """Begins an order, or says where and when a draft is to be delivered."""
        made = OrderDialog(self.context, self)
        made.ready.connect(self._on_order_ready)
        return made

    @cached_property
    def day_dialog(self) -> DayDialog:
        """The supplier named another day."""
        made = DayDialog(self.context, self)
        made.chosen.connect(self.desk.expect)
        return made

    @cached_property
    def send_dialog(self) -> SendDialog:
        """The papers, and that the supplier has them."""
        made = SendDialog(self.context, self)
        made.sent.connect(self.desk.send)
        return made

    @cached_property
    def receive_dialog(self) -> ReceiveDialog:
        """What came."""
        return ReceiveDialog(self.context, self.receive_desk, self)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        if self.table is not None:
            self.table.view.setFocus()

    def open_with(self, what: object) -> None:
        """Show an order by its id."""
        match what:
            case int(order_id):
                self.show_order(order_id)

    def show_order(self, order_id: int) -> None:
        """Bring an order to the front, whatever is filtered."""
        self.desk.open(order_id)
        if self.table is not None:
            self.table.select(order_id)

    def go_back(self) -> bool:
        if self.search.text():
            self.search.clear()
            return True
        if self.panel.isVisible():
            if self.table is not None:
                self.table.clear_selection()
            self.desk.open(0)
            return True
        return False

    def take_scan(self, code: str) -> None:
        """A scan while this tab is in front: into the open dialogue or onto the open draft; else it arrived."""
        view = self.desk.view
        if "receive_dialog" in self.__dict__ and self.receive_dialog.isVisible():
            self.receive_dialog.take_scan(code)
        elif view is not None and view.row.status == "draft":
            self.panel.take_scan(code)
        else:
            self.receive()
            self.receive_dialog.take_scan(code)

    # Lists

    def _on_choices(self, choices: OrderChoices) -> None:
        self.choices = choices
        if self.table is None:
            self._build_table()
        chosen = self.desk.filter.supplier_id
        self.supplier.clear()
        self.supplier.addItem(self.tr("All suppliers"), None)
        for one in choices.suppliers:
            self.supplier.addItem(one.name, one.id)
        self.supplier.setCurrentIndex(max(0, self.supplier.findData(chosen) if chosen is not None else 0))
        if self._waiting_for_choices:
            (wanted,), self._waiting_for_choices = self._waiting_for_choices, ()
            self.new_order(wanted)

    def _on_listed(self, listed: Listed) -> None:
        if self.table is None:
            return
        self.table.set_empty(self._empty_state(listed))
        self.table.set_ids(listed.ids, keep_rows=True)
        if not listed.ids:
            self.desk.open(0)  # nothing in the list, nothing beside it
        counts = {scope: listed.counts.get(scope, 0) for scope in ("open", "late", "draft")}
        self.scope.show_counts(self._scope_words(), counts, self.context.catalogue.number)

    def _empty_state(self, listed: Listed) -> EmptyState:
        theme = self.context.theme
        if not listed.counts.get("all"):
            words = self.tr(
                "Here will be every order to a supplier: what is written, what is on its way, what came. "
                "Write the first one, or let the advice on stock write it."
            )
            return EmptyState(theme, "clipboard-list", self.tr("No orders yet"), words, self._new_button())
        if self.desk.filter.scope == "late":
            return EmptyState(theme, "circle-check", self.tr("Nothing is late"))
        made = button(self.tr("Show all orders"), theme=theme, icon="x")
        made.clicked.connect(self._on_widen)
        return EmptyState(theme, "filter", self.tr("No order matches"), "", made)

    def _new_button(self) -> QPushButton:
        made = button(self.tr("New order"), "primary", theme=self.context.theme, icon="plus")
        made.clicked.connect(self._on_new)
        return made

    def _on_new(self) -> None:
        self.new_order()

    def _on_changed(self, ids: frozenset[int] | None) -> None:
        if self.table is not None:
            self.table.refresh(None if ids is None else list(ids))

    def _on_current(self, order_id: int) -> None:
        if order_id and order_id != self.desk.order_id:
            self.desk.open(order_id)

    def _on_opened(self, order_id: int) -> None:
        self.desk.open(order_id)
        self._focus_order()

    def _focus_order(self) -> None:
        (self.panel.search if self.panel.search.isVisible() else self.panel.table.view).setFocus()

    def _on_scope(self, scope: str) -> None:
        self.desk.narrow(scope=scope)

    def _on_supplier(self, _place: int) -> None:
        self.desk.narrow(supplier_id=self.supplier.currentData())

    def _on_typed(self) -> None:
        self.desk.narrow(text=self.search.text())

    def _on_letter(self, text: str) -> None:
        self.search.setFocus()
        self.search.setText(text)

    def _on_widen(self) -> None:
        self.search.clear()
        self.supplier.setCurrentIndex(0)
        self.scope.choose("all")
        self.desk.narrow(scope="all", supplier_id=None, text="")

    def _focus_search(self) -> None:
        if self.panel.isVisible() and self.panel.search.isVisible():
            self.panel.search.setFocus()
        else:
            self.search.setFocus()
            self.search.selectAll()

    def _on_export(self) -> None:
        if self.table is not None:
            self.table.ask_export()

    # What people do

    def new_order(self, supplier_id: int = 0) -> None:
        """Ask for whom and begin a draft; a shop without suppliers adds one first."""
        if self.choices is None:
            self._waiting_for_choices = (supplier_id,)
        elif self.choices.suppliers:
            chosen = supplier_id or self.desk.filter.supplier_id
            self.order_dialog.ask(self.choices, chosen, self.desk.today)
        else:
            self.context.navigate.open("orders", "suppliers")

    def send(self) -> None:
        """The papers of the open order."""
        view = self.desk.view
        if view is not None and view.lines:
            self.send_dialog.ask(view, self.desk.today)

    def receive(self) -> None:
        """What came of the open order, or choose which."""
        view = self.desk.view
        is_coming = view is not None and view.row.status in ("sent", "partly_received")
        self.receive_dialog.ask(view.row.order_id if view is not None and is_coming else 0)

    def _on_day(self) -> None:
        view = self.desk.view
        if view is not None:
            self.day_dialog.ask(view.row.number, view.row.expected_on or self.desk.today)

    def _on_head(self) -> None:
        view: OrderView | None = self.desk.view
        if view is not None and self.choices is not None:
            self.order_dialog.ask_draft(self.choices, view)

    def _on_order_ready(self, draft: OrderDraft, order_id: int) -> None:
        if order_id:
            self.desk.change(draft.location_id, draft.expected_on, draft.note)
        else:
            self.desk.create(draft)

    def _on_created(self, order_id: int) -> None:
        if self.desk.filter.scope not in ("open", "draft", "all"):
            self.scope.choose("open")
            self.desk.narrow(scope="open")
        self.show_order(order_id)
        self.desk.opened.connect(self._on_first_shown)

    def _on_first_shown(self, _view: object) -> None:
        self.desk.opened.disconnect(self._on_first_shown)
        self.panel.search.setFocus()

    def _on_refused(self, sentence: str) -> None:
        self.context.errors.tell(sentence, "warning")
