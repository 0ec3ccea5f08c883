"""What the page is narrowed to: words, place, supplier, category, and the rows behind a number."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shopassistant.desktop.pages.inventory.views import Choices, Question
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import row
from shopassistant.inventory.listing import Choice

_TYPING_MS = 80


class FilterRow(QWidget):
    """Search and three filters.

    Signals:
        narrowed: a dict of the fields of `Question` that changed.
        entered: Enter was pressed in the search.
    """

    narrowed = Signal(dict)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Name, number or code"))
        self.search.setAccessibleName(self.tr("Find in the inventory"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(360)
        self.location, self.supplier, self.category = QComboBox(), QComboBox(), QComboBox()
        for combo, name in (
            (self.location, self.tr("Location")),
            (self.supplier, self.tr("Supplier")),
            (self.category, self.tr("Category")),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(11)
            combo.setMaximumWidth(220)
            combo.view().setMinimumWidth(260)
            combo.activated.connect(self._on_combo)
        whole = row(self.search, self.location, self.supplier, self.category, gap=UNIT)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self.search.textEdited.connect(self._typing.start)
        self.search.returnPressed.connect(self.entered)

    @property
    def is_typing(self) -> bool:
        """Whether what was typed is still to be asked for."""
        return self._typing.isActive()

    def show_choices(self, choices: Choices, question: Question) -> None:
        """Offer these."""
        _fill(self.location, self.tr("All locations"), choices.locations, question.location_id)
        _fill(self.supplier, self.tr("All suppliers"), choices.suppliers, question.supplier_id)
        _fill(self.category, self.tr("All categories"), choices.categories, question.category_id)
        self.location.setVisible(len(choices.locations) > 1)
        self.supplier.setVisible(bool(choices.suppliers))
        self.category.setVisible(bool(choices.categories))

    def show_question(self, question: Question) -> None:
        """Show what is asked now."""
        for combo, value in (
            (self.location, question.location_id),
            (self.supplier, question.supplier_id),
            (self.category, question.category_id),
        ):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        if not self.search.hasFocus():
            self.search.setText(question.text)

    def names(self) -> list[str]:
        """What is narrowed, in words."""
        combos = (self.location, self.supplier, self.category)
        chosen = [combo.currentText() for combo in combos if combo.currentData() is not None]
        return [*chosen, *([f"\u201c{self.search.text()}\u201d"] if self.search.text() else [])]

    def type(self, text: str) -> None:
        """Put what was typed elsewhere into the search."""
        self.search.setText(text)
        self.search.setFocus()
        self._typing.start()

    def _on_typed(self) -> None:
        self.narrowed.emit({"text": self.search.text().strip()})

    def _on_combo(self) -> None:
        self.narrowed.emit(
            {
                "location_id": self.location.currentData(),
                "supplier_id": self.supplier.currentData(),
                "category_id": self.category.currentData(),
            }
        )


def _fill(combo: QComboBox, everything: str, choices: Sequence[Choice], chosen: int | None) -> None:
    combo.clear()
    combo.addItem(everything, None)
    for choice in choices:
        combo.addItem(choice.name, choice.id)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
