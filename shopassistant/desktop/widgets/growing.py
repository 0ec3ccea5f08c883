"""A dialogue that grows when it has more to say, so that nothing of it is cut off."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class GrowingDialog(QDialog):
    """Never smaller than its parts need; what appears later (a question, a refusal) is seen in full.

    A dialogue with a least width of its own gets no least size from its layout, and Qt asks for the height of wrapped
    text at the width there was before.
    """

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._grow()

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        width = max(self.width(), layout.totalMinimumSize().width())
        height = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        if width > self.width() or height > self.height():
            self.resize(width, max(height, self.height()))
