"""What the customer bought before, folded out over the cards; a row leads to its receipt."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.counter.pick_list import PickList, PickRow
from shopassistant.desktop.pages.counter.views import HistoryRow
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import Card, column, label


class HistoryList(QWidget):
    """The newest purchases.

    Signals:
        receipt_wanted: number of the receipt to look at.
    """

    receipt_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._list = PickList(theme, self)
        self._list.setObjectName("")
        self._list.show()
        self._list.picked.connect(self._on_picked)
        self._empty = label(self.tr("Nothing bought here yet."), "body", "muted")
        card = Card(margin=UNIT, gap=UNIT)
        card.box.addWidget(self._empty)
        card.box.addWidget(self._list, 1)
        self.setLayout(column(card))

    def show_history(self, rows: tuple[HistoryRow, ...]) -> None:
        """Show the lines, newest first."""
        self._empty.setVisible(not rows)
        self._list.setVisible(bool(rows))
        self._list.fill(
            tuple(
                PickRow(
                    one.number,
                    one.text,
                    f"{one.when} · {one.number}",
                    one.amount,
                    self.tr("came back") if one.is_return else "",
                    "warning",
                    "undo-2" if one.is_return else "",
                )
                for one in rows
            )
        )

    def _on_picked(self, row: PickRow) -> None:
        self.receipt_wanted.emit(str(row.key))
