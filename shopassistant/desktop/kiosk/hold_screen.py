"""Hold it for me: choose what, and get a code that the counter scans."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from shopassistant.desktop.kiosk.controls import Controls, turn_box
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.goods import Goods
from shopassistant.desktop.kiosk.goods_picture import GoodsPicture
from shopassistant.desktop.kiosk.qr import QUIET, Squares
from shopassistant.desktop.kiosk.screen import Screen, centred, heading
from shopassistant.desktop.kiosk.words import stock_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, UNIT, WIDE
from shopassistant.desktop.widgets.basics import column, label, row

if TYPE_CHECKING:
    from shopassistant.sales.hold_view import HoldView

# On a wide screen a price stays beside its name.
_LIST_WIDTH = 1_000


class HoldScreen(Screen):
    """First the goods with a tick each, then the code."""

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__(theme, desk)
        self.ticks: dict[int, QCheckBox] = {}
        self.code_view = CodeView(theme)
        self.code = heading("")
        self.until = centred(tone="muted")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choosing())
        self._stack.addWidget(self._coded())
        self.setLayout(column(self._stack))
        desk.jobs.held.connect(self._on_held)
        desk.jobs.coded.connect(self.code_view.show_code)

    def _choosing(self) -> QWidget:
        self._list = column(gap=UNIT)
        inner = QWidget()
        inner.setObjectName("scrolled")
        inner.setLayout(column(self._list, 1))
        inner.setMaximumWidth(_LIST_WIDTH)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choice = Controls(self.theme)
        self.choice.add("back", self.tr("Back to the mirror"), "arrow-left")
        self.choice.add("make", self.tr("Hold these for me"), "ticket", "primary")
        self.choice.pressed.connect(self._on_pressed)
        text = centred(self.tr("We put them aside. You show a code at the counter; nobody asks for your name."))
        page = column(heading(self.tr("What shall we hold for you?")), text, scroll, self.choice, gap=WIDE)
        return _page(page)

    def _coded(self) -> QWidget:
        self.end = Controls(self.theme)
        self.end.add("back", self.tr("Back to the mirror"), "arrow-left")
        self.end.add("leave", self.tr("Finish"), "log-out", "primary")
        self.end.pressed.connect(self._on_pressed)
        self.held_goods = centred()
        words = column(
            1, centred(self.tr("Show this at the counter, or photograph it."), "title"), self.code, self.until,
            self.held_goods, 1, gap=GAP,
        )  # fmt: skip
        self._both: QBoxLayout = row(self.code_view, words, gap=HUGE)
        self._both.setStretch(0, 1)
        self._both.setStretch(1, 1)
        page = column(self._both, self.end, gap=WIDE)
        page.setStretch(0, 1)
        return _page(page)

    def entered(self) -> None:
        self._stack.setCurrentIndex(1 if self.desk.visit.code else 0)
        self._fill()

    def refresh(self) -> None:
        self._stack.setCurrentIndex(1 if self.desk.visit.code else 0)

    def forget(self) -> None:
        self.code.clear()
        self.until.clear()
        self.held_goods.clear()
        self.code_view.show_code(())
        self._clear()

    def _clear(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.ticks = {}

    def _fill(self) -> None:
        self._clear()
        visit, goods = self.desk.visit, self.desk.goods
        wanted = visit.wears or visit.worn[-1]
        ids = dict.fromkeys((*wanted, *(one for look in reversed(visit.worn) for one in look)))
        for variant_id in ids:
            if variant_id in goods:
                self._list.addWidget(self._line(goods[variant_id], is_wanted=variant_id in wanted))
        self._on_tick()

    def _line(self, goods: Goods, *, is_wanted: bool) -> QWidget:
        picture = GoodsPicture(self.theme, goods, self.theme.scale.control * 3 // 2)
        tick = QCheckBox(goods.title)
        tick.setMinimumHeight(self.theme.scale.control)
        tick.setChecked(is_wanted)
        tick.toggled.connect(self._on_tick)
        self.ticks[goods.variant_id] = tick
        price = label(self.desk.catalogue.money(goods.price_minor), "lead", strong=True)
        made = QWidget()
        words = column(tick, gap=0)
        if goods.stock is not None:
            stock = label(stock_words(goods.stock), "caption", "muted")
            stock.setIndent(self.theme.scale.icon + 2 * UNIT)  # below the words beside the tick
            words.addWidget(stock)
        line = row(picture, words, price, gap=WIDE)
        line.setStretch(1, 1)
        made.setLayout(line)
        return made

    def _wanted(self) -> tuple[int, ...]:
        return tuple(variant_id for variant_id, tick in self.ticks.items() if tick.isChecked())

    def _on_tick(self) -> None:
        self.choice.button("make").setEnabled(bool(self._wanted()))

    def _on_pressed(self, name: str) -> None:
        if name == "make":
            self.choice.button("make").setEnabled(False)
            self.desk.hold(self._wanted())
        else:
            self.wanted.emit(name)

    def _on_held(self, hold: "HoldView") -> None:
        self.code.setText(hold.shown)
        moment = hold.expires_at.astimezone()
        self.until.setText(self.tr("We hold it until {time}.").format(time=f"{moment:%H:%M}"))
        self.held_goods.setText(_list_of(hold, self.desk.goods))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        turn_box(self._both, is_portrait=self.height() > self.width())


def _list_of(hold: "HoldView", goods: dict[int, Goods]) -> str:
    titles: Sequence[str] = [
        goods[item.variant_id].title if item.variant_id in goods else item.name for item in hold.items
    ]
    return "\n".join(titles)


def _page(content: QBoxLayout) -> QWidget:
    made = QWidget()
    content.setContentsMargins(HUGE, HUGE, HUGE, WIDE)
    made.setLayout(content)
    return made


class CodeView(QWidget):
    """A QR code, as large as fits in whole pixels a square; black on white whatever the theme is: scanners want it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._squares: Squares = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 200)
        self.setAccessibleName(self.tr("QR code"))

    def show_code(self, squares: Squares) -> None:
        """Show this one; none shows nothing."""
        self._squares = squares
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._squares:
            return
        painter = QPainter(self)
        count = len(self._squares) + 2 * QUIET
        side = max(2, int(min(self.width(), self.height(), 640) // count))
        left, top = (self.width() - side * count) // 2, (self.height() - side * count) // 2
        painter.fillRect(QRectF(left, top, side * count, side * count), Qt.GlobalColor.white)
        for at_row, squares in enumerate(self._squares):
            for at_column, is_dark in enumerate(squares):
                if is_dark:
                    x, y = left + (at_column + QUIET) * side, top + (at_row + QUIET) * side
                    painter.fillRect(QRectF(x, y, side, side), Qt.GlobalColor.black)
        painter.end()
