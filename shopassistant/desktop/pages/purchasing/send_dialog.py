"""The papers of an order: PDF, table and e-mail, and the word that the supplier has it now."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.progress import Progress
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.dates import chosen_day, date_edit, show_day
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.purchasing.documents import (
    Drawn,
    Letter,
    PurchaseOrderView,
    file_name,
    order_letter,
    save_pdf,
    save_table,
)
from shopassistant.inventory.purchasing.order_view import OrderView, day_of, order_document


class SendDialog(FormDialog):
    """Shows the text of the mail; saves, copies, opens; and notes that the order went out.

    Signals:
        sent: the day it is expected on; the supplier has the order.
    """

    sent = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("SendDialog", "Send the order"), translate("SendDialog", "It is sent")
        super().__init__(context.theme, title, verb, parent, icon="send", width=680)
        self.context = context
        self.document: PurchaseOrderView | None = None
        self.letter = Letter("", "", "")
        self._is_draft = False
        self._folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self._build()
        self.submitted.connect(self._on_submitted)

    def _build(self) -> None:
        theme = self.context.theme
        self.day = date_edit(self.tr("Expected"))
        self.day_field = field(self.tr("Expected"), self.day)
        self.to = label("", strong=True)
        self.body = QPlainTextEdit()
        self.body.setReadOnly(True)
        self.body.setMinimumHeight(240)
        self.body.setTabChangesFocus(True)
        self.pdf_button = button(self.tr("Save PDF"), theme=theme, icon="file-down")
        self.csv_button = button(self.tr("Save table"), theme=theme, icon="file-down")
        self.copy_button = button(self.tr("Copy text"), theme=theme, icon="copy")
        self.mail_button = button(self.tr("Open e-mail"), theme=theme, icon="mail")
        self.said = label("", tone="positive", wrap=True)
        self.pdf_button.clicked.connect(self.ask_pdf)
        self.csv_button.clicked.connect(self.ask_table)
        self.copy_button.clicked.connect(self.copy)
        self.mail_button.clicked.connect(self.open_mail)
        self.fields.addWidget(self.to)
        self.fields.addWidget(field(self.tr("Text of the e-mail"), self.body), 1)
        self.fields.addLayout(row(self.pdf_button, self.csv_button, self.copy_button, self.mail_button, 1, gap=UNIT))
        self.fields.addWidget(self.said)
        below = row(self.day_field, 1, gap=GAP)
        self.fields.addLayout(below)
        self.day.userDateChanged.connect(self._on_day)

    def ask(self, view: OrderView, today: date) -> None:
        """Open it for an order."""
        self._is_draft = view.row.status == "draft"
        self.document = order_document(view, today if self._is_draft else day_of(view.row.sent_at))
        show_day(self.day, view.row.expected_on or today + timedelta(days=view.terms.lead_time_days))
        self.day_field.setVisible(self._is_draft)
        self.title.setText(
            (self.tr("Send {number}") if self._is_draft else self.tr("Papers of {number}")).format(
                number=view.row.number
            )
        )
        self.verb.setText(self.tr("It is sent") if self._is_draft else self.tr("Done"))
        self.describe(self._summary(view))
        self.said.setText("")
        self._write_letter()
        self.begin()
        self.pdf_button.setFocus()

    def _summary(self, view: OrderView) -> str:
        catalogue = self.context.catalogue
        words = self.tr("{supplier}, {lines} lines, {total}")
        said = words.format(
            supplier=view.row.supplier,
            lines=catalogue.number(view.row.lines),
            total=catalogue.money(view.row.value_minor),
        )
        if self._is_draft and view.missing_minor:
            least = self.tr("That is {missing} below the supplier\u2019s minimum of {least}.")
            said += ". " + least.format(
                missing=catalogue.money(view.missing_minor), least=catalogue.money(view.terms.min_order_minor)
            )
        return said

    def _write_letter(self) -> None:
        if self.document is None:
            return
        self.letter = order_letter(self.document, self.context.shop, self.context.catalogue)
        self.body.setPlainText(self.letter.text)
        has_address = bool(self.letter.to)
        self.to.setText(self.letter.to if has_address else self.tr("No e-mail address is known for this supplier."))
        self.to.setProperty("tone", "" if has_address else "warning")

    def _on_day(self) -> None:
        """The day stands in the papers, too."""
        if self._is_draft and self.document is not None:
            self.document = replace(self.document, expected_on=chosen_day(self.day))
            self._write_letter()

    # Papers

    def ask_pdf(self) -> None:
        """Ask for a file and draw the PDF into it."""
        if self.document is not None and (path := self._ask("pdf", self.tr("PDF files (*.pdf)"))):
            self.save_pdf(path)

    def ask_table(self) -> None:
        """Ask for a file and write the table into it."""
        if self.document is not None and (path := self._ask("csv", self.tr("Tables (*.csv)"))):
            self.save_table(path)

    def _ask(self, suffix: str, kinds: str) -> Path | None:
        if self.document is None:
            return None
        proposed = str(self._folder / file_name(self.document, suffix))
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the order"), proposed, kinds)
        if not path:
            return None
        self._folder = Path(path).parent
        return Path(path)

    def save_pdf(self, path: Path) -> None:
        """Draw the PDF in the background."""
        document, shop, catalogue = self.document, self.context.shop, self.context.catalogue
        if document is None:
            return

        def job(_progress: Progress) -> Drawn:
            return save_pdf(document, shop, catalogue, path)

        self.context.lanes.read.run(self, job, lambda drawn: self._on_pdf(path, drawn), self._on_failed)

    def _on_pdf(self, path: Path, drawn: Drawn) -> None:
        words = self.tr("Saved {name}.").format(name=path.name)
        if drawn.missing:
            words += " " + self.tr("No font of this machine has {letters}: question marks stand for them.").format(
                letters=" ".join(drawn.missing[:12])
            )
        self.said.setText(words)

    def save_table(self, path: Path) -> None:
        """Write the table in the background."""
        document, catalogue = self.document, self.context.catalogue
        if document is None:
            return

        def job(_progress: Progress) -> Path:
            return save_table(document, catalogue, path)

        self.context.lanes.read.run(self, job, self._on_table, self._on_failed)

    def _on_table(self, path: Path) -> None:
        self.said.setText(self.tr("Saved {name}.").format(name=path.name))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, EnvironmentProblem):
            self.refuse(self.context.catalogue.explain(error))

    def copy(self) -> None:
        """Subject and body onto the clipboard."""
        QGuiApplication.clipboard().setText(self.letter.text)
        self.said.setText(self.tr("Copied. Paste it where you write to the supplier."))

    def open_mail(self) -> None:
        """Open the mail program with as much as it takes; what is too long for it waits on the clipboard."""
        link, is_whole = self.letter.link()
        if not is_whole:
            QGuiApplication.clipboard().setText(self.letter.body)
        if not QDesktopServices.openUrl(QUrl(link)):
            self.copy()
            self.said.setText(self.tr("This machine has no mail program. The text is copied instead."))
        elif is_whole:
            self.said.setText(self.tr("The mail program has the text. Add the PDF there."))
        else:
            self.said.setText(self.tr("The text is too long for the link and waits on the clipboard: paste it there."))

    # The end

    def _on_submitted(self, _pin: str) -> None:
        self.accept()
        if self._is_draft:
            self.sent.emit(chosen_day(self.day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves the papers before it says that they are sent: it is the button in focus that counts."""
        focus = self.focusWidget()
        papers = (self.pdf_button, self.csv_button, self.copy_button, self.mail_button)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and focus in papers:
            next(one for one in papers if one is focus).click()
            return
        super().keyPressEvent(event)
