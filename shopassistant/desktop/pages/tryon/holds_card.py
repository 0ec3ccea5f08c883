"""What visitors had put aside and may still come for: the code, since when, the goods; into the basket or given up."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import ago
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HALF
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, button, column, hairline, label, row, set_property

if TYPE_CHECKING:
    from shopassistant.sales.hold_view import HoldView


class HoldsCard(Card):
    """The oldest first; nothing of who asked is known.

    Signals:
        basket_wanted, given_up: a hold's code.
    """

    basket_wanted = Signal(str)
    given_up = Signal(str)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme, self._catalogue = theme, catalogue
        self.rows: list[HoldRow] = []
        self.empty = label(
            self.tr("Nothing. What a visitor holds at the kiosk stands here until it is asked for."), tone="muted",
            wrap=True,
        )  # fmt: skip
        self._box = column(gap=GAP)
        self.box.addWidget(label(self.tr("Put aside for visitors"), "lead", strong=True))
        self.box.addWidget(self.empty)
        self.box.addLayout(self._box)

    def show_holds(self, holds: "Sequence[HoldView]", now: datetime) -> None:
        """Show these."""
        for made in self.rows:
            self._box.removeWidget(made)
            made.deleteLater()
        self.rows = [HoldRow(self._theme, self._catalogue, hold, now) for hold in holds]
        for made in self.rows:
            made.basket_wanted.connect(self.basket_wanted)
            made.given_up.connect(self.given_up)
            self._box.addWidget(made)
        self.empty.setVisible(not holds)


class HoldRow(QWidget):
    """One hold."""

    basket_wanted = Signal(str)
    given_up = Signal(str)

    def __init__(self, theme: Theme, catalogue: Catalogue, hold: "HoldView", now: datetime) -> None:
        super().__init__()
        self._code = hold.code
        self.code = label(hold.shown, strong=True)
        since, until = ago(catalogue, hold.created_at, now), f"{hold.expires_at.astimezone():%H:%M}"
        self.when = label(self.tr("{since}, until {time}").format(since=since, time=until), "caption", "muted")
        names = ", ".join(", ".join(part for part in (one.name, one.size) if part) for one in hold.items)
        self.goods = ElidedLabel(names, "caption")
        set_property(self.goods, "tone", "muted")
        self.take = button(self.tr("Put in basket"), theme=theme, icon="shopping-basket")
        self.give_up = button(self.tr("Give up"), "quiet")
        for made, words in ((self.take, self.take.text()), (self.give_up, self.give_up.text())):
            made.setAccessibleName(f"{words} {hold.shown}")
        self.take.clicked.connect(self._on_take)
        self.give_up.clicked.connect(self._on_give_up)
        first = row(self.code, 1, self.when)
        lines = column(hairline(), first, self.goods, row(self.take, self.give_up, 1), gap=HALF)
        self.setLayout(lines)

    def _on_take(self) -> None:
        self.basket_wanted.emit(self._code)

    def _on_give_up(self) -> None:
        self.given_up.emit(self._code)
