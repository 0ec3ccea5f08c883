"""A row above the cards that narrows them down; folded away until somebody wants it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.filters import Filters
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import button, keycap, label, row, set_property
from shopassistant.desktop.widgets.wrapping import WrappingRow

CLEAR_KEY = "Ctrl+Shift+F"
_PRICE_WIDTH = 72
_CATEGORY_WIDTH = 168


class FilterRow(QWidget):
    """What is set applies at once.

    Signals:
        changed: the `Filters` now; not emitted by `show_filters`.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._filters = Filters()
        self._is_filling = False
        self.in_stock = QCheckBox(self.tr("In stock"))
        self.in_stock.setToolTip(self.tr("Only what was counted and is here"))
        self.only_new = QCheckBox(self.tr("Only new"))
        self.only_new.setToolTip(self.tr("Leave out what this customer has bought before"))
        for box in (self.in_stock, self.only_new):
            box.toggled.connect(self._on_set)
        self.category = QComboBox()
        self.category.setAccessibleName(self.tr("Category"))
        self.category.setFixedWidth(_CATEGORY_WIDTH)
        self.category.activated.connect(self._on_set)
        self.show_categories(())
        self.least = self._price(self.tr("from"), self.tr("Lowest price"))
        self.most = self._price(self.tr("to"), self.tr("Highest price"))
        self.clear_button = button(self.tr("Clear"), "quiet", theme=theme, icon="x")
        self.clear_button.setProperty("look", "small")
        self.clear_button.setToolTip(self.tr("No filter any more ({key})").format(key=CLEAR_KEY))
        self.clear_button.clicked.connect(self.clear)
        self._build()
        self.hide()

    def _build(self) -> None:
        prices, clear = QWidget(), QWidget()
        prices.setLayout(row(label(self.tr("Price"), "caption", "muted"), self.least, self.most, gap=HALF))
        clear.setLayout(row(self.clear_button, keycap(CLEAR_KEY), gap=HALF))
        box = WrappingRow(UNIT)
        for part in (self.in_stock, self.only_new, self.category, prices, clear):
            box.addWidget(part)
        self.setLayout(box)

    def _price(self, hint: str, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.setAccessibleName(name)
        made.setFixedWidth(_PRICE_WIDTH)
        made.setMaxLength(12)
        made.editingFinished.connect(self._on_set)
        return made

    @property
    def filters(self) -> Filters:
        """What is set."""
        return self._filters

    def show_categories(self, paths: Sequence[str]) -> None:
        """Offer these categories; the one that is set stays."""
        self.category.clear()
        self.category.addItem(self.tr("All categories"), "")
        for path in paths:
            self.category.addItem(path, path)
        self._choose(self._filters.category)

    def show_filters(self, filters: Filters) -> None:
        """Show what is set for the customer who stands here."""
        self._is_filling = True
        self._filters = filters
        self.in_stock.setChecked(filters.in_stock)
        self.only_new.setChecked(filters.only_new)
        self._choose(filters.category)
        for box, price in ((self.least, filters.least_minor), (self.most, filters.most_minor)):
            box.setText("" if price is None else str(self._catalogue.currency.to_decimal(price)))
            set_property(box, "wrong", False)
        self._is_filling = False

    def clear(self) -> None:
        """Everything off."""
        self.show_filters(Filters())
        self.changed.emit(self._filters)

    def focus_first(self) -> None:
        """Start setting by keyboard."""
        self.in_stock.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, path: str) -> None:
        place = self.category.findData(path)
        if place < 0:  # not read yet, or gone: shown as it was set
            self.category.addItem(path, path)
            place = self.category.count() - 1
        self.category.setCurrentIndex(place)

    def _on_set(self) -> None:
        if self._is_filling:
            return
        least, most = self._read(self.least), self._read(self.most)
        if least is not None and most is not None and least > most:
            set_property(self.most, "wrong", True)
            most = None
        made = Filters(
            self.only_new.isChecked(), self.in_stock.isChecked(), self.category.currentData() or "", least, most
        )
        if made != self._filters:
            self._filters = made
            self.changed.emit(made)

    def _read(self, box: QLineEdit) -> int | None:
        """The price that was typed; None for none, and for what is no price, which is marked."""
        text, price = box.text().strip(), None
        try:
            price = self._catalogue.currency.parse(text) if text else None
        except UserError:
            price = -1
        set_property(box, "wrong", price is not None and price < 0)
        return None if price is None or price < 0 else price
