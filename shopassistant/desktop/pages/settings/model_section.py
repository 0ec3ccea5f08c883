"""Which language model the shop asks, if any."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from shopassistant.desktop.pages.settings.mail_desk import MailSettingsDesk
from shopassistant.desktop.pages.settings.sections import Section, number_box
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.basics import button, label, row, set_property

if TYPE_CHECKING:
    from shopassistant.assistant.model_settings import ModelSettings


class ModelSection(Section):
    """Administrators change these, and they hold at every terminal of the shop."""

    def __init__(self, theme: Theme, desk: MailSettingsDesk) -> None:
        super().__init__(theme)
        self._desk = desk
        self._settings: ModelSettings | None = None
        self.endpoint, self.model, self.key = QLineEdit(), QLineEdit(), QLineEdit()
        self.endpoint.setPlaceholderText("http://localhost:11434/v1")
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.timeout = number_box(1, 600, self.tr(" s"))
        self.test = button(self.tr("Ask it something"), theme=theme, icon="message-circle")
        self.save = button(self.tr("Save model"), "primary")
        self.note = label(self.tr("Only an administrator changes these."), "caption", "muted")
        self.said = label("", wrap=True)
        self.said.hide()
        self._lay_out()
        desk.model_loaded.connect(self._on_loaded)
        desk.said.connect(self._on_said)
        self.save.clicked.connect(self._on_save)
        self.test.clicked.connect(self._on_test)

    def _lay_out(self) -> None:
        card = self.add_card()
        words = self.tr(
            "A language model writes letters and describes segments where one is set up; without one, templates do. "
            "It is never told who a customer is, and nothing it writes leaves before names, prices and dates were "
            "checked against the store."
        )
        card.box.insertWidget(0, label(words, tone="muted", wrap=True))
        card.add_field(
            self.tr("Address"), self.endpoint, self.tr("Any service that speaks OpenAI\u2019s protocol, also one here.")
        )
        card.add_field(self.tr("Model"), self.model)
        card.add_field(
            self.tr("Key"), self.key, self.tr("Kept in this machine\u2019s keyring, never in the shop\u2019s file.")
        )
        card.add_field(self.tr("An answer may take"), self.timeout)
        card.box.addWidget(self.said)
        card.box.addLayout(row(self.test, 1, self.save))
        card.box.addWidget(self.note)

    def entered(self) -> None:
        may = self._desk.is_administrator
        self.note.setVisible(not may)
        self.save.setEnabled(may)
        self.test.setEnabled(may)

    def _on_loaded(self, settings: "ModelSettings", knows_key: bool) -> None:
        self._settings = settings
        self.endpoint.setText(settings.endpoint)
        self.model.setText(settings.model)
        self.timeout.setValue(settings.timeout_s)
        self.key.clear()
        self.key.setPlaceholderText(self.tr("known; empty keeps it") if knows_key else "")
        self.entered()

    def settings(self) -> "ModelSettings | None":
        """What stands in the fields; None before they were read."""
        if self._settings is None:
            return None
        return replace(
            self._settings, endpoint=self.endpoint.text().strip(), model=self.model.text().strip(),
            timeout_s=self.timeout.value(),
        )  # fmt: skip

    def _on_save(self) -> None:
        settings = self.settings()
        if settings is not None:
            self._desk.save_model(settings, self.key.text())

    def _on_test(self) -> None:
        settings = self.settings()
        if settings is not None:
            self._desk.test_model(settings, self.key.text())

    def _on_said(self, which: str, words: str, tone: str) -> None:
        if which == "model":
            self.said.setText(words)
            set_property(self.said, "tone", tone)
            self.said.show()
