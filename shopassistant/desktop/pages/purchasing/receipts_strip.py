"""What came of an order so far, a line per delivery, each to be taken back where it was booked in error."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, button, label, row
from shopassistant.inventory.purchasing.receipt_list import ReceiptRow

_MOST_SHOWN = 4


class ReceiptsStrip(QWidget):
    """Newest first.

    Signals:
        reversed: receipt id to be taken back, and why.
    """

    reversed = Signal(int, str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(UNIT // 2)

    def show_receipts(self, receipts: Sequence[ReceiptRow], today: date) -> None:
        """Show these."""
        while (item := self._box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = [one for one in receipts if not one.reverses]
        for receipt in shown[:_MOST_SHOWN]:
            self._box.addWidget(self._line(receipt, today))
        if len(shown) > _MOST_SHOWN:
            words = self.tr("and {count} deliveries before").format(count=len(shown) - _MOST_SHOWN)
            self._box.addWidget(label(words, "caption", "muted"))
        self.setVisible(bool(shown))

    def _line(self, receipt: ReceiptRow, today: date) -> QWidget:
        said = ElidedLabel(self._words(receipt, today), tone="muted")
        said.setToolTip(exact_day(self._context.catalogue, receipt.at))
        line = row(said)
        line.setStretch(0, 1)
        if not receipt.reversed_by:
            back = button(self.tr("Take back"), "link")
            back.setProperty("receipt", receipt.receipt_id)
            back.setAccessibleName(self.tr("Take back the delivery {number}").format(number=receipt.number))
            back.clicked.connect(self._on_back)
            line.addWidget(back)
        made = QWidget()
        made.setLayout(line)
        return made

    def _words(self, receipt: ReceiptRow, today: date) -> str:
        catalogue = self._context.catalogue
        units = self.tr("{units} units").format(units=catalogue.number(receipt.units))
        said = [receipt.number, day(catalogue, receipt.at, today), units]
        if receipt.damaged:
            said.append(self.tr("{units} damaged").format(units=catalogue.number(receipt.damaged)))
        said += [receipt.staff, receipt.delivery_note]
        if receipt.reversed_by:
            said.append(self.tr("taken back"))
        return " \u00b7 ".join(part for part in said if part)

    def _on_back(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.reversed.emit(int(sender.property("receipt")), self.tr("Booked in error"))
