"""The sheet on which a delivery or a count is written down, by scanner or by hand, before it is booked in one piece."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QSpinBox, QToolButton, QWidget

from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.stock.columns import stock_text
from shopassistant.desktop.pages.stock.sheet_desk import Hit, SheetDesk, SheetLine
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, column, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.listing import Choice
from shopassistant.inventory.stock import MOST_UNITS
from shopassistant.sales.found import FoundVariant

_LONGEST_NUMBER = 4  # digits; what is longer is a code


class SheetDialog(FormDialog):
    """Scan or type products, check the numbers, book.

    Signals:
        add_wanted: a code nobody knows is to become a product.
    """

    add_wanted = Signal(str)

    def __init__(self, context: AppContext, desk: SheetDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Delivery"), _tr("Book delivery"), parent, icon="truck", width=720)
        self.context = context
        self.desk = desk
        self._spins: dict[int, QSpinBox] = {}
        self._unknown = ""
        self.resize(720, 640)
        self._build()
        desk.lines_changed.connect(self._show_lines)
        desk.found.connect(self._on_found)
        desk.unknown.connect(self._on_unknown)
        desk.booked.connect(self._on_booked)
        desk.refused.connect(self.refuse)
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        self.search = SearchBox(
            self.context.theme, "scan-barcode", self.tr("Scan a package or type a product"), "Enter"
        )
        self.search.float_on(self)
        self.search.typed.connect(self.desk.type)
        self.search.picked.connect(self._on_picked)
        self.search.entered.connect(self._on_entered)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(GAP)
        self._lines.setVerticalSpacing(UNIT)
        self._lines.setColumnStretch(0, 1)
        self._hint = label("", tone="muted", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMinimumHeight(120)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self._hint, self._lines, 1))
        scroll = QScrollArea()
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(240)
        self.note = QLineEdit()
        self.note.setMaxLength(200)
        self._note_caption = label("", "caption", "muted", strong=True)
        self._note_caption.setBuddy(self.note)
        self._note_field = QWidget()
        self._note_field.setLayout(column(self._note_caption, self.note, gap=UNIT // 2))
        self.start, self.end = QComboBox(), QComboBox()
        both = row(field(self.tr("From"), self.start), field(self.tr("To"), self.end), gap=GAP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self._places = QWidget()
        self._places.setLayout(both)
        self._places.hide()
        self._sum = label("", "lead", strong=True)
        self.foot.insertWidget(2, self._sum)
        self.fields.addWidget(self._places)
        self.fields.addWidget(self.search)
        self.fields.addWidget(scroll, 1)
        self.fields.addWidget(self._note_field)

    def ask(self, kind: str, places: Sequence[Choice] = ()) -> None:
        """Open an empty sheet, or go on with the one that was left.

        Args:
            kind: ``delivery``, ``count`` or ``transfer``.
            places: locations that goods can be sent from and to.
        """
        if kind != self.desk.kind or not self.desk.lines:
            self.desk.start(kind)
            self.note.clear()
        title, what, verb, icon, hint = self._words(kind)
        self.title.setText(title)
        self.describe(what)
        self.verb.setText(verb)
        self.verb.setIcon(self.context.theme.icon(icon, "accent_text"))
        self._hint.setText(hint)
        self._note_field.setVisible(kind != "count")
        self._note_caption.setText(self.tr("Note") if kind == "transfer" else self.tr("Delivery note"))
        self.note.setAccessibleName(self._note_caption.text())
        self._fill_places(places)
        self.begin()
        self.search.setFocus()

    def _words(self, kind: str) -> tuple[str, str, str, str, str]:
        """Title, what it does, verb, its icon and a hint."""
        each = self.tr("Scan each package once per unit, or type a name and set the number.")
        if kind == "delivery":
            what = self.tr("What came goes on top of what is there.")
            return self.tr("Receive a delivery"), what, self.tr("Book delivery"), "truck", each
        if kind == "transfer":
            what = self.tr("What is sent is on its way until it is received at the other location.")
            return self.tr("Send goods to another location"), what, self.tr("Send"), "arrow-left-right", each
        what = self.tr("From now on the books say what you count here. What is not on the sheet stays as it is.")
        hint = self.tr("Scan every piece on the shelf, or type a name and set the number.")
        return self.tr("Count the stock"), what, self.tr("Save count"), "check", hint

    def _fill_places(self, places: Sequence[Choice]) -> None:
        """From here to the next, unless others were chosen before."""
        self._places.setVisible(bool(places))
        here = self.context.location_id
        for combo, proposed in ((self.start, here), (self.end, next((p.id for p in places if p.id != here), here))):
            chosen = combo.currentData()
            combo.clear()
            for one in places:
                combo.addItem(one.name, one.id)
            combo.setCurrentIndex(max(0, combo.findData(proposed if chosen is None else chosen)))

    def is_ready(self) -> bool:
        return bool(self.desk.lines) and not self.search.hasFocus()

    def scan(self, code: str) -> None:
        """A code from the scanner, wherever the focus is."""
        self.notice.hide()
        self.desk.scan(code)

    # Finding

    def _on_found(self, hit: Hit) -> None:
        rows = tuple(
            PickRow(
                one,
                one.name,
                " \u00b7 ".join(part for part in (one.brand, one.colour, one.size, one.sku) if part),
                self.context.catalogue.money(one.price_minor),
                stock_text(self.context.catalogue, one.stock),
            )
            for one in hit.found
        )
        self.search.show_rows(hit.text, (*self._number_row(hit), *rows))

    def _number_row(self, hit: Hit) -> tuple[PickRow, ...]:
        """A bare number after a product is how many of it there are, unless it is a product's own number."""
        text, newest = hit.text.strip(), self.desk.newest
        is_number = text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER
        least = 0 if self.desk.kind == "count" else 1
        if newest is None or not is_number or int(text) < least or any(one.sku == text for one in hit.found):
            return ()
        words = self.tr("{units} units of {name}").format(units=int(text), name=newest.name)
        return (PickRow(int(text), words, newest.detail, icon="boxes", is_action=True),)

    def _on_picked(self, row: PickRow) -> None:
        self.search.empty()
        self.notice.hide()
        if isinstance(row.key, int):
            self.desk.set_newest(row.key)
        else:
            self.desk.add(cast(FoundVariant, row.key))

    def _on_entered(self, text: str) -> None:
        self.search.empty()
        self.desk.scan(text.strip())

    def _on_unknown(self, code: str) -> None:
        self._unknown = code
        self.refuse(
            self.tr("Nobody knows the code {code}. Close the sheet to add it; the sheet is kept.").format(code=code)
        )

    # Lines

    def _show_lines(self, lines: tuple[SheetLine, ...], touched: int) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._spins = {}
        for place, line in enumerate(lines):
            self._add_line(place, line)
        self._hint.setVisible(not lines)
        self._say_sum()

    def _add_line(self, place: int, line: SheetLine) -> None:
        name = ElidedLabel(line.name, strong=True)
        detail = ElidedLabel(line.detail, "caption", "muted")
        what = QWidget()
        what.setLayout(column(name, detail, gap=0))
        known = self.tr("{units} by the books").format(units=stock_text(self.context.catalogue, line.stock))
        books = label(stock_text(self.context.catalogue, None) if line.stock is None else known, "caption", "muted")
        units = QSpinBox()
        units.setRange(0 if self.desk.kind == "count" else 1, MOST_UNITS)
        units.setValue(line.units)
        units.setFixedWidth(96)
        units.lineEdit().setTextMargins(UNIT // 2, 0, 0, 0)
        units.setAccessibleName(self.tr("Units of {name}").format(name=line.name))
        units.setProperty("variant", line.variant_id)
        units.valueChanged.connect(self._on_units)
        remove = QToolButton()
        remove.setProperty("kind", "quiet")
        remove.setIcon(self.context.theme.icon("x", "muted"))
        remove.setToolTip(self.tr("Take off the sheet"))
        remove.setAccessibleName(self.tr("Take {name} off the sheet").format(name=line.name))
        remove.setProperty("variant", line.variant_id)
        remove.clicked.connect(self._on_remove)
        for position, part in enumerate((what, books, units, remove)):
            self._lines.addWidget(part, place, position)
        self._spins[line.variant_id] = units

    def units_of(self, variant_id: int) -> QSpinBox:
        """The number field of a line."""
        return self._spins[variant_id]

    def _on_units(self, units: int) -> None:
        sender = self.sender()
        if sender is not None:
            self.desk.set_units(int(sender.property("variant")), units)
            self._say_sum()

    def _on_remove(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.desk.remove(int(sender.property("variant")))

    def _say_sum(self) -> None:
        lines = self.desk.lines.values()
        units = sum(line.units for line in lines)
        text = self.tr("{units} units of {lines} products") if len(self.desk.lines) != 1 else self.tr("{units} units")
        self._sum.setText(
            text.format(units=self.context.catalogue.number(units), lines=len(self.desk.lines))
            if self.desk.lines
            else ""
        )
        self.verb.setEnabled(bool(self.desk.lines))

    # Booking

    def _on_submitted(self, _pin: str) -> None:
        self.set_busy(True)
        note = self.note.text().strip()
        if self.desk.kind == "transfer":
            self.desk.send(int(self.start.currentData()), int(self.end.currentData()), note)
        else:
            self.desk.book(self.context.location_id, note)

    def _on_booked(self, units: int, variants: int) -> None:
        self.note.clear()
        self.accept()
        text = self.tr("Delivery booked: {units} units of {variants} products")
        if self.desk.kind == "count":
            text = self.tr("Count saved: {units} units of {variants} products")
        elif self.desk.kind == "transfer":
            text = self.tr("Sent off: {units} units of {variants} products")
        self.context.toasts.show(text.format(units=self.context.catalogue.number(units), variants=variants))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.verb.setFocus()
            self.submit()
            return
        if is_enter and isinstance(self.focusWidget(), QSpinBox):
            self.search.setFocus()  # back to the next package
            return
        super().keyPressEvent(event)


def _tr(text: str) -> str:
    return QCoreApplication.translate("stock", text)
