"""The bar where messages appear: it takes no focus, blocks nothing, and folds its details out."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QToolButton

from shopassistant.desktop.shell.errors import Message
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
        line = row(self._icon, self._text, self._more, self._close)
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
        set_property(self, "bar", message.tone)
        self._icon.show_icon(ICONS[message.tone], message.tone)
        self.setAccessibleName(message.text)
        self.show()

    @property
    def text(self) -> str:
        """The sentence that is shown."""
        return self._text.text()

    def _on_more(self, is_open: bool) -> None:
        self._details.setVisible(is_open)
