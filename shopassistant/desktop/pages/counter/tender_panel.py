"""Taking the money: type what is handed over, Enter does the likely thing, the change is worked out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.offers_strip import PointsRow
from shopassistant.desktop.pages.counter.tender import KINDS, Payment, cash_suggestions
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, button, column, hairline, keycap, label, row, set_property

_ICONS = {"card": "credit-card", "cash": "banknote", "voucher": "ticket", "transfer": "building-2"}
_MOST_QUICK, _MOST_QUICK_LARGE = 5, 3
_KEYS = {"card": "Alt+1", "cash": "Alt+2", "voucher": "Alt+3", "transfer": "Alt+4"}

if TYPE_CHECKING:
    from shopassistant.sales.basket import BasketView


class TenderPanel(QWidget):
    """How the basket is paid.

    Signals:
        paid: a settled `Payment`.
        backed: the associate goes back to the basket.
        points_wanted: the customer pays with points, or not.
    """

    points_wanted = Signal(bool)

    paid = Signal(object)
    backed = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._theme = theme
        self._catalogue = catalogue
        self.payment = Payment(0)
        self._is_busy = False
        self._gives_back = False  # more comes back than is sold: the customer is paid
        self._doubted: int | None = None  # cash that was asked about; a second Enter takes it
        self._names = {
            "card": self.tr("Card"),
            "cash": self.tr("Cash"),
            "voucher": self.tr("Voucher"),
            "transfer": self.tr("Transfer"),
        }
        card = Card(margin=GAP, gap=GAP)
        card.box.addLayout(self._build_head())
        card.box.addWidget(hairline())
        card.box.addLayout(self._build_kinds())
        card.box.addLayout(self._build_amount())
        self._saved = label("", "caption", "positive", wrap=True)
        self._saved.hide()
        self.points = PointsRow(theme, catalogue)
        self.points.wanted.connect(self.points_wanted)
        card.box.addWidget(self._saved)
        card.box.addWidget(self.points)
        self._taken = label("", "body", "muted", wrap=True)
        self._change = label("", "title", "positive")
        card.box.addWidget(self._taken)
        card.box.addWidget(self._change)
        card.box.addStretch(1)
        card.box.addLayout(self._build_foot())
        self.setLayout(column(card))
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _on_theme(self) -> None:
        """Keys are told where there is a keyboard; on the floor amounts and words need the room."""
        is_floor = self._theme.is_floor
        for position, kind in enumerate(KINDS):
            made = self._kinds.button(position)
            made.setText(self._names[kind] if is_floor else f"{self._names[kind]}   {_KEYS[kind]}")
            made.setShortcut(_KEYS[kind])  # a new text takes the shortcut away
        self._enter.setVisible(not is_floor)
        self._show_quick()

    def _show_quick(self) -> None:
        """Amounts that are likely handed over, as many as can be read."""
        currency = self._catalogue.currency
        amounts = cash_suggestions(self.payment.left_minor, currency)
        self._quick_ground.setVisible(not self._gives_back)
        is_long = self.payment.left_minor >= 1_000 * 10**currency.exponent
        most = _MOST_QUICK_LARGE if is_long or self._theme.is_floor else _MOST_QUICK
        for position, made in enumerate(self._quick):
            made.setVisible(position < min(len(amounts), most))
            if position < len(amounts):
                made.setText(self._catalogue.money(amounts[position]))
                made.setProperty("amount", amounts[position])

    def _build_head(self) -> QHBoxLayout:
        self._due = label("", "display")
        self._due.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._due_word = label(self.tr("To pay"), "lead", "muted")
        return row(self._due_word, 1, self._due)

    def _build_kinds(self) -> QVBoxLayout:
        self._kinds = QButtonGroup(self)
        grid = [row(gap=UNIT), row(gap=UNIT)]
        for position, kind in enumerate(KINDS):
            made = button(self._names[kind], theme=self._theme, icon=_ICONS[kind])
            made.setCheckable(True)
            made.setShortcut(_KEYS[kind])
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.setProperty("look", "big")
            self._kinds.addButton(made, position)
            grid[position // 2].addWidget(made, 1)
        self._kinds.button(0).setChecked(True)
        self._kinds.idClicked.connect(self._on_kind)
        return column(*grid, gap=UNIT)

    def _build_amount(self) -> QVBoxLayout:
        self._amount = QLineEdit()
        self._amount.setProperty("look", "search")
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._amount.setAccessibleName(self.tr("Amount"))
        self._amount.setPlaceholderText(self.tr("Amount handed over"))
        self._amount.textEdited.connect(self._on_typed)
        self._amount.installEventFilter(self)
        self._quick: list[QPushButton] = []
        quick = row(gap=UNIT)
        for _position in range(_MOST_QUICK):
            made = button("")
            made.setProperty("look", "small")
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(self._on_quick)
            self._quick.append(made)
            quick.addWidget(made, 1)
        self._quick_ground = QWidget()
        self._quick_ground.setLayout(quick)
        self._wrong = label("", "caption", "critical", wrap=True)
        return column(self._amount, self._wrong, self._quick_ground, gap=UNIT)

    def _build_foot(self) -> QHBoxLayout:
        back = button("", theme=self._theme, icon="arrow-left")
        back.setAccessibleName(self.tr("Back"))
        back.setToolTip(self.tr("Back to the basket (Esc)"))
        back.clicked.connect(self.backed)
        self.take_button = button("", "primary", theme=self._theme, icon="check")
        self.take_button.setProperty("look", "big")
        self.take_button.clicked.connect(self.take)
        self._enter = keycap("Enter")
        box = row(back, self.take_button, self._enter, gap=UNIT)
        box.setStretch(1, 1)
        return box

    @property
    def kind(self) -> str:
        """The kind that is chosen."""
        return KINDS[self._kinds.checkedId()]

    @property
    def due_text(self) -> str:
        """What is due, and which way."""
        return f"{self._due_word.text()} {self._due.text()}"

    @property
    def wrong_text(self) -> str:
        """Why an amount is not taken."""
        return self._wrong.text()

    def start(self, total_minor: int) -> None:
        """Begin with what is due; the kind taken last stays chosen."""
        self.payment = Payment(abs(total_minor))
        self._gives_back = total_minor < 0
        self._is_busy = False
        self._refresh()
        self._amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_basket(self, view: "BasketView") -> None:
        """What the offers save, and the points there are to pay with."""
        saved = self._catalogue.say("counter.saved", {"saved_minor": view.saved_minor}) if view.saved_minor else ""
        kept = self._catalogue.say("counter.points_kept", {"kept_minor": view.due_minor}) if view.due_minor else ""
        words = "  \u00b7  ".join(part for part in (saved, kept) if part)
        self._saved.setText(words)
        self._saved.setVisible(bool(words))
        self.points.show_points(view)

    def set_total(self, total_minor: int) -> None:
        """The basket changed meanwhile (a scan): what was taken stays, unless the money now goes the other way."""
        from dataclasses import replace

        if (total_minor < 0) != self._gives_back:
            self.start(total_minor)
        elif abs(total_minor) != self.payment.total_minor:
            self.payment = replace(self.payment, total_minor=abs(total_minor))
            self._refresh()

    def failed(self) -> None:
        """The sale was not written; the same payment may be tried again."""
        self._is_busy = False
        self._refresh()

    def choose(self, kind: str) -> None:
        """Choose how it is paid."""
        self._kinds.button(KINDS.index(kind)).setChecked(True)
        self._on_kind(KINDS.index(kind))

    def take(self) -> None:
        """Take the amount; once all is paid, the sale is complete."""
        if self._is_busy:
            return
        try:
            if not self.payment.is_settled:
                amount = self._typed()
                if self._gives_back and (amount or 0) > self.payment.left_minor:
                    raise UserError("counter.refund_too_much", left_minor=self.payment.left_minor)
                if self._doubts(amount):
                    return
                self.payment = self.payment.take(self.kind, amount)
        except UserError as error:
            self._say_wrong(self._catalogue.explain(error))
            return
        self._refresh()
        if self.payment.is_settled:
            self._is_busy = True
            self.take_button.setEnabled(False)
            self.paid.emit(self.payment)

    def go_back(self) -> bool:
        """One step back: the last amount, else nothing (the page leaves the panel)."""
        if self.payment.taken and not self._is_busy:
            self.payment = self.payment.without_last()
            self._refresh()
            return True
        return False

    def type_amount(self, text: str) -> None:
        """As if it was typed."""
        self._amount.setText(text)
        self._on_typed(text)

    def _doubts(self, amount: int | None) -> bool:
        """Ask once about cash that looks like a slip, since a sale that is complete cannot be undone."""
        if self.kind != "cash" or amount is None or amount == self._doubted:
            return False
        if not self.payment.is_doubtful(amount, self._catalogue.currency):
            return False
        self._doubted = amount
        change = amount - self.payment.left_minor
        self._say_wrong(self._catalogue.say("counter.pay_doubtful", {"change_minor": change}))
        return True

    def _typed(self) -> int | None:
        text = self._amount.text().strip()
        return self._catalogue.currency.parse(text) if text else None

    def _on_typed(self, _text: str) -> None:
        self._doubted = None
        self._say_wrong("")
        try:
            amount = self._typed()
        except UserError:
            amount = None
        self._preview(amount)

    def _on_kind(self, _position: int) -> None:
        self._on_typed("")
        self._quick_ground.setEnabled(self.kind == "cash")
        self._amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_quick(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.choose("cash")
            amount = int(sender.property("amount"))
            catalogue = self._catalogue
            self.type_amount(catalogue.formats.say_plainly(catalogue.currency.to_decimal(amount)))
            self.take()

    def _preview(self, amount: int | None) -> None:
        change = (amount or 0) - self.payment.left_minor
        shows = self.kind == "cash" and amount is not None and change > 0 and not self._gives_back
        self._change.setText(self.tr("Change {amount}").format(amount=self._catalogue.money(change)) if shows else " ")
        self._refresh_button(amount)

    def _refresh(self) -> None:
        money = self._catalogue.money
        left = self.payment.left_minor
        self._due.setText(money(left))
        self._due_word.setText(self._due_words())
        self._doubted = None
        self._amount.clear()
        self._say_wrong("")
        self._preview(None)
        taken = [f"{self._names[entry.kind]} {money(entry.amount_minor)}" for entry in self.payment.taken]
        self._taken.setText(self.tr("Taken: {list}").format(list=", ".join(taken)) if taken else "")
        self._taken.setVisible(bool(taken))
        self._show_quick()
        self._refresh_button()

    def _due_words(self) -> str:
        if self._gives_back:
            return self.tr("To give back")
        return self.tr("To pay") if self.payment.total_minor else self.tr("Nothing to pay")

    def _refresh_button(self, typed: int | None = None) -> None:
        amount = self._catalogue.money(self.payment.left_minor if typed is None else typed)
        self.take_button.setText(self._button_words(typed is not None)[self.kind].format(amount=amount))
        self.take_button.setEnabled(not self._is_busy)

    def _button_words(self, is_typed: bool) -> dict[str, str]:
        if not self.payment.total_minor:
            return dict.fromkeys(KINDS, self.tr("Complete"))
        if self._gives_back:
            return {
                "card": self.tr("{amount} back to the card"),
                "cash": self.tr("{amount} back in cash"),
                "voucher": self.tr("{amount} as a voucher"),
                "transfer": self.tr("{amount} back by transfer"),
            }
        return {
            "card": self.tr("{amount} by card"),
            "cash": self.tr("Take {amount} cash") if is_typed else self.tr("Exactly {amount} cash"),
            "voucher": self.tr("{amount} by voucher"),
            "transfer": self.tr("{amount} by transfer"),
        }

    def _say_wrong(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        set_property(self._amount, "wrong", bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            return True
        return super().eventFilter(watched, event)
