"""Up to four looks side by side, all on the same moment; touching one puts it on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from shopassistant.desktop.kiosk.board_view import BoardView
from shopassistant.desktop.kiosk.controls import Controls
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.notice import CameraNotice
from shopassistant.desktop.kiosk.quiet_line import quiet_line
from shopassistant.desktop.kiosk.screen import Pill, Screen, Sheet
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT, WIDE
from shopassistant.desktop.widgets.basics import column, label, set_property

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.board import Board


class CompareScreen(Screen):
    """The looks worn last, each with its name and price written into its picture."""

    def __init__(self, theme: Theme, desk: KioskDesk) -> None:
        super().__init__(theme, desk)
        self.view = BoardView(theme)
        self.notice = CameraNotice(theme, self.view)
        self.view.laid_out.connect(self.notice.cover)
        self.names: list[Pill] = []
        self.controls = Controls(theme)
        self.controls.add("back", self.tr("Back to the mirror"), "arrow-left")
        self.controls.add("save", self.tr("Save a picture"), "image-down")
        self.controls.add("hold", self.tr("Hold it for me"), "ticket", "primary")
        self.controls.add("leave", self.tr("Finish"), "log-out")
        sheet = Sheet(theme)
        sheet.box.addWidget(label(self.tr("Touch the one you like best."), "lead"))
        sheet.box.addWidget(self.controls)
        whole = column(self.view, sheet, gap=0)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self.controls.pressed.connect(self.wanted)
        self.view.chosen.connect(self._on_chosen)
        self.view.laid_out.connect(self._place)
        desk.camera_told.connect(self.notice.show_state)

    def entered(self) -> None:
        self.notice.show_state(self.desk.camera_state)
        self.view.set_count(len(self.desk.visit.compared))
        self._name()
        self.view.setFocus()

    def forget(self) -> None:
        self.view.forget()

    def show_board(self, board: "Board") -> None:
        """One moment with every look."""
        self.view.show_board(board)

    def _name(self) -> None:
        for pill in self.names:
            pill.deleteLater()
        self.names = []
        goods = self.desk.goods
        for ids in self.desk.visit.compared:
            pill = Pill(self.theme, self.view)
            worn = [goods[one] for one in ids if one in goods]
            set_property(pill, "role", "body")
            pill.say(quiet_line(worn, "", self.desk.catalogue) if len(worn) > 1 else self._of_one(worn[0]))
            self.names.append(pill)
        self._place()

    def _of_one(self, goods: object) -> str:
        from shopassistant.desktop.kiosk.goods import Goods

        if not isinstance(goods, Goods):
            raise TypeError(goods)
        return f"{goods.name}\n{self.desk.catalogue.money(goods.price_minor)}"

    def _place(self) -> None:
        for pill, rect in zip(self.names, self.view.rects(), strict=False):
            pill.setWordWrap(True)
            line = max(pill.fontMetrics().horizontalAdvance(part) for part in pill.text().split("\n"))
            wide = min(rect.width() - 2 * UNIT, line + 8 * UNIT)
            way = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
            text = pill.fontMetrics().boundingRect(0, 0, wide - 2 * WIDE, rect.height(), int(way), pill.text())
            pill.setFixedSize(wide, text.height() + 2 * UNIT)
            pill.move(rect.center().x() - wide // 2, rect.bottom() - pill.height() - UNIT)

    def _on_chosen(self, place: int) -> None:
        looks = self.desk.visit.compared
        if place < len(looks):
            self.desk.put_on_look(looks[place])
            self.wanted.emit("back")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.controls.set_columns(4 if self.width() >= self.theme.scale.body * 55 else 2)
        self._place()
