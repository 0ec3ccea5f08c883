"""A dialogue that asks for a few things, does one, says in itself what will not do, and asks a manager where needed."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.growing import GrowingDialog


class FormDialog(GrowingDialog):
    """Put fields into `fields`. Opened with ``open()``; it stays until the work is done or left with Esc.

    Signals:
        submitted: the button (or Enter) was pressed; carries a manager's PIN, empty where none is asked for.
    """

    submitted = Signal(str)

    def __init__(
        self, theme: Theme, title: str, verb: str, parent: QWidget, *, icon: str = "", width: int = 460
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumWidth(width)
        self.title = label(title, "title", wrap=True)
        self.subtitle = label("", tone="muted", wrap=True)
        self.subtitle.hide()
        self.fields = QVBoxLayout()
        self.fields.setSpacing(GAP)
        self.notice = label("", tone="critical", wrap=True)
        self.notice.hide()
        self.leave = button(self.tr("Leave"))
        self.leave.clicked.connect(self.reject)
        self.verb = button(verb, "primary", theme=theme, icon=icon)
        self.verb.setDefault(True)
        self.verb.clicked.connect(self.submit)
        self.foot = row(self.leave, 1, self.verb, gap=UNIT)
        self._build_pin()
        head = column(self.title, self.subtitle, gap=UNIT // 2)
        self.setLayout(column(head, self.fields, self._pin_ground, self.notice, self.foot, margin=WIDE, gap=GAP))

    def _build_pin(self) -> None:
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(12)
        self.pin.setAccessibleName(self.tr("PIN of a manager"))
        self._pin_ground = field(self.tr("PIN of a manager"), self.pin)
        self._pin_ground.hide()

    def ask_pin(self, is_needed: bool) -> None:
        """Whether a manager must agree, because the one signed in may not do this alone."""
        self.pin.clear()
        self._pin_ground.setVisible(is_needed)

    def describe(self, text: str) -> None:
        """A line under the title: what this is about."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))

    def refuse(self, sentence: str) -> None:
        """It will not do; nothing typed is lost."""
        self.set_busy(False)
        self.notice.setText(sentence)
        self.notice.setVisible(bool(sentence))
        if self._pin_ground.isVisibleTo(self):
            self.pin.clear()

    def set_busy(self, is_busy: bool) -> None:
        """While it is done it cannot be started again."""
        self.verb.setEnabled(not is_busy)

    def submit(self) -> None:
        """Do what the button does."""
        if self.verb.isEnabled() and self.is_ready():
            self.notice.hide()
            self.submitted.emit(self.pin.text())

    def is_ready(self) -> bool:
        """Asked before `submitted`; say what is missing and return False."""
        return True

    def begin(self) -> None:
        """Open it with an empty notice."""
        self.notice.hide()
        self.set_busy(False)
        self.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_text = isinstance(self.focusWidget(), QPlainTextEdit)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not is_text:
            self.submit()
            return
        super().keyPressEvent(event)


class PinDialog(FormDialog):
    """A manager's word for one thing that needs no other field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("PinDialog", "A manager must agree"), translate("PinDialog", "Go on")
        super().__init__(theme, title, verb, parent)
        self._then: Callable[[str], None] | None = None
        self.submitted.connect(self._on_submitted)

    def ask(self, what: str, then: Callable[[str], None]) -> None:
        """Ask for a PIN for `what`; `then` gets it."""
        self._then = then
        self.describe(what)
        self.ask_pin(True)
        self.begin()
        self.pin.setFocus()

    def is_ready(self) -> bool:
        return bool(self.pin.text())

    def _on_submitted(self, pin: str) -> None:
        self.accept()
        if self._then is not None:
            self._then(pin)


def field(name: str, widget: QWidget, hint: str = "") -> QWidget:
    """A field with its name above it, and a hint below."""
    caption = label(name, "caption", "muted", strong=True)
    caption.setBuddy(widget)
    if not widget.accessibleName():
        widget.setAccessibleName(name)
    parts = column(caption, widget, gap=UNIT // 2)
    if hint:
        parts.addWidget(label(hint, "caption", "muted", wrap=True))
    made = QWidget()
    made.setLayout(parts)
    return made
