"""What lies behind a line of the stock table: where it lies, what came and went, its prices and codes."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLayout, QTabWidget, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.stock.columns import on_order_text, on_order_tip, stock_text, stock_tone
from shopassistant.desktop.pages.stock.dialogs import AdjustDialog, CodeDialog, CountDialog, PriceDialog
from shopassistant.desktop.pages.stock.product_desk import ProductDesk, ProductView
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, badge, button, column, hairline, label, row
from shopassistant.desktop.widgets.form_dialog import PinDialog
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.inventory.ledger import LedgerLine, PriceLine
from shopassistant.inventory.listing import VariantRow

_LEAST_WIDTH, _MOST_WIDTH = 440, 560
_SIBLINGS_IN_A_ROW = 5


def _tr(text: str) -> str:
    return QCoreApplication.translate("stock", text)


def reason_words(line: LedgerLine, catalogue: Catalogue) -> str:
    """Why units moved, in words, with the cause or the receipt behind it."""
    words = {
        "opening": _tr("Opening stock"),
        "delivery": _tr("Delivery"),
        "sale": _tr("Sale"),
        "return": _tr("Return"),
        "transfer": _tr("Moved"),
        "count": _tr("Count"),
        "adjustment": _tr("Correction"),
        "damage": _tr("Written off"),
    }[line.reason]
    cause = catalogue.say(f"stock.cause.{line.cause}") if line.cause else ""
    return " ".join(part for part in (f"{words}: {cause}" if cause else words, line.receipt) if part)


class ProductPanel(Card):
    """One variant.

    Signals:
        sibling_chosen: variant id of another size or colour.
        receipt_wanted: sale id behind a movement.
    """

    sibling_chosen = Signal(int)
    receipt_wanted = Signal(int)

    def __init__(self, context: AppContext, desk: ProductDesk) -> None:
        super().__init__(gap=UNIT)
        self.context = context
        self.desk = desk
        self.view: ProductView | None = None
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_MOST_WIDTH)
        self._build_head()
        self._build_stock()
        self._build_tabs()
        desk.shown.connect(self.show_view)
        context.theme.changed.connect(self._refresh)

    # Dialogues are made when they are first asked for, so that the page opens at once.

    @cached_property
    def count(self) -> CountDialog:
        """How many are there."""
        return CountDialog(self.context, self.desk, self)

    @cached_property
    def adjust(self) -> AdjustDialog:
        """The level is wrong."""
        return AdjustDialog(self.context, self.desk, self)

    @cached_property
    def price(self) -> PriceDialog:
        """A new price."""
        return PriceDialog(self.context, self.desk, self)

    @cached_property
    def code(self) -> CodeDialog:
        """One more code."""
        return CodeDialog(self.context, self.desk, self)

    @cached_property
    def pin(self) -> PinDialog:
        """A manager's word."""
        return PinDialog(self.context.theme, self)

    # Building

    def _build_head(self) -> None:
        self._name = ElidedLabel(role="title")
        self._state = badge(self.tr("withdrawn"), "warning")
        self._detail = ElidedLabel(tone="muted")
        self._price = label("", "figure")
        self._price_button = button(self.tr("Change price"), theme=self.context.theme, icon="pencil")
        self._price_button.clicked.connect(self._on_price)
        head = row(self._name, self._state)
        head.setStretch(0, 1)
        self.box.addLayout(head)
        self.box.addWidget(self._detail)
        self.box.addLayout(row(self._price, 1, self._price_button))
        self._siblings = QGridLayout()
        self._siblings.setSpacing(UNIT // 2)
        self._siblings_ground = QWidget()
        self._siblings_ground.setLayout(self._siblings)
        self.box.addWidget(self._siblings_ground)

    def _build_stock(self) -> None:
        self._levels = QGridLayout()
        self._levels.setHorizontalSpacing(GAP)
        self._levels.setVerticalSpacing(UNIT // 2)
        self._levels.setColumnStretch(0, 1)
        self.box.addWidget(hairline())
        self.box.addLayout(self._levels)
        self._outlook = label("", tone="muted", wrap=True)
        self.box.addWidget(self._outlook)
        theme = self.context.theme
        self._count_button = button(self.tr("Count"), theme=theme, icon="square-check")
        self._adjust_button = button(self.tr("Correct"), theme=theme, icon="pencil")
        self._active_button = button(self.tr("Withdraw"), "quiet", theme=theme, icon="eye-off")
        self._count_button.clicked.connect(self._on_count)
        self._adjust_button.clicked.connect(self._on_adjust)
        self._active_button.clicked.connect(self._on_active)
        self.box.addLayout(row(self._count_button, self._adjust_button, 1, self._active_button))

    def _build_tabs(self) -> None:
        context = self.context
        self.ledger = LazyTable(context, "ledger", self._ledger_columns(), lambda ids: {})
        self.prices = LazyTable(context, "prices", self._price_columns(), lambda ids: {})
        self.codes = LazyTable(context, "codes", (Column("code", self.tr("Code"), str, 0),), lambda ids: {})
        self.codes.set_empty(label(self.tr("No code yet. Scan the package to teach it."), tone="muted", wrap=True))
        self.ledger.set_empty(label(self.tr("Nothing came or went yet."), tone="muted"))
        self.ledger.opened.connect(self._on_movement)
        self.codes.deleted.connect(self._on_code_deleted)
        add = button(self.tr("Add a code"), theme=context.theme, icon="scan-barcode")
        remove = button(self.tr("Remove"), "quiet", theme=context.theme, icon="trash-2")
        add.clicked.connect(self._on_add_code)
        remove.clicked.connect(self._on_code_deleted)
        codes = QWidget()
        codes.setLayout(column(self.codes, row(add, 1, remove)))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.ledger, self.tr("Movements"))
        self.tabs.addTab(self.prices, self.tr("Prices"))
        self.tabs.addTab(codes, self.tr("Codes"))
        self.box.addWidget(self.tabs, 1)

    def _ledger_columns(self) -> tuple[Column, ...]:
        return (
            Column(
                "at",
                self.tr("When"),
                lambda line: self._day(line.at),
                108,
                tip=lambda line: exact_day(self.context.catalogue, line.at),
            ),
            Column("reason", self.tr("Why"), self._reason, 0, tip=self._movement_tip),
            Column("staff", self.tr("Who"), lambda line: line.staff, 60, tone=lambda line: "muted"),
            Column("units", self.tr("Units"), lambda line: _signed(self.context.catalogue, line.quantity), 54, "right"),
            Column(
                "after",
                self.tr("After"),
                lambda line: stock_text(self.context.catalogue, line.level_after),
                54,
                "right",
                tone=lambda line: "critical" if line.level_after < 0 else "muted",
            ),
        )

    def _price_columns(self) -> tuple[Column, ...]:
        money = self.context.catalogue.money
        return (
            Column(
                "at",
                self.tr("From"),
                lambda line: self._day(line.at),
                110,
                tip=lambda line: exact_day(self.context.catalogue, line.at),
            ),
            Column("staff", self.tr("Who"), lambda line: line.staff, 0, tone=lambda line: "muted"),
            Column("price", self.tr("Price"), lambda line: money(line.price_minor), 110, "right"),
        )

    def _reason(self, line: LedgerLine) -> str:
        return reason_words(line, self.context.catalogue)

    def _movement_tip(self, line: LedgerLine) -> str:
        return "\n".join(part for part in (self._reason(line), line.location, line.note) if part)

    def _day(self, moment: datetime) -> str:
        return day(self.context.catalogue, moment, self.desk.today)

    # Showing

    def show_view(self, view: ProductView | None) -> None:
        """Show a variant; None hides the panel."""
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        one = view.row
        self._name.setText(one.name)
        self._detail.setText(" \u00b7 ".join(part for part in (one.brand, one.colour, one.size, one.sku) if part))
        self._detail.setToolTip("\n".join(part for part in (one.category, one.supplier) if part))
        self._price.setText(self.context.catalogue.money(one.price_minor))
        self._state.setVisible(not one.active)
        self._active_button.setText(self.tr("Withdraw") if one.active else self.tr("Put on sale"))
        self._show_siblings(view)
        self._show_levels(view)
        self._show_outlook(one)
        self.ledger.set_rows({line.id: line for line in view.ledger})
        prices: dict[int, PriceLine] = dict(enumerate(view.prices, 1))
        self.prices.set_rows(prices)
        self.codes.set_rows(dict(enumerate(view.codes, 1)))
        self.tabs.setTabText(2, self.tr("Codes ({count})").format(count=len(view.codes)))

    def _show_siblings(self, view: ProductView) -> None:
        _empty(self._siblings)
        self._siblings_ground.setVisible(len(view.siblings) > 1)
        names = [_apart(one, view.siblings) for one in view.siblings]
        in_a_row = _SIBLINGS_IN_A_ROW if max(map(len, names)) < 6 else 3
        for place, (name, one) in enumerate(zip(names, view.siblings, strict=True)):
            units = stock_text(self.context.catalogue, one.total) if one.total is not None else "?"
            made = button(f"{name} \u00b7 {units}", "quiet")
            made.setToolTip(f"{one.sku}: {stock_text(self.context.catalogue, one.total)}")
            made.setCheckable(True)
            made.setChecked(one.variant_id == view.row.variant_id)
            made.setProperty("variant", one.variant_id)
            made.setProperty("compact", True)
            made.clicked.connect(self._on_sibling)
            self._siblings.addWidget(made, place // in_a_row, place % in_a_row)

    def _show_levels(self, view: ProductView) -> None:
        _empty(self._levels)
        here = self.context.location_id
        for line, place in enumerate(sorted(view.levels, key=lambda one: one.location_id != here)):
            units = place.level.known
            value = label(
                stock_text(self.context.catalogue, units), "lead", stock_tone(units).replace("text", ""), strong=True
            )
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._levels.addWidget(label(place.location, tone="muted"), line, 0)
            self._levels.addWidget(value, line, 1)

    def _show_outlook(self, one: VariantRow) -> None:
        """What is put aside and what is coming, where there is anything to say."""
        catalogue, said = self.context.catalogue, []
        if one.reserved:
            words = self.tr("{reserved} reserved in held baskets and holds, {available} available")
            said.append(
                words.format(reserved=catalogue.number(one.reserved), available=stock_text(catalogue, one.available))
            )
        if one.arriving:
            words = self.tr("On order: {what}")
            said.append(words.format(what=on_order_text(catalogue, one, self.desk.today)))
        self._outlook.setText(" \u00b7 ".join(said))
        self._outlook.setToolTip(on_order_tip(catalogue, one))
        self._outlook.setVisible(bool(said))

    def _refresh(self) -> None:
        self.show_view(self.view)

    # Doing

    def _on_price(self) -> None:
        if self.view is not None:
            self.price.ask(self.view)

    def _on_count(self) -> None:
        if self.view is not None:
            self.count.ask(self.view)

    def _on_adjust(self) -> None:
        if self.view is not None:
            self.adjust.ask(self.view)

    def _on_add_code(self) -> None:
        if self.view is not None:
            self.code.ask(self.view)

    def _on_active(self) -> None:
        if self.view is None:
            return
        one = self.view.row
        what = self.tr("Withdraw {name}") if one.active else self.tr("Put {name} on sale")
        self._with_pin(
            what.format(name=one.name), lambda pin: self.desk.set_active(one.variant_id, not one.active, pin)
        )

    def _on_code_deleted(self) -> None:
        code = self.codes.current_row()
        if self.view is None or code is None:
            return
        variant_id = self.view.row.variant_id
        what = self.tr("Remove the code {code}").format(code=code)
        self._with_pin(what, lambda pin: self.desk.remove_code(variant_id, code, pin))

    def _with_pin(self, what: str, then: Callable[[str], None]) -> None:
        if self.desk.needs_pin:
            self.pin.ask(what, then)
        else:
            then("")

    def _on_sibling(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.sibling_chosen.emit(int(sender.property("variant")))

    def _on_movement(self, _movement_id: int) -> None:
        line = self.ledger.current_row()
        if line is not None and line.sale_id is not None:
            self.receipt_wanted.emit(line.sale_id)


def _apart(one: VariantRow, siblings: tuple[VariantRow, ...]) -> str:
    """What tells a variant from its siblings: the size, the colour, or both."""
    parts = []
    if len({other.size for other in siblings}) > 1:
        parts.append(one.size)
    if len({other.colour for other in siblings}) > 1:
        parts.append(one.colour)
    return " ".join(part for part in parts if part) or one.sku


def _signed(catalogue: Catalogue, units: int) -> str:
    sign = "+" if units > 0 else "\u2212" if units < 0 else ""
    return sign + catalogue.number(abs(units))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
