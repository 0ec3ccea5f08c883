"""The newest deliveries, with and without an order: who took in what, and taking a wrong one back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import ShopError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.inventory.purchasing.receipt_list import ReceiptRow

if TYPE_CHECKING:
    from shopassistant.inventory.purchasing.receipt_list import ReceiptLine

_PANEL_WIDTH = 480


class DeliveriesDesk(Desk):
    """Reads deliveries and takes one back.

    Signals:
        listed: tuple of `ReceiptRow`, newest first.
        opened: receipt id and its tuple of `ReceiptLine`.
    """

    listed = Signal(object)
    opened = Signal(int, object)

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """The list again."""
        self.look("deliveries.list", self._list, self.listed.emit)

    @Slot(int)
    def open(self, receipt_id: int) -> None:
        """Read the lines of one."""
        if receipt_id:
            self.look("deliveries.lines", lambda: self._lines(receipt_id), self._on_lines)

    def take_back(self, receipt: ReceiptRow, why: str) -> None:
        """It was booked in error."""
        from shopassistant.inventory.purchasing.receiving import reverse_receipt

        actor = self.actor

        def job() -> Changes:
            return reverse_receipt(self.store, actor, receipt.receipt_id, why).changes

        def told(changes: Changes) -> None:
            self.announce(changes)
            self.context.toasts.show(self.say("receive.reversed", number=receipt.number))

        self.write(job, told, self._on_failed)

    def _on_lines(self, found: "tuple[int, tuple[ReceiptLine, ...]]") -> None:
        self.opened.emit(*found)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.context.errors.show(error)

    def _list(self) -> tuple[ReceiptRow, ...]:
        from shopassistant.inventory.purchasing.receipt_list import latest_receipts

        with self.store.read() as session:
            return latest_receipts(session)

    def _lines(self, receipt_id: int) -> "tuple[int, tuple[ReceiptLine, ...]]":
        from shopassistant.inventory.purchasing.receipt_list import receipt_lines

        with self.store.read() as session:
            return receipt_id, receipt_lines(session, receipt_id)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        if changes.everything or changes.orders or changes.variants:
            self.load()


class DeliveriesTab(Tab):
    """What came, newest first."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = DeliveriesDesk(context, self)
        self.receipt: ReceiptRow | None = None
        self.table = LazyTable(context, "deliveries", _columns(context.catalogue, self.desk), lambda ids: {})
        words = self.tr("Here will be every delivery that was booked, with who took it in and what came broken.")
        self.table.set_empty(EmptyState(context.theme, "truck", self.tr("No deliveries yet"), words))
        self._build_panel()
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 1)
        self.setLayout(column(body))
        self.desk.listed.connect(self._on_listed)
        self.desk.opened.connect(self._on_lines)
        self.table.current_changed.connect(self._on_current)

    def _build_panel(self) -> None:
        context = self.context
        self.panel = Card(gap=UNIT)
        self.panel.setFixedWidth(_PANEL_WIDTH)
        self.number = label("", "title")
        self.facts = ElidedLabel(tone="muted")
        self.note = ElidedLabel(tone="muted")
        self.lines = LazyTable(context, "delivery-lines", _line_columns(context.catalogue), lambda ids: {})
        self.order_button = button(self.tr("Show the order"), theme=context.theme, icon="clipboard-list")
        self.back_button = button(self.tr("Take back"), theme=context.theme, icon="rotate-ccw")
        self.order_button.clicked.connect(self._on_order)
        self.back_button.clicked.connect(self._on_back)
        self.panel.box.addWidget(self.number)
        self.panel.box.addWidget(self.facts)
        self.panel.box.addWidget(self.note)
        self.panel.box.addWidget(self.lines, 1)
        self.panel.box.addLayout(row(self.back_button, 1, self.order_button))
        self.panel.hide()

    def shown(self) -> None:
        self.desk.load()
        self.table.view.setFocus()

    def go_back(self) -> bool:
        if self.panel.isVisible():
            self.table.clear_selection()
            self.panel.hide()
            return True
        return False

    def take_scan(self, code: str) -> None:
        """A scan means nothing here."""

    def _on_listed(self, receipts: tuple[ReceiptRow, ...]) -> None:
        before = self.table.current_id()
        self.table.set_rows({one.receipt_id: one for one in receipts})
        if before:
            self.table.select(before)

    def _on_current(self, receipt_id: int) -> None:
        found = self.table.current_row()
        self.receipt = found if isinstance(found, ReceiptRow) else None
        self.panel.setVisible(self.receipt is not None)
        if self.receipt is None:
            return
        catalogue, receipt = self.context.catalogue, self.receipt
        self.number.setText(receipt.number)
        said = (exact_day(catalogue, receipt.at), receipt.staff, receipt.location)
        self.facts.setText(" \u00b7 ".join(part for part in said if part))
        notes = (receipt.supplier, receipt.delivery_note, receipt.note)
        self.note.setText(" \u00b7 ".join(part for part in notes if part))
        self.back_button.setVisible(not receipt.reverses and not receipt.reversed_by)
        self.order_button.setVisible(receipt.order_id is not None)
        self.desk.open(receipt_id)

    def _on_lines(self, receipt_id: int, lines: "tuple[ReceiptLine, ...]") -> None:
        if self.receipt is not None and self.receipt.receipt_id == receipt_id:
            self.lines.set_rows(dict(enumerate(lines, 1)))

    def _on_order(self) -> None:
        if self.receipt is not None and self.receipt.order_id is not None:
            self.context.navigate.open("orders", ("order", self.receipt.order_id))

    def _on_back(self) -> None:
        if self.receipt is not None:
            self.desk.take_back(self.receipt, self.tr("Booked in error"))


def _tr(text: str) -> str:
    return QCoreApplication.translate("purchasing", text)


def _state(receipt: ReceiptRow) -> str:
    if receipt.reverses:
        return _tr("takes one back")
    return _tr("taken back") if receipt.reversed_by else ""


def _columns(catalogue: Catalogue, desk: DeliveriesDesk) -> tuple[Column, ...]:
    return (
        Column("number", _tr("Number"), lambda one: one.number, 104, strong=True),
        Column(
            "at",
            _tr("When"),
            lambda one: day(catalogue, one.at, desk.today),
            96,
            tip=lambda one: exact_day(catalogue, one.at),
            value=lambda one: one.at.isoformat(),
        ),
        Column("supplier", _tr("Supplier"), lambda one: one.supplier or "\u2013", 0),
        Column("order", _tr("Order"), lambda one: one.order or _tr("without"), 92),
        Column("state", _tr("State"), _state, 104, tone=lambda one: "warning", badge=True),
        Column("units", _tr("Units"), lambda one: catalogue.number(one.units), 72, "right"),
        Column(
            "damaged",
            _tr("Damaged"),
            lambda one: catalogue.number(one.damaged) if one.damaged else "\u2013",
            88,
            "right",
            tone=lambda one: "critical" if one.damaged else "muted",
        ),
        Column("staff", _tr("By"), lambda one: one.staff, 80, shown=False),
    )


def _line_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    return (
        Column(
            "name",
            _tr("Product"),
            lambda line: line.name,
            0,
            strong=True,
            tip=lambda line: line.over_reason or line.name,
        ),
        Column("kind", _tr("Kind"), lambda line: line.detail, 104),
        Column("units", _tr("Units"), lambda line: catalogue.number(line.units), 60, "right"),
        Column(
            "damaged",
            _tr("Damaged"),
            lambda line: catalogue.number(line.damaged) if line.damaged else "\u2013",
            88,
            "right",
            tone=lambda line: "critical" if line.damaged else "muted",
        ),
    )
