"""Every mail of a campaign: to whom, what became of it, and why somebody got none. For looking one up, or as CSV."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QDialog, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import exact_day
from shopassistant.desktop.pages.promotions.campaigns_words import arm_words, mail_status_words, reason_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT, WIDE
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.table import Column, LazyTable
from shopassistant.promotions.campaigns.listing import MailRow

_TONES = {"sent": "positive", "uncertain": "warning", "failed": "critical", "bounced": "critical", "skipped": "muted"}


class MailsDialog(QDialog):
    """A table that is read, copied and saved; nothing is changed here."""

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Mapping[int, MailRow] = {}
        self.setWindowTitle(self.tr("Letters"))
        self.setMinimumSize(880, 520)
        self.title = label("", "title")
        self.table = LazyTable(context, "campaign-mails", mail_columns(context.catalogue), self._load)
        self.save_button = button(self.tr("Save as CSV"), theme=context.theme, icon="file-down")
        self.close_button = button(self.tr("Close"), "primary")
        self.save_button.clicked.connect(self.table.ask_export)
        self.close_button.clicked.connect(self.accept)
        whole = column(self.title, self.table, row(self.save_button, 1, self.close_button, gap=UNIT), gap=GAP)
        whole.setStretch(1, 1)
        whole.setContentsMargins(WIDE, WIDE, WIDE, WIDE)
        self.setLayout(whole)

    def show_mails(self, name: str, rows: Sequence[MailRow]) -> None:
        """Open it with the mails of a campaign."""
        self._rows = {row.mail_id: row for row in rows}
        self.title.setText(name)
        self.table.set_ids([row.mail_id for row in rows])
        self.open()
        self.table.view.setFocus()

    def _load(self, ids: Sequence[int]) -> dict[int, MailRow]:
        return {one: self._rows[one] for one in ids if one in self._rows}


def mail_columns(catalogue: Catalogue) -> tuple[Column, ...]:
    """The columns of the table of mails."""
    from PySide6.QtCore import QCoreApplication

    def tr(text: str) -> str:
        return QCoreApplication.translate("MailsDialog", text)

    return (
        Column("number", tr("Number"), lambda row: row.number, 96),
        Column("customer", tr("Customer"), lambda row: row.customer, 170, strong=True),
        Column("arm", tr("Letter"), lambda row: arm_words(row.arm), 90),
        Column(
            "status", tr("State"), lambda row: mail_status_words(row.status), 104,
            tone=lambda row: _TONES.get(row.status, "text"), badge=True,
        ),
        Column("subject", tr("Subject"), lambda row: row.subject, 0),
        Column("why", tr("Why"), lambda row: why_words(catalogue, row), 200, tip=lambda row: row.last_error),
        Column("sent", tr("Sent"), lambda row: exact_day(catalogue, row.sent_at), 150, shown=False),
    )  # fmt: skip


def why_words(catalogue: Catalogue, row: MailRow) -> str:
    """Why a mail was left out or failed; for one that left, who wrote it where that was not the template by choice."""
    if row.status in ("failed", "bounced") and row.last_error:
        return row.last_error
    return reason_words(catalogue, row.reason) if row.reason else ""
