"""In the mirror's place until the customer agrees: the question to ask them, and what becomes of the pictures."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, UNIT
from shopassistant.desktop.widgets.basics import IconLabel, button, column, label, row

_WIDEST = 520


class AskPanel(QWidget):
    """Asked anew for every visit: the camera never opens by itself.

    Signals:
        agreed: the customer said yes.
    """

    agreed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label("", "title", wrap=True)
        self.note = label("", tone="warning", wrap=True)
        promise = self.tr(
            "The camera shows them in this window and nowhere else. Pictures and measures are kept only while "
            "they look, and overwritten when you leave this page or the terminal locks. The books keep that a visit "
            "was, not who."
        )
        self.promise = label(promise, tone="muted", wrap=True)
        self.yes = button(self.tr("They agree, open the camera"), "primary", theme=theme, icon="eye")
        self.yes.setDefault(True)
        self.yes.clicked.connect(self.agreed)
        for one in (self.title, self.note, self.promise):
            one.setAlignment(Qt.AlignmentFlag.AlignCenter)
            one.setMinimumWidth(1)
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        sign = row(1, IconLabel(theme, "glasses", "muted", HUGE), 1)
        inner.setLayout(column(1, sign, self.title, self.note, self.promise, row(1, self.yes, 1), 1, gap=GAP))
        whole = row(1, inner, 1, margin=UNIT)
        whole.setStretch(1, 100)
        self.setLayout(whole)
        self.ask("")

    def ask(self, name: str, note: str = "") -> None:
        """Ask for this customer; `note` says why the camera was switched off, where it was."""
        words = self.tr("Ask {name}: may the camera be opened?").format(name=name)
        self.title.setText(words if name else self.tr("Ask the customer: may the camera be opened?"))
        self.note.setText(note)
        self.note.setVisible(bool(note))
