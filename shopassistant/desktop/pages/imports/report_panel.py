"""What an import did: every rule with its count, examples fold out, refused lines and the report to keep."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from shopassistant.desktop.pages.imports.presenter import ImportDesk
from shopassistant.desktop.pages.imports.report_view import ReportView, RuleLine
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, badge, button, column, label, row

_TONES = {"refused": "warning", "changed": "accent", "skipped": "muted", "noted": "muted", "kept": "muted"}


class ReportPanel(QWidget):
    """Shows a report.

    Signals:
        left: back to the start.
    """

    left = Signal()

    def __init__(self, context: AppContext, desk: ImportDesk) -> None:
        super().__init__()
        self.context = context
        self.desk = desk
        self.view: ReportView | None = None
        self._rows: list[RuleRow] = []
        self._headline = label("", "lead", strong=True, wrap=True)
        self._figures = row(gap=GAP)
        self._rules = QVBoxLayout()
        self._rules.setSpacing(UNIT // 2)
        self._facts = label("", tone="muted", wrap=True)
        ground = QWidget()
        ground.setObjectName("scrolled")
        ground.setLayout(column(self._figures, self._rules, self._facts, 1, gap=GAP))
        scroll = QScrollArea()
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        back = button(self.tr("Import more"), "primary", theme=context.theme, icon="import")
        back.clicked.connect(self.left)
        self.rejects = button(self.tr("Open the refused lines"), theme=context.theme, icon="external-link")
        self.rejects.clicked.connect(self.open_rejects)
        self.save = button(self.tr("Save the report"), theme=context.theme, icon="save")
        self.save.clicked.connect(self.ask_save)
        self.setLayout(column(self._headline, scroll, row(self.save, self.rejects, 1, back), gap=GAP))

    def show_report(self, view: ReportView) -> None:
        """Show another report."""
        self.view = view
        self._headline.setText(view.headline)
        _empty(self._figures)
        for name, number in view.figures:
            self._figures.addWidget(self._figure(name, number))
        self._figures.addStretch(1)
        _empty(self._rules)
        self._rows = [RuleRow(self.context, rule, self._effect(rule.effect)) for rule in view.rules]
        for one in self._rows:
            self._rules.addWidget(one)
        self._facts.setText("\n".join((*view.derived, *view.files)))
        is_there = bool(view.reject_file) and Path(view.reject_file).exists()
        self.rejects.setVisible(is_there)
        self.rejects.setToolTip(view.reject_file)

    def rule_rows(self) -> list["RuleRow"]:
        """The rules as they are shown."""
        return list(self._rows)

    def _figure(self, name: str, number: int) -> QWidget:
        names = {
            "lines_new": self.tr("New lines"),
            "lines_known": self.tr("Known before"),
            "sales": self.tr("Sales"),
            "returns": self.tr("Returns"),
            "customers": self.tr("Customers"),
            "products": self.tr("Products"),
            "stock_counts": self.tr("Stock counts"),
            "rejected": self.tr("Refused"),
        }
        card = Card()
        tone = "warning" if name == "rejected" else ""
        card.box.addWidget(label(self.context.catalogue.number(number), "title", tone))
        card.box.addWidget(label(names[name], "caption", "muted"))
        return card

    def _effect(self, effect: str) -> str:
        names = {
            "refused": self.tr("refused"),
            "changed": self.tr("changed"),
            "skipped": self.tr("known"),
            "noted": self.tr("to know"),
            "kept": self.tr("kept"),
        }
        return names[effect]

    def open_rejects(self) -> None:
        """Open the refused lines with the system's own program for tables."""
        if self.view is not None and self.view.reject_file:
            url = QUrl.fromLocalFile(self.view.reject_file)
            if not QDesktopServices.openUrl(url):
                text = self.tr("The refused lines are in {path}").format(path=self.view.reject_file)
                self.context.errors.tell(text)

    def ask_save(self) -> None:
        """Ask for a file and save the report."""
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), "import-report.json", "JSON (*.json)")
        if path and self.view is not None:
            self.desk.save_report(self.view, Path(path))


class RuleRow(QFrame):
    """One rule; its examples fold out."""

    def __init__(self, context: AppContext, rule: RuleLine, effect: str) -> None:
        super().__init__()
        self.rule = rule
        self._theme = context.theme
        self._fold = QToolButton(self)  # its own window for a moment otherwise, which takes the keyboard away
        self._fold.setProperty("kind", "quiet")
        self._fold.setCheckable(True)
        self._fold.setAccessibleName(self.tr("Examples of: {rule}").format(rule=rule.text))
        self._fold.toggled.connect(self.unfold)
        self._fold.setVisible(bool(rule.examples))
        place = self._fold.sizePolicy()
        place.setRetainSizeWhenHidden(True)  # so that what the rules did stands in one column
        self._fold.setSizePolicy(place)
        mark = badge(effect, _TONES[rule.effect])
        mark.setMinimumWidth(context.theme.scale.caption * 7)
        head = row(self._fold, mark, label(rule.text, wrap=True), gap=UNIT)
        head.setStretch(2, 1)
        self.examples = label("\n".join(rule.examples), "caption", "muted", wrap=True)
        self.examples.setContentsMargins(context.theme.scale.control + UNIT, 0, 0, UNIT)
        self.examples.hide()
        self.setLayout(column(head, self.examples, gap=0))
        self._fold.setIcon(context.theme.icon("chevron-right", "muted"))

    def unfold(self, is_open: bool) -> None:
        """Show or hide the examples."""
        self.examples.setVisible(is_open)
        self._fold.setIcon(self._theme.icon("chevron-down" if is_open else "chevron-right", "muted"))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
