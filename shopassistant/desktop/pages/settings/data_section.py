"""The shop's file: where it lies, copies of it, and bringing one back."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from shopassistant import __version__
from shopassistant.core.paths import log_dir
from shopassistant.desktop.pages.settings.presenter import SettingsPresenter
from shopassistant.desktop.pages.settings.sections import Section
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.widgets.basics import ElidedLabel, button, label, row


class DataSection(Section):
    """Back up, restore; where the file and the log are."""

    def __init__(self, context: AppContext, presenter: SettingsPresenter) -> None:
        super().__init__(context.theme)
        self._context = context
        self._presenter = presenter
        theme = context.theme
        self.backup = button(self.tr("Back up to a file"), "primary", theme=theme, icon="save")
        self.restore = button(self.tr("Bring a backup back"), theme=theme, icon="rotate-ccw")
        self.backup.clicked.connect(self._on_backup)
        self.restore.clicked.connect(self._on_restore)
        self._restore_note = label(
            self.tr("A manager takes a backup; only an administrator brings one back."), "caption", "muted"
        )
        logs = button(self.tr("Open log folder"), theme=theme, icon="folder-open")
        logs.clicked.connect(self._on_logs)
        card = self.add_card()
        card.add_field(self.tr("This shop's file"), ElidedLabel(str(context.store.path)))
        card.add_field(
            self.tr("Copies"),
            _line(self.backup, self.restore),
            self.tr("Taken while the shop works on. Before a backup comes back, today's state is kept."),
        )
        card.box.addWidget(self._restore_note)
        about = self.add_card()
        about.add_field(self.tr("Version"), label(f"shopassistant {__version__}"))
        about.add_field(
            self.tr("Log"), _line(logs), self.tr("Holds what the program did, and nothing of your customers.")
        )
        about.add_field(
            self.tr("Thanks to"),
            label(
                self.tr("Inter (SIL Open Font License), Lucide icons (ISC) and Qt for Python (LGPL)."),
                tone="muted",
                wrap=True,
            ),
        )

    def entered(self) -> None:
        may = self._presenter.is_administrator
        self.backup.setEnabled(self._presenter.is_manager)
        self.restore.setEnabled(may)
        self._restore_note.setVisible(not may)

    def _on_backup(self) -> None:
        suggested = self._context.store.path.with_name(f"{self._context.store.path.stem}-{date.today():%Y-%m-%d}.db")
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Back up to"), str(suggested), "*.db")
        if chosen:
            self._presenter.backup(Path(chosen), self.tr("Copying the shop"))

    def _on_restore(self) -> None:
        folder = str(self._context.store.path.parent)
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Bring back"), folder, "*.db")
        if chosen and self._is_sure(Path(chosen)):
            self._presenter.restore(Path(chosen), self.tr("Bringing the backup back"))

    def _is_sure(self, backup: Path) -> bool:
        asked = QMessageBox(self)
        asked.setText(self.tr("Replace this shop with {name}?").format(name=backup.name))
        asked.setInformativeText(
            self.tr("Everything since that backup leaves this shop. Today's state is kept beside it, as a file.")
        )
        replace = asked.addButton(self.tr("Replace"), QMessageBox.ButtonRole.AcceptRole)
        asked.addButton(self.tr("Keep today's"), QMessageBox.ButtonRole.RejectRole)
        asked.exec()
        return asked.clickedButton() is replace

    def _on_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_dir())))


def _line(*parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(*parts, 1))
    return holder
