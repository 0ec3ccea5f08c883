"""Under the lines of the basket: what is missing for the next offer, the coupons handed over, the customer's points."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.basket_words import coupon_words, nearly_words, points_words
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import ElidedLabel, button, column, row, set_property

if TYPE_CHECKING:
    from shopassistant.sales.basket import BasketView


class PointsRow(QWidget):
    """The points of the customer, and a button that pays with them.

    Signals:
        wanted: pay with points, or not.
    """

    wanted = Signal(bool)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._words = ElidedLabel("", "caption", "muted")
        self.use = button("", "quiet", theme=theme, icon="gift", tone="accent")
        self.use.setCheckable(True)
        self.use.setProperty("look", "small")
        self.use.clicked.connect(self.wanted)
        box = row(self._words, self.use, gap=UNIT)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.hide()

    def show_points(self, view: "BasketView") -> None:
        """Show a `BasketView`; a customer without points, or nobody, hides it."""
        words = points_words(self._catalogue, view)
        self._words.setText(words)
        self.setVisible(bool(words))
        points = view.points
        if points is None:
            return
        used = points.spent
        self.use.setVisible(bool(view.lines) and (points.spendable > 0 or used > 0))
        self.use.setChecked(used > 0)
        amount = used or points.spendable
        say = self._catalogue.say
        values = {"count": amount, "points_minor": amount}
        self.use.setText(say("counter.points_undo" if used else "counter.points_use", values))

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.full_text()


class OffersStrip(QWidget):
    """One line for each thing worth saying; nothing to say takes no room.

    Signals:
        points_wanted: pay with points, or not.
        coupon_removed: coupon id.
    """

    points_wanted = Signal(bool)
    coupon_removed = Signal(int)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        self._hint = ElidedLabel("", "caption", "accent")
        self._coupons: list[tuple[QWidget, ElidedLabel, QPushButton]] = []
        self.points = PointsRow(theme, catalogue)
        self.points.wanted.connect(self.points_wanted)
        self._box = column(self._hint, self.points, gap=2)
        self.setLayout(self._box)
        self.hide()

    def show_basket(self, view: "BasketView") -> None:
        """Show a `BasketView`."""
        self._hint.setText(nearly_words(self._catalogue, view.nearly[0]) if view.nearly else "")
        self._hint.setVisible(bool(view.nearly))
        while len(self._coupons) < len(view.coupons):
            self._coupons.append(self._new_coupon())
        for position, (ground, words, out) in enumerate(self._coupons):
            ground.setVisible(position < len(view.coupons))
            if position < len(view.coupons):
                coupon = view.coupons[position]
                words.setText(coupon_words(self._catalogue, coupon))
                set_property(words, "tone", "positive" if coupon.state == "applied" else "muted")
                out.setProperty("coupon", coupon.coupon_id)
                out.setAccessibleName(self._catalogue.say("counter.coupon_out", {"name": coupon.promotion_name}))
        self.points.show_points(view)
        self.setVisible(bool(view.nearly or view.coupons or self.points.text))

    @property
    def hint(self) -> str:
        """What is missing for the next offer; empty where nothing is said."""
        return self._hint.full_text() if self._hint.isVisibleTo(self) else ""

    @property
    def coupons(self) -> tuple[str, ...]:
        """What it says of each coupon."""
        return tuple(words.full_text() for ground, words, _ in self._coupons if ground.isVisibleTo(self))

    def _new_coupon(self) -> tuple[QWidget, ElidedLabel, QPushButton]:
        words = ElidedLabel("", "caption", "muted")
        out = button("", "quiet", theme=self._theme, icon="x", tone="muted")
        out.setProperty("look", "small")
        out.clicked.connect(self._on_out)
        ground = QWidget()
        box = row(words, out, gap=UNIT)
        box.setStretch(0, 1)
        ground.setLayout(box)
        self._box.insertWidget(1 + len(self._coupons), ground)
        return ground, words, out

    def _on_out(self) -> None:
        sender = self.sender()
        coupon_id = sender.property("coupon") if sender is not None else None
        if isinstance(coupon_id, int):
            self.coupon_removed.emit(coupon_id)
