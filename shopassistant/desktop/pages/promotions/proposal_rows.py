"""What overstock proposes: a line each, with what it binds, why, and a button that takes it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from shopassistant.desktop.pages.promotions.offer_words import share_words
from shopassistant.desktop.pages.promotions.product_filters import trouble_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, button, column, label, row
from shopassistant.desktop.widgets.states import Skeleton

if TYPE_CHECKING:
    from shopassistant.promotions.choosing.overstock import Proposal

_SKELETON_LINES = 3


class ProposalRows(QWidget):
    """The most money first.

    Signals:
        taken: the `Proposal` somebody took.
    """

    taken = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._proposals: tuple[Proposal, ...] = ()
        self.lines = column(Skeleton(context.theme, _SKELETON_LINES), gap=HALF)
        self.setLayout(self.lines)

    def show_proposals(self, proposals: "Sequence[Proposal]") -> None:
        """Show these, or that there is nothing to propose."""
        self._proposals = tuple(proposals)
        while self.lines.count():
            item = self.lines.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for place, one in enumerate(self._proposals):
            self.lines.addWidget(self._line(place, one))
        if not self._proposals:
            words = self.tr("Nothing lies there in excess: the stock fits what is sold.")
            self.lines.addWidget(label(words, tone="positive", wrap=True))

    def title_of(self, one: "Proposal") -> str:
        """What a group of products is called."""
        *above, name = one.category.split(" / ") if one.category else [self.tr("Without a category")]
        name = f"{name} ({above[0]})" if above else name
        return f"{name}, {one.brand}" if one.brand else name

    def _line(self, place: int, one: "Proposal") -> QWidget:
        catalogue = self.context.catalogue
        title = label(self.title_of(one), strong=True)
        binds = self.tr("{units} units too many, {cost} at cost").format(
            units=catalogue.number(one.excess_units), cost=catalogue.money(one.excess_minor)
        )
        why = label(f"{binds}. {self._why(one)}", "caption", "muted", wrap=True)
        take = button(self._verb(one))
        take.setProperty("proposal", place)
        take.clicked.connect(self._on_take)
        made = Card(margin=UNIT)
        line = row(column(title, why, gap=0), take, gap=UNIT)
        line.setStretch(0, 1)
        made.box.addLayout(line)
        return made

    def _verb(self, one: "Proposal") -> str:
        if not one.suggested_share_bp:
            return self.tr("Take these")
        share = share_words(self.context.catalogue, one.suggested_share_bp)
        return self.tr("Take these at {share} off").format(share=share)

    def _why(self, one: "Proposal") -> str:
        words, number = trouble_words(), self.context.catalogue.number
        parts = [f"{words[reason.code]}: {number(reason.products)}" for reason in one.reasons if reason.code in words]
        return ", ".join(parts)

    def _on_take(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.taken.emit(self._proposals[int(sender.property("proposal"))])
