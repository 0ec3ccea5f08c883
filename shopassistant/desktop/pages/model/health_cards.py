"""The parts of the health tab: one fact, one finding, one time it was learned."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.model.health_words import (
    OUTCOME_TONES,
    SIGNS,
    age_words,
    cause_words,
    finding_words,
    outcome_words,
)
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, IconLabel, button, column, label, row

if TYPE_CHECKING:
    from datetime import date

    from shopassistant.recommend.monitoring.report import Finding
    from shopassistant.recommend.retraining.log import Refit


class FactCard(Card):
    """A name, a figure and a word under it."""

    def __init__(self, name: str) -> None:
        super().__init__(gap=HALF)
        self.box.addWidget(label(name, "caption", "muted"))
        self.figure = label("\u2013", "lead", strong=True, wrap=True)
        self.under = label("", "caption", "muted", wrap=True)
        self.box.addWidget(self.figure)
        self.box.addWidget(self.under)
        self.box.addStretch(1)

    def add(self, part: QWidget) -> None:
        """Something more, at the foot."""
        self.box.addWidget(part)

    def show_fact(self, figure: str, under: str = "", tip: str = "") -> None:
        """Change the words."""
        self.figure.setText(figure)
        self.under.setText(under)
        self.figure.setToolTip(tip)


class FindingCard(Card):
    """What was found, in plain words, with the button that deals with it.

    Signals:
        learn_wanted: learn anew.
        import_wanted: look at what was imported.
    """

    learn_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, context: AppContext, finding: "Finding", learn: str, *, is_first: bool) -> None:
        super().__init__()
        icon, tone = SIGNS[finding.level]
        said, then = finding_words(context.catalogue, finding)
        words = column(label(said, strong=finding.level == "warning", wrap=True), gap=HALF)
        if then:
            words.addWidget(label(then, tone="muted", wrap=True))
        line = row(IconLabel(context.theme, icon, tone), words, gap=GAP)
        line.setStretch(1, 1)
        self.button = self._make_button(context, finding, learn, "primary" if is_first else "")
        if self.button is not None:
            line.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(line)
        self.setAccessibleName(said)

    def _make_button(self, context: AppContext, finding: "Finding", learn: str, kind: str) -> QPushButton | None:
        if finding.level != "warning":
            return None
        if finding.action == "retrain":
            made = button(learn, kind, theme=context.theme, icon="sparkles")
            made.clicked.connect(self.learn_wanted)
            return made
        if finding.action == "look_at_import":
            made = button(self.tr("Open imports"), kind, theme=context.theme, icon="import")
            made.clicked.connect(self.import_wanted)
            return made
        return None


class RefitList(QWidget):
    """The last times something was learned: when, why, how it ended."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(2, 1)
        self.setLayout(self._grid)

    def show_refits(self, refits: "tuple[Refit, ...]", today: "date") -> None:
        """Show these, the newest on top."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        catalogue = self._context.catalogue
        for place, refit in enumerate(refits):
            when = label(age_words(catalogue, refit.started_at, today), tone="muted")
            when.setToolTip(exact_day(catalogue, refit.started_at))
            how = label(outcome_words(catalogue, refit), tone=OUTCOME_TONES[refit.outcome], wrap=True)
            for column_number, cell in enumerate((when, label(cause_words(refit.cause)), how)):
                self._grid.addWidget(cell, place, column_number, Qt.AlignmentFlag.AlignTop)
