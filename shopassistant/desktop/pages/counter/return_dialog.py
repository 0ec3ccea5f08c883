"""Goods come back: the receipt's number, what of it, and how the money goes back."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QSpinBox, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.dialogs import CounterDialog
from shopassistant.desktop.pages.counter.return_desk import ReturnableRow, ReturnForm
from shopassistant.desktop.pages.counter.tender import KINDS
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, button, column, hairline, label, row


class ReturnDialog(CounterDialog):
    """Asks what comes back.

    Signals:
        number_given: a receipt number to look up.
        confirmed: the `ReturnForm`, {line id: units}, restock, tender kind.
        exchanged: the `ReturnForm`, {line id: units}, restock: something else is taken for it.
        weighing: the `ReturnForm` and {line id: units}: what would be paid back for them?
    """

    number_given = Signal(str)
    confirmed = Signal(object, object, bool, str)
    exchanged = Signal(object, object, bool)
    weighing = Signal(object, object)

    def __init__(self, theme: Theme, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("counter", "Return or exchange"), parent, width=620)
        self._theme = theme
        self._catalogue = catalogue
        self._form: ReturnForm | None = None
        self._units: dict[int, QSpinBox] = {}
        self._number = QLineEdit()
        self._number.setProperty("look", "search")
        self._number.setPlaceholderText(self.tr("Scan or type the receipt's number"))
        self._number.setAccessibleName(self.tr("Receipt number"))
        self._find = button(self.tr("Find"), theme=theme, icon="search")
        self._find.clicked.connect(self._on_find)
        box = row(self._number, self._find)
        box.setStretch(0, 1)
        self.box.addLayout(box)
        self._words = label("", "body", "muted", wrap=True)
        self.box.addWidget(self._words)
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(GAP)
        self._lines.setVerticalSpacing(UNIT)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self._lines, 1))
        self._scroll = QScrollArea()
        self._scroll.setWidget(ground)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setMinimumHeight(220)
        self.box.addWidget(self._scroll, 1)
        self._build_money()
        self._build_foot()
        self._show_parts(False)

    def _build_money(self) -> None:
        self.restock = QCheckBox(self.tr("Back on the shelf (no: written off as damaged)"))
        self.restock.setChecked(True)
        self._kinds = QButtonGroup(self)
        names = {
            "card": self.tr("Card"),
            "cash": self.tr("Cash"),
            "voucher": self.tr("Voucher"),
            "transfer": self.tr("Transfer"),
        }
        kinds = row(gap=0)
        for position, kind in enumerate(KINDS):
            made = button(names[kind])
            made.setCheckable(True)
            made.setProperty("segment", True)
            made.setProperty("edge", {0: "first", len(KINDS) - 1: "last"}.get(position, ""))
            self._kinds.addButton(made, position)
            kinds.addWidget(made)
        self._refund = label("", "figure")
        self.kept = label("", "caption", "warning", wrap=True)
        self.kept.hide()
        self._money = QWidget()
        self._money.setLayout(
            column(
                hairline(),
                self.restock,
                self.kept,
                row(label(self.tr("Pay back by"), "body", "muted"), kinds, 1, self._refund, gap=UNIT + UNIT),
                gap=UNIT,
            )
        )
        self.box.addWidget(self._money)

    def _build_foot(self) -> None:
        leave = button(self.tr("Leave"))
        leave.clicked.connect(self.reject)
        self._all = button(self.tr("Everything comes back"))
        self._all.clicked.connect(self.choose_all)
        self.swap = button(self.tr("Exchange"), theme=self._theme, icon="arrow-left-right")
        self.swap.setToolTip(self.tr("Into the basket: only the difference to what is taken instead is paid"))
        self.swap.clicked.connect(self._on_swap)
        self._book = button(self.tr("Book return"), "primary", theme=self._theme, icon="undo-2")
        self._book.clicked.connect(self._on_book)
        self._foot = row(leave, self._all, 1, self.swap, self._book, gap=UNIT)
        self.box.addLayout(self._foot)

    def ask(self, number: str = "") -> None:
        """Start with an empty form, or with a receipt that was scanned."""
        self._form = None
        self._empty_lines()
        self._show_parts(False)
        self._number.setText(number)
        self._words.setText("")
        if not self.isVisible():
            self.open()
        self._number.setFocus()
        if number:
            self.number_given.emit(number)

    def show_form(self, form: ReturnForm) -> None:
        """Show a receipt's lines."""
        self._form = form
        self._number.setText(form.number)
        self._empty_lines()
        for position, line in enumerate(form.rows):
            self._add_line(position, line)
        if not any(line.left for line in form.rows):
            self._words.setText(self.tr("{when}. Everything of it came back already.").format(when=form.when))
            self._show_parts(False)
            return
        self._words.setText(self.tr("Bought {when}. How many come back?").format(when=form.when))
        self._kinds.button(KINDS.index(form.tender)).setChecked(True)
        self.restock.setChecked(True)
        self._show_parts(True)
        self._order_tabs()
        self._on_units()
        first = next(iter(self._units.values()))
        first.setFocus()
        first.selectAll()

    def refuse(self, words: str) -> None:
        """No such receipt, or it cannot be booked."""
        self._words.setText(words)
        self._number.setFocus()
        self._number.selectAll()
        for made in (self._book, self.swap):
            made.setEnabled(bool(self._chosen()))

    def choose_all(self) -> None:
        """Everything that is left comes back."""
        for units in self._units.values():
            units.setValue(units.maximum())

    def choose(self, line_id: int, units: int) -> None:
        """Choose units of one line."""
        self._units[line_id].setValue(units)

    @property
    def words(self) -> str:
        """When it was bought, or why it cannot be booked."""
        return self._words.text()

    @property
    def refund_text(self) -> str:
        """What is paid back, as shown."""
        return self._refund.text()

    def confirm(self) -> None:
        """Do what the button does."""
        self._on_book()

    def _add_line(self, position: int, line: ReturnableRow) -> None:
        name = ElidedLabel(line.name, strong=True)
        name.setMinimumWidth(220)
        bought = self.tr("{bought} bought").format(bought=line.bought)
        if line.left != line.bought:
            bought += ", " + self.tr("{left} left").format(left=line.left)
        paid = self._catalogue.money(line.refunds[-1])
        units = QSpinBox()
        units.setRange(0, line.left)
        units.setFixedWidth(72)
        units.setAlignment(Qt.AlignmentFlag.AlignCenter)
        units.setEnabled(line.left > 0)
        units.setAccessibleName(self.tr("Units of {name} that come back").format(name=line.name))
        units.valueChanged.connect(self._on_units)
        amount = label(paid, tone="muted")
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column_, part in enumerate((name, label(bought, "caption", "muted"), amount, units)):
            self._lines.addWidget(part, position, column_)
        self._lines.setColumnStretch(0, 1)
        if line.left:
            self._units[line.line_id] = units

    def _order_tabs(self) -> None:
        """From the number down the lines to the money, as one reads."""
        parts: list[QWidget] = [self._number, self._find, *self._units.values(), self.restock]
        for before, after in pairwise(parts):
            self.setTabOrder(before, after)

    def _empty_lines(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self._units = {}

    def _show_parts(self, is_form: bool) -> None:
        for part in (self._scroll, self._money, self._all, self.swap, self._book):
            part.setVisible(is_form)
        self.adjustSize()

    def _chosen(self) -> dict[int, int]:
        return {line_id: units.value() for line_id, units in self._units.items() if units.value()}

    def _on_units(self) -> None:
        if self._form is not None:
            chosen = self._chosen()
            self._refund.setText(self._catalogue.money(self._form.refund(chosen)))
            self.kept.hide()
            self._book.setEnabled(bool(chosen))
            self.swap.setEnabled(bool(chosen))
            if chosen:
                self.weighing.emit(self._form, chosen)

    def show_refund(self, chosen: Mapping[int, int], refund_minor: int, kept: str) -> None:
        """What is truly paid back, and why it is less than was paid; for what is still chosen."""
        if self._form is None or chosen != self._chosen():
            return
        self._refund.setText(self._catalogue.money(refund_minor))
        self.kept.setText(kept)
        self.kept.setVisible(bool(kept))

    def _on_find(self) -> None:
        if self._number.text().strip():
            self.number_given.emit(self._number.text())

    def _on_book(self) -> None:
        if self._form is not None and self._chosen():
            self._book.setEnabled(False)
            self.confirmed.emit(self._form, self._chosen(), self.restock.isChecked(), KINDS[self._kinds.checkedId()])

    def _on_swap(self) -> None:
        if self._form is not None and self._chosen():
            self.swap.setEnabled(False)
            self.exchanged.emit(self._form, self._chosen(), self.restock.isChecked())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._form is None or self.focusWidget() is self._number:
                self._on_find()
            else:
                self._on_book()
            return
        super().keyPressEvent(event)
