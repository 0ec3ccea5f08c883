"""One recommendation: what it is, what it costs, is it here, and the sentence to say about it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton

from shopassistant.desktop.pages.counter.views import Offer
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, badge, button, column, label, row, set_property
from shopassistant.desktop.widgets.clamped import ClampedLabel
from shopassistant.desktop.widgets.illustration import Illustration

CARD_HEIGHT, CARD_HEIGHT_FLOOR = 192, 272
CARD_LEAST_WIDTH = 256
_PICTURE = 60


class OfferCard(Card):
    """A card that is reused: `show_offer` fills it.

    Signals:
        wanted: put the offer into the basket.
        pitched: the customer was told of it.
        declined: not today.
        stepped: the arrow key that was pressed, to go to a neighbour.
    """

    wanted = Signal(object)
    pitched = Signal(object)
    declined = Signal(object)
    stepped = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(margin=UNIT, gap=HALF)
        self._theme = theme
        self.offer: Offer | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(CARD_LEAST_WIDTH)
        self._build()
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        self.setFixedHeight(CARD_HEIGHT_FLOOR if self._theme.is_floor else CARD_HEIGHT)

    def _build(self) -> None:
        self._picture = Illustration(self._theme)
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        self._name = ClampedLabel(2, strong=True)
        self._brand = ElidedLabel("", "caption", "muted")
        names = column(self._name, self._brand, 1, gap=0)
        head = row(self._picture, names, gap=UNIT + HALF)
        head.setStretch(1, 1)
        self._price = label("", "lead", strong=True)
        self._stock = badge("", "muted")
        self._mark = badge("", "accent")
        facts = row(self._price, self._stock, self._mark, 1, gap=HALF + 2)
        self._why = ClampedLabel(3, small=self._theme.font("caption"))
        self.box.addLayout(head)
        self.box.addLayout(facts)
        self.box.addWidget(self._why)
        self.box.addStretch(1)
        self.box.addLayout(self._build_buttons())

    def _build_buttons(self) -> QHBoxLayout:
        self._add = button(self.tr("Add"), theme=self._theme, icon="plus", tone="accent")
        self._add.setProperty("look", "small")
        self._add.setIconSize(QSize(16, 16))
        self._add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._add.clicked.connect(self._on_add)
        self._pitch = self._quiet("message-circle", self.tr("Told"), self.tr("I told the customer about it (P)"))
        self._pitch.clicked.connect(self._on_pitch)
        self._decline = self._quiet(
            "thumbs-down", self.tr("Not today"), self.tr("Not today (Del): goes from the cards")
        )
        self._decline.clicked.connect(self._on_decline)
        return row(self._add, 1, self._pitch, self._decline, gap=2)

    def _quiet(self, icon: str, text: str, tip: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(self._theme.icon(icon, "muted"))
        made.setIconSize(QSize(16, 16))
        made.setText(text)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setProperty("kind", "quiet")
        made.setProperty("look", "small")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return made

    def show_offer(self, offer: Offer, is_in_basket: bool) -> None:
        """Fill the card."""
        self.offer = offer
        self._picture.set_product(offer.category, offer.colour, offer.attributes, name=offer.name, image=offer.image)
        self._name.setText(offer.name)
        self._brand.setText(offer.brand or offer.category.rsplit(" / ", 1)[-1])
        self._price.setText(offer.price)
        _set_badge(self._stock, offer.stock, offer.stock_tone)
        marks = {"new": (self.tr("new to them"), "accent"), "again": (self.tr("buys again"), "muted")}
        text, tone = marks.get(offer.mark, ("", "muted"))
        _set_badge(self._mark, text, tone)
        self._mark.setVisible(bool(text))
        self._why.setText(offer.why)
        facts = ", ".join(part for part in (offer.name, offer.price, offer.stock, text) if part)
        self.setAccessibleName(f"{facts}. {offer.why}")
        self.set_pitched(False)
        self.set_in_basket(is_in_basket)

    def set_in_basket(self, is_in: bool) -> None:
        """Say that it is in the basket already; adding another one stays possible."""
        self._add.setText(self.tr("Added") if is_in else self.tr("Add"))
        self._add.setIcon(self._theme.icon("check" if is_in else "plus", "positive" if is_in else "accent"))

    def set_pitched(self, is_pitched: bool) -> None:
        """Show that the customer was told."""
        self._pitch.setIcon(
            self._theme.icon("check" if is_pitched else "message-circle", "positive" if is_pitched else "muted")
        )
        self._pitch.setEnabled(not is_pitched)

    def _on_add(self) -> None:
        if self.offer is not None:
            self.wanted.emit(self.offer)

    def _on_pitch(self) -> None:
        if self.offer is not None and self._pitch.isEnabled():
            self.set_pitched(True)
            self.pitched.emit(self.offer)

    def _on_decline(self) -> None:
        if self.offer is not None:
            self.declined.emit(self.offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        doing = {
            Qt.Key.Key_Return: self._on_add,
            Qt.Key.Key_Enter: self._on_add,
            Qt.Key.Key_Plus: self._on_add,
            Qt.Key.Key_P: self._on_pitch,
            Qt.Key.Key_Delete: self._on_decline,
        }
        if key in doing:
            doing[key]()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(int(key))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)


def _set_badge(made: QLabel, text: str, tone: str) -> None:
    made.setText(text)
    set_property(made, "badge", tone)
