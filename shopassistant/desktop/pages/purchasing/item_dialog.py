"""What is agreed about one product: the supplier's number, packs, the least units, the cost and from when it falls."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.purchasing.supplier_words import breaks_words
from shopassistant.desktop.pages.purchasing.suppliers_desk import SuppliersDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF
from shopassistant.desktop.widgets.basics import row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.suppliers.items import ItemRow, ItemTerms

_MOST = 1_000_000
_LONGEST_DAYS = 365
_AS_SUPPLIER = -1


class ItemDialog(FormDialog):
    """Writes one product of a supplier's range."""

    def __init__(self, context: AppContext, desk: SuppliersDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("ItemDialog", "Terms of a product"), translate("ItemDialog", "Save")
        super().__init__(context.theme, title, verb, parent, icon="check", width=520)
        self.context = context
        self.desk = desk
        self._item: ItemRow | None = None
        self._build()
        desk.done.connect(self._on_done)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        catalogue = self.context.catalogue
        self.number = QLineEdit()
        self.number.setMaxLength(60)
        self.cost = QLineEdit()
        self.pack, self.least = QSpinBox(), QSpinBox()
        for spin in (self.pack, self.least):
            spin.setRange(1, _MOST)
            spin.setGroupSeparatorShown(True)
            spin.lineEdit().setTextMargins(HALF, 0, 0, 0)
        self.lead = QSpinBox()
        self.lead.lineEdit().setTextMargins(HALF, 0, 0, 0)
        self.lead.setRange(_AS_SUPPLIER, _LONGEST_DAYS)
        self.lead.setSpecialValueText(self.tr("as the supplier"))
        self.breaks = QLineEdit()
        self.breaks.setPlaceholderText(breaks_words(catalogue, ((24, 980), (48, 920))))
        cost_words = self.tr("Cost of one, {currency}").format(currency=catalogue.currency.code)
        self._pair(field(self.tr("Their number"), self.number), field(cost_words, self.cost))
        self._pair(field(self.tr("Units in a pack"), self.pack), field(self.tr("Least units"), self.least))
        self._pair(
            field(self.tr("Lead time, days"), self.lead),
            field(self.tr("Cheaper from"), self.breaks, self.tr("Units: cost of one; the next after a semicolon.")),
        )

    def _pair(self, one: QWidget, other: QWidget) -> None:
        both = row(gap=GAP)
        for part in (one, other):
            both.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.fields.addLayout(both)

    def ask(self, item: ItemRow) -> None:
        """Open it for a product of the range."""
        self._item = item
        catalogue = self.context.catalogue
        self.title.setText(item.name)
        self.describe(" \u00b7 ".join(part for part in (item.sku, item.supplier) if part))
        self.number.setText(item.supplier_sku)
        cost = item.cost_minor
        self.cost.setText("" if cost is None else catalogue.formats.say_plainly(catalogue.currency.to_decimal(cost)))
        self.pack.setValue(item.pack_size)
        self.least.setValue(item.min_units)
        self.lead.setValue(item.lead_time_days if item.own_lead_time else _AS_SUPPLIER)
        self.breaks.setText(breaks_words(catalogue, item.breaks))
        self.begin()
        self.number.setFocus()
        self.number.selectAll()

    def _on_submitted(self, _pin: str) -> None:
        item = self._item
        if item is None:
            return
        catalogue = self.context.catalogue
        try:
            breaks = read_breaks(catalogue, self.breaks.text())
            cost = catalogue.currency.parse(self.cost.text()) if self.cost.text().strip() else None
        except UserError as error:
            self.refuse(catalogue.explain(error))
            return
        lead = self.lead.value()
        terms = ItemTerms(
            supplier_sku=self.number.text().strip(),
            cost_minor=cost,
            pack_size=self.pack.value(),
            min_units=self.least.value(),
            lead_time_days=None if lead == _AS_SUPPLIER else lead,
            breaks=breaks,
        )
        self.set_busy(True)
        self.desk.put_item(item.supplier_id, item.variant_id, terms)

    def _on_done(self) -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)


def read_breaks(catalogue: Catalogue, text: str) -> tuple[tuple[int, int], ...]:
    """Price breaks as somebody typed them, ``24: 9.80; 48: 9.20``.

    Raises:
        UserError: ``suppliers.breaks`` with the part that makes no sense; ``money.not_a_number``.
    """
    found = []
    for part in text.split(";"):
        if not part.strip():
            continue
        units, mark, cost = part.partition(":")
        digits = units.strip()
        if not mark or not (digits.isascii() and digits.isdecimal()) or len(digits) > 7:
            raise UserError("suppliers.breaks", part=part.strip())
        found.append((int(digits), catalogue.currency.parse(cost)))
    return tuple(found)
