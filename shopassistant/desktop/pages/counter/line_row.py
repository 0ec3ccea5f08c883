"""A line of the basket: what, how many, how much; every part of it can be changed where it stands."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QToolButton

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.basket_words import offer_parts
from shopassistant.desktop.pages.counter.offer_lines import OfferLines
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, MOTION_MS, RADIUS_CONTROL, UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, badge, column, label, row, set_property

if TYPE_CHECKING:
    from shopassistant.sales.basket import BasketLineView

ROW_HEIGHT = 66
_TOOL, _TOOL_FLOOR = 28, 44
_UNITS, _UNITS_FLOOR = 44, 60


class LineRow(QFrame):
    """One line.

    Signals:
        quantity_wanted: line id and units.
        code_typed: a barcode that landed in the quantity field; to be treated as a scan.
        discount_wanted: line id.
        removed: line id.
        stepped: -1 or 1, to the line above or below.
        focused: line id.
    """

    quantity_wanted = Signal(int, int)
    code_typed = Signal(str)
    discount_wanted = Signal(int)
    removed = Signal(int)
    stepped = Signal(int)
    focused = Signal(int)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        self.line_id = 0
        self._quantity = 0
        self._flash = False
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(MOTION_MS)
        self._calm.timeout.connect(self._on_calm)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        """Targets for a mouse, or for a thumb."""
        is_floor = self._theme.is_floor
        side = _TOOL_FLOOR if is_floor else _TOOL
        for tool in (self._less, self._more, self._cut, self._bin):
            tool.setFixedSize(side, side)
            tool.setIconSize(QSize(side * 4 // 7, side * 4 // 7))
        self._edit.setFixedWidth(_UNITS_FLOOR if is_floor else _UNITS)

    def _build(self) -> None:
        self._name = ElidedLabel("", strong=True)
        self._total = label("", strong=True)
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = row(self._name, self._total, gap=UNIT)
        top.setStretch(0, 1)
        self._less = self._tool("minus", self.tr("One less (-)"))
        self._less.clicked.connect(self._on_less)
        self._edit = QLineEdit()
        self._edit.setProperty("look", "dense")
        self._edit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._edit.setAccessibleName(self.tr("Quantity"))
        self._edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._edit.editingFinished.connect(self._on_edited)
        self._edit.installEventFilter(self)
        self._more = self._tool("plus", self.tr("One more (+)"))
        self._more.clicked.connect(self._on_more)
        self._detail = ElidedLabel("", "caption", "muted")
        self._discount = badge("", "accent")
        self._cut = self._tool("percent", self.tr("Discount (F4)"))
        self._cut.clicked.connect(self._on_discount)
        self._bin = self._tool("trash-2", self.tr("Take out (Del)"))
        self._bin.clicked.connect(self._on_remove)
        bottom = row(self._less, self._edit, self._more, self._detail, self._discount, self._cut, self._bin, gap=HALF)
        bottom.setStretch(3, 1)
        self._warning = ElidedLabel("", "caption", "warning")
        self._warning.hide()
        self.offers = OfferLines()
        whole = column(top, bottom, self.offers, self._warning, gap=2)
        whole.setContentsMargins(UNIT, HALF, UNIT, HALF)
        self.setLayout(whole)

    def minimumSizeHint(self) -> QSize:
        """As high as what stands on it: a fixed least height let a full basket squeeze offers into the numbers."""
        return super().minimumSizeHint().expandedTo(QSize(0, ROW_HEIGHT))

    def _tool(self, icon: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(self._theme.icon(icon, "muted"))
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setProperty("kind", "quiet")
        made.setProperty("look", "dense")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def show_line(self, line: "BasketLineView", warnings: tuple[str, ...]) -> None:
        """Show a `BasketLineView`."""
        money = self._catalogue.money
        self.line_id = line.id
        self._quantity = line.quantity
        self._name.setText(line.name)
        self._total.setText(money(line.total_minor))
        self._edit.setText(str(line.quantity))
        is_return = line.returns_line_id is not None
        for part in (self._less, self._more, self._cut):
            part.setVisible(not is_return)  # the receipt says how many and for how much
        self._edit.setReadOnly(is_return)
        parts = [f"× {money(line.unit_price_minor)}" if abs(line.quantity) != 1 else "", line.colour, line.size]
        self._detail.setText("  ".join(part for part in parts if part) or line.sku)
        by_hand = line.by_hand_minor
        self._discount.setVisible(is_return or by_hand != 0)
        if is_return:
            self._discount.setText(self.tr("given back"))
        elif by_hand:
            self._discount.setText(f"\u2212{line.discount_bp / 100:g} %" if line.discount_bp else money(-by_hand))
        self.offers.show_offers(offer_parts(self._catalogue, line))
        self._warning.setText("  ".join(warnings))
        self._warning.setVisible(bool(warnings))
        self.setAccessibleName(f"{line.quantity} {line.name}, {money(line.total_minor)}")

    @property
    def offers_text(self) -> str:
        """The offers on the line, as they stand there; empty without any."""
        return self.offers.text

    @property
    def badge_text(self) -> str:
        """The word beside the line: the discount by hand, or that it is given back; empty without any."""
        return self._discount.text() if self._discount.isVisibleTo(self) else ""

    def flash(self) -> None:
        """Show for a moment that this line just changed."""
        self._flash = True
        self._calm.start()
        self.update()

    def _on_calm(self) -> None:
        self._flash = False
        self.update()

    def _on_less(self) -> None:
        self._want(max(0, self._quantity - 1))

    def _on_more(self) -> None:
        self._want(self._quantity + 1)

    def _want(self, units: int) -> None:
        if not self._edit.isReadOnly():
            self.quantity_wanted.emit(self.line_id, units)

    def _on_discount(self) -> None:
        self.discount_wanted.emit(self.line_id)

    def _on_remove(self) -> None:
        self.removed.emit(self.line_id)

    def _on_edited(self) -> None:
        from shopassistant.sales.quantity import parse_quantity

        text = self._edit.text().strip()
        if text in ("", str(self._quantity)):
            self._edit.setText(str(self._quantity))
            set_property(self._edit, "wrong", False)
            return
        try:
            units = 0 if text == "0" else parse_quantity(text)
        except UserError as error:
            self._edit.setText(str(self._quantity))
            if error.code == "basket.quantity_is_code":
                self.code_typed.emit(text)
            else:
                set_property(self._edit, "wrong", True)
                self._edit.setToolTip(self._catalogue.explain(error))
            return
        set_property(self._edit, "wrong", False)
        self.quantity_wanted.emit(self.line_id, units)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        doing = {
            Qt.Key.Key_Plus: self._on_more,
            Qt.Key.Key_Minus: self._on_less,
            Qt.Key.Key_Delete: self._on_remove,
            Qt.Key.Key_Backspace: self._on_remove,
        }
        if key in doing:
            doing[key]()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif event.text().isdecimal() and not self._edit.isReadOnly():
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit.setText(event.text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._edit.isReadOnly():
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit.selectAll()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._edit.setText(str(self._quantity))
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.setFocus(Qt.FocusReason.OtherFocusReason)  # leaving the field takes the number
                return True
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(self.line_id)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        if self._flash or self.hasFocus():
            painter.setPen(QColor(colours.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.soft("positive") if self._flash else colours.chosen))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS_CONTROL, RADIUS_CONTROL)
        else:
            painter.setPen(QColor(colours.line))
            painter.drawLine(UNIT, self.height() - 1, self.width() - UNIT, self.height() - 1)
        painter.end()
