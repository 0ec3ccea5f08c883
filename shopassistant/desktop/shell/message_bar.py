"""The bar where messages appear: it takes no focus, blocks nothing, and folds its details out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QPushButton, QToolButton

from shopassistant.desktop.shell.errors import Choice, Message
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import IconLabel, button, column, label, row, set_property

ICONS = {"accent": "info", "positive": "circle-check", "warning": "triangle-alert", "critical": "circle-alert"}


class MessageBar(QFrame):
    """Shows the newest message until it is closed (Esc or its cross) or another takes its place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "info", "accent")
        self._text = label(wrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = button(self.tr("Details"), "link")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._on_more)
        self._close = QToolButton()
        self._close.setProperty("kind", "quiet")
        self._close.setIcon(theme.icon("x"))
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close message"))
        self._close.clicked.connect(self.hide)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setMaximumHeight(160)
        self._details.hide()
        self._buttons: list[QPushButton] = []
        self._offers = row(gap=UNIT)
        line = row(self._icon, self._text, self._offers, self._more, self._close)
        line.setStretch(1, 1)
        box = column(line, self._details, margin=HALF)
        box.setContentsMargins(UNIT + HALF, HALF, HALF, HALF)
        self.setLayout(box)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show `message` in place of what was there."""
        self._text.setText(message.text)
        self._details.setPlainText(message.details)
        self._more.setVisible(bool(message.details))
        self._more.setChecked(False)
        self._offer(message.choices)
        set_property(self, "bar", message.tone)
        self._icon.show_icon(ICONS[message.tone], message.tone)
        self.setAccessibleName(message.text)
        self.show()

    @property
    def choices(self) -> tuple[QPushButton, ...]:
        """The buttons of the message that is shown."""
        return tuple(self._buttons)

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        for made in self._buttons:
            made.hide()
            made.deleteLater()
        self._buttons = [self._new_button(choice) for choice in choices]

    def _new_button(self, choice: Choice) -> QPushButton:
        def chosen() -> None:
            self.hide()
            choice.do()

        made = button(choice.text)
        made.setProperty("look", "small")
        made.clicked.connect(chosen)
        self._offers.addWidget(made)
        return made

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def _on_more(self, is_open: bool) -> None:
        self._details.setVisible(is_open)
