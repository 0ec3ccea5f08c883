"""How the shop sends e-mail: server, sender, limits, the public address of its links, returned mail."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from shopassistant.desktop.pages.settings.mail_desk import MailSettingsDesk
from shopassistant.desktop.pages.settings.sections import Section, number_box
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, label, row, set_property
from shopassistant.desktop.widgets.segmented import Segmented

if TYPE_CHECKING:
    from shopassistant.promotions.campaigns.mail_settings import MailSettings

# The usual port of each way to encrypt.
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class MailSection(Section):
    """Administrators change these, and they hold at every terminal of the shop."""

    def __init__(self, theme: Theme, desk: MailSettingsDesk) -> None:
        super().__init__(theme)
        self._desk = desk
        self._settings: MailSettings | None = None
        self._make_server_fields()
        self._make_other_fields()
        self._lay_out()
        desk.mail_loaded.connect(self._on_loaded)
        desk.said.connect(self._on_said)
        self.security.chosen.connect(self._on_security)
        self.save.clicked.connect(self._on_save)
        self.test.clicked.connect(self._on_test)

    def _make_server_fields(self) -> None:
        self.from_address, self.sender_name, self.reply_to = QLineEdit(), QLineEdit(), QLineEdit()
        self.host, self.user, self.ca_file = QLineEdit(), QLineEdit(), QLineEdit()
        self.host.setPlaceholderText("smtp.example.org")
        self.port = number_box(1, 65_535, "")
        self.port.setGroupSeparatorShown(False)
        self.security = Segmented((("starttls", "STARTTLS"), ("tls", "TLS"), ("none", self.tr("none"))))
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

    def _make_other_fields(self) -> None:
        self.rate = number_box(0, 100_000, self.tr(" a minute"))
        self.rate.setSpecialValueText(self.tr("as the server takes them"))
        self.cap_count = number_box(1, 100, self.tr(" mails"))
        self.cap_days = number_box(0, 365, self.tr(" days"))
        self.cap_days.setSpecialValueText(self.tr("no limit"))
        self.quiet_from, self.quiet_until = number_box(0, 23, ":00"), number_box(0, 23, ":00")
        self.public_url = QLineEdit()
        self.public_url.setPlaceholderText("https://mail.example.org")
        self.bounce_folder, self.imap_host, self.imap_user = QLineEdit(), QLineEdit(), QLineEdit()
        self.address = QLineEdit()
        self.address.setPlaceholderText(self.tr("your own address"))
        self.test = button(self.tr("Send a test mail"), theme=self.theme, icon="mail")
        self.save = button(self.tr("Save e-mail"), "primary")
        self.note = label(self.tr("Only an administrator changes these."), "caption", "muted")
        self.said = label("", wrap=True)
        self.said.hide()

    def _lay_out(self) -> None:
        who = self.add_card()
        who.add_field(
            self.tr("Sender"), self.from_address, self.tr("The address customers see; returned mail comes here.")
        )
        who.add_field(self.tr("Sender\u2019s name"), self.sender_name)
        who.add_field(self.tr("Answers go to"), self.reply_to, self.tr("Empty: to the sender."))
        server = self.add_card()
        server.add_field(self.tr("Mail server"), self.host)
        server.add_field(self.tr("Encryption"), self.security, self.tr("None only for a server on this machine."))
        server.add_field(self.tr("Port"), self.port)
        server.add_field(self.tr("Name there"), self.user)
        self._password_hint = self.tr("Kept in this machine\u2019s keyring, never in the shop\u2019s file.")
        server.add_field(self.tr("Password"), self.password, self._password_hint)
        server.add_field(self.tr("Certificates"), self.ca_file, self.tr("A file, for a server with its own authority."))
        limits = self.add_card()
        limits.add_field(self.tr("At most"), self.rate)
        limits.add_field(
            self.tr("To one customer"), _both(self.cap_count, self.cap_days), self.tr("Over all campaigns together.")
        )
        limits.add_field(self.tr("Nothing leaves between"), _both(self.quiet_from, self.quiet_until))
        limits.add_field(
            self.tr("Public address"),
            self.public_url,
            self.tr("Where `shopassistant serve` is reached from outside: counts clicks, unsubscribes with one."),
        )
        limits.add_field(
            self.tr("Returned mail"), self.bounce_folder, self.tr("A mail folder on this machine, or a mailbox below.")
        )
        limits.add_field(self.tr("Mailbox (IMAP)"), _both(self.imap_host, self.imap_user))
        limits.box.addWidget(self.said)
        limits.box.addLayout(row(self.address, self.test, 1, self.save))
        limits.box.addWidget(self.note)

    def entered(self) -> None:
        may = self._desk.is_administrator
        self.note.setVisible(not may)
        self.save.setEnabled(may)
        self.test.setEnabled(may)

    def _on_security(self, security: str) -> None:
        if self.port.value() in _PORTS.values():
            self.port.setValue(_PORTS[security])

    def _on_loaded(self, settings: "MailSettings", knows_password: bool) -> None:
        self._settings = settings
        for name, edit in self._texts().items():
            edit.setText(getattr(settings, name))
        self.security.choose(settings.security)
        for name, box in (
            ("port", self.port), ("per_minute", self.rate), ("cap_count", self.cap_count), ("cap_days", self.cap_days),
            ("quiet_from", self.quiet_from), ("quiet_until", self.quiet_until),
        ):  # fmt: skip
            box.setValue(getattr(settings, name))
        self.password.clear()
        self.password.setPlaceholderText(self.tr("known; empty keeps it") if knows_password else "")
        self.entered()

    def _texts(self) -> dict[str, QLineEdit]:
        """The fields for text by their setting."""
        return {
            "sender": self.from_address, "sender_name": self.sender_name, "reply_to": self.reply_to,
            "host": self.host, "user": self.user, "ca_file": self.ca_file, "public_url": self.public_url,
            "bounce_folder": self.bounce_folder, "imap_host": self.imap_host, "imap_user": self.imap_user,
        }  # fmt: skip

    def settings(self) -> "MailSettings | None":
        """What stands in the fields; None before they were read."""
        if self._settings is None:
            return None
        texts = {name: edit.text().strip() for name, edit in self._texts().items()}
        return replace(
            self._settings, **texts, security=self.security.value, port=self.port.value(),
            per_minute=self.rate.value(), cap_count=self.cap_count.value(), cap_days=self.cap_days.value(),
            quiet_from=self.quiet_from.value(), quiet_until=self.quiet_until.value(),
        )  # fmt: skip

    def _on_save(self) -> None:
        settings = self.settings()
        if settings is not None:
            self._desk.save_mail(settings, self.password.text())

    def _on_test(self) -> None:
        settings = self.settings()
        if settings is not None:
            self._desk.test_mail(settings, self.password.text(), self.address.text().strip() or settings.sender)

    def _on_said(self, which: str, words: str, tone: str) -> None:
        if which == "mail":
            self.said.setText(words)
            set_property(self.said, "tone", tone)
            self.said.show()


def _both(first: QWidget, second: QWidget) -> QWidget:
    made = QWidget()
    line = row(first, second, gap=UNIT)
    if not isinstance(first, QLineEdit):
        line.addStretch(1)
    made.setLayout(line)
    return made
