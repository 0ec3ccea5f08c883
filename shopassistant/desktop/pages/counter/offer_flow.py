"""The cards in a flow that uses the width there is, with the method selector above them."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from shopassistant.desktop.pages.counter.advice_desk import METHODS
from shopassistant.desktop.pages.counter.offer_card import CARD_LEAST_WIDTH, OfferCard
from shopassistant.desktop.pages.counter.views import Offers
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import column, keycap, label, row, set_property


class MethodBar(QWidget):
    """Where advice comes from.

    Signals:
        chosen: one of `METHODS`.
        only_new: whether what was bought before is left out.
    """

    chosen = Signal(str)
    only_new = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        names = {
            "hybrid": (self.tr("Personal"), self.tr("What suits this customer best, from everything we know")),
            "similar": (self.tr("Similar customers"), self.tr("What customers with the same purchases took")),
            "segment": (self.tr("Segment"), self.tr("What customers like this one buy")),
            "popular": (self.tr("Popular"), self.tr("What sells well lately")),
            "all": (self.tr("All"), self.tr("The best of every method, side by side")),
        }
        self._group = QButtonGroup(self)
        buttons = []
        for position, method in enumerate(METHODS):
            text, tip = names[method]
            made = QPushButton(text)
            made.setCheckable(True)
            made.setProperty("segment", True)
            made.setProperty("edge", {0: "first", len(METHODS) - 1: "last"}.get(position, ""))
            made.setToolTip(tip)
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # a name cut in half is no name
            self._group.addButton(made, position)
            buttons.append(made)
        buttons[0].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self._new = QCheckBox(self.tr("Only new"))
        self._new.setToolTip(self.tr("Leave out what this customer has bought before"))
        self._new.toggled.connect(self.only_new)
        self.age = label("", "caption", "muted")
        segments = row(*buttons, gap=0)
        self._key = keycap("F9")
        self._buttons = buttons
        self.setLayout(row(segments, self._new, 1, self.age, self._key, gap=GAP))
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        """On the floor the letters are large enough at the smaller size."""
        for made in self._buttons:
            set_property(made, "look", "small" if self._theme.is_floor else "")
        self._make_room()

    def show_age(self, text: str) -> None:
        """Say how old the advice is, where there is room."""
        self.age.setText(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where there is no room for everything, the age of the advice goes first, then the key."""
        parts = [*self._buttons, self._new]
        needed = sum(part.sizeHint().width() for part in parts) + 4 * GAP + self._key.sizeHint().width()
        self._key.setVisible(needed <= self.width() and not self._theme.is_floor)
        self.age.setVisible(needed + self.age.sizeHint().width() <= self.width())
        self.setToolTip("" if self.age.isVisible() else self.age.text())

    def choose(self, method: str) -> None:
        """Press the button of `method`."""
        self._group.button(METHODS.index(method)).setChecked(True)

    def _on_toggled(self, position: int, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(METHODS[position])


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
