"""A shop that has records but nobody to sign in (made by an import, say): the first one here keeps it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HUGE, WIDE
from shopassistant.desktop.widgets.basics import Card, button, column, label, row
from shopassistant.store.actor import SYSTEM, Actor


class FirstStaffPresenter(QObject):
    """Adds the first administrator. No widgets.

    Signals:
        added: the `Actor`, to be signed in.
        refused: the sentence why not.
    """

    added = Signal(object)
    refused = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context

    def add(self, name: str, pin: str) -> None:
        """Add `name` as administrator."""
        store = self._context.store

        def job(_progress: Progress) -> Actor:
            from shopassistant.store.staff_admin import hire

            return Actor("staff", name, hire(store, SYSTEM, name, "administrator", pin), "administrator")

        self._context.lanes.db.run(self, job, self.added.emit, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.refused.emit(self._context.catalogue.explain(error))


class FirstStaffScreen(QWidget):
    """Asks for a name and a PIN, twice."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.presenter = FirstStaffPresenter(context)
        self.name = QLineEdit()
        self.pin, self.again = QLineEdit(), QLineEdit()
        self._notice = label(tone="critical", wrap=True)
        go = button(self.tr("Keep this shop"), "primary")
        go.clicked.connect(self._on_go)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP)
        form.setVerticalSpacing(GAP)
        rows = ((self.tr("Your name"), self.name), (self.tr("Your PIN"), self.pin), (self.tr("PIN again"), self.again))
        for words, field in rows:
            title = label(words)
            title.setMinimumHeight(context.theme.scale.control)
            form.addRow(title, field)
            field.returnPressed.connect(self._on_go)
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaxLength(12)
        lead = self.tr(
            "Nobody works here yet. The first one is the administrator, and adds the others in the settings."
        )
        card = Card(margin=HUGE, gap=GAP)
        card.box.addWidget(label(self.tr("Whose shop is this?"), "title"))
        card.box.addWidget(label(lead, tone="muted", wrap=True))
        card.box.addLayout(form)
        card.box.addWidget(self._notice)
        card.box.addLayout(row(1, go))
        card.setMaximumWidth(640)
        whole = row(1, column(1, card, 2), 1, margin=WIDE)
        whole.setStretch(1, 6)
        self.setLayout(whole)
        self.presenter.added.connect(context.staff.sign_in)
        self.presenter.refused.connect(self._notice.setText)

    def prepare(self) -> None:
        """Called when it is shown."""
        self.name.setFocus()

    @property
    def notice(self) -> str:
        """Why it was refused, empty if it was not."""
        return self._notice.text()

    def _on_go(self) -> None:
        for field in (self.name, self.pin, self.again):
            if not field.text().strip():
                field.setFocus()
                return
        if self.pin.text() != self.again.text():
            self._notice.setText(self.tr("The two PINs differ."))
            return
        self._notice.clear()
        self.presenter.add(self.name.text().strip(), self.pin.text())
