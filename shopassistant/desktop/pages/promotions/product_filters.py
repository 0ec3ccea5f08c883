"""What the products of a promotion are narrowed to: words, category, brand, what is wrong with the stock, figures."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.desktop.pages.promotions.boxes import CountBox, MoneyBox, quietly
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.wrapping import WrappingRow
from shopassistant.promotions.choosing.choice import AGES, TROUBLES, Between, Choice

if TYPE_CHECKING:
    from shopassistant.promotions.choosing.choosing import Options

_TYPING_MS = 150
_MOST = 1_000_000


def trouble_words() -> dict[str, str]:
    """What can be wrong with stock, as a shop says it."""
    translate = QCoreApplication.translate
    return {
        "spoils": translate("promotions", "About to spoil"),
        "dead": translate("promotions", "Not sold any more"),
        "discontinued": translate("promotions", "Not ordered again"),
        "season_over": translate("promotions", "Season is over"),
        "too_much": translate("promotions", "Too much of it"),
        "aged": translate("promotions", "Lies too long"),
    }


class ProductFilters(QWidget):
    """Fields of a `Choice`; those about figures unfold.

    Signals:
        changed: the new `Choice`.
    """

    changed = Signal(object)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._choice = Choice()
        self._build_first()
        self._build_figures()
        self.setLayout(column(self.first, self.figures, gap=UNIT))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)

    def _build_first(self) -> None:
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Words in the name"))
        self.words.setAccessibleName(self.tr("Words in the name"))
        self.words.setClearButtonEnabled(True)
        self.words.textEdited.connect(self._on_words)
        self.category, self.brand, self.supplier = QComboBox(), QComboBox(), QComboBox()
        self.trouble = QComboBox()
        self.more = button(self.tr("Figures"), "quiet", theme=self.context.theme, icon="filter")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._on_more)
        for combo, name in (
            (self.category, self.tr("Category")),
            (self.brand, self.tr("Brand")),
            (self.trouble, self.tr("Stock")),
            (self.supplier, self.tr("Supplier")),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(9)
            combo.view().setMinimumWidth(260)
            combo.activated.connect(self._tell)
        self.trouble.addItem(self.tr("Any stock"), None)
        for one in TROUBLES:
            self.trouble.addItem(trouble_words()[one], one)
        self.first = QWidget()
        line = row(self.words, self.category, self.brand, self.trouble, self.more, gap=UNIT)
        for place in range(4):
            line.setStretch(place, 2 if place == 0 else 1)
        self.first.setLayout(line)

    def _build_figures(self) -> None:
        currency, none = self.context.catalogue.currency, self.tr("any")
        self.price_from = MoneyBox(currency, self.tr("Price from"), self._tell, none)
        self.price_to = MoneyBox(currency, self.tr("Price to"), self._tell, none)
        self.margin = CountBox(self.tr("Margin at least, per cent"), self._tell, most=100, none=none)
        self.units = CountBox(self.tr("Units at least"), self._tell, most=_MOST, none=none)
        self.cover = CountBox(self.tr("Lasts at least, days"), self._tell, most=3_650, none=none)
        self.unsold = CountBox(self.tr("Not sold for days"), self._tell, most=364, none=none)
        self.age = QComboBox()
        self.age.setAccessibleName(self.tr("Lies longer than"))
        self.age.addItem(none, None)
        for days in AGES:
            self.age.addItem(self.tr("{days} days").format(days=days), days)
        self.age.activated.connect(self._tell)
        self.figures = QWidget()
        line = WrappingRow(UNIT)
        for words, field in (
            (self.tr("Price from"), self.price_from),
            (self.tr("to"), self.price_to),
            (self.tr("Margin from %"), self.margin),
            (self.tr("Units from"), self.units),
            (self.tr("Lasts from days"), self.cover),
            (self.tr("Unsold for days"), self.unsold),
            (self.tr("Older than"), self.age),
            (self.tr("Supplier"), self.supplier),
        ):
            field.setMinimumWidth(84)
            caption = label(words, "caption", "muted", strong=True)
            caption.setBuddy(field)
            box = QWidget()
            box.setLayout(column(caption, field, gap=2))
            line.addWidget(box)
        self.figures.setLayout(line)
        self.figures.hide()

    def offer(self, options: "Options") -> None:
        """What there is to choose from."""
        _fill(self.category, self.tr("All categories"), [(key, _short(path)) for key, path in options.categories])
        _fill(self.brand, self.tr("All brands"), [(one, one) for one in options.brands])
        _fill(self.supplier, self.tr("All suppliers"), options.suppliers)
        self.show_choice(self._choice)

    def show_choice(self, choice: Choice) -> None:
        """Show a choice; several categories or brands are shown as their number and kept until another is picked."""
        self._choice = choice
        if not self.words.hasFocus() or self.words.text().strip() != choice.words:
            quietly(self.words, lambda: self.words.setText(choice.words))
        for combo, wanted in (
            (self.category, choice.category_ids),
            (self.brand, choice.brands),
            (self.supplier, choice.supplier_ids),
            (self.trouble, choice.troubles),
        ):
            _show(combo, wanted, self.tr("{count} chosen").format(count=self.context.catalogue.number(len(wanted))))
        self.price_from.show_minor(choice.price_minor.least)
        self.price_to.show_minor(choice.price_minor.most)
        self.margin.show_count(None if choice.margin_bp.least is None else choice.margin_bp.least // 100)
        self.units.show_count(choice.units.least)
        self.cover.show_count(choice.cover_days.least)
        self.unsold.show_count(choice.unsold_days)
        self.age.setCurrentIndex(max(0, self.age.findData(choice.older_than_days)))
        if self._has_figures(choice):
            self.more.setChecked(True)

    def _has_figures(self, choice: Choice) -> bool:
        ranges = (choice.price_minor, choice.margin_bp, choice.units, choice.cover_days)
        return any(ranges) or bool(choice.unsold_days or choice.older_than_days or choice.supplier_ids)

    def _on_words(self, _text: str) -> None:
        self._typing.start()

    def _on_more(self, is_on: bool) -> None:
        self.figures.setVisible(is_on)

    def _tell(self, *_value: object) -> None:
        self._typing.stop()
        before = self._choice
        fields: dict[str, Any] = {
            "words": self.words.text().strip(),
            "category_ids": _chosen(self.category),
            "brands": _chosen(self.brand),
            "supplier_ids": _chosen(self.supplier),
            "troubles": _chosen(self.trouble),
            "price_minor": Between(self.price_from.minor or None, _most(self.price_from.minor, self.price_to.minor)),
            "margin_bp": Between(self.margin.value() * 100 or None, before.margin_bp.most),
            "units": Between(self.units.limit, before.units.most),
            "cover_days": Between(self.cover.limit, before.cover_days.most),
            "unsold_days": self.unsold.limit,
            "older_than_days": self.age.currentData(),
            "everything": False,
        }
        try:
            choice = replace(before, **fields)
        except UserError as error:
            self.context.errors.show(error)
            return
        if choice != before:
            self._choice = choice
            self.changed.emit(choice)


def _most(least: int, most: int) -> int | None:
    """The upper end, while it is above the lower one: digit by digit it may not be yet."""
    return most if most and most >= least else None


def _chosen(combo: QComboBox) -> tuple[Any, ...]:
    """What is picked: nothing, one, or several that were set another way."""
    value = combo.currentData()
    if value is None:
        return ()
    return tuple(value) if isinstance(value, tuple | list) else (value,)


def _show(combo: QComboBox, wanted: tuple[Any, ...], several: str) -> None:
    """Show what is chosen; several get an entry of their own at the end, as long as they are."""
    last = combo.count() - 1
    if isinstance(combo.itemData(last), tuple | list):
        combo.removeItem(last)
    if len(wanted) > 1:
        combo.addItem(several, wanted)
        combo.setCurrentIndex(combo.count() - 1)
        return
    place = combo.findData(wanted[0]) if wanted else 0
    combo.setCurrentIndex(max(0, place))


def _short(path: str) -> str:
    """A category by its own name first, for there is little room: ``Dresses (Women, Clothing)``."""
    *above, name = path.split(" / ")
    return f"{name} ({', '.join(above)})" if above else name


def _fill(combo: QComboBox, everything: str, options: Sequence[tuple[Any, str]]) -> None:
    def fill() -> None:
        combo.clear()
        combo.addItem(everything, None)
        for value, name in options:
            combo.addItem(name, value)

    quietly(combo, fill)
