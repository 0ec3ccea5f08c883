"""The fields of each kind of offer, put into the sentence one would say."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from shopassistant.desktop.pages.promotions.boxes import CountBox, MoneyBox, ShareBox, quietly, sentence
from shopassistant.desktop.pages.promotions.tier_rows import TierRows
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import column
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.promotions.rules.offers import (
    AmountOff,
    Bundle,
    BuyGet,
    FixedPrice,
    Offer,
    PercentOff,
    Points,
    Threshold,
    Tiered,
)

_WHOLE = 10_000
_MOST_PARTS = 5
Changed = Callable[[], None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


class KindForm(QWidget):
    """Base: fields that make an offer."""

    def __init__(self, context: AppContext, changed: Changed) -> None:
        super().__init__()
        self.context = context
        self.currency = context.catalogue.currency
        self._changed = changed
        self.box: QVBoxLayout = column(gap=HALF)
        self.setLayout(self.box)  # before its parts come: what has no parent would be shown as a window of its own
        self.build()

    def build(self) -> None:
        """Make the fields."""

    def offer(self) -> Offer:
        """What they say. Raises UserError where that is no offer."""
        raise NotImplementedError

    def show_offer(self, offer: Offer) -> None:
        """Show an offer of this kind."""

    def tell(self, *_value: object) -> None:
        """Something was changed by a person."""
        self._changed()

    def money(self, name: str, value: int = 0) -> MoneyBox:
        """A field for an amount."""
        made = MoneyBox(self.currency, name, self.tell)
        made.show_minor(value)
        return made


class PercentForm(KindForm):
    """``20 % off everything chosen.``"""

    def build(self) -> None:
        self.share = ShareBox(_tr("Per cent off"), self.tell)
        self.share.show_share(2_000)
        self.box.addLayout(sentence(self.share, _tr("off each of the products")))

    def offer(self) -> Offer:
        return PercentOff(self.share.share_bp)

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, PercentOff):
            self.share.show_share(offer.share_bp)


class AmountForm(KindForm):
    """``5.00 off each``, or once off the basket."""

    def build(self) -> None:
        self.amount = self.money(_tr("Amount off"), 5 * 10**self.currency.exponent)
        options = (("unit", _tr("each of the products")), ("basket", _tr("once per basket")))
        self.per = Segmented(options, _tr("Amount off what"))
        self.per.chosen.connect(self.tell)
        self.box.addLayout(sentence(self.amount, _tr("off"), self.per))

    def offer(self) -> Offer:
        return AmountOff(self.amount.minor, "unit" if self.per.value == "unit" else "basket")

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, AmountOff):
            self.amount.show_minor(offer.amount_minor)
            self.per.choose(offer.per)


class PriceForm(KindForm):
    """``Each 9.90.``"""

    def build(self) -> None:
        self.price = self.money(_tr("Special price"), 10 * 10**self.currency.exponent)
        self.box.addLayout(sentence(_tr("Each of the products"), self.price, _tr("where it costs more else")))

    def offer(self) -> Offer:
        return FixedPrice(self.price.minor)

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, FixedPrice):
            self.price.show_minor(offer.price_minor)


class BuyGetForm(KindForm):
    """``3 for 2``, ``the second at half price``, ``buy 2, get 1 at 30 % off``."""

    def build(self) -> None:
        self.buy = CountBox(_tr("Units to buy"), self.tell, most=100)
        self.get = CountBox(_tr("Units to get"), self.tell, most=100)
        self.share = ShareBox(_tr("Per cent off what is got"), self.tell)
        self.usual = QComboBox()
        self.usual.setAccessibleName(_tr("Usual ones"))
        for words, offer in (
            (_tr("Usual ones"), None),
            (_tr("3 for 2"), BuyGet(2, 1)),
            (_tr("2 for 1"), BuyGet(1, 1)),
            (_tr("4 for 3"), BuyGet(3, 1)),
            (_tr("the second at half price"), BuyGet(1, 1, 5_000)),
        ):
            self.usual.addItem(words, offer)
        self.usual.activated.connect(self._on_usual)
        self.show_offer(BuyGet(2, 1))
        self.box.addLayout(sentence(_tr("Buy"), self.buy, _tr("get"), self.get, _tr("more at"), self.share, _tr("off")))
        self.box.addLayout(sentence(self.usual))

    def _on_usual(self, _place: int) -> None:
        offer = self.usual.currentData()
        if offer is not None:
            self.show_offer(offer)
            self.tell()

    def offer(self) -> Offer:
        return BuyGet(self.buy.value(), self.get.value(), self.share.share_bp)

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, BuyGet):
            self.buy.show_count(offer.buy)
            self.get.show_count(offer.get)
            self.share.show_share(offer.share_bp)
            place = next((at for at in range(self.usual.count()) if self.usual.itemData(at) == offer), 0)
            quietly(self.usual, lambda: self.usual.setCurrentIndex(place))


class BundleForm(KindForm):
    """``1 of each of 2 parts together for 49.00``; the parts get their products in the first step."""

    def build(self) -> None:
        self.parts = CountBox(_tr("Parts of the set"), self.tell, least=1, most=_MOST_PARTS)
        self.units = CountBox(_tr("Units of each part"), self.tell, most=50)
        self.by = Segmented((("price", _tr("together for")), ("share", _tr("together at"))), _tr("What the set costs"))
        self.by.chosen.connect(self.tell)
        self.price = self.money(_tr("Price of the set"), 50 * 10**self.currency.exponent)
        self.share = ShareBox(_tr("Per cent off the set"), self.tell)
        self.share.show_share(1_500)
        self.parts.show_count(2)
        self.units.show_count(1)
        self._slots: tuple[int, ...] = (1, 1)
        self.box.addLayout(sentence(_tr("A set of"), self.parts, _tr("parts,"), self.units, _tr("of each,")))
        self.box.addLayout(sentence(self.by, self.price, self.share))
        self._show_by()

    def _show_by(self) -> None:
        is_price = self.by.value == "price"
        self.price.setVisible(is_price)
        self.share.setVisible(not is_price)

    def tell(self, *_value: object) -> None:
        self._show_by()
        super().tell()

    def offer(self) -> Offer:
        slots = (self.units.value(),) * self.parts.value()
        if len(set(self._slots)) > 1 and len(self._slots) == len(slots) and self.units.value() == self._slots[0]:
            slots = self._slots  # parts of different sizes, written by somebody else
        if self.by.value == "price":
            return Bundle(slots, price_minor=self.price.minor)
        return Bundle(slots, share_bp=self.share.share_bp)

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, Bundle):
            self._slots = offer.slots
            self.parts.show_count(len(offer.slots))
            self.units.show_count(offer.slots[0])
            self.by.choose("share" if offer.price_minor is None else "price")
            self._show_by()
            if offer.price_minor is not None:
                self.price.show_minor(offer.price_minor)
            if offer.share_bp is not None:
                self.share.show_share(offer.share_bp)


class ThresholdForm(KindForm):
    """``From 50.00: 10.00 off``, ``from 3 units: 15 % off``."""

    def build(self) -> None:
        self.by = Segmented((("spend", _tr("From an amount of")), ("units", _tr("From units"))), _tr("What is counted"))
        self.gain_by = Segmented((("amount", _tr("an amount")), ("share", _tr("per cent"))), _tr("What is given"))
        self.spend = self.money(_tr("Spend from which on"), 50 * 10**self.currency.exponent)
        self.units = CountBox(_tr("Units from which on"), self.tell, least=2)
        self.units.show_count(3)
        self.amount = self.money(_tr("Amount off"), 10 * 10**self.currency.exponent)
        self.share = ShareBox(_tr("Per cent off"), self.tell)
        self.share.show_share(1_000)
        for one in (self.by, self.gain_by):
            one.chosen.connect(self.tell)
        self.box.addLayout(sentence(self.by, self.spend, self.units))
        self.box.addLayout(sentence(self.gain_by, self.amount, self.share, _tr("off all of them")))
        self._show_fields()

    def _show_fields(self) -> None:
        by_spend, by_amount = self.by.value == "spend", self.gain_by.value == "amount"
        self.spend.setVisible(by_spend)
        self.units.setVisible(not by_spend)
        self.amount.setVisible(by_amount)
        self.share.setVisible(not by_amount)

    def tell(self, *_value: object) -> None:
        self._show_fields()
        super().tell()

    def offer(self) -> Offer:
        by_spend, by_amount = self.by.value == "spend", self.gain_by.value == "amount"
        return Threshold(
            spend_minor=self.spend.minor if by_spend else None,
            units=None if by_spend else self.units.value(),
            share_bp=None if by_amount else self.share.share_bp,
            amount_minor=self.amount.minor if by_amount else None,
        )

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, Threshold):
            self.by.choose("units" if offer.spend_minor is None else "spend")
            self.gain_by.choose("share" if offer.amount_minor is None else "amount")
            if offer.spend_minor is not None:
                self.spend.show_minor(offer.spend_minor)
            if offer.units is not None:
                self.units.show_count(offer.units)
            if offer.amount_minor is not None:
                self.amount.show_minor(offer.amount_minor)
            if offer.share_bp is not None:
                self.share.show_share(offer.share_bp)
            self._show_fields()


class TieredForm(KindForm):
    """``From 2 units 10 %, from 3 units 20 %.``"""

    def build(self) -> None:
        options = (("units", _tr("by units")), ("spend", _tr("by amount")))
        self.by = Segmented(options, _tr("What the tiers go by"))
        self.by.chosen.connect(self._on_by)
        self.tiers = TierRows(self.currency, self.tell)
        self.tiers.show_tiers("units", ((2, 1_000), (3, 2_000)))
        self.box.addLayout(sentence(_tr("The more, the cheaper,"), self.by))
        self.box.addWidget(self.tiers)

    def _on_by(self, by: str) -> None:
        self.tiers.count_by(by)
        self.tell()

    def offer(self) -> Offer:
        return Tiered("units" if self.by.value == "units" else "spend", self.tiers.tiers())

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, Tiered):
            self.by.choose(offer.by)
            self.tiers.show_tiers(offer.by, offer.tiers)


class PointsForm(KindForm):
    """``2 points for each 1.00``, ``double points``."""

    def build(self) -> None:
        options = (("per", _tr("Points for each unit of money")), ("times", _tr("A multiple of the points")))
        self.by = Segmented(options, _tr("How points are given"))
        self.by.chosen.connect(self.tell)
        self.per = CountBox(_tr("Points"), self.tell, most=100)
        self.times = CountBox(_tr("Times"), self.tell, least=2, most=20)
        self.per.show_count(2)
        self.times.show_count(2)
        self.box.addLayout(sentence(self.by, self.per, self.times))
        self._show_by()

    def _show_by(self) -> None:
        self.per.setVisible(self.by.value == "per")
        self.times.setVisible(self.by.value == "times")

    def tell(self, *_value: object) -> None:
        self._show_by()
        super().tell()

    def offer(self) -> Offer:
        if self.by.value == "per":
            return Points(points_per_major=self.per.value())
        return Points(multiplier_bp=self.times.value() * _WHOLE)

    def show_offer(self, offer: Offer) -> None:
        if isinstance(offer, Points):
            self.by.choose("times" if offer.points_per_major is None else "per")
            if offer.points_per_major is not None:
                self.per.show_count(offer.points_per_major)
            if offer.multiplier_bp is not None:
                self.times.show_count(offer.multiplier_bp // _WHOLE)
            self._show_by()


FORMS: dict[str, Callable[[AppContext, Changed], KindForm]] = {
    "percent": PercentForm,
    "amount": AmountForm,
    "price": PriceForm,
    "buy_get": BuyGetForm,
    "bundle": BundleForm,
    "threshold": ThresholdForm,
    "tiered": TieredForm,
    "points": PointsForm,
}
