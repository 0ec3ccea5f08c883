"""After the sale: what to hand over, the receipt, and the next customer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.finished import Finished
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, button, column, label, row


class FinishedPanel(QWidget):
    """Shows a `Finished`.

    Signals:
        print_wanted, save_wanted: sale id.
        next_wanted: the next customer may come.
    """

    print_wanted = Signal(int)
    save_wanted = Signal(int)
    next_wanted = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._sale_id = 0
        self.number = ""
        sign = QLabel()
        sign.setPixmap(theme.icon("circle-check", "positive").pixmap(56, 56))
        self._title = label("", "title")
        self._number = label("", "body", "muted")
        self._word = label("", "lead", "muted")
        self._amount = label("", "display")
        self._warnings = label("", "body", "warning", wrap=True)
        self._saved = label("", "caption", "muted", wrap=True)
        self._gains = label("", "body", "positive", wrap=True)
        parts = (sign, self._title, self._number, self._word, self._amount, self._gains, self._warnings, self._saved)
        for part in parts:
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._print = button(self.tr("Print receipt"), theme=theme, icon="printer")
        self._print.clicked.connect(self._on_print)
        self._save = button(self.tr("Save PDF"), theme=theme, icon="file-down")
        self._save.clicked.connect(self._on_save)
        self.next_button = button(self.tr("Next customer"), "primary", theme=theme, icon="arrow-right")
        self.next_button.setProperty("look", "big")
        self.next_button.clicked.connect(self.next_wanted)
        card = Card(margin=GAP, gap=UNIT)
        card.box.addLayout(column(1, *parts, 1))
        card.box.addLayout(row(self._print, self._save))
        card.box.addWidget(self.next_button)
        self.setLayout(column(card))

    def show_finished(self, done: Finished) -> None:
        """Show what is to be done now."""
        money = self._catalogue.money
        self._sale_id = done.sale_id
        self.number = done.number
        self._saved.setText("")
        self._number.setText(self.tr("Receipt {number}").format(number=done.number))
        self._title.setText(self._title_words(done))
        if done.kind == "return" or done.total_minor < 0:
            word, amount = self._give_back(done.tender), money(abs(done.total_minor))
        elif done.change_minor:
            word, amount = self.tr("Change"), money(done.change_minor)
        else:
            word, amount = self.tr("Paid"), money(done.total_minor)
        self._word.setText(word)
        self._amount.setText(amount)
        self._gains.setText(self._gain_words(done))
        self._gains.setVisible(bool(done.saved_minor or done.points_earned))
        self._warnings.setText("\n".join(done.warnings))
        self._warnings.setVisible(bool(done.warnings))
        self.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _title_words(self, done: Finished) -> str:
        if done.kind == "return" or (done.given_back and not done.units):
            return self.tr("Return booked")
        return self.tr("Exchange complete") if done.given_back else self.tr("Sale complete")

    def _gain_words(self, done: Finished) -> str:
        say = self._catalogue.say
        saved = say("counter.saved", {"saved_minor": done.saved_minor}) if done.saved_minor else ""
        earned = say("counter.points_earned", {"count": done.points_earned}) if done.points_earned else ""
        return "  \u00b7  ".join(part for part in (saved, earned) if part)

    def _give_back(self, tender: str) -> str:
        words = {
            "cash": self.tr("Give back in cash"),
            "card": self.tr("Give back to the card"),
            "voucher": self.tr("Give back as a voucher"),
            "transfer": self.tr("Give back by transfer"),
        }
        return words.get(tender, self.tr("Give back"))

    def show_saved(self, words: str) -> None:
        """Say where the PDF lies, or that the printer has it."""
        self._saved.setText(words)

    @property
    def title_text(self) -> str:
        """What was done."""
        return self._title.text()

    @property
    def word_text(self) -> str:
        """What the big number is."""
        return self._word.text()

    @property
    def amount_text(self) -> str:
        """The big number."""
        return self._amount.text()

    @property
    def gains_text(self) -> str:
        """What was saved and earned."""
        return self._gains.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.next_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _on_print(self) -> None:
        self.print_wanted.emit(self._sale_id)

    def _on_save(self) -> None:
        self.save_wanted.emit(self._sale_id)
