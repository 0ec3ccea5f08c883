"""The letter one customer would get, as they would see it: light, dark, or as text; and a test mail to oneself."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QTextBrowser

from shopassistant.desktop.pages.counter.find_customer import FindCustomer
from shopassistant.desktop.pages.counter.pick_list import PickRow
from shopassistant.desktop.pages.counter.search_box import SearchBox
from shopassistant.desktop.pages.counter.views import Found
from shopassistant.desktop.pages.promotions.campaigns_views import Preview
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, button, hairline, label, row, set_property
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.promotions.campaigns.drawing import DARK, LIGHT


class PreviewCard(Card):
    """Signals:
    customer_wanted: id of a customer whose letter is to be shown.
    next_wanted: the letter of another customer.
    test_wanted: the address a test mail is to go to.
    model_wanted: the language model is to write this letter.
    """

    customer_wanted = Signal(int)
    next_wanted = Signal()
    test_wanted = Signal(str)
    model_wanted = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(gap=UNIT)
        self.context = context
        self._preview: Preview | None = None
        self.finder = FindCustomer(context, self)
        self._build()
        self.search.float_on(self)
        self.search.typed.connect(self.finder.type)
        self.search.picked.connect(self._on_picked)
        self.finder.found.connect(self._on_found)

    def _build(self) -> None:
        theme = self.context.theme
        self.search = SearchBox(theme, "search", self.tr("Preview for any customer: type a name"), "Ctrl+F")
        self.next_button = button(self.tr("Another"), "quiet", theme=theme, icon="refresh-cw")
        self.next_button.clicked.connect(self.next_wanted.emit)
        self.look = Segmented(
            (("light", self.tr("Light")), ("dark", self.tr("Dark")), ("text", self.tr("Text"))), self.tr("Look")
        )
        self.look.chosen.connect(self._draw)
        self.whose = ElidedLabel("", "caption", "muted")
        self.subject = ElidedLabel("", "lead", strong=True)
        self.preheader = ElidedLabel("", "caption", "muted")
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.setAccessibleName(self.tr("The letter"))
        self.plain = QPlainTextEdit()
        self.plain.setReadOnly(True)
        self.plain.setAccessibleName(self.tr("The letter as text"))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.page)
        self.pages.addWidget(self.plain)
        self.written = label("", "caption", "muted", wrap=True)
        self.address = QLineEdit()
        self.address.setPlaceholderText(self.tr("Your own address"))
        self.address.setAccessibleName(self.tr("Address for a test mail"))
        self.test_button = button(self.tr("Send me this"), theme=theme, icon="mail")
        self.test_button.clicked.connect(self._on_test)
        self.address.returnPressed.connect(self._on_test)
        self.model_button = button(self.tr("Have the model write it"), theme=theme, icon="sparkles")
        self.model_button.clicked.connect(self.model_wanted.emit)
        self.model_button.hide()
        head = row(self.search, self.next_button)
        head.setStretch(0, 1)
        looks = row(self.whose, self.look)
        looks.setStretch(0, 1)
        self.box.addLayout(head)
        self.box.addLayout(looks)
        self.box.addWidget(hairline())
        for one in (self.subject, self.preheader):
            self.box.addWidget(one)
        self.box.addWidget(self.pages, 1)
        self.box.addWidget(self.written)
        foot = row(self.address, self.test_button, self.model_button)
        foot.setStretch(0, 1)
        self.box.addLayout(foot)

    def show_preview(self, preview: Preview | None) -> None:
        """Show a letter; None where there is nobody to show one for."""
        self._preview = preview
        self.test_button.setEnabled(preview is not None)
        if preview is None:
            self.whose.setText(self.tr("Nobody would get it now."))
            self.subject.setText("")
            self.preheader.setText("")
            self.written.setText("")
            self.page.clear()
            self.plain.clear()
            return
        self.whose.setText(self.tr("As {name} would get it").format(name=preview.customer))
        self.subject.setText(preview.subject)
        self.preheader.setText(preview.preheader)
        self.written.setText(preview.fault or self._written(preview))
        set_property(self.written, "tone", "critical" if preview.fault else "muted")
        self._draw()

    def _written(self, preview: Preview) -> str:
        if preview.refused:
            return self.tr("Written by the template: {why}").format(why=preview.refused)
        if preview.written_by != "template":
            return self.tr("Written by {model}; names, prices and dates were checked.").format(model=preview.written_by)
        return self.tr("Written by the template; names, prices and dates come from the store.")

    def _draw(self) -> None:
        if self._preview is None:
            return
        look = self.look.value
        self.pages.setCurrentWidget(self.plain if look == "text" else self.page)
        if look == "text":
            self.plain.setPlainText(self._preview.text)
            return
        palette, colours = self.page.palette(), DARK if look == "dark" else LIGHT
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
        self.page.setPalette(palette)
        self.page.setStyleSheet(f"QTextBrowser {{ background: {colours.ground}; }}")
        place = self.page.verticalScrollBar().value()
        self.page.setHtml(self._preview.dark if look == "dark" else self._preview.light)
        self.page.verticalScrollBar().setValue(place)

    def _on_found(self, found: Found) -> None:
        rows = tuple(PickRow(one.customer_id, one.name, one.detail, one.number) for one in found.rows)
        self.search.show_rows(found.text, rows)

    def _on_picked(self, key: object) -> None:
        self.search.empty()
        if isinstance(key, int):
            self.customer_wanted.emit(key)

    def _on_test(self) -> None:
        if self.address.text().strip():
            self.test_wanted.emit(self.address.text().strip())
