"""One version beside the table, and how it differs from another."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from shopassistant.desktop.pages.model.version_words import (
    cause_words,
    comparison_words,
    key_words,
    state_tone,
    state_words,
    value_words,
    when,
)
from shopassistant.desktop.pages.model.versions_desk import Listed
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, badge, column, label, row, set_property
from shopassistant.recommend.versions import Comparison, Difference, VersionInfo, compare

# Differences shown of one kind; a file with all of them comes from the command line.
_MOST = 24
WIDTH = 344


class VersionPanel(Card):
    """Shows a version.

    Signals:
        compared: name of the version it is compared with was chosen.
    """

    compared = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__(gap=UNIT)
        self.context = context
        self.shown: VersionInfo | None = None
        self._listed = Listed()
        self.setFixedWidth(WIDTH)
        self._build()

    def _build(self) -> None:
        self.title = label(role="title")
        self._state = badge("")
        self._facts = label(tone="muted", wrap=True)
        self._note = label(wrap=True)
        self._problem = label(tone="critical", wrap=True)
        self.other = QComboBox()
        self.other.setAccessibleName(self.tr("Compared with"))
        self.other.activated.connect(self._on_other)
        self.sentence = label(wrap=True)
        self._other_row = QWidget()
        line = row(label(self.tr("Compared with"), tone="muted"), self.other)
        line.setStretch(1, 1)
        self._other_row.setLayout(line)
        self._ground = QWidget()
        self._ground.setObjectName("scrolled")
        self._body = column(gap=UNIT)
        self._ground.setLayout(self._body)
        scroll = QScrollArea()
        scroll.setWidget(self._ground)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = row(self.title, self._state, 1)
        self.box.addLayout(head)
        for part in (self._facts, self._note, self._problem, self._other_row, self.sentence):
            self.box.addWidget(part)
        self.box.addWidget(scroll, 1)

    @property
    def _today(self) -> date:
        return self.context.store.clock.now().astimezone().date()

    def show_version(self, version: VersionInfo | None, listed: Listed) -> None:
        """Show a version beside the one that serves, or the one that served before it; None hides the panel."""
        kept = self.other.currentData() if self.shown is not None and version is not None else None
        same = self.shown is not None and version is not None and self.shown.name == version.name
        self.shown, self._listed = version, listed
        self.setVisible(version is not None)
        if version is None:
            return
        catalogue = self.context.catalogue
        self.title.setText(when(catalogue, version, self._today))
        self._state.setText(state_words(version))
        self._state.setVisible(bool(state_words(version)))
        set_property(self._state, "badge", state_tone(version))
        self._facts.setText(self._fact_words(version))
        self._say(self._note, version.note)
        self._say(self._problem, catalogue.explain(version.problem) if version.problem is not None else "")
        self._fill_others(version, str(kept) if same and kept else "")
        self._compare()

    def focus_other(self) -> None:
        """Choose what to compare with."""
        if self._other_row.isVisible():
            self.other.setFocus()
            self.other.showPopup()

    def _say(self, where: QLabel, words: str) -> None:
        where.setText(words)
        where.setVisible(bool(words))

    def _fact_words(self, version: VersionInfo) -> str:
        if version.problem is not None:
            return version.name
        words = self.tr("{cause} \u00b7 took {seconds} s \u00b7 program {program}")
        seconds = self.context.catalogue.formats.say_number(version.seconds, 1)
        return words.format(cause=cause_words(version), seconds=seconds, program=version.program)

    def _fill_others(self, version: VersionInfo, chosen: str) -> None:
        others = [one for one in self._listed.versions if one.name != version.name and one.problem is None]
        self.other.clear()
        for one in others:
            words = when(self.context.catalogue, one, self._today)
            state = state_words(one)
            self.other.addItem(f"{words} ({state})" if state else words, one.name)
        serving = self._listed.serving
        wanted = chosen or (self._listed.earlier if version.is_serving or serving is None else serving.name)
        self.other.setCurrentIndex(max(0, self.other.findData(wanted)))
        self._other_row.setVisible(bool(others) and version.problem is None)

    def _on_other(self, _place: int) -> None:
        self._compare()
        self.compared.emit(str(self.other.currentData()))

    def _compare(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        other = next((one for one in self._listed.versions if one.name == self.other.currentData()), None)
        if self.shown is None or other is None or self.shown.problem is not None:
            self._say(self.sentence, "")
            return
        side = compare(other, self.shown)
        self._say(self.sentence, comparison_words(self.context.catalogue, side, self.shown, self._today))
        titles = (self.tr("Learned from"), self.tr("Measured"), self.tr("Settings"))
        for title, part in zip(titles, (side.data, side.metrics, side.settings), strict=True):
            self._body.addWidget(self._table(title, part, side))
        self._body.addStretch(1)

    def _table(self, title: str, differences: tuple[Difference, ...], side: Comparison) -> QWidget:
        """What differs, with a column for each of the two; the shown one on the right."""
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, UNIT, UNIT, 0)
        grid.setVerticalSpacing(HALF)
        grid.setHorizontalSpacing(UNIT)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(title, strong=True), 0, 0)
        if not differences:
            grid.addWidget(label(self.tr("the same"), tone="muted"), 0, 2, Qt.AlignmentFlag.AlignRight)
            return made
        grid.addWidget(label(self.tr("other"), "caption", "muted"), 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label(self.tr("this one"), "caption", "muted"), 0, 2, Qt.AlignmentFlag.AlignRight)
        is_after = self.shown is not None and side.after.name == self.shown.name
        for line, one in enumerate(differences[:_MOST], start=1):
            name = label(key_words(one.key), wrap=True)
            grid.addWidget(name, line, 0)
            pair = (one.before, one.after) if is_after else (one.after, one.before)
            for place, value in enumerate(pair, start=1):
                words = label(_short(value_words(self.context.catalogue, value)), tone="muted" if place == 1 else "")
                grid.addWidget(words, line, place, Qt.AlignmentFlag.AlignRight)
        if len(differences) > _MOST:
            more = self.tr("and {count} more").format(count=len(differences) - _MOST)
            grid.addWidget(label(more, tone="muted"), _MOST + 1, 0)
        return made


def _short(text: str) -> str:
    return text if len(text) <= 14 else f"{text[:13]}\u2026"
