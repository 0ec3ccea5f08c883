"""Where toasts float: above the foot of the window, one at a time, Undo within reach of the keyboard."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from shopassistant.desktop.shell.actions import key_text
from shopassistant.desktop.shell.toasts import Toast
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import label, row

SHOWN_FOR_MS = 6_000
# Pages have buttons at their foot, and the counter a bar about a code that nobody knows.
_ABOVE = WIDE * 3


class ToastHost(QFrame):
    """Shows the newest toast over `window` for some seconds; longer while the pointer or the focus is on it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._window = window
        self._toast: Toast | None = None
        self._waiting: Toast | None = None
        self._text = label()
        self._undo = QPushButton(f"{self.tr('Undo')}  {key_text('Ctrl+Z')}")
        self._undo.clicked.connect(self.undo)
        box = row(self._text, self._undo, gap=GAP)
        box.setContentsMargins(GAP, UNIT, UNIT, UNIT)
        self.setLayout(box)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR_MS)
        self._timer.timeout.connect(self._on_timeout)
        window.installEventFilter(self)
        self.hide()

    @property
    def can_undo(self) -> bool:
        """Whether an Undo is on offer."""
        return self.isVisible() and self._toast is not None and self._toast.undo is not None

    def show_toast(self, toast: Toast) -> None:
        """Show `toast` in place of the one before; a quiet one after it where that one can be undone."""
        if toast.is_quiet and self.can_undo:
            self._waiting = toast
            return
        self._toast = toast
        self._text.setText(toast.text)
        self._undo.setVisible(toast.undo is not None)
        self.setAccessibleName(toast.text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def undo(self) -> None:
        """Take back what the toast told of."""
        toast, self._toast = self._toast, None
        self.hide()
        if toast is not None and toast.undo is not None:
            toast.undo()
        self._show_waiting()

    def _on_timeout(self) -> None:
        if self.underMouse() or self._undo.hasFocus():
            self._timer.start()
            return
        self._toast = None
        self.hide()
        self._show_waiting()

    def _show_waiting(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not self.isVisible():
            self.show_toast(waiting)
        else:
            self._waiting = waiting

    def _place(self) -> None:
        self.adjustSize()
        window = self._window
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _ABOVE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)
