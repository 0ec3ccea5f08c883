"""Asks before a picture is written, says what becomes of it, and shows the very picture."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from shopassistant.desktop.kiosk.controls import Controls
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.plan import PICTURE_HOURS
from shopassistant.desktop.kiosk.screen import Screen, centred, heading
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, WIDE
from shopassistant.desktop.widgets.basics import column


class SaveScreen(Screen):
    """A picture, a question, two answers; afterwards the name it can be asked for by."""

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__(theme, desk)
        self.preview = Preview()
        self.title = heading("")
        self.text = centred()
        self.question = Controls(theme)
        self.question.add("back", self.tr("No, do not save it"), "x")
        self.question.add("save", self.tr("Yes, save this picture"), "image-down", "primary")
        self.answer = Controls(theme)
        self.answer.add("back", self.tr("Go on"), "arrow-left", "primary")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.question)
        self._stack.addWidget(self.answer)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = column(self.preview, self.title, self.text, self._stack, gap=GAP)
        whole.setContentsMargins(HUGE, HUGE, HUGE, WIDE)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.question.pressed.connect(self._on_pressed)
        self.answer.pressed.connect(self.wanted)
        desk.jobs.saved.connect(self._on_saved)

    def entered(self) -> None:
        self.preview.show_picture(self.desk.picture)
        self.title.setText(self.tr("Save this picture?"))
        words = self.tr(
            "It is written to this device, where our staff can see it and hand it to you. "
            "It is deleted after {hours} hours. Everything else is still forgotten."
        )
        self.text.setText(words.format(hours=PICTURE_HOURS))
        self.question.button("save").setEnabled(True)
        self._stack.setCurrentIndex(0)
        self.question.button("back").setFocus()

    def forget(self) -> None:
        self.preview.show_picture(None)

    def _on_pressed(self, name: str) -> None:
        if name == "save":
            self.question.button("save").setEnabled(False)
            self.desk.save_picture()
        else:
            self.wanted.emit(name)

    def _on_saved(self, name: str) -> None:
        self.title.setText(self.tr("Saved as {name}").format(name=name))
        self.text.setText(self.tr("Tell our staff this name. They hand you the picture."))
        self._stack.setCurrentIndex(1)


class Preview(QWidget):
    """A picture as large as fits."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: object = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def has_picture(self) -> bool:
        """Whether one is shown."""
        return self._picture is not None

    def show_picture(self, picture: object) -> None:
        """Show uint8 (h, w, 3), BGR; None lets go of it."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._picture is None:
            return
        array = self._picture
        height, width = array.shape[:2]  # type: ignore[attr-defined]  # an array, whose package is not loaded here
        image = QImage(array.data, width, height, array.strides[0], QImage.Format.Format_BGR888)  # type: ignore[attr-defined]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = self.rect()
        rect.setSize(size)
        rect.moveCenter(self.rect().center())
        painter.drawImage(rect, image)
        painter.end()
