"""When it is our bug: nothing is hidden, the log is kept, and the work can go on."""

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, QUrl, Signal, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from shopassistant import __version__
from shopassistant.desktop.shell.errors import ErrorPlace
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP, HUGE, WIDE
from shopassistant.desktop.widgets.basics import IconLabel, button, column, label, row

_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Hooks(QObject):
    """Brings every error nobody caught, from any thread, to the one place for errors; and Qt's words into the log."""

    _caught = Signal(object)

    def __init__(self, errors: ErrorPlace, log_file: Path) -> None:
        super().__init__()
        self.log_file = log_file
        self._errors = errors
        self._caught.connect(errors.show)  # from another thread this is queued into the GUI's
        self._before: tuple[Callable[..., object], Callable[..., object]] = (sys.excepthook, threading.excepthook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception
        qInstallMessageHandler(_on_qt_message)

    def remove(self) -> None:
        """Put back what was there before."""
        sys.excepthook, threading.excepthook = self._before
        qInstallMessageHandler(None)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):  # Ctrl+C in the terminal
            sys.__excepthook__(kind, error, trace)
            return
        self._caught.emit(error)

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if isinstance(arguments.exc_value, Exception):
            self._caught.emit(arguments.exc_value)


def _on_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s", text)


class CrashDialog(QDialog):
    """Says that something went wrong that should not have, and keeps all that helps to mend it."""

    def __init__(self, parent: QWidget, theme: Theme, trace: str, log_file: Path | None) -> None:
        super().__init__(parent)
        self._trace = trace
        self._log_file = log_file
        self.setWindowTitle(self.tr("Something went wrong"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.resize(720, 440)
        icon = IconLabel(theme, "circle-alert", "critical", HUGE)
        title = label(self.tr("This is a fault of the program, not of yours."), "title")
        body = label(
            self.tr(
                "What was saved is safe: every change is written whole or not at all. The step you just tried may not "
                "have happened; look before you repeat it. The report below is also in the log."
            ),
            wrap=True,
        )
        self._report = QPlainTextEdit(report(trace))
        self._report.setReadOnly(True)
        copy = button(self.tr("Copy report"), theme=theme, icon="copy")
        copy.clicked.connect(self._copy)
        folder = button(self.tr("Open log folder"), theme=theme, icon="folder-open")
        folder.clicked.connect(self._open_folder)
        folder.setEnabled(log_file is not None)
        go_on = button(self.tr("Go on"), "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        head = row(icon, title, 1, gap=GAP)
        self.setLayout(column(head, body, self._report, row(copy, folder, 1, go_on), margin=WIDE, gap=GAP))
        go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(report(self._trace))

    def _open_folder(self) -> None:
        if self._log_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file.parent)))


def report(trace: str) -> str:
    """The text somebody sends to us: version, machine, traceback; nothing of the shop."""
    import platform

    from PySide6 import __version__ as qt_version

    head = f"shopassistant {__version__}, Python {platform.python_version()}, Qt {qt_version}, {platform.platform()}"
    return f"{head}\n\n{trace}"
