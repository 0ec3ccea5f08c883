"""The small things done to one variant: a count, a correction, a price, a code."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget

from shopassistant.core.errors import UserError
from shopassistant.desktop.pages.stock.columns import stock_text
from shopassistant.desktop.pages.stock.product_desk import ProductDesk, ProductView
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.stock import MOST_UNITS
from shopassistant.store.schema.stock import CAUSES


class _VariantDialog(FormDialog):
    """A dialogue about one variant; closes when the presenter says it is done."""

    def __init__(
        self, context: AppContext, desk: ProductDesk, parent: QWidget, title: str, verb: str, icon: str = ""
    ) -> None:
        super().__init__(context.theme, title, verb, parent, icon=icon)
        self.context = context
        self.desk = desk
        self.variant_id = 0
        desk.done.connect(self._on_done)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self.carry_out)

    def ask(self, view: ProductView) -> None:
        """Open it for a variant."""
        self.variant_id = view.row.variant_id
        self.describe(describe(view))
        self.fill(view)
        self.begin()

    def fill(self, view: ProductView) -> None:
        """Put what is known into the fields."""
        raise NotImplementedError

    def carry_out(self, pin: str) -> None:
        """Hand the intent to the presenter."""
        raise NotImplementedError

    def _on_done(self) -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)


class _PlaceDialog(_VariantDialog):
    """Asks for a location too, where there is more than one."""

    def build_place(self) -> None:
        """The location field."""
        self.place = QComboBox()
        self._place_field = field(self.tr("Where"), self.place)
        self.now = label("", tone="muted")
        self.fields.addWidget(self._place_field)
        self.fields.addWidget(self.now)
        self._levels: dict[int, int | None] = {}
        self.place.currentIndexChanged.connect(self._say_level)

    def fill_place(self, view: ProductView) -> None:
        """Offer the locations, this terminal's own first."""
        self._levels = {place.location_id: place.level.known for place in view.levels}
        self.place.clear()
        for place in sorted(view.levels, key=lambda one: one.location_id != self.context.location_id):
            self.place.addItem(place.location, place.location_id)
        self._place_field.setVisible(len(view.levels) > 1)
        self._say_level()

    def location_id(self) -> int:
        """The location that is chosen."""
        return int(self.place.currentData() or self.context.location_id)

    def level(self) -> int | None:
        """Units there by the books, None where never counted."""
        return self._levels.get(self.location_id())

    def _say_level(self) -> None:
        self.now.setText(
            self.tr("By the books: {units}").format(units=stock_text(self.context.catalogue, self.level()))
        )


class CountDialog(_PlaceDialog):
    """How many are truly there."""

    def __init__(self, context: AppContext, desk: ProductDesk, parent: QWidget) -> None:
        super().__init__(context, desk, parent, _tr("Count"), _tr("Save count"), "check")
        self.build_place()
        self.units = _units(0, MOST_UNITS)
        self.fields.addWidget(field(self.tr("Counted on the shelf"), self.units))

    def fill(self, view: ProductView) -> None:
        self.fill_place(view)
        self.units.setValue(max(0, self.level() or 0))
        self.units.setFocus()
        self.units.selectAll()

    def carry_out(self, _pin: str) -> None:
        self.set_busy(True)
        self.desk.count(self.variant_id, self.location_id(), self.units.value())


class AdjustDialog(_PlaceDialog):
    """The level is wrong and somebody knows why."""

    def __init__(self, context: AppContext, desk: ProductDesk, parent: QWidget) -> None:
        super().__init__(context, desk, parent, _tr("Correct the stock"), _tr("Correct"), "check")
        self.build_place()
        self.units = _units(-MOST_UNITS, MOST_UNITS)
        self.units.setPrefix("")
        self.after = label("", "lead", strong=True)
        self.cause = QComboBox()
        self.cause.addItem(self.tr("Say it in words"), "")
        for cause in CAUSES:
            self.cause.addItem(context.catalogue.say(f"stock.cause.{cause}"), cause)
        self.why = QLineEdit()
        self.why.setMaxLength(200)
        self.why.setPlaceholderText(self.tr("For example: window display, found behind the counter"))
        self.fields.addWidget(field(self.tr("Units more (or less, with a minus)"), self.units))
        self.fields.addWidget(self.after)
        self.fields.addWidget(field(self.tr("Cause"), self.cause))
        self.fields.addWidget(field(self.tr("Why"), self.why))
        self.units.valueChanged.connect(self._say_after)
        self.place.currentIndexChanged.connect(self._say_after)

    def fill(self, view: ProductView) -> None:
        self.fill_place(view)
        self.units.setValue(0)
        self.why.clear()
        self.cause.setCurrentIndex(0)
        self.ask_pin(self.desk.needs_pin)
        self._say_after()
        self.units.setFocus()
        self.units.selectAll()

    def carry_out(self, pin: str) -> None:
        self.set_busy(True)
        cause = str(self.cause.currentData()) or None
        self.desk.adjust(self.variant_id, self.location_id(), self.units.value(), self.why.text(), pin, cause)

    def _say_after(self) -> None:
        level = self.level()
        text = self.tr("{before} becomes {after}")
        is_known = level is not None and self.units.value() != 0
        after = (level or 0) + self.units.value()
        self.after.setText(
            text.format(
                before=stock_text(self.context.catalogue, level), after=stock_text(self.context.catalogue, after)
            )
            if is_known
            else ""
        )
        self.after.setVisible(is_known)


class PriceDialog(_VariantDialog):
    """A new shelf price."""

    def __init__(self, context: AppContext, desk: ProductDesk, parent: QWidget) -> None:
        super().__init__(context, desk, parent, _tr("Shelf price"), _tr("Change price"), "check")
        self.price = QLineEdit()
        self.price.setProperty("look", "search")
        self.margin = label("", tone="muted")
        self._cost: int | None = None
        self._before = 0
        self._doubted: int | None = None  # a price that was asked about; a second Enter takes it
        self._tax_words = self.tr("Tax included, {currency}").format(currency=context.catalogue.currency.code)
        self.fields.addWidget(field(self.tr("New price"), self.price, self._tax_words))
        self.fields.addWidget(self.margin)
        self.price.textChanged.connect(self._say_margin)

    def fill(self, view: ProductView) -> None:
        self._cost = view.row.cost_minor
        self._before = view.row.price_minor
        self._doubted = None
        catalogue = self.context.catalogue
        self.price.setText(catalogue.formats.say_plainly(catalogue.currency.to_decimal(view.row.price_minor)))
        self.ask_pin(self.desk.needs_pin)
        self.price.setFocus()
        self.price.selectAll()

    def carry_out(self, pin: str) -> None:
        try:
            price = self.context.catalogue.currency.parse(self.price.text())
        except UserError as error:
            self.refuse(self.context.catalogue.explain(error))
            return
        if self._doubts(price):
            return
        self.set_busy(True)
        self.desk.set_price(self.variant_id, price, pin)

    def _doubts(self, price: int) -> bool:
        """Ask once about ten times as much or a tenth: a mark in the wrong place."""
        is_far = self._before > 0 and not self._before < 10 * price < 100 * self._before
        if not is_far or price == self._doubted:
            return False
        self._doubted = price
        money = self.context.catalogue.money
        words = self.tr("{new} instead of {old}? Press Enter again if that is right.")
        self.refuse(words.format(new=money(price), old=money(self._before)))
        return True

    def _say_margin(self) -> None:
        try:
            price = self.context.catalogue.currency.parse(self.price.text())
        except UserError:
            price = 0
        is_loss = self._cost is not None and price < self._cost
        text = ""
        if self._cost is not None:
            cost = self.context.catalogue.money(self._cost)
            text = self.tr("It costs the shop {cost}.").format(cost=cost)
            if is_loss:
                text += " " + self.tr("This price is below cost.")
        self.margin.setText(text)
        self.margin.setVisible(bool(text))


class CodeDialog(_VariantDialog):
    """One more code for a variant."""

    def __init__(self, context: AppContext, desk: ProductDesk, parent: QWidget) -> None:
        super().__init__(context, desk, parent, _tr("Add a code"), _tr("Add code"), "scan-barcode")
        self.code = QLineEdit()
        self.code.setProperty("look", "search")
        self.code.setMaxLength(60)
        self.code.setPlaceholderText(self.tr("Scan the package, or type the digits"))
        self.fields.addWidget(field(self.tr("Code"), self.code))

    def fill(self, view: ProductView) -> None:
        self.code.clear()
        self.code.setFocus()

    def carry_out(self, _pin: str) -> None:
        self.set_busy(True)
        self.desk.add_code(self.variant_id, self.code.text())


def describe(view: ProductView) -> str:
    """Name, colour, size and number on one line."""
    row = view.row
    return " \u00b7 ".join(part for part in (row.name, row.colour, row.size, row.sku) if part)


def _units(least: int, most: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setGroupSeparatorShown(True)
    made.setProperty("look", "search")
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("stock", text)
