"""A new product with its sizes, colours, prices and codes, in one small dialogue."""

from PySide6.QtCore import QCoreApplication, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QFrame, QGridLayout, QLineEdit, QScrollArea, QToolButton, QWidget

from shopassistant.core.errors import UserError
from shopassistant.desktop.pages.stock.presenter import Choices
from shopassistant.desktop.pages.stock.product_desk import ProductDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.products import NewProduct, NewVariant

_FIELDS = ("size", "colour", "price", "cost", "code")


class ProductDialog(FormDialog):
    """Asks for a product the shop does not have yet."""

    def __init__(self, context: AppContext, desk: ProductDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("New product"), _tr("Add product"), parent, icon="plus", width=760)
        self.context = context
        self.desk = desk
        self._rows: list[dict[str, QLineEdit]] = []
        self._build_product()
        self._build_variants()
        desk.added.connect(self._on_added)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def _build_product(self) -> None:
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.brand = QLineEdit()
        self.brand.setMaxLength(80)
        self.category = QLineEdit()
        self.category.setPlaceholderText(self.tr("Clothing / Shirts"))
        self.supplier = QLineEdit()
        self._categories = _complete(self.category)
        self._suppliers = _complete(self.supplier)
        self.fields.addWidget(field(self.tr("Name"), self.name))
        self.fields.addLayout(
            row(
                field(self.tr("Brand"), self.brand),
                field(self.tr("Category"), self.category),
                field(self.tr("Supplier"), self.supplier),
                gap=GAP,
            )
        )

    def _build_variants(self) -> None:
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(UNIT)
        self._grid.setVerticalSpacing(UNIT)
        code = self.context.catalogue.currency.code
        titles = (
            self.tr("Size"),
            self.tr("Colour"),
            self.tr("Price {currency}").format(currency=code),
            self.tr("Cost {currency}").format(currency=code),
            self.tr("Code on the package"),
        )
        for place, title in enumerate(titles):
            self._grid.addWidget(label(title, "caption", "muted", strong=True), 0, place)
        for place, width in enumerate((64, 120, 88, 88, 168)):
            self._grid.setColumnMinimumWidth(place, width)
            self._grid.setColumnStretch(place, width)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self._grid, 1))
        scroll = QScrollArea()
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(176)
        more = button(self.tr("Another size or colour"), theme=self.theme, icon="plus")
        more.clicked.connect(self._on_more)
        self.fields.addWidget(scroll, 1)
        self.fields.addLayout(row(more, 1))

    def ask(self, choices: Choices | None = None, code: str = "") -> None:
        """Open an empty form; `code` was scanned and is unknown."""
        for edit in (self.name, self.brand, self.category, self.supplier):
            edit.clear()
        for _ in range(len(self._rows)):
            self._remove_row(0)
        self.add_row()["code"].setText(code)
        if choices is not None:
            self._categories.setStringList([one.name for one in choices.categories])
            self._suppliers.setStringList([one.name for one in choices.suppliers])
        self.describe(self.tr("The code {code} was scanned and is new here.").format(code=code) if code else "")
        self.ask_pin(self.desk.needs_pin)
        self.begin()
        self.name.setFocus()

    def add_row(self) -> dict[str, QLineEdit]:
        """One more variant, priced like the one before."""
        before = self._rows[-1] if self._rows else None
        line = self._grid.rowCount()
        edits = {}
        for place, name in enumerate(_FIELDS):
            edits[name] = QLineEdit()
            edits[name].setAccessibleName(name)
            self._grid.addWidget(edits[name], line, place)
        if before is not None:
            for name in ("colour", "price", "cost"):
                edits[name].setText(before[name].text())
        remove = QToolButton()
        remove.setProperty("kind", "quiet")
        remove.setIcon(self.theme.icon("x", "muted"))
        remove.setAccessibleName(self.tr("Remove this line"))
        remove.clicked.connect(self._on_remove)
        self._grid.addWidget(remove, line, len(_FIELDS))
        edits["size"].setProperty("remover", remove)
        self._rows.append(edits)
        self._removers = [one["size"].property("remover") for one in self._rows]
        return edits

    def take_code(self, code: str) -> None:
        """A code was scanned: it belongs to the line the focus is in, or to the first without one."""
        edits = [one["code"] for one in self._rows]
        focus = self.focusWidget()
        at = next((one["code"] for one in self._rows if focus in one.values()), edits[-1])
        empty = [edit for edit in (at, *edits) if not edit.text()]
        (empty[0] if empty else at).setText(code if empty else f"{at.text()} {code}")

    def rows(self) -> list[dict[str, QLineEdit]]:
        """The fields of every variant."""
        return self._rows

    def _on_more(self) -> None:
        self.add_row()["size"].setFocus()

    def _on_remove(self) -> None:
        if len(self._rows) > 1:
            sender = self.sender()
            self._remove_row(next(i for i, one in enumerate(self._rows) if one["size"].property("remover") is sender))

    def _remove_row(self, index: int) -> None:
        edits = self._rows.pop(index)
        for part in (*edits.values(), edits["size"].property("remover")):
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()

    def product(self) -> NewProduct:
        """What was typed. Raises UserError."""
        return NewProduct(
            self.name.text(),
            tuple(self._variant(edits) for edits in self._rows),
            brand=self.brand.text(),
            category=self.category.text(),
            supplier=self.supplier.text(),
        )

    def _variant(self, edits: dict[str, QLineEdit]) -> NewVariant:
        currency = self.context.catalogue.currency
        cost = edits["cost"].text().strip()
        return NewVariant(
            currency.parse(edits["price"].text()),
            size=edits["size"].text(),
            colour=edits["colour"].text(),
            cost_minor=currency.parse(cost) if cost else None,
            barcodes=tuple(edits["code"].text().split()),
        )

    def _on_submitted(self, pin: str) -> None:
        try:
            new = self.product()
        except UserError as error:
            self.refuse(self.context.catalogue.explain(error))
            return
        self.set_busy(True)
        self.desk.add_product(new, pin)

    def _on_added(self, _added: object) -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)


def _complete(edit: QLineEdit) -> QStringListModel:
    model = QStringListModel(edit)
    completer = QCompleter(model, edit)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    edit.setCompleter(completer)
    return model


def _tr(text: str) -> str:
    return QCoreApplication.translate("stock", text)
