"""What stands on the mirror while no picture comes: what is the matter, and what happens now."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.kiosk.screen import centred
from shopassistant.desktop.kiosk.words import camera_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HUGE
from shopassistant.desktop.widgets.basics import IconLabel, column, row

if TYPE_CHECKING:
    from shopassistant.tryon.sources.source import SourceState


class CameraNotice(QWidget):
    """Covers its parent while the camera is not live."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = IconLabel(theme, "camera", "muted", theme.scale.icon * 3)
        self.title = centred(role="title")
        self.text = centred(tone="muted")
        self.setLayout(column(1, row(1, self._sign, 1), self.title, self.text, 1, margin=HUGE, gap=HUGE // 2))
        self._over = parent
        self.hide()

    def show_state(self, state: "SourceState | None") -> None:
        """Say how the camera is."""
        title, text = camera_words(state)
        self.title.setText(title)
        self.text.setText(text)
        is_well = state is None or state.state in ("opening", "live")
        self._sign.show_icon("camera" if is_well else "camera-off", "muted" if is_well else "warning")
        self.cover()
        self.setVisible(bool(title))
        self.setAccessibleName(f"{title} {text}".strip())

    def cover(self) -> None:
        """Lie over all of the mirror."""
        self.setGeometry(self._over.rect())
