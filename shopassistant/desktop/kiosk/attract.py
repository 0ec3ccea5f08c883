"""What stands there between two visitors: what this is, the one button that begins, and help for eyes and language."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from shopassistant.desktop.kiosk.controls import touch_button, turn_box
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.goods import Goods
from shopassistant.desktop.kiosk.language import language_name
from shopassistant.desktop.kiosk.look import Ease
from shopassistant.desktop.kiosk.screen import Screen, centred, heading
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, UNIT, WIDE
from shopassistant.desktop.widgets.basics import column, row
from shopassistant.desktop.widgets.illustration import product_pixmap


class AttractScreen(Screen):
    """Touching it anywhere begins."""

    def __init__(self, theme: Theme, desk: KioskDesk, ease: Ease, languages: tuple[str, ...]) -> None:
        super().__init__(theme, desk)
        self._ease = ease
        self.window_of_goods = GoodsWindow(theme)
        self.begin = touch_button(theme, self.tr("Begin"), "scan-face", "big-primary")
        self.begin.clicked.connect(self._on_begin)
        self.languages: dict[str, QPushButton] = {}
        title = heading(self.tr("See it on you"))
        title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        text = centred(self.tr("Try things on in this mirror. No picture of you is kept."), tone="muted")
        shop = centred(desk.context.shop.name, "title")
        middle = column(shop, title, text, row(1, self.begin, 1), gap=WIDE)
        middle.setStretch(1, 1)
        self.begin.setMinimumWidth(theme.scale.control * 6)
        self._foot = self._ease_row(languages)
        whole = column(self.window_of_goods, middle, self._foot, gap=HUGE)
        whole.setContentsMargins(HUGE, HUGE, HUGE, WIDE)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        desk.offered.connect(self.refresh)
        self.refresh()

    def _ease_row(self, languages: tuple[str, ...]) -> QBoxLayout:
        theme, ease = self.theme, self._ease
        speech = row(gap=UNIT)
        for code in languages:
            made = touch_button(theme, language_name(code))
            made.setCheckable(True)
            made.setChecked(code == ease.language)
            made.setProperty("code", code)
            made.clicked.connect(self._on_language)
            self.languages[code] = made
            speech.addWidget(made)
        self.contrast = touch_button(theme, self.tr("High contrast"), "contrast")
        self.large = touch_button(theme, self.tr("Large letters"), "a-large-small")
        self.staff = touch_button(theme, self.tr("Staff"), "lock", "quiet")
        for made, is_on in ((self.contrast, ease.is_contrast), (self.large, ease.is_large)):
            made.setCheckable(True)
            made.setChecked(is_on)
        self.contrast.clicked.connect(ease.toggle_contrast)
        self.large.clicked.connect(ease.toggle_large)
        self.staff.clicked.connect(self._on_staff)
        eyes = row(self.contrast, self.large, self.staff, gap=UNIT)
        both = row(speech, eyes, gap=GAP)
        both.insertStretch(1, 1)
        return both

    def refresh(self) -> None:
        """Show what there is to try."""
        self.window_of_goods.show_goods(tuple(self.desk.goods.values()))

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt's own event
        turn_box(self._foot, is_portrait=self.width() < self.theme.scale.body * 58)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.position().y() < self.height() - self._foot.geometry().height() - HUGE:
            self._on_begin()

    def _on_begin(self) -> None:
        self.wanted.emit("begin")

    def _on_staff(self) -> None:
        self.wanted.emit("staff")

    def _on_language(self) -> None:
        self._ease.speak(str(self.sender().property("code")))


class GoodsWindow(QWidget):
    """Some of what can be tried on, as in a shop window."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._goods: tuple[Goods, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_goods(self, goods: tuple[Goods, ...]) -> None:
        """Show some of these, each name once."""
        by_name = {one.name: one for one in reversed(goods)}
        self._goods = tuple(one for one in goods if by_name[one.name] is one)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for rect, one in zip(self._rects(), self._goods, strict=False):
            size = QSize(rect.width(), rect.height())
            ratio = self.devicePixelRatioF()
            picture = product_pixmap(self._theme, one.drawing, size, ratio, one.image, one.rendering)
            painter.drawPixmap(rect.topLeft(), picture)
        painter.end()

    def _rects(self) -> list[QRect]:
        """As many fields of three to two as fill it without a gap at the edge."""
        count = min(len(self._goods), 12)
        if not count or self.width() < 60 or self.height() < 60:
            return []
        best: tuple[int, int, int] = (0, 1, 1)
        for columns in range(1, count + 1):
            rows = count // columns
            side = min((self.width() + GAP) // columns - GAP, ((self.height() + GAP) // rows - GAP) * 3 // 2)
            best = max(best, (side * side * columns * rows, columns, rows))
        _area, columns, rows = best
        wide = min((self.width() + GAP) // columns - GAP, ((self.height() + GAP) // rows - GAP) * 3 // 2)
        high = wide * 2 // 3
        left = (self.width() - columns * (wide + GAP) + GAP) // 2
        top = (self.height() - rows * (high + GAP) + GAP) // 2
        return [
            QRect(left + at % columns * (wide + GAP), top + at // columns * (high + GAP), wide, high)
            for at in range(columns * rows)
        ]
