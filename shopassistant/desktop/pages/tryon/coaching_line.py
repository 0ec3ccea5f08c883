"""A few words over the mirror that help the face to be seen; they float, so that nothing moves when they come."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import badge


class CoachingLine(QObject):
    """At the top of its parent, in the middle."""

    def __init__(self, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._over = parent
        self.words = badge("", "warning")
        self.words.setParent(parent)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.words.hide()
        self._code = ""
        parent.installEventFilter(self)

    def say(self, code: str) -> None:
        """One of `tryon.face.coaching.CODES` or ``nobody``; empty for nothing."""
        if code == self._code:
            return
        self._code = code
        self.words.setText(self._catalogue.say(f"try_on.coach.{code}") if code else "")
        self.words.setVisible(bool(code))
        self._place()

    def _place(self) -> None:
        self.words.adjustSize()
        self.words.move((self._over.width() - self.words.width()) // 2, GAP)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)
