"""A new customer from one line, and the form for name and address."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from shopassistant.customers.records import EDITABLE
from shopassistant.desktop.pages.customers.presenter import CustomersDesk
from shopassistant.desktop.pages.customers.profile_desk import ProfileDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field

if TYPE_CHECKING:
    from shopassistant.customers.create import Created
    from shopassistant.customers.profile import Profile


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


class NewCustomerDialog(FormDialog):
    """Everything in one line; what is understood is shown while typing.

    Signals:
        compare_wanted: (id of one already here, id of the new one).
    """

    compare_wanted = Signal(int, int)

    def __init__(self, context: AppContext, desk: CustomersDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("New customer"), _tr("Add customer"), parent, icon="user-plus", width=560)
        self.context = context
        self.desk = desk
        self.line = QLineEdit()
        self.line.setProperty("look", "search")
        self.line.setPlaceholderText(self.tr("Ann Lee 07700 900123 ann@example.org Leeds"))
        self.fields.addWidget(field(self.tr("Name, phone, e-mail, town in any order"), self.line))
        self._parts = QGridLayout()
        self._parts.setHorizontalSpacing(GAP)
        self._parts.setColumnStretch(1, 1)
        self._ground = QWidget()
        self._ground.setLayout(self._parts)
        self._ground.setMinimumHeight(120)
        self.fields.addWidget(self._ground)
        self.line.textChanged.connect(desk.understand)
        desk.understood.connect(self._show_parts)
        desk.created.connect(self._on_created)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def ask(self, line: str = "") -> None:
        """Open it."""
        self.line.setText(line)
        self.begin()
        self.line.setFocus()

    def _show_parts(self, parts: tuple[tuple[str, str], ...]) -> None:
        names = {
            "name": self.tr("Name"),
            "company": self.tr("Company"),
            "address": self.tr("Address"),
            "phone": self.tr("Phone"),
            "email": self.tr("E-mail"),
        }
        while (item := self._parts.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QLabel):
                widget.hide()
                widget.deleteLater()
        for place, (name, text) in enumerate(parts):
            self._parts.addWidget(label(names[name], tone="muted"), place, 0)
            self._parts.addWidget(label(text, strong=True), place, 1)
        self._parts.setRowStretch(len(parts), 1)

    def _on_submitted(self, _pin: str) -> None:
        self.set_busy(True)
        self.desk.create(self.line.text())

    def _on_created(self, _created: "Created") -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)


class TwinsDialog(FormDialog):
    """Somebody like the new customer is here already: a warning with its reason, never a refusal.

    Signals:
        compare_wanted: (id of the one already here, id of the new one).
        opened: id of the one already here.
    """

    compare_wanted = Signal(int, int)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Already here?"), _tr("Keep both"), parent, width=560)
        self.context = context
        self._created: Created | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(UNIT)
        self._grid.setColumnStretch(0, 1)
        self.fields.addLayout(self._grid)
        self.leave.hide()
        self.submitted.connect(self._on_keep)

    def ask(self, created: "Created") -> None:
        """Show who may be the same."""
        self._created = created
        name = f"{created.customer.given_name} {created.customer.family_name}".strip() or created.number
        self.describe(self.tr("{name} was added. These look alike; merging can be undone.").format(name=name))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, one in enumerate(created.likely_duplicates):
            why = self.context.catalogue.say(one.reason_code, one.reason_values)
            who = " \u00b7 ".join(part for part in (one.name, one.city, one.number) if part)
            compare = button(self.tr("Compare"), theme=self.theme, icon="merge")
            compare.setProperty("customer", one.customer_id)
            compare.clicked.connect(self._on_compare)
            for position, part in enumerate((label(who, strong=True), label(why, tone="muted"), compare)):
                self._grid.addWidget(part, place, position)
        self.begin()

    def _on_compare(self) -> None:
        sender = self.sender()
        if sender is not None and self._created is not None:
            self.accept()
            self.compare_wanted.emit(int(sender.property("customer")), self._created.customer_id)

    def _on_keep(self, _pin: str) -> None:
        self.accept()


class EditDialog(FormDialog):
    """Name and address."""

    def __init__(self, context: AppContext, desk: ProfileDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Edit customer"), _tr("Save"), parent, icon="check", width=560)
        self.desk = desk
        names = {
            "given_name": self.tr("Given name"),
            "family_name": self.tr("Family name"),
            "company": self.tr("Company"),
            "street": self.tr("Street"),
            "postcode": self.tr("Postcode"),
            "city": self.tr("Town"),
            "country": self.tr("Country"),
            "language": self.tr("Language"),
        }
        self.edits = {name: QLineEdit() for name in names}
        for name, edit in self.edits.items():
            edit.setMaxLength(EDITABLE[name])
        parts = {name: field(words, self.edits[name]) for name, words in names.items()}
        self.fields.addLayout(row(parts["given_name"], parts["family_name"], gap=GAP))
        self.fields.addWidget(parts["company"])
        self.fields.addWidget(parts["street"])
        self.fields.addLayout(row(parts["postcode"], parts["city"], gap=GAP))
        self.fields.addLayout(row(parts["country"], parts["language"], gap=GAP))
        self._seen: dict[str, str] = {}
        desk.done.connect(self._on_done)
        desk.refused.connect(self._on_refused)
        self.submitted.connect(self._on_submitted)

    def ask(self, profile: "Profile") -> None:
        """Open it for a customer."""
        self._seen = {name: str(getattr(profile, name) or "") for name in self.edits}
        for name, edit in self.edits.items():
            edit.setText(self._seen[name])
        self.begin()
        self.edits["given_name"].setFocus()

    def _on_submitted(self, _pin: str) -> None:
        self.set_busy(True)
        self.desk.change({name: edit.text() for name, edit in self.edits.items()}, self._seen)

    def _on_done(self) -> None:
        if self.isVisible():
            self.accept()

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)
