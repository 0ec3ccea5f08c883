"""The tiers of an offer: a line each, more of them by a button."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from shopassistant.core.money import Currency
from shopassistant.desktop.pages.promotions.boxes import CountBox, MoneyBox, ShareBox, sentence
from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import button, column, row

_MOST = 5
_STEP_BP = 1_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


class TierRows(QWidget):
    """Up to five lines ``from 3 units 20 % off``; all are made at once and shown as they are needed."""

    def __init__(self, currency: Currency, changed: Callable[[], None]) -> None:
        super().__init__()
        self._currency = currency
        self._changed = changed
        self._by = "units"
        self._count = 2
        self.lines = [_Line(currency, changed) for _ in range(_MOST)]
        self.more = button(_tr("Another tier"), "quiet")
        self.less = button(_tr("One tier less"), "quiet")
        self.more.clicked.connect(self._on_more)
        self.less.clicked.connect(self._on_less)
        self.setLayout(column(*self.lines, row(self.more, self.less, 1, gap=HALF), gap=0))

    def tiers(self) -> tuple[tuple[int, int], ...]:
        """(from, share in hundredths of a percent) of the lines shown."""
        return tuple((one.start(self._by), one.share.share_bp) for one in self.lines[: self._count])

    def show_tiers(self, by: str, tiers: Sequence[tuple[int, int]]) -> None:
        """Show these."""
        self._by, self._count = by, min(max(len(tiers), 1), _MOST)
        for one, (start, share_bp) in zip(self.lines, tiers, strict=False):
            one.show_tier(by, start, share_bp)
        self._show_lines()

    def count_by(self, by: str) -> None:
        """Count units, or money; each starts as it was last."""
        self._by = by
        self._show_lines()

    def _show_lines(self) -> None:
        for place, one in enumerate(self.lines):
            one.setVisible(place < self._count)
            one.show_by(self._by)
        self.more.setEnabled(self._count < _MOST)
        self.less.setEnabled(self._count > 1)

    def _on_more(self) -> None:
        last = self.lines[self._count - 1]
        start = last.start(self._by)
        step = 1 if self._by == "units" else 50 * 10**self._currency.exponent
        self.lines[self._count].show_tier(self._by, start + step, min(last.share.share_bp + _STEP_BP, 10_000))
        self._count += 1
        self._show_lines()
        self._changed()

    def _on_less(self) -> None:
        self._count -= 1
        self._show_lines()
        self._changed()


class _Line(QWidget):
    def __init__(self, currency: Currency, changed: Callable[[], None]) -> None:
        super().__init__()
        self.units = CountBox(_tr("From units"), changed, suffix=_tr(" units"))
        self.spend = MoneyBox(currency, _tr("From an amount"), changed)
        self.share = ShareBox(_tr("Per cent off"), changed)
        self.spend.show_minor(50 * 10**currency.exponent)
        line = sentence(_tr("from"), self.units, self.spend, self.share, _tr("off"))
        self.setLayout(line)

    def start(self, by: str) -> int:
        """Where the tier begins, units or minor units."""
        return self.units.value() if by == "units" else self.spend.minor

    def show_by(self, by: str) -> None:
        """Show the field for units or for money."""
        self.units.setVisible(by == "units")
        self.spend.setVisible(by != "units")

    def show_tier(self, by: str, start: int, share_bp: int) -> None:
        """Show a tier."""
        if by == "units":
            self.units.show_count(start)
        else:
            self.spend.show_minor(start)
        self.share.show_share(share_bp)
