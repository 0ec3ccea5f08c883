"""One's own head from the sides, as others see it: pushed round with a slider, and nowhere kept but in memory."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from shopassistant.desktop.kiosk.controls import Controls
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.framing import Focus, part_of
from shopassistant.desktop.kiosk.screen import Screen, Sheet
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import column, label, row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from shopassistant.desktop.kiosk.turning import View

# The head turns by itself once, until somebody takes the slider.
STEP_MS = 70


class ReplayScreen(Screen):
    """The pictures of a turn, from one side to the other."""

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__(theme, desk)
        self.view = ViewOfTurn(theme)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("turning")
        self.slider.setAccessibleName(self.tr("Turn"))
        self.slider.setMinimumHeight(theme.scale.control)
        self.slider.valueChanged.connect(self._on_place)
        self.slider.sliderPressed.connect(self._stop)
        self.controls = Controls(theme)
        self.controls.add("back", self.tr("Back to the mirror"), "arrow-left")
        self.controls.add("turn", self.tr("Turn again"), "rotate-3d")
        self.controls.add("save", self.tr("Save a picture"), "image-down")
        self.controls.add("hold", self.tr("Hold it for me"), "ticket", "primary")
        self.controls.pressed.connect(self.wanted)
        self._player = QTimer(self)
        self._player.setInterval(STEP_MS)
        self._player.timeout.connect(self._play)
        self._way = 1
        sheet = Sheet(theme)
        hint = label(self.tr("As others see you. Push to turn."), "lead")
        line = row(hint, self.slider, gap=GAP)
        line.setStretch(1, 1)
        sheet.box.addLayout(line)
        sheet.box.addWidget(self.controls)
        whole = column(self.view, sheet, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)

    @property
    def place(self) -> int:
        """Which of the pictures is shown."""
        return self.slider.value()

    def entered(self) -> None:
        views = self.desk.views
        self.view.show_views(views)
        self.slider.setRange(0, max(0, len(views) - 1))
        middle = min(range(len(views)), key=lambda at: abs(views[at].yaw), default=0)
        self.slider.setValue(middle)
        self.view.show_place(middle)
        self._way = 1
        self.controls.button("hold").setEnabled(bool(self.desk.visit.worn))
        if views:
            self._player.start()
        self.slider.setFocus()

    def refresh(self) -> None:
        """The step was left: nothing moves behind another screen."""
        if not self.isVisible():
            self._player.stop()

    def forget(self) -> None:
        self._player.stop()
        self.view.show_views(())

    def hideEvent(self, event: object) -> None:
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self._player.stop()

    def _stop(self) -> None:
        self._player.stop()

    def _play(self) -> None:
        """To one end, to the other, and back to the middle."""
        at = self.slider.value() + self._way
        if at > self.slider.maximum():
            self._way = -1
        elif at < 0:
            self._way = 2
        elif self._way == 2 and at >= self.slider.maximum() // 2:
            self._player.stop()
        self.slider.setValue(min(max(at, 0), self.slider.maximum()))

    def _on_place(self, place: int) -> None:
        self.desk.touched() if self.slider.isSliderDown() else None
        self.view.show_place(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.controls.set_columns(4 if self.width() >= self.theme.scale.body * 55 else 2)


class ViewOfTurn(QWidget):
    """Paints one of the pictures, unmirrored, as large as fits with the middle in view."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._views: tuple[View, ...] = ()
        self._place = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def has_picture(self) -> bool:
        """Whether there is anything to see."""
        return bool(self._views)

    def copied(self) -> "NDArray[np.uint8] | None":
        """The picture that is shown as one of its own, uint8 (h, w, 3), BGR; None where there is none."""
        return self._views[self._place].picture.copy() if self._place < len(self._views) else None

    def show_views(self, views: "tuple[View, ...]") -> None:
        """These from now on; none lets go of them."""
        self._views = views
        self._place = 0
        self.update()

    def show_place(self, place: int) -> None:
        """Paint this one."""
        self._place = place
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        if self._place < len(self._views):
            view = self._views[self._place]
            height, width = view.picture.shape[:2]
            image = QImage(view.picture.data, width, height, view.picture.strides[0], QImage.Format.Format_BGR888)
            part = part_of((width, height), (max(1, self.width()), max(1, self.height())), Focus(view.middle, 0.5))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), image, QRect(part.left, part.top, part.width, part.height))
        painter.end()
