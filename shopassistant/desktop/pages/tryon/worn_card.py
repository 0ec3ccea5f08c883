"""Beside the mirror: what is worn, with price, stock, colours and sizes, and the button that puts it in the basket."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.kiosk.goods import Goods
from shopassistant.desktop.pages.counter.words import stock_words
from shopassistant.desktop.pages.tryon.offers import Offer
from shopassistant.desktop.shell.actions import ActionRegistry
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, KeyButton, column, label, row, set_property
from shopassistant.desktop.widgets.fit_words import fit_line, tone_of
from shopassistant.tryon.looks.kinds import Glasses

if TYPE_CHECKING:
    from shopassistant.tryon.face.measures import Measures


class WornCard(Card):
    """One line per thing, the total below.

    Signals:
        other_wanted: the `Offer` and the id of the variant to wear instead.
    """

    other_wanted = Signal(object, int)

    def __init__(self, theme: Theme, catalogue: Catalogue, actions: ActionRegistry) -> None:
        super().__init__()
        self._theme, self._catalogue = theme, catalogue
        self.lines: list[WornLine] = []
        self.empty = label(self.tr("Choose something below the mirror."), tone="muted", wrap=True)
        self._box = column(gap=UNIT)
        self.together = label(self.tr("Together"))
        self.total = label("", strong=True)
        self.put_in = KeyButton(actions, "tryon.basket", theme, "primary")
        self.box.addWidget(self.empty)
        self.box.addLayout(self._box)
        self.box.addLayout(row(self.together, 1, self.total))
        self.box.addWidget(self.put_in)
        self.show_worn(())

    def show_worn(self, worn: Sequence[Offer]) -> None:
        """Show these."""
        for line in self.lines:
            self._box.removeWidget(line)
            line.deleteLater()
        self.lines = [WornLine(self._catalogue, offer) for offer in worn]
        for line in self.lines:
            line.other_wanted.connect(self.other_wanted)
            self._box.addWidget(line)
        self.empty.setVisible(not worn)
        total = sum(offer.goods.price_minor for offer in worn)
        self.total.setText(self._catalogue.money(total))
        for part in (self.total, self.together):
            part.setVisible(len(worn) > 1)
        self.put_in.setEnabled(bool(worn))

    def show_others(self, variant_id: int, others: Sequence[Goods]) -> None:
        """What there is besides of one of the things that are worn."""
        for line in self.lines:
            if line.offer.goods.variant_id == variant_id:
                line.show_others(others)

    def show_measures(self, measures: "Measures") -> None:
        """Say of each thing how it fits."""
        for line in self.lines:
            line.show_measures(measures)


class WornLine(QWidget):
    """Name, price, stock, fit, why it is offered; and the other colours and sizes there are."""

    other_wanted = Signal(object, int)

    def __init__(self, catalogue: Catalogue, offer: Offer) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._offer = offer
        goods = offer.goods
        self.name = ElidedLabel(goods.name, "body")
        set_property(self.name, "strong", True)
        self.price = label(catalogue.money(goods.price_minor))
        words, tone = stock_words(catalogue, goods.stock)
        self.what = ElidedLabel(", ".join(part for part in (goods.colour, goods.size) if part), "caption")
        set_property(self.what, "tone", "muted")
        self.stock = label(words, "caption", tone)
        second = row(self.what, self.stock)
        second.setStretch(0, 1)
        reason = catalogue.say(offer.reason_code, offer.reason_values) if offer.reason_code else ""
        self.fit = label("", "caption", wrap=True)
        self.fit.hide()
        self.reason = label(reason, "caption", "muted", wrap=True)
        self.reason.setVisible(bool(reason))
        first = row(self.name, self.price)
        first.setStretch(0, 1)
        self.others = QComboBox()
        self.others.setAccessibleName(self.tr("Other colours and sizes"))
        self.others.addItem(self.tr("Other colours and sizes ({count})").format(count=len(offer.others)))
        self.others.setVisible(False)
        self.others.activated.connect(self._on_other)
        self.setLayout(column(first, second, self.fit, self.reason, self.others, gap=HALF))

    def show_others(self, others: Sequence[Goods]) -> None:
        """Offer these instead."""
        while self.others.count() > 1:
            self.others.removeItem(1)
        for goods in others:
            stock, _tone = stock_words(self._catalogue, goods.stock)
            what = ", ".join(part for part in (goods.colour, goods.size) if part) or goods.name
            self.others.addItem(
                f"{what} \u00b7 {self._catalogue.money(goods.price_minor)} \u00b7 {stock}", goods.variant_id
            )
        self.others.setVisible(bool(others))

    def show_measures(self, measures: "Measures") -> None:
        """How it fits a face of these measures; of what is no pair of glasses nothing is said."""
        from shopassistant.tryon.face.fit import fit_of  # NumPy and OpenCV are loaded by whoever measured

        wearable = self._offer.goods.wearable
        if isinstance(wearable, Glasses):
            fit = fit_of(measures, wearable.spec)
            self.fit.setText(fit_line(self._catalogue, fit))
            set_property(self.fit, "tone", tone_of(fit))
            self.fit.show()

    @property
    def offer(self) -> Offer:
        """What it shows."""
        return self._offer

    def _on_other(self, place: int) -> None:
        variant_id = self.others.itemData(place)
        if isinstance(variant_id, int):
            self.other_wanted.emit(self._offer, variant_id)
