"""The rehearsal, always in view beside the steps: what the promotion would add, how sure that is, what it rests on."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QPushButton, QScrollArea, QStackedWidget, QWidget

from shopassistant.desktop.pages.promotions.rehearsal_words import Line, Shown
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, hairline, keycap, label, row, set_property
from shopassistant.desktop.widgets.states import Skeleton

WIDTH, WIDE_WIDTH = 396, 452
_SKELETON_MS = 200
_SKELETON_LINES = 8


class RehearsalPanel(QFrame):
    """Shows a `Shown`; what is not answered within 200 ms gives way to a skeleton.

    Signals:
        use_wanted: place of a variant that is to become the promotion.
        drop_wanted: place of a variant that is not to be compared any more.
    """

    use_wanted = Signal(int)
    drop_wanted = Signal(int)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.setFixedWidth(WIDTH)
        self.context = context
        self.shown_now: Shown | None = None
        self._build()
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_SKELETON_MS)
        self._late.timeout.connect(self._on_late)

    def _build(self) -> None:
        theme = self.context.theme
        head = row(label("4", "lead", "accent", strong=True), label(self.tr("Rehearsal"), "lead", strong=True), 1,
                   keycap("F5"), gap=UNIT)  # fmt: skip
        self.stack = QStackedWidget()
        skeleton = QWidget()
        skeleton.setLayout(column(Skeleton(theme, _SKELETON_LINES), 1))
        self.told = label("", tone="muted", wrap=True)
        empty = QWidget()
        empty.setLayout(column(self.told, 1))
        for part in (self._build_answer(), skeleton, empty):
            self.stack.addWidget(part)
        self.compare = KeyButton(
            self.context.actions, "promotions.compare", theme, "", self.tr("Keep beside to compare")
        )
        self.setLayout(column(head, self.stack, self.compare, margin=GAP, gap=UNIT))
        self.stack.setCurrentIndex(2)

    def _build_answer(self) -> QWidget:
        self.days = label("", "caption", "muted", strong=True, wrap=True)
        self.headline = label("", "figure")
        self.span = label("", "body", "muted")
        self.verdict = label("", strong=True, wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(UNIT)
        self.grid.setVerticalSpacing(HALF)
        self.notes = column(gap=HALF)
        self.basis = label("", "caption", "muted", wrap=True)
        first = row(self.headline, self.span, 1, gap=UNIT)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(
            column(
                self.days, first, self.verdict, hairline(), self.grid, self.notes, hairline(), self.basis, 1, gap=UNIT
            )
        )
        self.answer_area = QScrollArea()
        self.answer_area.setFrameShape(QFrame.Shape.NoFrame)
        self.answer_area.setWidgetResizable(True)
        self.answer_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.answer_area.setWidget(inner)
        return self.answer_area

    # What it shows

    def wait(self) -> None:
        """A new answer is on its way."""
        self._late.start()

    def tell(self, words: str) -> None:
        """There is nothing to rehearse yet, for this reason."""
        self._late.stop()
        self.shown_now = None
        self.told.setText(words)
        self.stack.setCurrentIndex(2)

    def show_rehearsal(self, shown: Shown) -> None:
        """Show an answer."""
        self._late.stop()
        self.shown_now = shown
        self.days.setText(shown.days)
        self.headline.setText(shown.headline)
        set_property(self.headline, "tone", shown.tone)
        self.span.setText(shown.span)
        self.verdict.setText(shown.verdict)
        self._fill(shown)
        self._fill_notes(shown)
        self.basis.setText("\n".join(shown.basis))
        self.stack.setCurrentIndex(0)

    def focus(self) -> None:
        """Put the focus here; arrows scroll."""
        self.compare.setFocus()

    def _on_late(self) -> None:
        self.stack.setCurrentIndex(1)

    def _fill(self, shown: Shown) -> None:
        _empty(self.grid)
        is_compared = shown.best >= 0
        self.setFixedWidth(WIDE_WIDTH if is_compared else WIDTH)  # three columns need their room
        for place, words in enumerate(shown.heads):
            strong = label(
                words, "caption", "accent" if place == shown.best else "muted", strong=True, wrap=is_compared
            )
            self.grid.addWidget(_right(strong), 0, place + 1)
        if is_compared:
            self._fill_ways(shown, 1)
        for at, line in enumerate(shown.lines, start=2):
            self._fill_line(line, at)
        self.grid.setColumnStretch(0, 1)

    def _fill_line(self, line: Line, at: int) -> None:
        name = label(line.name, "caption" if len(line.cells) > 2 else "body", wrap=True)
        name.setToolTip(line.tip)
        self.grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        for place, cell in enumerate(line.cells):
            made = QWidget()
            tone = "" if cell.tone == "text" else cell.tone
            parts = [_right(label(cell.mid, "body", tone, strong=True))]
            if cell.span:
                parts.append(_right(label(cell.span, "caption", "muted")))
            made.setLayout(column(*parts, gap=0))
            self.grid.addWidget(made, at, place + 1, Qt.AlignmentFlag.AlignTop)

    def _fill_ways(self, shown: Shown, at: int) -> None:
        for place in range(1, len(shown.heads)):
            use, drop = button(self.tr("Use"), "quiet"), button("\u00d7", "quiet")
            drop.setAccessibleName(self.tr("Compare {name} no more").format(name=shown.heads[place]))
            drop.setToolTip(drop.accessibleName())
            for made, slot in ((use, self._on_use), (drop, self._on_drop)):
                made.setProperty("variant", place)
                made.setProperty("look", "small")
                made.clicked.connect(slot)
            held = QWidget()
            held.setLayout(row(1, use, drop, gap=0))
            self.grid.addWidget(held, at, place + 1)

    def _fill_notes(self, shown: Shown) -> None:
        _empty(self.notes)
        for tone, words in shown.notes:
            self.notes.addWidget(label(words, "body", tone, wrap=True))

    def _on_use(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.use_wanted.emit(int(sender.property("variant")))

    def _on_drop(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.drop_wanted.emit(int(sender.property("variant")))


def _right(made: QWidget) -> QWidget:
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)  # type: ignore[attr-defined]
    return made


def _empty(layout: QLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        old = item.widget() if item is not None else None
        if old is not None:
            old.deleteLater()
