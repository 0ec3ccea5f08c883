"""The shop itself: what stands on its receipts."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from shopassistant.desktop.pages.settings.presenter import SettingsPresenter
from shopassistant.desktop.pages.settings.sections import Section
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.basics import button, label, row

if TYPE_CHECKING:
    from shopassistant.store.shop import Shop


class ShopSection(Section):
    """Name, address, country, what a receipt ends with."""

    def __init__(self, theme: Theme, presenter: SettingsPresenter) -> None:
        super().__init__(theme)
        self._presenter = presenter
        self._shop: Shop | None = None
        self.name = QLineEdit()
        self.country = QLineEdit()
        self.country.setMaxLength(2)
        self.currency = label("")
        self.address = QPlainTextEdit()
        self.address.setFixedHeight(88)
        self.address.setTabChangesFocus(True)
        self.footer = QLineEdit()
        self.save = button(self.tr("Save shop"), "primary")
        self.save.clicked.connect(self._on_save)
        self._note = label(self.tr("Only an administrator changes these."), "caption", "muted")
        self._lay_out()
        presenter.shop_loaded.connect(self._on_loaded)

    def _lay_out(self) -> None:
        card = self.add_card()
        card.add_field(self.tr("Name"), self.name, self.tr("Stands on receipts and in the window's title."))
        card.add_field(self.tr("Address"), self.address, self.tr("Its lines head the receipt."))
        card.add_field(self.tr("Last line of a receipt"), self.footer)
        card.add_field(
            self.tr("Country"), self.country, self.tr("Two letters, for telephone numbers without a prefix.")
        )
        card.add_field(self.tr("Currency"), self.currency, self.tr("Fixed when the shop was made."))
        card.box.addLayout(row(self._note, 1, self.save))

    def entered(self) -> None:
        may = self._presenter.is_administrator
        for field in (self.name, self.country, self.footer, self.save):
            field.setEnabled(may)
        self.address.setEnabled(may)
        self._note.setVisible(not may)

    def _on_loaded(self, shop: "Shop") -> None:
        self._shop = shop
        self.name.setText(shop.name)
        self.country.setText(shop.country)
        self.currency.setText(shop.currency)
        self.address.setPlainText(shop.address)
        self.footer.setText(shop.receipt_footer)

    def _on_save(self) -> None:
        if self._shop is None:
            return
        self._presenter.save_shop(
            replace(
                self._shop,
                name=self.name.text().strip(),
                country=self.country.text().strip().upper(),
                address=self.address.toPlainText().strip(),
                receipt_footer=self.footer.text().strip(),
            )
        )
