"""What a count would change, in units and money, before a manager books it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.stock.count_desk import CountDesk
from shopassistant.desktop.pages.stock.count_words import difference_columns, left_columns, signed
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import IconLabel, column, label, row
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.counting.listing import CountView, Uncounted

if TYPE_CHECKING:
    from shopassistant.inventory.counting.booking import Seen


class DifferencePanel(QWidget):
    """The differences, the largest value first, or what nobody has counted."""

    def __init__(self, context: AppContext, desk: CountDesk) -> None:
        super().__init__()
        self.context = context
        self.desk = desk
        self.sum = label("", "lead", strong=True, wrap=True)
        self.again = label("", tone="warning", wrap=True)
        # By line what was shown: no more than that is booked.
        self.seen: dict[int, Seen] = {}
        self._again_row = QWidget()
        line = row(IconLabel(context.theme, "triangle-alert", "warning"), self.again)
        line.setStretch(1, 1)
        self._again_row.setLayout(line)
        self.table = LazyTable(context, "count-differences", difference_columns(context.catalogue), lambda ids: {})
        self.table.set_empty(
            EmptyState(context.theme, "circle-check", self.tr("No differences"), self.tr("The books were right."))
        )
        self.left_table = LazyTable(context, "count-left", left_columns(context.catalogue), lambda ids: {})
        self.left_table.setMaximumHeight(160)
        self.left_words = label("", wrap=True)
        self.left_choice = Segmented(
            (("skip", self.tr("Leave as they are")), ("zero", self.tr("None is there"))),
            self.tr("What nobody counted"),
        )
        head = row(self.left_words, self.left_choice, gap=GAP)
        head.setStretch(0, 1)
        self.left_ground = QWidget()
        self.left_ground.setLayout(column(head, self.left_table, gap=UNIT))
        whole = column(self.sum, self._again_row, self.table, self.left_ground, gap=UNIT)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        desk.left.connect(self._on_left)

    @property
    def zero_left(self) -> bool:
        """Whether what nobody counted is to be booked as none."""
        return self.left_ground.isVisible() and self.left_choice.value == "zero"

    def show_view(self, view: CountView) -> None:
        """Show the differences of a count."""
        catalogue = self.context.catalogue
        counted = [line for line in view.lines if line.counted_units is not None]
        self.seen = {line.line_id: (line.counted_units or 0, line.recount) for line in counted}
        shown = [line for line in counted if line.difference or not line.was_known or line.recount]
        shown.sort(key=lambda line: -abs(line.value_minor or 0))
        self.table.set_rows({line.line_id: line for line in shown})
        known = [line for line in counted if line.difference]
        units = sum(line.difference or 0 for line in known)
        value = sum(line.value_minor or 0 for line in known)
        words = self.tr("{lines} of {all} products differ: {units} units, {value}")
        said = words.format(
            lines=catalogue.number(len(known)),
            all=catalogue.number(len(counted)),
            units=signed(catalogue, units),
            value=catalogue.money(value),
        )
        self.sum.setText(said if known else self.tr("No product differs."))
        again = sum(bool(line.recount) for line in counted)
        words = self.tr("{count} products should be counted again before anybody believes them.")
        if again == 1:
            words = self.tr("One product should be counted again before anybody believes it.")
        self.again.setText(words.format(count=catalogue.number(again)))
        self._again_row.setVisible(bool(again))
        self.left_words.setText(
            self.tr("Not counted by anybody: {count}").format(count=catalogue.number(len(view.left)))
        )
        self.left_ground.setVisible(bool(view.left))
        self.left_choice.choose("skip")
        if view.left:
            self.desk.show_left()

    def _on_left(self, rows: tuple[Uncounted, ...]) -> None:
        self.left_table.set_rows({one.variant_id: one for one in rows})
