"""The offer on a basket somebody truly bought: line by line, what it takes off."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.promotions.evaluation import Example
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import HALF, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, label

_MOST = 6


class ExampleCard(Card):
    """Like the end of a receipt."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(margin=UNIT + HALF, gap=HALF)
        self.context = context
        self.title = label("", "caption", "muted", strong=True, wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(WIDE)
        self.grid.setVerticalSpacing(2)
        self.grid.setColumnStretch(0, 1)
        self.lines = [self._line(place) for place in range(_MOST)]
        self.total = label("", strong=True, wrap=True)
        self.box.addWidget(self.title)
        self.box.addLayout(self.grid)
        self.box.addWidget(self.total)

    def _line(self, place: int) -> tuple[ElidedLabel, QLabel, QLabel]:
        parts = (ElidedLabel(), label(""), label("", tone="positive"))
        for at, part in enumerate(parts):
            if at:
                part.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.grid.addWidget(part, place, at)
        return parts

    def show_example(self, example: Example | None) -> None:
        """Show a basket, or that none shows the offer."""
        for parts in self.lines:
            for part in parts:
                part.setVisible(False)
        self.total.setVisible(example is not None)
        if example is None:
            self.title.setText(self.tr("No basket of late would have had this offer."))
            return
        catalogue = self.context.catalogue
        today = self.context.store.clock.now().astimezone().date()
        if example.sold_at is not None:
            words = self.tr("A basket of {day} under this offer, at today's prices")
            self.title.setText(words.format(day=day(catalogue, example.sold_at, today)))
        for parts, line in zip(self.lines, example.lines, strict=False):
            parts[0].setText(f"{catalogue.number(line.quantity)} \u00d7 {line.name}")
            parts[1].setText(catalogue.money(line.gross_minor))
            parts[2].setText(f"\u2212{catalogue.money(line.discount_minor)}" if line.discount_minor else "")
            for part in parts:
                part.setVisible(True)
        self.total.setText(self._total(example))

    def _total(self, example: Example) -> str:
        catalogue = self.context.catalogue
        words = self.tr("{before} becomes {after}: {off} off").format(
            before=catalogue.money(example.gross_minor),
            after=catalogue.money(example.gross_minor - example.discount_minor),
            off=catalogue.money(example.discount_minor),
        )
        if not example.points:
            return words
        earned = self.tr("{points} points").format(points=catalogue.number(example.points))
        return earned if not example.discount_minor else f"{words}, {earned}"
