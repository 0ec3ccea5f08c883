"""What the stock table is narrowed to: state, category, supplier, location."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.stock.presenter import Choices
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import label, row
from shopassistant.inventory.listing import Choice, StockFilter

_WITHDRAWN = "withdrawn"


class FilterBar(QWidget):
    """Four boxes and how many were found.

    Signals:
        narrowed: a mapping of fields of `StockFilter`.
    """

    narrowed = Signal(object)

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.state, self.category, self.supplier, self.location = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for combo, name in (
            (self.state, self.tr("Stock")),
            (self.category, self.tr("Category")),
            (self.supplier, self.tr("Supplier")),
            (self.location, self.tr("Location")),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
            combo.setMaximumWidth(240)
            combo.view().setMinimumWidth(240)
            combo.activated.connect(self._on_activated)
        self._fill_states({})
        self.count = label("", tone="muted")
        self.setLayout(row(self.state, self.category, self.supplier, self.location, 1, self.count, gap=UNIT))

    def fill(self, choices: Choices, shown: StockFilter) -> None:
        """Offer these; what is chosen now stays chosen."""
        _fill(self.category, self.tr("All categories"), choices.categories, shown.category_id)
        _fill(self.supplier, self.tr("All suppliers"), choices.suppliers, shown.supplier_id)
        _fill(self.location, self.tr("All locations"), choices.locations, shown.location_id)
        self.category.setVisible(bool(choices.categories))
        self.supplier.setVisible(bool(choices.suppliers))
        self.location.setVisible(len(choices.locations) > 1)
        self._fill_states(choices.states)

    def _fill_states(self, counts: dict[str, int]) -> None:
        names = (
            ("", self.tr("Any stock")),
            ("low", self.tr("Low")),
            ("zero", self.tr("None left")),
            ("negative", self.tr("Below zero")),
            ("not_counted", self.tr("Not counted")),
            (_WITHDRAWN, self.tr("Withdrawn")),
        )
        chosen = self.state.currentData()
        self.state.clear()
        for state, name in names:
            count = counts.get(state, 0)
            self.state.addItem(f"{name}  {self._catalogue.number(count)}" if count else name, state)
        self.state.setCurrentIndex(max(0, self.state.findData(chosen)))

    def choose_state(self, state: str) -> None:
        """Narrow to a state."""
        self.state.setCurrentIndex(self.state.findData(state))
        self._on_activated()

    def widen(self) -> None:
        """Choose nothing."""
        for combo in (self.state, self.category, self.supplier, self.location):
            combo.setCurrentIndex(0)

    def _on_activated(self, *_args: object) -> None:
        state = str(self.state.currentData())
        is_withdrawn = state == _WITHDRAWN
        values: dict[str, Any] = {
            "category_id": self.category.currentData(),
            "supplier_id": self.supplier.currentData(),
            "location_id": self.location.currentData(),
            "state": None if is_withdrawn else state or None,
            "active": not is_withdrawn,
        }
        self.narrowed.emit(values)


def _fill(combo: QComboBox, all_words: str, choices: tuple[Choice, ...], chosen: int | None) -> None:
    combo.blockSignals(True)
    combo.clear()
    combo.addItem(all_words, None)
    for one in choices:
        combo.addItem(one.name, one.id)
    place = combo.findData(chosen) if chosen is not None else 0
    combo.setCurrentIndex(max(0, place))
    combo.blockSignals(False)
