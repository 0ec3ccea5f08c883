"""The first minute: open the demo shop, bring records in, or start empty."""

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QStackedWidget, QWidget

from shopassistant.desktop.shell.opening import NewShop
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, IconLabel, button, column, label, row, set_property

CURRENCIES = ("GBP", "EUR", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "NZD", "JPY", "INR", "ZAR")


class WelcomeScreen(QWidget):
    """Shown while there is no shop to open.

    Signals:
        demo_wanted: open the demo shop.
        shop_wanted: a `NewShop` to make, and whether records are to be brought in next.
    """

    demo_wanted = Signal()
    shop_wanted = Signal(object, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._imports = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self._choices())
        self.form = NewShopForm(theme)
        self.form.given.connect(self._on_given)
        self.form.back.connect(self.show_choices)
        self._stack.addWidget(self.form)
        self.setLayout(column(self._stack))

    def show_choices(self) -> None:
        """Back to the three ways to begin."""
        self._stack.setCurrentIndex(0)
        self.demo_button.setFocus()

    def show_form(self, *, imports: bool) -> None:
        """Ask what a new shop needs."""
        self._imports = imports
        self.form.prepare()
        self._stack.setCurrentWidget(self.form)
        self.form.name.setFocus()

    def _choices(self) -> QWidget:
        self.demo_button = button(self.tr("Open the demo shop"), "primary")
        self.import_button = button(self.tr("Bring my records in"))
        self.empty_button = button(self.tr("Start empty"))
        self.demo_button.clicked.connect(self.demo_wanted)
        self.import_button.clicked.connect(self._on_import)
        self.empty_button.clicked.connect(self._on_empty)
        cards = row(
            self._card(
                "store",
                self.tr("Look around"),
                self.tr("A boutique with 5,000 customers and two years of sales. Nothing in it is real."),
                self.demo_button,
            ),
            self._card(
                "file-up",
                self.tr("Use my shop's records"),
                self.tr("Sales, products or customers from CSV or Excel files, shown to you before they go in."),
                self.import_button,
            ),
            self._card(
                "plus",
                self.tr("Begin from nothing"),
                self.tr("An empty shop. Customers and products come as you meet them."),
                self.empty_button,
            ),
            gap=GAP,
        )
        made = QWidget()
        head = label(self.tr("Welcome"), "display")
        lead = label(
            self.tr("Find the customer, recommend with reasons, sell, and watch the stock react."), "lead", "muted"
        )
        foot = label(self.tr("Everything stays in one file on this machine."), "caption", "muted")
        middle = column(1, head, lead, cards, foot, 2, gap=GAP)
        whole = row(1, middle, 1, margin=WIDE)
        whole.setStretch(1, 12)
        made.setLayout(whole)
        return made

    def _card(self, icon: str, title: str, text: str, action: QWidget) -> Card:
        card = Card(margin=WIDE, gap=UNIT)
        sign = IconLabel(self._theme, icon, "accent", HUGE)
        words = label(text, tone="muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setMinimumHeight(4 * self._theme.scale.title)
        card.box.addWidget(sign)
        card.box.addWidget(label(title, "lead", strong=True))
        card.box.addWidget(words, 1)
        card.box.addWidget(action)
        card.setMinimumWidth(240)
        card.setMaximumWidth(400)
        return card

    def _on_import(self) -> None:
        self.show_form(imports=True)

    def _on_empty(self) -> None:
        self.show_form(imports=False)

    def _on_given(self, new: NewShop) -> None:
        self.shop_wanted.emit(new, self._imports)


class NewShopForm(QWidget):
    """Name, currency, country, and the first person who may do everything.

    Signals:
        given: a `NewShop`.
        back: Esc, or Back.
    """

    given = Signal(object)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("As it stands on receipts"))
        self.currency = QComboBox()
        self.currency.setEditable(True)
        self.country = QComboBox()
        self.person = QLineEdit()
        self.person.setPlaceholderText(self.tr("You, as the shop's administrator"))
        self.pin = _pin(self.tr("4 digits or more"))
        self.again = _pin(self.tr("The same again"))
        self._notice = label(tone="critical", wrap=True)
        self._fill_codes()
        go = button(self.tr("Open my shop"), "primary")
        back = button(self.tr("Back"), "quiet")
        go.clicked.connect(self._on_go)
        back.clicked.connect(self.back)
        for edit in (self.name, self.person, self.pin, self.again):
            edit.returnPressed.connect(self._on_enter)
        card = Card(margin=HUGE, gap=GAP)
        card.box.addWidget(label(self.tr("Your shop"), "title"))
        card.box.addLayout(self._rows())
        card.box.addWidget(self._notice)
        card.box.addLayout(row(back, 1, go))
        card.setMaximumWidth(640)
        whole = row(1, column(1, card, 2), 1, margin=WIDE)
        whole.setStretch(1, 6)
        self.setLayout(whole)

    def _rows(self) -> QFormLayout:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP)
        for words, field in (
            (self.tr("Name of the shop"), self.name),
            (self.tr("Currency"), self.currency),
            (self.tr("Country"), self.country),
            (self.tr("Your name"), self.person),
            (self.tr("Your PIN"), self.pin),
            (self.tr("PIN again"), self.again),
        ):
            name = label(words)
            name.setMinimumHeight(self._theme.scale.control)
            name.setBuddy(field)
            form.addRow(name, field)
        return form

    def prepare(self) -> None:
        """Empty secrets and notices; what was typed otherwise stays."""
        self.pin.clear()
        self.again.clear()
        self._notice.clear()

    def refuse(self, sentence: str) -> None:
        """Say why the shop could not be made."""
        self._notice.setText(sentence)

    def _fill_codes(self) -> None:
        locale = QLocale()
        own = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        codes = ([own] if len(own) == 3 else []) + [code for code in CURRENCIES if code != own]
        self.currency.addItems(codes)
        countries = {}
        for each in QLocale.matchingLocales(
            QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
        ):
            code = QLocale.territoryToCode(each.territory())
            if len(code) == 2:
                countries[code] = QLocale.territoryToString(each.territory())
        for code, name in sorted(countries.items(), key=lambda entry: entry[1]):
            self.country.addItem(name, code)
        at = self.country.findData(QLocale.territoryToCode(locale.territory()))
        self.country.setCurrentIndex(at if at >= 0 else self.country.findData("GB"))

    def _on_enter(self) -> None:
        """Enter goes to the next empty field, and from the last one on."""
        for edit in (self.name, self.person, self.pin, self.again):
            if not edit.text().strip():
                edit.setFocus()
                return
        self._on_go()

    def _on_go(self) -> None:
        is_same = self.pin.text() == self.again.text()
        set_property(self.again, "wrong", not is_same)
        set_property(self.name, "wrong", not self.name.text().strip())
        if not self.name.text().strip():
            self.refuse(self.tr("Give the shop a name."))
            return
        if not is_same:
            self.refuse(self.tr("The two PINs differ."))
            return
        self._notice.clear()
        self.given.emit(
            NewShop(
                name=self.name.text().strip(),
                currency=self.currency.currentText().strip().upper(),
                country=str(self.country.currentData()),
                administrator=self.person.text().strip(),
                pin=self.pin.text(),
            )
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
            return
        super().keyPressEvent(event)


def _pin(hint: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setPlaceholderText(hint)
    edit.setMaxLength(12)
    return edit
