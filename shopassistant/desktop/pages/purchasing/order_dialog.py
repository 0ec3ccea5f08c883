"""Whom to order from, where it goes and when it should come: the head of an order."""

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from shopassistant.desktop.pages.purchasing.orders_desk import OrderChoices
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import row
from shopassistant.desktop.widgets.dates import chosen_day, date_edit, show_day
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.purchasing.drafts import OrderDraft
from shopassistant.inventory.purchasing.order_view import OrderView


class OrderDialog(FormDialog):
    """Begins an order, or changes the head of a draft.

    Signals:
        ready: an `OrderDraft` without lines, and the id of the order it changes (0 for a new one).
    """

    ready = Signal(object, int)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("OrderDialog", "New order"), translate("OrderDialog", "Begin the order")
        super().__init__(context.theme, title, verb, parent, icon="clipboard-list", width=520)
        self.context = context
        self._order_id = 0
        self._lead_days: dict[int, int] = {}
        self._today = date.min
        self._day_is_ours = True
        self.supplier, self.location = QComboBox(), QComboBox()
        self.day = date_edit(self.tr("Expected"))
        self.note = QPlainTextEdit()
        self.note.setFixedHeight(72)
        self.note.setTabChangesFocus(True)
        self.location_field = field(self.tr("Deliver to"), self.location)
        both = row(self.location_field, field(self.tr("Expected"), self.day), gap=GAP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.fields.addWidget(field(self.tr("Supplier"), self.supplier))
        self.fields.addLayout(both)
        self.fields.addWidget(field(self.tr("Note for the supplier"), self.note))
        self.supplier.currentIndexChanged.connect(self._propose_day)
        self.day.userDateChanged.connect(self._on_day)
        self.submitted.connect(self._on_submitted)

    def ask(self, choices: OrderChoices, supplier_id: int | None, today: date) -> None:
        """Open it for a new order, at a supplier where one is filtered."""
        self._fill(choices, 0, supplier_id, self.context.location_id)
        self._today, self._day_is_ours = today, True
        self.note.clear()
        self.supplier.setEnabled(True)
        self._propose_day()
        self.title.setText(self.tr("New order"))
        self.verb.setText(self.tr("Begin the order"))
        self.begin()
        self.supplier.setFocus()

    def ask_draft(self, choices: OrderChoices, view: OrderView) -> None:
        """Open it for a draft."""
        self._fill(choices, view.row.order_id, view.row.supplier_id, view.row.location_id)
        self.supplier.setEnabled(False)
        self._day_is_ours = False
        if view.row.expected_on is not None:
            show_day(self.day, view.row.expected_on)
        self.note.setPlainText(view.note)
        self.title.setText(self.tr("Order {number}").format(number=view.row.number))
        self.verb.setText(self.tr("Save"))
        self.begin()
        self.day.setFocus()

    def _fill(self, choices: OrderChoices, order_id: int, supplier_id: int | None, location_id: int) -> None:
        self._order_id, self._lead_days = order_id, choices.lead_days
        for combo, entries, chosen in (
            (self.supplier, choices.suppliers, supplier_id),
            (self.location, choices.locations, location_id),
        ):
            combo.blockSignals(True)
            combo.clear()
            for one in entries:
                combo.addItem(one.name, one.id)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
            combo.blockSignals(False)
        self.location_field.setVisible(len(choices.locations) > 1)

    def _propose_day(self) -> None:
        """Today and the supplier's lead time, until somebody names a day."""
        if self._day_is_ours and self._today != date.min:
            days = self._lead_days.get(int(self.supplier.currentData() or 0), 0)
            self.day.blockSignals(True)
            show_day(self.day, self._today + timedelta(days=days))
            self.day.blockSignals(False)

    def _on_day(self) -> None:
        self._day_is_ours = False

    def is_ready(self) -> bool:
        return self.supplier.currentData() is not None

    def _on_submitted(self, _pin: str) -> None:
        draft = OrderDraft(
            int(self.supplier.currentData()),
            int(self.location.currentData() or self.context.location_id),
            expected_on=chosen_day(self.day),
            note=self.note.toPlainText().strip(),
        )
        self.accept()
        self.ready.emit(draft, self._order_id)
