"""The strip under a draft's lines: units of the chosen one in whole packs, the cost, and what a price break saves."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.purchasing.line_columns import name_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, button, column, label, row
from shopassistant.desktop.widgets.stepper import Stepper
from shopassistant.inventory.purchasing.order_view import OrderLine
from shopassistant.inventory.suppliers.prices import cheapest_units


class LineEditor(QWidget):
    """Writes one line.

    Signals:
        wanted: units, and minor units somebody gave as the cost (-1 where the supplier's price counts).
        finished: Enter was pressed: on to the next line.
        removed: the line is to be taken out.
    """

    wanted = Signal(int, int)
    finished = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._line: OrderLine | None = None
        self.name = ElidedLabel("", strong=True)
        self.units = Stepper(theme, self.tr("Units to order"), 1)
        self.cost = QLineEdit()
        self.cost.setFixedWidth(96)
        self.cost.setAccessibleName(self.tr("Cost of one unit"))
        self.hint = label("", "caption", "muted", wrap=True)
        self.remove = button(self.tr("Take out"), "quiet", theme=theme, icon="trash-2")
        code = label(catalogue.currency.code, tone="muted")
        fields = row(self.units, label(self.tr("at"), tone="muted"), self.cost, code, 1, self.remove, gap=UNIT)
        self.setLayout(column(self.name, fields, self.hint, gap=UNIT // 2))
        self.units.changed.connect(self._on_units)
        self.units.entered.connect(self._on_enter)
        self.cost.editingFinished.connect(self._on_cost)
        self.cost.returnPressed.connect(self.finished.emit)
        self.remove.clicked.connect(self.removed.emit)

    def show_line(self, line: OrderLine | None) -> None:
        """Show a line; what is being typed into the same line stays."""
        is_same = self._line is not None and line is not None and self._line.line_id == line.line_id
        self._line = line
        self.setVisible(line is not None)
        if line is None:
            return
        self.name.setText(name_words(line))
        self.units.set_step(line.pack_size, min(line.least, line.units))  # what is there is shown, even if too little
        if not is_same or not self.units.spin.hasFocus():
            self.units.set_value(line.units)
        if not is_same or not self.cost.hasFocus():
            self._show_cost(line)
        self.hint.setText(self._hint(line))

    def _show_cost(self, line: OrderLine) -> None:
        self.cost.setText(self._catalogue.formats.say_plainly(self._catalogue.currency.to_decimal(line.cost_minor)))

    def _hint(self, line: OrderLine) -> str:
        """Packs, the next price break and what is missing, in one breath."""
        number, money = self._catalogue.number, self._catalogue.money
        said = []
        if line.item is None:
            said.append(self.tr("Not in the supplier\u2019s range."))
        elif line.pack_size > 1:
            said.append(self.tr("Packs of {size}.").format(size=number(line.pack_size)))
        if line.item is not None and line.item.min_units > 1:
            said.append(self.tr("At least {units}.").format(units=number(line.item.min_units)))
        step = line.next_break
        if step is not None:
            words = self.tr("From {units} units {cost} each.")
            said.append(words.format(units=number(step[0]), cost=money(step[1])))
        said += self._saving(line)
        if not line.cost_minor:
            said.append(self.tr("No cost yet: the order would say it is free."))
        return " ".join(said)

    def _saving(self, line: OrderLine) -> list[str]:
        """More units may cost less in all."""
        item = line.item
        if item is None or item.cost_minor is None:
            return []
        units = cheapest_units(line.units, item.cost_minor, item.breaks, item.pack_size, item.min_units)
        cost = item.unit_cost(units)
        if units <= line.units or cost is None or units * cost > line.total_minor:
            return []
        words = self.tr("{units} units cost {total} in all, less than these.")
        if units * cost == line.total_minor:
            words = self.tr("{units} units cost {total} in all, no more than these.")
        total = self._catalogue.money(units * cost)
        return [words.format(units=self._catalogue.number(units), total=total)]

    def _on_units(self, units: int) -> None:
        """Broken packs are filled up: the supplier sends whole ones."""
        line = self._line
        if line is None:
            return
        whole = -(-units // line.pack_size) * line.pack_size if line.item is None else line.item.whole_packs(units)
        if whole != units:
            self.units.set_value(whole)
        if whole != line.units:
            self.wanted.emit(whole, -1)

    def _on_enter(self) -> None:
        self.finished.emit()

    def _on_cost(self) -> None:
        line = self._line
        if line is None:
            return
        try:
            cost = self._catalogue.currency.parse(self.cost.text())
        except UserError:
            self._show_cost(line)
            return
        if cost != line.cost_minor:
            self.wanted.emit(self.units.value, cost)
