"""A discount as a share or an amount; what it does is shown before it is given, and below cost a manager is asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.core.money import percent_of
from shopassistant.desktop.pages.counter.dialogs import CounterDialog
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row, set_property

if TYPE_CHECKING:
    from shopassistant.sales.basket import BasketLineView

_QUICK = (5, 10, 15, 20, 30, 50)
LONGEST_PIN = 12


class DiscountDialog(CounterDialog):
    """Asks for a discount.

    Signals:
        given: line id (0 for the whole basket), hundredths of a percent or None, minor units or None.
        pin_given: the PIN somebody typed to allow what is below cost.
    """

    given = Signal(int, object, object)
    pin_given = Signal(str)

    def __init__(self, theme: Theme, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("counter", "Discount"), parent)
        self._catalogue = catalogue
        self._line_id = 0
        self._line_gross = 0
        self._basket_gross = 0
        self._what = label("", "body", "muted", wrap=True)
        self._edit = QLineEdit()
        self._edit.setProperty("look", "search")
        self._edit.setPlaceholderText(self.tr("10 % or 5.00"))
        self._edit.setAccessibleName(self.tr("Discount"))
        self._edit.textEdited.connect(self._preview)
        self._whole = QCheckBox(self.tr("On the whole basket"))
        self._whole.toggled.connect(self._preview)
        self._result = label("", "lead", strong=True)
        self._wrong = label("", "body", "critical", wrap=True)
        quick = row(gap=UNIT)
        for percent in _QUICK:
            made = button(f"{percent} %")
            made.setProperty("percent", percent)
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(self._on_quick)
            quick.addWidget(made, 1)
        for part in (self._what, self._edit, quick, self._whole, self._result, self._wrong, self._build_pin()):
            if isinstance(part, QWidget):
                self.box.addWidget(part)
            else:
                self.box.addLayout(part)
        self.box.addLayout(self._build_foot(theme))

    def _build_pin(self) -> QWidget:
        self._pin_words = label("", "body", "warning", wrap=True)
        self._pin = QLineEdit()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._pin.setPlaceholderText(self.tr("PIN of a manager"))
        self._pin.setAccessibleName(self.tr("PIN of a manager"))
        self._pin.setMaxLength(LONGEST_PIN)
        self._pin_ground = QWidget()
        self._pin_ground.setLayout(column(self._pin_words, self._pin, gap=UNIT))
        self._pin_ground.hide()
        return self._pin_ground

    def _build_foot(self, theme: Theme) -> QHBoxLayout:
        leave = button(self.tr("Leave as it is"))
        leave.clicked.connect(self.reject)
        none = button(self.tr("No discount"))
        none.clicked.connect(self._on_none)
        self._give = button(self.tr("Give discount"), "primary", theme=theme, icon="badge-percent")
        self._give.setDefault(True)
        self._give.clicked.connect(self._on_give)
        return row(leave, none, 1, self._give, gap=UNIT)

    def ask(self, line: "BasketLineView", basket_gross: int) -> None:
        """Ask for the discount of a `BasketLineView`, or of the whole basket."""
        self._line_id = line.id
        self._line_gross = line.gross_minor
        self._basket_gross = basket_gross
        money = self._catalogue.money
        self._what.setText(f"{line.quantity} × {line.name}, {money(line.gross_minor)}")
        self._edit.setText(f"{line.discount_bp / 100:g} %" if line.discount_bp else "")
        self._whole.setChecked(False)
        self._preview()
        self._edit.setFocus()
        self._edit.selectAll()
        self.open()

    def ask_manager(self, words: str) -> None:
        """The discount goes below cost: ask for a manager's PIN. The sale goes on meanwhile."""
        self._pin_words.setText(words)
        self._pin_ground.show()
        self._pin.setFocus()
        self._give.setText(self.tr("Allow it"))
        if not self.isVisible():
            self.open()

    def refuse(self, words: str) -> None:
        """The PIN or the discount will not do."""
        self._say_wrong(words)
        self._pin.clear()

    def done_with(self) -> None:
        """It is given."""
        self._ask_nobody()
        self.hide()

    def _ask_nobody(self) -> None:
        self._pin_ground.hide()
        self._pin.clear()
        self._give.setText(self.tr("Give discount"))

    def type_discount(self, text: str) -> None:
        """As if it was typed."""
        self._edit.setText(text)
        self._preview()

    def type_pin(self, text: str) -> None:
        """As if it was typed."""
        self._pin.setText(text)

    @property
    def asks_manager(self) -> bool:
        """Whether a PIN is asked for."""
        return not self._pin_ground.isHidden()

    def confirm(self) -> None:
        """Do what Enter does."""
        self._on_give()

    def _parsed(self) -> tuple[int | None, int | None]:
        """(hundredths of a percent, None) or (None, minor units). Raises UserError."""
        text = self._edit.text().strip()
        if text.endswith("%"):
            number = text[:-1].strip().replace(",", ".")
            try:
                share = round(float(number) * 100)
            except ValueError:
                raise UserError("counter.discount_unclear", text=text) from None
            if not 0 <= share <= 10_000:
                raise UserError("counter.discount_unclear", text=text)
            return share, None
        return None, self._catalogue.currency.parse(text)

    def _preview(self, *_args: object) -> None:
        self._ask_nobody()  # another discount may need no manager
        self._say_wrong("")
        gross = self._basket_gross if self._whole.isChecked() else self._line_gross
        try:
            share, amount = self._parsed()
        except UserError:
            self._result.setText(" ")
            return
        cut = percent_of(gross, share) if share is not None else amount or 0
        money = self._catalogue.money
        self._result.setText(
            self.tr("{old} becomes {new}").format(old=money(gross), new=money(gross - cut)) if cut <= gross else " "
        )

    def _on_quick(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.type_discount(f"{sender.property('percent')} %")
            self._edit.setFocus()

    def _on_none(self) -> None:
        self.given.emit(0 if self._whole.isChecked() else self._line_id, None, 0)

    def _on_give(self) -> None:
        if self.asks_manager:
            self.pin_given.emit(self._pin.text())
            return
        try:
            share, amount = self._parsed()
        except UserError as error:
            self._say_wrong(self._catalogue.explain(error))
            return
        self.given.emit(0 if self._whole.isChecked() else self._line_id, share, amount)

    def _say_wrong(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        set_property(self._edit, "wrong", bool(words) and not self.asks_manager)
