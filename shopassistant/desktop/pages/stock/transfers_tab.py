"""What goes from one location to another: sent, on its way, arrived."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.stock.transfer_desk import TransferDesk
from shopassistant.desktop.pages.stock.transfer_dialog import TransferDialog
from shopassistant.desktop.pages.stock.transfer_words import transfer_columns
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.transfer_list import TransferRow

if TYPE_CHECKING:
    from shopassistant.desktop.pages.stock.presenter import Choices
    from shopassistant.inventory.transfers import TransferResult


class TransfersTab(QWidget):
    """Transfers, those on their way first.

    Signals:
        send_wanted: goods are to be sent off.
    """

    send_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.desk = TransferDesk(context, self)
        self.has_places = False
        self.table = LazyTable(
            context, "transfers", transfer_columns(context.catalogue, lambda: self.desk.today), lambda ids: {}
        )
        hint = label(self.tr("What was sent is on its way until somebody says that it arrived."), tone="muted")
        self.back_button = button(self.tr("Call back"), "quiet", theme=context.theme, icon="rotate-ccw")
        self.receive_button = button(self.tr("Receive"), theme=context.theme, icon="check")
        self.send_button = KeyButton(context.actions, "stock.send", context.theme, "primary", self.tr("Send goods"))
        head = row(hint, 1, self.back_button, self.receive_button, self.send_button, gap=UNIT)
        whole = column(head, self.table, gap=UNIT)
        whole.setContentsMargins(0, UNIT, 0, 0)
        self.setLayout(whole)
        self._connect()
        self.fill(None)

    def _connect(self) -> None:
        self.desk.listed.connect(self._on_listed)
        self.desk.done.connect(self._on_done)
        self.desk.refused.connect(self._on_refused)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_receive)
        self.receive_button.clicked.connect(self._on_receive)
        self.back_button.clicked.connect(self._on_back)

    @cached_property
    def dialog(self) -> TransferDialog:
        """What arrived; made when first asked for."""
        return TransferDialog(self.context, self.desk, self)

    def fill(self, choices: "Choices | None") -> None:
        """The locations there are; with a single one there is nothing to transfer."""
        self.has_places = choices is not None and len(choices.locations) > 1
        theme = self.context.theme
        if self.has_places:
            words = self.tr("Here will be what goes from one location to another, until it arrived.")
            made = button(self.tr("Send goods"), "primary", theme=theme, icon="arrow-left-right")
            made.clicked.connect(self.send_wanted.emit)
        else:
            words = self.tr("There is one location only. Add a back room or another shop, and goods can be sent there.")
            made = button(self.tr("Add a location"), "primary", theme=theme, icon="map-pin")
            made.clicked.connect(self._on_add_place)
        state = EmptyState(theme, "arrow-left-right", self.tr("Nothing was sent yet"), words, made)
        self.table.set_empty(state)

    def shown(self) -> None:
        """The tab came to the front."""
        self.desk.load()
        self.table.view.setFocus()

    def current(self) -> TransferRow | None:
        """The chosen transfer."""
        found = self.table.current_row()
        return found if isinstance(found, TransferRow) else None

    def _on_listed(self, rows: tuple[TransferRow, ...]) -> None:
        self.table.show_rows({one.transfer_id: one for one in rows})
        self._on_current(0)

    def _on_current(self, _transfer_id: int) -> None:
        current = self.current()
        is_on_way = current is not None and current.status == "shipped"
        self.receive_button.setEnabled(is_on_way)
        self.back_button.setEnabled(is_on_way)

    def _on_receive(self, _transfer_id: int = 0) -> None:
        current = self.current()
        if current is not None and current.status == "shipped":
            _ = self.dialog  # made before it is told
            self.desk.open(current)

    def _on_back(self) -> None:
        current = self.current()
        if current is not None:
            self.desk.call_back(current)

    def _on_done(self, result: "TransferResult") -> None:
        words = {
            "shipped": self.tr("{number} is booked, {units} units are still on their way"),
            "received": self.tr("{number} has arrived"),
            "cancelled": self.tr("{number} is called back"),
        }[result.status]
        units = self.context.catalogue.number(result.in_transit)
        self.context.toasts.show(words.format(number=result.number, units=units))

    def _on_refused(self, sentence: str) -> None:
        dialog = self.__dict__.get("dialog")
        if dialog is None or not dialog.isVisible():
            self.context.errors.tell(sentence, "warning")

    def _on_add_place(self) -> None:
        self.context.navigate.open("settings", "locations")
