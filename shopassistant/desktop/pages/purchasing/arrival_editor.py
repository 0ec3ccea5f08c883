"""The strip under a delivery's lines: how many of the chosen one came, how many are broken, why too many."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.purchasing.receive_desk import ArrivalRow
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, column, label, row
from shopassistant.desktop.widgets.form_dialog import field
from shopassistant.desktop.widgets.stepper import Stepper


class ArrivalEditor(QWidget):
    """Enters one row.

    Signals:
        units_entered, damaged_entered: a number.
        reason_entered: words.
        cost_entered: minor units charged for one.
        finished: Enter was pressed: back to the next package.
    """

    units_entered = Signal(int)
    damaged_entered = Signal(int)
    reason_entered = Signal(str)
    cost_entered = Signal(int)
    finished = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._row: ArrivalRow | None = None
        self.name = ElidedLabel("", "lead", strong=True)
        self.units = Stepper(theme, self.tr("Came whole"))
        self.damaged = Stepper(theme, self.tr("Came damaged"))
        self.cost = QLineEdit()
        self.cost.setFixedWidth(112)
        self.cost_field = field(self.tr("Charged each, {currency}").format(currency=catalogue.currency.code), self.cost)
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self.reason.setPlaceholderText(self.tr("For example: sent a whole box, agreed by phone"))
        self.reason_field = field(self.tr("Why are more taken than were ordered?"), self.reason)
        self.over = label("", tone="warning")
        fields = row(
            field(self.tr("Came whole"), self.units), field(self.tr("Came damaged"), self.damaged), self.cost_field, 1,
            gap=GAP,
        )  # fmt: skip
        self.setLayout(column(self.name, fields, self.reason_field, gap=UNIT))
        self.units.changed.connect(self.units_entered.emit)
        self.damaged.changed.connect(self.damaged_entered.emit)
        self.units.entered.connect(self._on_enter)
        self.damaged.entered.connect(self._on_enter)
        self.reason.textEdited.connect(self.reason_entered.emit)
        self.reason.returnPressed.connect(self._on_enter)
        self.cost.editingFinished.connect(self._on_cost)

    def show_row(self, row_: ArrivalRow | None, *, sees_costs: bool) -> None:
        """Show a row; what is being typed into the same row stays."""
        is_same = self._row is not None and row_ is not None and self._row.key == row_.key
        self._row = row_
        self.setVisible(row_ is not None)
        if row_ is None:
            return
        self.name.setText(", ".join(part for part in (row_.name, row_.detail) if part))
        self.units.set_value(row_.units)
        self.damaged.set_value(row_.damaged)
        self.reason_field.setVisible(bool(row_.over))
        if not is_same:
            self.reason.setText(row_.reason)
        self.cost_field.setVisible(sees_costs and row_.order_line_id is not None)
        if not is_same or not self.cost.hasFocus():
            self._show_cost(row_)

    def _show_cost(self, row_: ArrivalRow) -> None:
        cost = row_.agreed_minor if row_.cost_minor is None else row_.cost_minor
        currency = self._catalogue.currency
        self.cost.setText("" if cost is None else self._catalogue.formats.say_plainly(currency.to_decimal(cost)))

    def _on_enter(self) -> None:
        """A reason that is asked for comes before the next package."""
        if self.reason_field.isVisible() and not self.reason.text().strip():
            self.reason.setFocus()
        else:
            self.finished.emit()

    def _on_cost(self) -> None:
        row_ = self._row
        if row_ is None:
            return
        try:
            cost = self._catalogue.currency.parse(self.cost.text())
        except UserError:
            self._show_cost(row_)
            return
        if cost != (row_.agreed_minor if row_.cost_minor is None else row_.cost_minor):
            self.cost_entered.emit(cost)
