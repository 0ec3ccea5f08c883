"""The cards in a flow that uses the width there is."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from shopassistant.desktop.pages.counter.offer_card import CARD_LEAST_WIDTH, OfferCard
from shopassistant.desktop.pages.counter.views import Offers
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import column, label


class OfferFlow(QWidget):
    """Cards, as many in a row as fit.

    Signals:
        wanted, pitched, declined: an `Offer`.
    """

    wanted = Signal(object)
    pitched = Signal(object)
    declined = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: list[OfferCard] = []
        self._shown = 0
        self._columns = 3
        self._in_basket: frozenset[int] = frozenset()
        self.list_key = ""
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, UNIT, 0)
        self._grid.setSpacing(UNIT)
        ground = QWidget()
        ground.setObjectName("scrolled")
        self._words = label("", "body", "muted", wrap=True)
        ground.setLayout(column(self._words, self._grid, 1, gap=UNIT))
        self._scroll = QScrollArea()
        self._scroll.setWidget(ground)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().installEventFilter(self)
        self.setLayout(column(self._scroll))

    @property
    def cards(self) -> tuple[OfferCard, ...]:
        """The cards with an offer on them, in order."""
        return tuple(self._cards[: self._shown])

    def show_offers(self, offers: Offers) -> None:
        """Show a list; cards that stay keep their place."""
        self.list_key = offers.list_key
        self._words.setText(" ".join(offers.notes) or ("" if offers.offers else self.tr("Nothing to offer here yet.")))
        self._words.setVisible(bool(self._words.text()))
        while len(self._cards) < len(offers.offers):
            self._cards.append(self._new_card())
        for card, offer in zip(self._cards, offers.offers, strict=False):
            card.show_offer(offer, offer.variant_id in self._in_basket)
        self._shown = len(offers.offers)
        self._arrange()

    def say(self, words: str) -> None:
        """Show a sentence in place of cards."""
        self.show_offers(Offers("", notes=(words,)))

    def mark_basket(self, variant_ids: frozenset[int]) -> None:
        """Tell the cards what lies in the basket."""
        if variant_ids == self._in_basket:
            return
        self._in_basket = variant_ids
        for card in self.cards:
            card.set_in_basket(card.offer is not None and card.offer.variant_id in variant_ids)

    def focus_first(self) -> None:
        """Start walking the cards by keyboard."""
        if self._shown:
            self._cards[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _new_card(self) -> OfferCard:
        card = OfferCard(self._theme)
        card.wanted.connect(self.wanted)
        card.pitched.connect(self.pitched)
        card.declined.connect(self.declined)
        card.stepped.connect(self._on_stepped)
        return card

    def _arrange(self) -> None:
        for position, card in enumerate(self._cards):
            self._grid.removeWidget(card)
            if position < self._shown:
                self._grid.addWidget(card, position // self._columns, position % self._columns)
                card.show()
            else:
                card.hide()
        for column_ in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column_, 1 if column_ < self._columns else 0)

    def _on_stepped(self, key: int) -> None:
        cards = self.cards
        here = next((position for position, card in enumerate(cards) if card.hasFocus()), 0)
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._columns,
            Qt.Key.Key_Down: self._columns,
        }
        there = here + steps[Qt.Key(key)]
        if 0 <= there < len(cards):
            cards[there].setFocus(Qt.FocusReason.TabFocusReason)
            self._scroll.ensureWidgetVisible(cards[there])

    def _fit(self) -> None:
        width = self._scroll.viewport().width() - UNIT
        columns = max(1, (width + UNIT) // (CARD_LEAST_WIDTH + UNIT))
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
