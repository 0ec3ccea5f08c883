"""A count under way: scan or touch what is found, see how far it is, check the differences, book."""

from typing import cast

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QWidget

from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.purchasing.finder import Finder, Hit, Hits
from shopassistant.desktop.pages.stock.count_desk import CountDesk
from shopassistant.desktop.pages.stock.count_words import line_columns, recount_words, what_words
from shopassistant.desktop.pages.stock.difference_panel import DifferencePanel
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, button, column, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.stepper import Stepper
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.counting.listing import CountLine, CountView


class CountWindow(FormDialog):
    """Everything is written as it is found: leaving loses nothing, and several may count at once.

    Signals:
        left: it was closed, the count stays open.
    """

    left = Signal()

    def __init__(self, context: AppContext, desk: CountDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("CountWindow", "Count"), translate("CountWindow", "Check the differences")
        super().__init__(context.theme, title, verb, parent, icon="list-checks", width=860)
        self.context = context
        self.desk = desk
        self.finder = Finder(context, self)
        self._touched = 0
        self.resize(920, 680)
        self._build_count()
        self.differences = DifferencePanel(context, desk)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.count_page)
        self.stack.addWidget(self.differences)
        self.fields.addWidget(self.stack, 1)
        self._build_foot()
        self._connect()

    # Building

    def _build_count(self) -> None:
        context = self.context
        self.search = SearchBox(context.theme, "scan-barcode", self.tr("Scan a piece or type a product"), "Enter")
        self.search.float_on(self)
        self.undo_button = button(self.tr("Take back the last"), theme=context.theme, icon="undo-2")
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(UNIT)
        self.progress_words = label("", tone="muted")
        self.table = LazyTable(context, "count-lines", line_columns(context.catalogue), lambda ids: {})
        words = self.tr("Scan every piece on the shelf, or type a name and set the number. All is kept as you go.")
        self.table.set_empty(EmptyState(context.theme, "scan-barcode", self.tr("Nothing counted yet"), words))
        self._build_editor()
        top = row(self.search, self.undo_button, gap=UNIT)
        top.setStretch(0, 1)
        bar = row(self.progress, self.progress_words, gap=GAP)
        bar.setStretch(0, 1)
        self.count_page = QWidget()
        whole = column(top, bar, self.table, self.editor, gap=UNIT + UNIT // 2)
        whole.setStretch(2, 1)
        self.count_page.setLayout(whole)

    def _build_editor(self) -> None:
        """The line that was found last, large enough for a finger and to be read from the shelf."""
        self.name = ElidedLabel("", "lead", strong=True)
        self.again = label("", tone="warning")
        self.units = Stepper(self.theme, self.tr("Counted on the shelf"))
        self.again_button = button(self.tr("Count it again"), "quiet", theme=self.theme, icon="rotate-ccw")
        line = row(self.units, self.again, 1, self.again_button, gap=GAP)
        self.editor = QWidget()
        self.editor.setLayout(column(self.name, line, gap=UNIT))
        self.editor.hide()

    def _build_foot(self) -> None:
        self.cancel_button = button(self.tr("Give up this count"), "quiet", theme=self.theme, icon="ban")
        self.back_button = button(self.tr("Go on counting"), "quiet", theme=self.theme, icon="arrow-left")
        self.foot.insertWidget(1, self.cancel_button)
        self.foot.insertWidget(2, self.back_button)
        self.back_button.hide()

    def _connect(self) -> None:
        desk = self.desk
        desk.opened.connect(self._on_opened)
        desk.touched.connect(self._on_touched)
        desk.unknown.connect(self._on_unknown)
        desk.refused.connect(self._on_refused)
        desk.booked.connect(self._on_booked)
        self.search.typed.connect(self.finder.type)
        self.search.picked.connect(self._on_picked)
        self.search.entered.connect(self._on_entered)
        self.finder.found.connect(self._on_found)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self._on_row_opened)
        self.table.typed.connect(self._on_letter)
        self.units.changed.connect(self._on_units)
        self.units.entered.connect(self.search.setFocus)
        self.undo_button.clicked.connect(desk.undo)
        self.again_button.clicked.connect(self._on_again)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.back_button.clicked.connect(self._show_count)
        self.submitted.connect(self._on_submitted)
        self.finished.connect(self._on_finished)

    # Showing

    def ask(self, count_id: int) -> None:
        """Open it for a count."""
        self._touched = 0
        self.desk.open(count_id)

    def _on_opened(self, view: CountView | None) -> None:
        if view is None or view.row.status != "open":
            if self.isVisible():
                self.accept()
            return
        if not self.isVisible():
            self._show_count()
            self.search.empty()
            self.begin()
            self.search.setFocus()
        self.title.setText(self.tr("Count {number}").format(number=view.row.number))
        said = [view.row.location, what_words(view.row)]
        if view.row.blind:
            said.append(self.tr("blind"))
        self.describe(" \u00b7 ".join(said))
        self._show_progress(view)
        self._show_lines(view)
        if self.stack.currentWidget() is self.differences:  # somebody counted on meanwhile
            self.differences.show_view(view)
        self._say_verb(view)

    def _show_progress(self, view: CountView) -> None:
        number = self.context.catalogue.number
        self.progress.setRange(0, max(view.to_count, 1))
        self.progress.setValue(view.counted)
        words = self.tr("{done} of {all} products")
        self.progress_words.setText(words.format(done=number(view.counted), all=number(view.to_count)))
        self.progress.setAccessibleName(self.progress_words.text())

    def _show_lines(self, view: CountView) -> None:
        touched = next((line.line_id for line in view.lines if line.variant_id == self._touched), 0)
        self.table.show_rows({line.line_id: line for line in view.lines}, touched)
        self._touched = 0
        self.undo_button.setEnabled(self.desk.can_undo)
        self._on_current(0)

    def _say_verb(self, view: CountView) -> None:
        is_checking = self.stack.currentWidget() is self.differences
        if not self.desk.is_manager:
            self.verb.setText(self.tr("Done for now"))
        else:
            self.verb.setText(self.tr("Book the count") if is_checking else self.tr("Check the differences"))
        self.verb.setEnabled(bool(view.counted) or not self.desk.is_manager)

    def line(self) -> CountLine | None:
        """The current line."""
        found = self.table.current_row()
        return found if isinstance(found, CountLine) else None

    def _on_current(self, _line_id: int) -> None:
        line = self.line()
        self.editor.setVisible(line is not None)
        if line is None:
            return
        self.name.setText(", ".join(part for part in (line.name, line.detail) if part))
        if not self.units.spin.hasFocus() or self.units.spin.property("line") != line.line_id:
            self.units.set_value(line.counted_units or 0)
        self.units.spin.setProperty("line", line.line_id)
        self.again.setText(recount_words(line.recount))
        self.again_button.setVisible(line.counted_units is not None)

    def _show_count(self) -> None:
        self.stack.setCurrentWidget(self.count_page)
        self.back_button.hide()
        self.cancel_button.show()
        if self.desk.view is not None:
            self._say_verb(self.desk.view)
        self.search.setFocus()

    # Entering

    def take_scan(self, code: str) -> None:
        """A code from the scanner, wherever the focus is."""
        self.notice.hide()
        if self.stack.currentWidget() is self.count_page:
            self.desk.scan(code)

    def _on_touched(self, variant_id: int) -> None:
        self._touched = variant_id

    def _on_units(self, units: int) -> None:
        line = self.line()
        if line is not None and units != line.counted_units:
            self.desk.set_units(line.variant_id, units)

    def _on_row_opened(self, _line_id: int) -> None:
        self.units.begin()

    def _on_letter(self, text: str) -> None:
        """A digit on the table is how many there are, a letter a product to find."""
        if text.isdecimal() and self.line() is not None:
            self.units.begin(text)
        else:
            self.search.setFocus()
            self.search.setText(text)
            self.finder.type(text)

    def _on_again(self) -> None:
        line = self.line()
        if line is not None:
            self.desk.count_again(line.line_id)

    def _on_found(self, hits: Hits) -> None:
        rows = []
        for hit in hits.found:
            one = hit.variant
            detail = " \u00b7 ".join(part for part in (one.brand, one.colour, one.size, one.sku) if part)
            rows.append(PickRow(hit, one.name, detail))
        self.search.show_rows(hits.text, tuple(rows))

    def _on_picked(self, row_: PickRow) -> None:
        """One that was typed is counted as one; the number can be set at once."""
        self.search.empty()
        self.notice.hide()
        self.desk.add(cast(Hit, row_.key).variant.variant_id)

    def _on_entered(self, text: str) -> None:
        self.search.empty()
        self.take_scan(text.strip())

    def _on_unknown(self, code: str) -> None:
        words = self.tr("Nobody knows the code {code}. Lay the piece aside and go on; this count is kept.")
        self.refuse(words.format(code=code))

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)

    # The end

    def _on_cancel(self) -> None:
        self.desk.cancel(self.desk.count_id)

    def _on_submitted(self, _pin: str) -> None:
        view = self.desk.view
        if not self.desk.is_manager or view is None:
            self.accept()
        elif self.stack.currentWidget() is self.count_page:
            self.differences.show_view(view)
            self.stack.setCurrentWidget(self.differences)
            self.back_button.show()
            self.cancel_button.hide()
            self._say_verb(view)
        else:
            self.set_busy(True)
            self.desk.book(self.differences.seen, zero_left=self.differences.zero_left)

    def _on_booked(self, _done: object) -> None:
        if self.isVisible():
            self.accept()

    def _on_finished(self) -> None:
        if self.desk.count_id:
            self.desk.open(0)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_enter and with_control:
            self.verb.setFocus()
            self.submit()
            return
        if event.key() == Qt.Key.Key_Z and with_control:
            self.desk.undo()
            return
        if is_enter and not self.verb.hasFocus():
            return  # a scanner's Enter must not book
        super().keyPressEvent(event)
