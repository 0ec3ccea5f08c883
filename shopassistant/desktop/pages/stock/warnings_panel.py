"""The manager's list: what was sold although the books said there was none, until somebody looks into it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopassistant.core.errors import NotAllowed, ShopError
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.stock.columns import stock_text
from shopassistant.desktop.pages.stock.presenter import StockDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.form_dialog import PinDialog
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.inventory.warnings import OpenWarning


class WarningsPanel(QWidget):
    """Shows the list; counting a product takes it off by itself.

    Signals:
        opened: variant id to look at.
    """

    opened = Signal(int)

    def __init__(self, context: AppContext, desk: StockDesk) -> None:
        super().__init__()
        self.context = context
        self.desk = desk
        self.table = LazyTable(context, "stock-warnings", self._columns(), lambda ids: {})
        self.table.set_empty(
            EmptyState(
                context.theme,
                "circle-check",
                self.tr("Nothing to look into"),
                self.tr("When something is sold that the books do not have, it is listed here until it is counted."),
            )
        )
        self.table.current_changed.connect(self._on_current)
        self.resolve_button = button(self.tr("Looked into"), theme=context.theme, icon="check")
        self.resolve_button.clicked.connect(self._on_resolve)
        self.pin = PinDialog(context.theme, self)
        words = self.tr("Sold although the books said there was none. Count it, and it leaves the list by itself.")
        head = row(label(words, tone="muted", wrap=True), self.resolve_button)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.table))
        desk.warned.connect(self.show_warnings)

    def _columns(self) -> tuple[Column, ...]:
        catalogue, desk = self.context.catalogue, self.desk
        return (
            Column("name", self.tr("Product"), lambda one: one.name, 0, strong=True),
            Column("sku", self.tr("Number"), lambda one: one.sku, 150, tone=lambda one: "muted"),
            Column("location", self.tr("Where"), lambda one: one.location, 140),
            Column("occasions", self.tr("Times"), lambda one: catalogue.number(one.occasions), 72, "right"),
            Column(
                "last",
                self.tr("Last"),
                lambda one: day(catalogue, one.last_at, desk.today),
                110,
                tip=lambda one: exact_day(catalogue, one.last_at),
            ),
            Column(
                "level",
                self.tr("By the books"),
                lambda one: stock_text(catalogue, one.level),
                110,
                "right",
                tone=lambda one: "critical" if one.level < 0 else "text",
            ),
        )

    def show_warnings(self, warnings: tuple[OpenWarning, ...]) -> None:
        """The list as it is now."""
        self.table.set_rows(dict(enumerate(warnings, 1)))
        self.resolve_button.setEnabled(bool(warnings))

    def _on_current(self, _line: int) -> None:
        warning = self.table.current_row()
        if warning is not None:
            self.opened.emit(warning.variant_id)

    def _on_resolve(self) -> None:
        warning = self.table.current_row()
        if warning is None:
            return
        if self.context.staff.actor.has_role("manager"):
            self._resolve(warning, "")
        else:
            what = self.tr("{name} leaves the list.").format(name=warning.name)
            self.pin.ask(what, lambda pin: self._resolve(warning, pin))

    def _resolve(self, warning: OpenWarning, pin: str) -> None:
        self.desk.resolve(warning, pin, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, NotAllowed) and error.code == "staff.wrong_pin":
            self.context.errors.tell(self.context.catalogue.say("stock.wrong_pin"), "warning")
        elif isinstance(error, ShopError):
            self.context.errors.show(error)
