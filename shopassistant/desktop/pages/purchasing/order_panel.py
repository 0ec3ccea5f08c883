"""An order opened: its days, its lines, what is missing, and the buttons that move it on."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.pages.purchasing.finder import Finder, Hit, Hits
from shopassistant.desktop.pages.purchasing.line_columns import draft_columns, sent_columns
from shopassistant.desktop.pages.purchasing.line_editor import LineEditor
from shopassistant.desktop.pages.purchasing.order_words import late_words, status_tone, status_words
from shopassistant.desktop.pages.purchasing.orders_desk import OrdersDesk
from shopassistant.desktop.pages.purchasing.receipts_strip import ReceiptsStrip
from shopassistant.desktop.pages.stock.columns import stock_text
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import (
    Card,
    ElidedLabel,
    IconLabel,
    KeyButton,
    badge,
    button,
    hairline,
    label,
    row,
    set_property,
)
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.purchasing.order_view import OrderLine, OrderView

_LEAST_WIDTH, _MOST_WIDTH = 620, 760


class OrderPanel(Card):
    """One order.

    Signals:
        day_wanted: the expected day is to be changed.
        head_wanted: place, day and note of a draft are to be changed.
    """

    day_wanted = Signal()
    head_wanted = Signal()

    def __init__(self, context: AppContext, desk: OrdersDesk) -> None:
        super().__init__(gap=UNIT)
        self.context = context
        self.desk = desk
        self.finder = Finder(context, self)
        self.view: OrderView | None = None
        self._wanted_variant = 0  # a product just added: its line is to be the current one
        self.setMinimumWidth(_LEAST_WIDTH)
        self.setMaximumWidth(_MOST_WIDTH)
        self._build_head()
        self._build_lines()
        self._build_foot()
        self._connect()

    # Building

    def _build_head(self) -> None:
        theme = self.context.theme
        self.number = label("", "title")
        self.status = badge("")
        self.late = badge("", "critical")
        self.day_button = button(self.tr("Another day"), "quiet", theme=theme, icon="calendar-clock")
        self.head_button = button(self.tr("Place, day, note"), "quiet", theme=theme, icon="pencil")
        self.facts = ElidedLabel(tone="muted")
        self.note = ElidedLabel(tone="muted")
        self.warning = label("", tone="warning", wrap=True)
        self._warning_row = QWidget()
        self.fill_button = button(self.tr("Fill up the packs"), theme=theme, icon="package-open")
        self.fill_button.setProperty("look", "small")
        line = row(IconLabel(theme, "triangle-alert", "warning"), self.warning, self.fill_button)
        line.setStretch(1, 1)
        self._warning_row.setLayout(line)
        self.box.addLayout(row(self.number, self.status, self.late, 1, self.day_button, self.head_button))
        self.box.addWidget(self.facts)
        self.box.addWidget(self.note)
        self.box.addWidget(self._warning_row)

    def _build_lines(self) -> None:
        context = self.context
        self.search = SearchBox(context.theme, "scan-barcode", self.tr("Scan or type a product to order"), "Ctrl+F")
        self.search.float_on(self)
        self.drafted = LazyTable(context, "order-draft-lines", draft_columns(context.catalogue), lambda ids: {})
        self.sent = LazyTable(
            context, "order-lines", sent_columns(context.catalogue, lambda: self.desk.today), lambda ids: {}
        )
        words = self.tr("Scan a package or type a name above. The supplier\u2019s packs and prices are filled in.")
        self.drafted.set_empty(EmptyState(context.theme, "clipboard-list", self.tr("Nothing ordered yet"), words))
        self.editor = LineEditor(context.theme, context.catalogue)
        self.tables = QStackedWidget()
        self.tables.addWidget(self.drafted)
        self.tables.addWidget(self.sent)
        self.box.addWidget(self.search)
        self.box.addWidget(self.tables, 1)
        self.box.addWidget(self.editor)

    def _build_foot(self) -> None:
        context = self.context
        self.receipts = ReceiptsStrip(context)
        self.count = label("", tone="muted")
        self.total = label("", "lead", strong=True)
        self.send_button = KeyButton(context.actions, "orders.send", context.theme, "primary", self.tr("Send"))
        self.receive_button = KeyButton(context.actions, "orders.receive", context.theme, "primary", self.tr("Receive"))
        self.papers_button = KeyButton(context.actions, "orders.send", context.theme, "", self.tr("Papers"))
        self.cancel_button = button("", theme=context.theme, icon="ban")
        self.rest_button = button(self.tr("Cancel line"), "quiet", theme=context.theme, icon="ban")
        self.reopen_button = button(self.tr("Take up again"), theme=context.theme, icon="rotate-ccw")
        self.box.addWidget(self.receipts)
        self.box.addWidget(hairline())
        self.box.addLayout(row(self.count, 1, self.total))
        self.box.addLayout(
            row(
                self.cancel_button,
                self.reopen_button,
                self.rest_button,
                1,
                self.papers_button,
                self.send_button,
                self.receive_button,
            )
        )

    def _connect(self) -> None:
        desk = self.desk
        desk.opened.connect(self.show_view)
        self.finder.found.connect(self._on_found)
        self.finder.scanned.connect(self.add)
        self.finder.unknown.connect(self._on_unknown)
        self.search.typed.connect(self.finder.type)
        self.search.picked.connect(self._on_picked)
        self.search.entered.connect(self._on_entered)
        self.drafted.current_changed.connect(self._on_line)
        self.drafted.opened.connect(self._on_line_opened)
        self.drafted.typed.connect(self._on_letter)
        self.drafted.deleted.connect(self._on_remove)
        self.sent.current_changed.connect(self._on_line)
        self.editor.wanted.connect(self._on_wanted)
        self.editor.finished.connect(self._on_finished)
        self.editor.removed.connect(self._on_remove)
        self.day_button.clicked.connect(self.day_wanted.emit)
        self.head_button.clicked.connect(self.head_wanted.emit)
        self.cancel_button.clicked.connect(desk.cancel)
        self.rest_button.clicked.connect(self._on_rest)
        self.reopen_button.clicked.connect(self._on_reopen)
        self.fill_button.clicked.connect(self._on_fill)
        self.receipts.reversed.connect(desk.reverse)

    # Showing

    def show_view(self, view: OrderView | None) -> None:
        """Show an order, or hide."""
        is_other = view is None or self.view is None or view.row.order_id != self.view.row.order_id
        self.view = view
        self.setVisible(view is not None)
        if view is None:
            return
        if is_other:
            self.search.empty()
            self.editor.show_line(None)
        self.finder.supplier_id = view.row.supplier_id
        self._show_head(view)
        self._show_warning(view)
        self._show_lines(view, is_other)
        self._show_foot(view)

    def _show_head(self, view: OrderView) -> None:
        row_, catalogue, today = view.row, self.context.catalogue, self.desk.today
        self.number.setText(row_.number)
        self.status.setText(status_words(row_.status))
        set_property(self.status, "badge", status_tone(row_.status))
        self.late.setText(late_words(catalogue, row_.late_days))
        self.late.setVisible(bool(row_.late_days))
        said = [row_.supplier, self.tr("for {place}").format(place=row_.location)]
        if row_.sent_at is not None:
            said.append(self.tr("ordered {day}").format(day=day(catalogue, row_.sent_at, today)))
        if row_.expected_on is not None and row_.status not in ("received", "cancelled"):
            said.append(self.tr("expected {day}").format(day=day(catalogue, row_.expected_on, today)))
        self.facts.setText(" \u00b7 ".join(said))
        self.facts.setToolTip(exact_day(catalogue, row_.expected_on))
        self.note.setText(view.note)
        self.note.setVisible(bool(view.note))
        self.day_button.setVisible(row_.status in ("sent", "partly_received"))
        self.head_button.setVisible(row_.status == "draft")

    def _show_warning(self, view: OrderView) -> None:
        money, said = self.context.catalogue.money, []
        if view.row.status == "draft" and view.lines and view.missing_minor:
            words = self.tr("{missing} below the minimum of {least}.")
            said.append(words.format(missing=money(view.missing_minor), least=money(view.terms.min_order_minor)))
        if view.row.status == "draft":
            gone = [line.name for line in view.lines if line.discontinued]
            if gone:
                said.append(self.tr("Discontinued: {names}.").format(names=", ".join(gone)))
            if broken_lines(view):
                said.append(self.tr("Not every line is in whole packs."))
        self.fill_button.setVisible(view.row.status == "draft" and bool(broken_lines(view)))
        self.warning.setText(" ".join(said))
        self._warning_row.setVisible(bool(said))

    def _show_lines(self, view: OrderView, is_other: bool) -> None:
        is_draft = view.row.status == "draft"
        self.search.setVisible(is_draft)
        self.tables.setCurrentWidget(self.drafted if is_draft else self.sent)
        table, before = self.table, self.table.current_id()
        table.set_rows({line.line_id: line for line in view.lines})
        ids = {line.line_id for line in view.lines}
        added = next((line.line_id for line in view.lines if line.variant_id == self._wanted_variant), 0)
        if added:
            self._wanted_variant = 0
            table.select(added)
            self.editor.show_line(self._line())
            self.editor.units.begin()
        elif before in ids and not is_other:
            table.select(before)
        elif view.lines:
            table.select_first()
        self._on_line(0)

    def _show_foot(self, view: OrderView) -> None:
        catalogue, status = self.context.catalogue, view.row.status
        words = self.tr("{lines} lines, {units} units") if view.row.lines != 1 else self.tr("1 line, {units} units")
        self.count.setText(words.format(lines=catalogue.number(view.row.lines), units=catalogue.number(view.row.units)))
        self.total.setText(catalogue.money(view.row.value_minor))
        self.receipts.show_receipts(view.receipts, self.desk.today)
        is_draft, is_coming = status == "draft", status in ("sent", "partly_received")
        self.send_button.setVisible(is_draft)
        self.send_button.setEnabled(bool(view.lines))
        self.papers_button.setVisible(not is_draft)
        self.receive_button.setVisible(is_coming)
        self.cancel_button.setVisible(is_draft or is_coming)
        self.cancel_button.setText(self._cancel_words(status))
        self.reopen_button.setVisible(status == "cancelled")

    def _cancel_words(self, status: str) -> str:
        if status == "draft":
            return self.tr("Delete draft")
        return self.tr("Cancel the rest") if status == "partly_received" else self.tr("Cancel order")

    # Lines

    @property
    def table(self) -> LazyTable:
        """The table of lines in front."""
        return self.sent if self.tables.currentWidget() is self.sent else self.drafted

    def _line(self) -> OrderLine | None:
        found = self.table.current_row()
        return found if isinstance(found, OrderLine) else None

    def _on_line(self, _line_id: int) -> None:
        line = self._line()
        is_draft = self.view is not None and self.view.row.status == "draft"
        self.editor.show_line(line if is_draft else None)
        self.rest_button.setVisible(not is_draft and line is not None and line.units_open > 0)

    def _on_line_opened(self, _line_id: int) -> None:
        self.editor.units.begin()

    def _on_letter(self, text: str) -> None:
        """A digit on the table is the units of its line, a letter a product to find."""
        if text.isdecimal() and self._line() is not None:
            self.editor.units.begin(text)
        else:
            self.search.setFocus()
            self.search.setText(text)
            self.finder.type(text)

    def _on_wanted(self, units: int, cost_minor: int) -> None:
        line = self._line()
        if line is not None:
            self.desk.put_line(line.variant_id, units, None if cost_minor < 0 else cost_minor, line)

    def _on_finished(self) -> None:
        """Back to where the next product is scanned or typed."""
        self.search.setFocus()

    def _on_remove(self, _line_id: int = 0) -> None:
        line = self._line()
        if line is not None and self.view is not None and self.view.row.status == "draft":
            self.desk.remove_line(line)

    def _on_rest(self) -> None:
        line = self._line()
        if line is not None:
            self.desk.cancel_rest(line)

    def _on_reopen(self) -> None:
        self.desk.reopen(self.desk.order_id)

    def _on_fill(self) -> None:
        """Fill every line up to whole packs and the least the supplier sends, with an undo."""
        if self.view is not None:
            self.desk.put_units({line: whole_units(line) for line in broken_lines(self.view)})

    # Finding

    def take_scan(self, code: str) -> None:
        """A code from the scanner, wherever the focus is."""
        if self.view is not None and self.view.row.status == "draft":
            self.finder.scan(code)

    def add(self, hit: Hit) -> None:
        """One pack more of a product, or the first of it."""
        view = self.view
        if view is None or view.row.status != "draft":
            return
        known = next((line for line in view.lines if line.variant_id == hit.variant.variant_id), None)
        self._wanted_variant = hit.variant.variant_id
        if known is not None:
            self.desk.put_line(known.variant_id, known.units + known.pack_size, None, known)
        else:
            self.desk.put_line(hit.variant.variant_id, 1 if hit.item is None else hit.item.whole_packs(1))

    def _on_found(self, hits: Hits) -> None:
        self.search.show_rows(hits.text, tuple(self._rows(hits.found)))

    def _rows(self, found: Sequence[Hit]) -> list[PickRow]:
        catalogue = self.context.catalogue
        rows = []
        for hit in found:
            one, item = hit.variant, hit.item
            detail = [one.brand, one.colour, one.size, one.sku]
            if item is None:
                detail.append(self.tr("not in the range"))
            elif item.pack_size > 1:
                detail.append(self.tr("packs of {size}").format(size=catalogue.number(item.pack_size)))
            cost = one.cost_minor if item is None else item.cost_minor
            rows.append(
                PickRow(
                    hit,
                    one.name,
                    " \u00b7 ".join(part for part in detail if part),
                    "" if cost is None else catalogue.money(cost),
                    stock_text(catalogue, one.stock),
                )
            )
        return rows

    def _on_picked(self, row_: PickRow) -> None:
        self.search.empty()
        if isinstance(row_.key, Hit):
            self.add(row_.key)

    def _on_entered(self, text: str) -> None:
        self.search.empty()
        self.finder.scan(text.strip())

    def _on_unknown(self, code: str) -> None:
        self.desk.refused.emit(self.tr("Nobody knows the code {code}.").format(code=code))


def whole_units(line: OrderLine) -> int:
    """The units of a line filled up to whole packs."""
    if line.item is not None:
        return line.item.whole_packs(line.units)
    return -(-line.units // line.pack_size) * line.pack_size


def broken_lines(view: OrderView) -> list[OrderLine]:
    """Lines the supplier would not send as they are."""
    return [line for line in view.lines if whole_units(line) != line.units]
