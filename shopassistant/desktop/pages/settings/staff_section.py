"""Who works here: a list, and what an administrator does with it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from shopassistant.desktop.pages.settings.presenter import SettingsPresenter
from shopassistant.desktop.pages.settings.sections import Section
from shopassistant.desktop.shell.header import avatar
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import Card, badge, button, column, hairline, label, row

if TYPE_CHECKING:
    from shopassistant.store.staff_admin import StaffRecord

AVATAR = 32


class StaffSection(Section):
    """Everybody with role; add, another role, new PIN, may sign in or not."""

    def __init__(self, theme: Theme, presenter: SettingsPresenter) -> None:
        super().__init__(theme)
        self._presenter = presenter
        self._records: tuple[StaffRecord, ...] = ()
        self._list_card = Card(margin=WIDE, gap=UNIT)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(UNIT)
        self._list_card.box.addLayout(self._rows)
        words = self.tr(
            "An administrator adds staff, changes roles and gives new PINs; your own PIN you change yourself."
        )
        self.hint = label(words, "caption", "muted", wrap=True)
        self._list_card.box.addWidget(self.hint)
        self.box.insertWidget(self.box.count() - 1, self._list_card)
        self._build_form()
        presenter.staff_loaded.connect(self._on_loaded)
        presenter.done.connect(self._on_done)

    def _build_form(self) -> None:
        self.name = QLineEdit()
        self.role = QComboBox()
        for role, words in self._roles().items():
            self.role.addItem(words, role)
        self.pin = _pin()
        self.add = button(self.tr("Add to staff"), "primary")
        self.add.clicked.connect(self._on_add)
        self.pin.returnPressed.connect(self._on_add)
        self._form = self.add_card()
        self._form.add_field(self.tr("Name"), self.name)
        self._form.add_field(
            self.tr("Role"),
            self.role,
            self.tr("A manager may sell below cost and correct stock; an administrator also keeps staff and shop."),
        )
        self._form.add_field(self.tr("PIN"), self.pin, self.tr("At least four digits."))
        self._form.box.addLayout(row(1, self.add))

    def entered(self) -> None:
        self._form.setVisible(self._presenter.is_administrator)
        self.hint.setVisible(not self._presenter.is_administrator)
        self._fill()

    def _roles(self) -> dict[str, str]:
        return {
            "associate": self.tr("Associate"),
            "manager": self.tr("Manager"),
            "administrator": self.tr("Administrator"),
        }

    def _on_loaded(self, records: "tuple[StaffRecord, ...]") -> None:
        self._records = records
        self._fill()

    def _fill(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        for place, record in enumerate(self._records):
            if place:
                self._rows.addWidget(hairline())
            self._rows.addWidget(self._row(record))

    def _row(self, record: "StaffRecord") -> QWidget:
        picture = QLabel()
        picture.setPixmap(avatar(self.theme, record.name, AVATAR, self.devicePixelRatioF()))
        picture.setFixedSize(QSize(AVATAR + UNIT, AVATAR))
        name = label(record.name, strong=record.active, tone="" if record.active else "muted")
        is_administrator = self._presenter.is_administrator
        who = column(name, gap=0)
        if not is_administrator:
            who.addWidget(label(self._roles()[record.role], "caption", "muted"))
        line = row(picture, who, 1, gap=GAP)
        if not record.active:
            line.addWidget(badge(self.tr("does not sign in")))
        if is_administrator:
            line.addWidget(self._role_part(record))
        if is_administrator or self._presenter.is_self(record.id):
            line.addWidget(self._pin_part(record))
        if is_administrator:
            line.addWidget(self._active_button(record))
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _pin_part(self, record: "StaffRecord") -> QWidget:
        edit = _pin()
        edit.setPlaceholderText(self.tr("New PIN, Enter"))
        edit.setFixedWidth(160)
        edit.setProperty("staff", record.id)
        edit.setAccessibleName(self.tr("New PIN for {name}").format(name=record.name))
        edit.returnPressed.connect(self._on_pin)
        return edit

    def _role_part(self, record: "StaffRecord") -> QComboBox:
        choice = QComboBox()
        for role, words in self._roles().items():
            choice.addItem(words, role)
        choice.setCurrentIndex(choice.findData(record.role))
        choice.setProperty("staff", record.id)
        choice.setAccessibleName(self.tr("Role of {name}").format(name=record.name))
        choice.setToolTip(self.tr("Holds from the next sign-in on."))
        choice.activated.connect(self._on_role)
        return choice

    def _active_button(self, record: "StaffRecord") -> QPushButton:
        made = button(self.tr("Stop sign-in") if record.active else self.tr("Let sign in"))
        made.setProperty("staff", record.id)
        made.setProperty("active", record.active)
        made.setMinimumWidth(128)
        made.clicked.connect(self._on_active)
        return made

    def _on_pin(self) -> None:
        sender = self.sender()
        if isinstance(sender, QLineEdit):
            self._presenter.set_pin(int(sender.property("staff")), sender.text())
            sender.clear()

    def _on_role(self, _place: int) -> None:
        sender = self.sender()
        if isinstance(sender, QComboBox):
            self._presenter.set_role(int(sender.property("staff")), str(sender.currentData()))

    def _on_active(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self._presenter.set_active(int(sender.property("staff")), not sender.property("active"))

    def _on_add(self) -> None:
        self._presenter.hire(self.name.text().strip(), str(self.role.currentData()), self.pin.text())

    def _on_done(self, code: str) -> None:
        if code == "hired":
            self.name.clear()
            self.pin.clear()
            self.name.setFocus()


def _pin() -> QLineEdit:
    edit = QLineEdit()
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setMaxLength(12)
    edit.setMaximumWidth(200)
    return edit
