"""A supplier's terms: how to reach them, how long they promise, from which value on they take an order."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from shopassistant.core.errors import UserError
from shopassistant.desktop.pages.purchasing.suppliers_desk import SuppliersDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF
from shopassistant.desktop.widgets.basics import row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.suppliers.listing import SupplierRow
from shopassistant.inventory.suppliers.terms import SupplierTerms

_LONGEST_DAYS = 365


class SupplierDialog(FormDialog):
    """Adds a supplier or changes one."""

    def __init__(self, context: AppContext, desk: SuppliersDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("SupplierDialog", "New supplier"), translate("SupplierDialog", "Save")
        super().__init__(context.theme, title, verb, parent, icon="check", width=600)
        self.context = context
        self.desk = desk
        self._supplier_id = 0
        self._build()
        desk.done.connect(self._on_done)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        code = self.context.catalogue.currency.code
        self.name, self.email, self.phone, self.account = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.name.setMaxLength(120)
        self.account.setMaxLength(40)
        self.address = QPlainTextEdit()
        self.address.setFixedHeight(72)
        self.address.setTabChangesFocus(True)
        self.lead = _days(0)
        self.review = _days(1)
        self.minimum, self.order_cost = QLineEdit(), QLineEdit()
        self.fields.addWidget(field(self.tr("Name"), self.name))
        self._pair(field(self.tr("E-mail for orders"), self.email), field(self.tr("Phone"), self.phone))
        self._pair(field(self.tr("Address"), self.address), field(self.tr("Our number there"), self.account))
        self._pair(
            field(self.tr("Promised lead time, days"), self.lead),
            field(self.tr("We order every, days"), self.review),
        )
        self._pair(
            field(self.tr("Minimum order, {currency}").format(currency=code), self.minimum),
            field(self.tr("Cost of one order, {currency}").format(currency=code), self.order_cost,
                  self.tr("Carriage and work, whatever its size.")),
        )  # fmt: skip

    def _pair(self, one: QWidget, other: QWidget) -> None:
        both = row(gap=GAP)
        for part in (one, other):
            both.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.fields.addLayout(both)

    def ask(self, supplier: SupplierRow | None = None) -> None:
        """Open it for a supplier, or for a new one."""
        terms = SupplierTerms("") if supplier is None else supplier.terms
        self._supplier_id = 0 if supplier is None else supplier.supplier_id
        self.title.setText(self.tr("New supplier") if supplier is None else terms.name)
        self.verb.setText(self.tr("Add supplier") if supplier is None else self.tr("Save"))
        self.name.setText(terms.name)
        self.email.setText(terms.email)
        self.phone.setText(terms.phone)
        self.address.setPlainText(terms.address)
        self.account.setText(terms.account_number)
        self.lead.setValue(terms.lead_time_days)
        self.review.setValue(terms.review_days)
        self.minimum.setText(self._amount(terms.min_order_minor))
        self.order_cost.setText(self._amount(terms.order_cost_minor))
        self.begin()
        self.name.setFocus()

    def _amount(self, minor: int) -> str:
        catalogue = self.context.catalogue
        return catalogue.formats.say_plainly(catalogue.currency.to_decimal(minor)) if minor else ""

    def _minor(self, edit: QLineEdit) -> int:
        text = edit.text().strip()
        return self.context.catalogue.currency.parse(text) if text else 0

    def _on_submitted(self, _pin: str) -> None:
        try:
            terms = SupplierTerms(
                name=self.name.text().strip(),
                email=self.email.text().strip(),
                phone=self.phone.text().strip(),
                address=self.address.toPlainText().strip(),
                account_number=self.account.text().strip(),
                lead_time_days=self.lead.value(),
                min_order_minor=self._minor(self.minimum),
                order_cost_minor=self._minor(self.order_cost),
                review_days=self.review.value(),
            )
        except UserError as error:
            self.refuse(self.context.catalogue.explain(error))
            return
        self.set_busy(True)
        if self._supplier_id:
            self.desk.change(self._supplier_id, terms)
        else:
            self.desk.add(terms)

    def _on_done(self) -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)


def _days(least: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, _LONGEST_DAYS)
    made.lineEdit().setTextMargins(HALF, 0, 0, 0)
    return made
