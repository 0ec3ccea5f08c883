"""Number fields of the builder: money, shares, counts, and limits of which there may be none."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QHBoxLayout, QSpinBox, QWidget

from shopassistant.core.money import Currency
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import label, row

_MOST = 9_999_999.0
_WIDTH = 108


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


class MoneyBox(QDoubleSpinBox):
    """An amount of the shop's currency. With `none`, 0 stands for that word."""

    def __init__(self, currency: Currency, name: str, changed: Callable[[], None], none: str = "") -> None:
        super().__init__()
        self._currency = currency
        self.setDecimals(currency.exponent)
        self.setRange(0.0, _MOST)
        self.setSpecialValueText(none)
        _prepare(self, name)
        self.valueChanged.connect(changed)

    @property
    def minor(self) -> int:
        """The amount in minor units; what is being typed counts."""
        return self._currency.to_minor(Decimal(str(self.value())))

    def show_minor(self, minor: int | None) -> None:
        """Show an amount; None is 0."""
        _quietly(self, lambda: self.setValue(float(self._currency.to_decimal(minor or 0))))


class ShareBox(QDoubleSpinBox):
    """Per cent, in tenths where they are typed."""

    def __init__(self, name: str, changed: Callable[[], None], least: float = 0.1, most: float = 100.0) -> None:
        super().__init__()
        self.setDecimals(1)
        self.setRange(least, most)
        self.setSingleStep(5.0)
        self.setSuffix(_tr(" %"))
        _prepare(self, name)
        self.valueChanged.connect(changed)

    def textFromValue(self, value: float) -> str:
        """Whole numbers without their nought."""
        return str(round(value)) if float(value).is_integer() else super().textFromValue(value)

    @property
    def share_bp(self) -> int:
        """In hundredths of a percent."""
        return round(self.value() * 100)

    def show_share(self, share_bp: int) -> None:
        """Show a share."""
        _quietly(self, lambda: self.setValue(share_bp / 100))


class CountBox(QSpinBox):
    """A whole number. With `none`, 0 stands for that word."""

    def __init__(
        self,
        name: str,
        changed: Callable[[], None],
        least: int = 1,
        most: int = 1_000,
        none: str = "",
        suffix: str = "",
    ) -> None:
        super().__init__()
        self.setRange(0 if none else least, most)
        self.setSpecialValueText(none)
        self.setGroupSeparatorShown(True)
        self.setSuffix(suffix)
        _prepare(self, name)
        self.valueChanged.connect(changed)

    def show_count(self, count: int | None) -> None:
        """Show a number; None is 0."""
        _quietly(self, lambda: self.setValue(count or 0))

    @property
    def limit(self) -> int | None:
        """The number; None where 0 stands for no limit."""
        return self.value() or None


def _prepare(box: QSpinBox | QDoubleSpinBox, name: str) -> None:
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setKeyboardTracking(True)
    box.lineEdit().setTextMargins(UNIT - 2, 0, 0, 0)
    box.setMinimumWidth(_WIDTH)
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the page, it changes no offer


def _quietly(widget: QWidget, act: Callable[[], None]) -> None:
    before = widget.blockSignals(True)
    act()
    widget.blockSignals(before)


def quietly(widget: QWidget, act: Callable[[], None]) -> None:
    """Let a widget show something without saying that it changed."""
    _quietly(widget, act)


def sentence(*parts: QWidget | str) -> QHBoxLayout:
    """Words and fields in one line, as one would say them."""
    made = row(*(label(one) if isinstance(one, str) else one for one in parts), 1, gap=UNIT)
    made.setContentsMargins(0, HALF, 0, HALF)
    return made


class Tick(QCheckBox):
    """A box that can be ticked, which takes its click only from people."""

    def __init__(self, words: str, changed: Callable[[], None]) -> None:
        super().__init__(words)
        self.toggled.connect(changed)

    def show_on(self, is_on: bool) -> None:
        """Show it ticked or not."""
        _quietly(self, lambda: self.setChecked(is_on))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
            return
        super().keyPressEvent(event)
