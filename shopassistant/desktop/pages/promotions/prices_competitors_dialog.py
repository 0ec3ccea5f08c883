"""Other shops' prices out of a file: what each column means is shown and can be changed before anything is taken in."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from shopassistant.desktop.pages.promotions.prices_setup_desk import SetupDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.promotions.prices.competitors.fields import FIELDS
from shopassistant.promotions.prices.competitors.understanding import Columns

if TYPE_CHECKING:
    from shopassistant.promotions.prices.competitors.importing import Look, TakenIn

_SHOWN_ROWS = 6


def _tr(text: str) -> str:
    return QCoreApplication.translate("prices", text)


def field_words(name: str) -> str:
    """What a field is called."""
    return {
        "code": _tr("SKU or barcode"),
        "price": _tr("Their price"),
        "competitor": _tr("Other shop"),
        "seen_on": _tr("Seen on"),
    }[name]


class CompetitorsDialog(FormDialog):
    """Opened with a file, or asks for one."""

    def __init__(self, context: AppContext, desk: SetupDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Other shops' prices"), _tr("Take in"), parent, icon="import", width=760)
        self.context = context
        self.desk = desk
        self._is_setting = False
        self._build()
        desk.looked.connect(self._on_looked)
        desk.taken.connect(self._on_taken)
        desk.refused.connect(self._on_refused)
        desk.competitors.connect(self._on_competitors)
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        self.file = button(_tr("Choose a file"), theme=self.theme, icon="folder-open")
        self.file.clicked.connect(self.ask_file)
        self.known = label("", "caption", "muted", wrap=True)
        self.combos: dict[str, QComboBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(UNIT)
        for place, name in enumerate(FIELDS):
            self.combos[name] = QComboBox()
            self.combos[name].currentIndexChanged.connect(self._on_choice)
            grid.addWidget(field(field_words(name), self.combos[name]), 0, place)
            grid.setColumnStretch(place, 1)
        self.competitor = QLineEdit()
        self.competitor.setMaxLength(80)
        self.competitor.editingFinished.connect(self._on_choice)
        self.order = QComboBox()
        self.order.addItems([_tr("As the file shows"), _tr("Day first (31/12)"), _tr("Month first (12/31)")])
        self.order.currentIndexChanged.connect(self._on_choice)
        self.mark = QComboBox()
        self.mark.addItems([_tr("As the file shows"), _tr("1,234.50"), _tr("1.234,50")])
        self.mark.currentIndexChanged.connect(self._on_choice)
        grid.addWidget(field(_tr("Whose prices, where no column says it"), self.competitor), 1, 0, 1, 2)
        grid.addWidget(field(_tr("Dates"), self.order), 1, 2)
        grid.addWidget(field(_tr("Amounts"), self.mark), 1, 3)
        self.rows = QTableWidget()
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.setAccessibleName(_tr("First rows of the file"))
        self.rows.setMinimumHeight(170)
        self.rows.verticalHeader().hide()
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.says = label("", wrap=True)
        self.fields.addLayout(row(self.file, self.known, gap=GAP))
        self.fields.addLayout(grid)
        self.fields.addWidget(self.rows)
        self.fields.addWidget(self.says)

    def ask(self) -> None:
        """Open it empty."""
        self.desk.look_now = None
        self._show(None)
        self.begin()
        self.verb.setEnabled(False)
        self.desk.list_competitors()
        self.file.setFocus()

    def ask_file(self) -> None:
        """Ask for the file."""
        kinds = _tr("Tables (*.csv *.txt *.tsv *.gz *.xlsx)")
        path, _ = QFileDialog.getOpenFileName(self, _tr("Other shops' prices"), "", kinds)
        if path:
            self.desk.choose(Path(path))

    # Answers

    def _on_competitors(self, found: list[tuple[str, int, object]]) -> None:
        number = self.context.catalogue.number
        words = ", ".join(f"{name} ({number(count)})" for name, count, _ in found[:8])
        self.known.setText(_tr("Known so far: {names}").format(names=words) if found else _tr("None are known yet."))

    def _on_looked(self, look: "Look") -> None:
        if self.isVisible():
            self._show(look)

    def _show(self, look: "Look | None") -> None:
        self.notice.hide()
        header = () if look is None else look.sheet.header
        self._is_setting = True
        for name, combo in self.combos.items():
            combo.clear()
            combo.addItems([_tr("no column"), *header])
            heading = "" if look is None else look.columns.mapping.get(name, "")
            combo.setCurrentIndex(header.index(heading) + 1 if heading in header else 0)
            combo.setEnabled(look is not None)
        self._is_setting = False
        self.file.setText(_tr("Choose a file") if look is None else look.sheet.name)
        self._show_rows(look)
        self._say(look)

    def _show_rows(self, look: "Look | None") -> None:
        rows = () if look is None else look.sheet.rows[:_SHOWN_ROWS]
        header = () if look is None else look.sheet.header
        self.rows.setColumnCount(len(header))
        self.rows.setRowCount(len(rows))
        self.rows.setHorizontalHeaderLabels(list(header))
        for line, cells in enumerate(rows):
            for place, text in enumerate(cells):
                self.rows.setItem(line, place, QTableWidgetItem(text[:200]))

    def _say(self, look: "Look | None") -> None:
        say = self.context.catalogue.say
        self.verb.setEnabled(look is not None and look.problem is None)
        if look is None:
            self.says.setText(_tr("A CSV or Excel file with a SKU or barcode and a price in each line."))
        elif look.problem is not None:
            self.says.setText(self.context.catalogue.explain(look.problem))
        elif look.understood is not None:
            lines = [say("prices.would_take_in", {"count": len(look.understood.prices)})]
            for code, count, line in look.understood.refused:
                lines.append(say("prices.refused_lines", {"count": count, "why": say(code), "line": line}))
            self.says.setText("\n".join(lines))

    def _on_choice(self, _place: int = 0) -> None:
        if self._is_setting or self.desk.look_now is None:
            return
        mapping = {name: combo.currentText() for name, combo in self.combos.items() if combo.currentIndex() > 0}
        order = (None, True, False)[self.order.currentIndex()]
        mark = (None, ".", ",")[self.mark.currentIndex()]
        self.desk.decide(Columns(mapping, self.competitor.text(), order, mark))

    def _on_submitted(self, _pin: str) -> None:
        self.set_busy(True)
        self.desk.take_in()

    def _on_taken(self, done: "TakenIn") -> None:
        if self.isVisible():
            self.accept()
        values: dict[str, object] = {"count": done.added, "changed": done.changed, "variants": done.variants}
        self.context.toasts.show(self.context.catalogue.say("prices.taken_in", values))

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)
