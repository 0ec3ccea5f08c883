"""Goods from another location are here: scan or type what arrived, what is missing, what went back."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from shopassistant.desktop.pages.stock.transfer_desk import ArrivingLine, TransferDesk
from shopassistant.desktop.pages.stock.transfer_words import line_columns
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, button, column, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.desktop.widgets.stepper import Stepper
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.transfer_list import TransferRow


class TransferDialog(FormDialog):
    """Receives a transfer."""

    def __init__(self, context: AppContext, desk: TransferDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("TransferDialog", "Receive a transfer"), translate("TransferDialog", "Book")
        super().__init__(context.theme, title, verb, parent, icon="check", width=820)
        self.context = context
        self.desk = desk
        self.resize(880, 600)
        self._build()
        self._connect()

    def _build(self) -> None:
        theme = self.theme
        self.code = QLineEdit()
        self.code.setProperty("look", "search")
        self.code.setPlaceholderText(self.tr("Scan what arrived"))
        self.code.setAccessibleName(self.tr("Scan what arrived"))
        self.all_button = button(self.tr("All arrived"), theme=theme, icon="list-checks")
        self.table = LazyTable(self.context, "transfer-lines", line_columns(self.context.catalogue), lambda ids: {})
        self.name = ElidedLabel("", "lead", strong=True)
        self.arrived = Stepper(theme, self.tr("Arrived"))
        self.missing = Stepper(theme, self.tr("Missing"))
        self.returned = Stepper(theme, self.tr("Went back"))
        steppers = row(
            field(self.tr("Arrived"), self.arrived),
            field(self.tr("Missing"), self.missing),
            field(self.tr("Went back"), self.returned),
            1,
            gap=GAP,
        )
        self.sum = label("", "lead", strong=True)
        self.foot.insertWidget(2, self.sum)
        top = row(self.code, self.all_button, gap=UNIT)
        top.setStretch(0, 1)
        self.fields.addLayout(top)
        self.fields.addWidget(self.table, 1)
        self.fields.addLayout(column(self.name, steppers, gap=UNIT))

    def _connect(self) -> None:
        desk = self.desk
        desk.opened.connect(self._on_opened)
        desk.lines_changed.connect(self._on_lines)
        desk.unknown.connect(self._on_unknown)
        desk.refused.connect(self._on_refused)
        desk.done.connect(self._on_done)
        self.all_button.clicked.connect(desk.take_all)
        self.code.returnPressed.connect(self._on_code)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_row_opened)
        self.table.typed.connect(self._on_letter)
        self.arrived.changed.connect(self._on_arrived)
        self.missing.changed.connect(self._on_missing)
        self.returned.changed.connect(self._on_returned)
        for one in (self.arrived, self.missing, self.returned):
            one.entered.connect(self.code.setFocus)
        self.submitted.connect(self._on_submitted)

    def _on_opened(self, transfer: TransferRow) -> None:
        self.title.setText(self.tr("Receive {number}").format(number=transfer.number))
        words = self.tr("From {start} to {end}").format(start=transfer.start, end=transfer.end)
        self.describe(" \u00b7 ".join(part for part in (words, transfer.note) if part))
        self.begin()
        self.code.clear()
        self.code.setFocus()

    def _on_lines(self, touched: int) -> None:
        self.table.show_rows(dict(self.desk.lines), touched)
        self._on_current(0)
        units = sum(one.arrived for one in self.desk.lines.values())
        said = sum(one.arrived + one.missing + one.returned for one in self.desk.lines.values())
        self.sum.setText(self.tr("{units} units arrived").format(units=self.context.catalogue.number(units)))
        self.verb.setEnabled(bool(said))

    def line(self) -> ArrivingLine | None:
        """The current line."""
        return self.desk.lines.get(self.table.current_id())

    def _on_current(self, _key: int) -> None:
        one = self.line()
        if one is None:
            return
        self.name.setText(", ".join(part for part in (one.line.name, one.line.detail) if part))
        self.arrived.set_value(one.arrived)
        self.missing.set_value(one.missing)
        self.returned.set_value(one.returned)

    def _on_arrived(self, units: int) -> None:
        self.desk.enter(self.table.current_id(), arrived=units)

    def _on_missing(self, units: int) -> None:
        self.desk.enter(self.table.current_id(), missing=units)

    def _on_returned(self, units: int) -> None:
        self.desk.enter(self.table.current_id(), returned=units)

    def _on_row_opened(self, _key: int) -> None:
        self.arrived.begin()

    def _on_letter(self, text: str) -> None:
        if text.isdecimal():
            self.arrived.begin(text)
        else:
            self.code.setFocus()
            self.code.setText(text)

    def take_scan(self, code: str) -> None:
        """A code from the scanner, wherever the focus is."""
        self.notice.hide()
        self.desk.scan(code)

    def _on_code(self) -> None:
        code = self.code.text().strip()
        self.code.clear()
        if code:
            self.take_scan(code)

    def _on_unknown(self, code: str) -> None:
        if self.isVisible():
            self.refuse(self.tr("{code} is not in this transfer. Lay it aside.").format(code=code))

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)

    def _on_done(self, _result: object) -> None:
        if self.isVisible():
            self.accept()

    def _on_submitted(self, _pin: str) -> None:
        self.set_busy(True)
        self.desk.book()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_enter and with_control:
            self.verb.setFocus()
            self.submit()
            return
        if event.key() == Qt.Key.Key_A and with_control:
            self.desk.take_all()
            return
        if is_enter and not self.verb.hasFocus():
            return  # a scanner's Enter must not book
        super().keyPressEvent(event)
