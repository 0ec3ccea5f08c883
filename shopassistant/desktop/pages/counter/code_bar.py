"""Says that nobody knows a scanned code, keeps it, and offers what to do; never takes the focus."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import button, row
from shopassistant.desktop.widgets.clamped import ClampedLabel


class CodeBar(QFrame):
    """A bar over the foot of the cards: nothing moves when it comes.

    Signals:
        search_wanted: look the code up by typing.
        attach_wanted: the code belongs to a product that is there.
        new_wanted: the code belongs to a product nobody entered yet.
    """

    search_wanted = Signal(str)
    attach_wanted = Signal(str)
    new_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("bar", "warning")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.code = ""
        sign = QLabel()
        sign.setPixmap(theme.icon("scan-barcode", "warning").pixmap(QSize(20, 20)))
        self._words = ClampedLabel(2, strong=True, small=theme.font("caption", 600))
        attach = button(self.tr("Known product"), theme=theme, icon="link")
        attach.clicked.connect(self._on_attach)
        new = button(self.tr("New product"), theme=theme, icon="plus")
        new.clicked.connect(self._on_new)
        search = button(self.tr("Search"), theme=theme, icon="search")
        search.clicked.connect(self._on_search)
        leave = button(self.tr("Dismiss"), "quiet")
        leave.clicked.connect(self.hide)
        box = row(sign, self._words, attach, new, search, leave, gap=UNIT)
        box.setContentsMargins(UNIT + HALF, HALF, HALF, HALF)
        box.setStretch(1, 1)
        self.setLayout(box)
        self.hide()

    def show_code(self, code: str, words: str) -> None:
        """Say `words` about `code`."""
        self.code = code
        self._words.setText(words)
        self.show()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.full_text()

    def _on_attach(self) -> None:
        self.hide()
        self.attach_wanted.emit(self.code)

    def _on_new(self) -> None:
        self.hide()
        self.new_wanted.emit(self.code)

    def _on_search(self) -> None:
        self.hide()
        self.search_wanted.emit(self.code)
