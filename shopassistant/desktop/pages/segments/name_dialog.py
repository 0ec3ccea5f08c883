"""Asks for a name and a description; used to rename a segment and to name a new one."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.form_dialog import FormDialog, field


class NameDialog(FormDialog):
    """A name, and what it means in a sentence or two."""

    def __init__(self, theme: Theme, title: str, verb: str, parent: QWidget) -> None:
        super().__init__(theme, title, verb, parent)
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.description = QPlainTextEdit()
        self.description.setFixedHeight(88)
        self.description.setTabChangesFocus(True)
        self.fields.addWidget(field(self.tr("Name"), self.name))
        self.fields.addWidget(field(self.tr("What it is for"), self.description))
        self._then: Callable[[str, str], None] | None = None
        self.submitted.connect(self._on_submitted)

    def ask(self, name: str, description: str, then: Callable[[str, str], None]) -> None:
        """Open it; `then` gets the two texts."""
        self._then = then
        self.name.setText(name)
        self.description.setPlainText(description)
        self.begin()
        self.name.setFocus()
        self.name.selectAll()

    def is_ready(self) -> bool:
        if not self.name.text().strip():
            self.refuse(self.tr("Give it a name."))
            return False
        return True

    def _on_submitted(self, _pin: str) -> None:
        self.set_busy(True)
        if self._then is not None:
            self._then(self.name.text(), self.description.toPlainText())
