"""The question before a customer is forgotten, because nothing brings them back: what goes, what stays, who asked."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from shopassistant.desktop.pages.customers.erase_desk import EraseDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.form_dialog import FormDialog

if TYPE_CHECKING:
    from shopassistant.customers.erase import ErasurePreview


def _tr(text: str) -> str:
    return QCoreApplication.translate("customers", text)


class EraseDialog(FormDialog):
    """Opened with what the desk found out; it does nothing before somebody ticks that the customer asked."""

    def __init__(self, context: AppContext, desk: EraseDesk, parent: QWidget) -> None:
        super().__init__(context.theme, _tr("Forget a customer"), _tr("Forget for good"), parent, width=560)
        self.context = context
        self.desk = desk
        self.preview: ErasurePreview | None = None
        self.verb.setProperty("kind", "danger")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(HALF)
        self._grid.setColumnStretch(0, 1)
        goes = self.tr(
            "Name, address, contacts, consents, notes, promises, wishes, dates and the text of every letter are "
            "deleted, also of those who were merged into them."
        )
        left = self.tr(
            "Backups and tables that were saved before still hold the name: delete them, too. Restoring a backup "
            "brings the customer back."
        )
        self.asked = QCheckBox(self.tr("The customer has asked for this"))
        self.fields.addWidget(label(goes, wrap=True))
        self.fields.addLayout(self._grid)
        self.fields.addWidget(label(left, tone="muted", wrap=True))
        self.fields.addWidget(self.asked)
        self.submitted.connect(self._on_submitted)
        desk.previewed.connect(self.show_preview)
        desk.erased.connect(self.accept)
        desk.refused.connect(self._on_refused)

    def show_preview(self, preview: "ErasurePreview") -> None:
        """Ask about one customer."""
        self.preview = preview
        words = self.tr("{name} ({number}). This cannot be undone.")
        self.describe(words.format(name=preview.name or preview.number, number=preview.number))
        self._show_counts(preview)
        self.asked.setChecked(False)
        self.ask_pin(self.desk.needs_pin)
        self.begin()
        self.leave.setFocus()

    def is_ready(self) -> bool:
        if not self.asked.isChecked():
            self.refuse(self.tr("Tick that the customer has asked for it."))
            return False
        return True

    def _show_counts(self, preview: "ErasurePreview") -> None:
        rows = (
            (self.tr("Receipts that stay in the books, without a name"), preview.receipts),
            (self.tr("Points that lapse"), preview.points),
            (self.tr("Open promises that go"), preview.promises),
            (self.tr("Letters that wait and will not leave"), preview.letters),
        )
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for place, (name, count) in enumerate(one for one in rows if one[1]):
            self._grid.addWidget(label(name, wrap=True), place, 0)
            number = label(self.context.catalogue.number(count), strong=True)
            self._grid.addWidget(number, place, 1, Qt.AlignmentFlag.AlignRight)

    def _on_submitted(self, pin: str) -> None:
        if self.preview is not None:
            self.set_busy(True)
            self.desk.erase(self.preview.customer_id, pin)

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)
        else:
            self.context.errors.tell(sentence, "warning")
