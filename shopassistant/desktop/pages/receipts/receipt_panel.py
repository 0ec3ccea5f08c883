"""One receipt beside the table: as it was printed, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from shopassistant.desktop.pages.counter.receipt_desk import ReceiptDesk
from shopassistant.desktop.pages.receipts.columns import source_words
from shopassistant.desktop.pages.receipts.paper import Paper
from shopassistant.desktop.pages.receipts.presenter import ReceiptView
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, KeyButton, button, column, label, row


class ReceiptPanel(Card):
    """Shows a receipt.

    Signals:
        customer_wanted: customer id to open.
    """

    customer_wanted = Signal(int)

    def __init__(self, context: AppContext, printing: ReceiptDesk) -> None:
        super().__init__(gap=UNIT)
        self.context = context
        self.printing = printing
        self.view: ReceiptView | None = None
        self.setFixedWidth(416)
        self._build()
        printing.saved.connect(self._on_saved)
        printing.printed.connect(self._on_printed)

    def _build(self) -> None:
        context = self.context
        self._number = ElidedLabel(role="title")
        self._source = label("", tone="muted")
        self._customer = button("", "link")
        self._customer.clicked.connect(self._on_customer)
        head = row(self._number, self._source)
        head.setStretch(0, 1)
        self.box.addLayout(head)
        self.box.addWidget(self._customer)
        self.paper = Paper(context.theme)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(row(1, self.paper, 1), 1))
        scroll = QScrollArea()
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.box.addWidget(scroll, 1)
        self.give_back = KeyButton(context.actions, "receipts.return", context.theme, text=self.tr("Return"))
        self.print_button = KeyButton(context.actions, "receipts.print", context.theme, text=self.tr("Print again"))
        self.save_button = button(self.tr("PDF"), theme=context.theme, icon="file-down")
        self.save_button.clicked.connect(self.save)
        self.box.addLayout(row(self.give_back, 1, self.save_button, self.print_button))

    def show_view(self, view: ReceiptView | None) -> None:
        """Show a receipt; None hides the panel."""
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        self._number.setText(view.row.number)
        self._source.setText("" if view.row.source == "counter" else source_words(view.row.source))
        self._customer.setText(view.row.customer)
        self._customer.setVisible(bool(view.row.customer))
        self.paper.show_rows(view.paper)
        self.give_back.setVisible(view.row.kind == "sale")
        self.give_back.setEnabled(view.left > 0)
        self.give_back.setToolTip("" if view.left else self.tr("Everything of it came back already."))

    def save(self) -> None:
        """Write a PDF into the folder of receipts."""
        if self.view is not None:
            self.printing.save(self.view.row.id)

    def print(self) -> None:
        """To the receipt printer, again."""
        if self.view is not None:
            self.printing.print(self.view.row.id)

    def _on_saved(self, path: str) -> None:
        self.context.toasts.show(self.tr("Saved as {path}").format(path=path))

    def _on_printed(self) -> None:
        self.context.toasts.show(self.tr("Sent to the printer"))

    def _on_customer(self) -> None:
        if self.view is not None and self.view.row.customer_id is not None:
            self.customer_wanted.emit(self.view.row.customer_id)
