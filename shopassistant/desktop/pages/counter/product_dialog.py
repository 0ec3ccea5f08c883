"""A product nobody knows yet, from the code that was scanned: a name and a price are enough to sell it."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from shopassistant.core.errors import UserError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.dialogs import CounterDialog
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, label, row, set_property


class NewProductDialog(CounterDialog):
    """Asks for name and price.

    Signals:
        given: code, name, price in minor units.
    """

    given = Signal(str, str, int)

    def __init__(self, theme: Theme, catalogue: Catalogue, parent: QWidget) -> None:
        super().__init__(QCoreApplication.translate("counter", "New product"), parent)
        self._catalogue = catalogue
        self._code = ""
        self._words = label("", "body", "muted", wrap=True)
        self._name = QLineEdit()
        self._name.setPlaceholderText(self.tr("Name"))
        self._name.setMaxLength(200)
        self._price = QLineEdit()
        self._price.setPlaceholderText(self.tr("Price on the shelf, tax included"))
        self._wrong = label("", "body", "critical", wrap=True)
        leave = button(self.tr("Leave"))
        leave.clicked.connect(self.reject)
        add = button(self.tr("Add and sell"), "primary", theme=theme, icon="plus")
        add.clicked.connect(self.confirm)
        for part in (self._words, self._name, self._price, self._wrong):
            self.box.addWidget(part)
        self.box.addLayout(row(leave, 1, add, gap=UNIT))

    def ask(self, code: str) -> None:
        """Ask for the product behind `code`."""
        self._code = code
        self._words.setText(self.tr("It gets the code {code}. Cost, category and stock can follow.").format(code=code))
        self._name.clear()
        self._price.clear()
        self._say_wrong("")
        self.open()
        self._name.setFocus()

    def fill(self, name: str, price: str) -> None:
        """As if it was typed."""
        self._name.setText(name)
        self._price.setText(price)

    def confirm(self) -> None:
        """Do what Enter does."""
        try:
            price = self._catalogue.currency.parse(self._price.text())
        except UserError as error:
            self._say_wrong(self._catalogue.explain(error))
            return
        self.given.emit(self._code, self._name.text().strip(), price)

    def refuse(self, words: str) -> None:
        """It was not added."""
        self._say_wrong(words)

    def _say_wrong(self, words: str) -> None:
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        set_property(self._price, "wrong", bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._price.text().strip():
                self.confirm()
            else:
                self._price.setFocus()
            return
        super().keyPressEvent(event)
