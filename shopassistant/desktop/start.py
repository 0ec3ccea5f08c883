"""From a process to a window: measures itself, keeps errors, and loads nothing the first picture does not need."""

import json
import logging
import os
import sys
import time
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from shopassistant.core.logs import start_logging
from shopassistant.core.paths import log_dir, resource
from shopassistant.desktop.app import Desktop, Options, build_shell
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.shell.crash import Hooks
from shopassistant.desktop.shell.told_to_end import ToldToEnd
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.tryon.forget import keep_one_heap, keep_out_of_dumps

_log = logging.getLogger(__name__)

# What must not be loaded before the window is on the screen.
HEAVY = (
    "pandas", "scipy", "sklearn", "cv2", "mediapipe", "ai_edge_litert", "openai", "numpy", "sqlalchemy", "pyqtgraph",
    "alembic",
)  # fmt: skip


def start(options: Options, arguments: Sequence[str] = (), *, measure: bool = False) -> int:
    """Run the desktop until its window is closed.

    Args:
        options: which shop to open.
        arguments: for Qt.
        measure: print the milliseconds from process start to first paint and to a usable page as JSON, and leave.

    Returns:
        The exit status.
    """
    keep_one_heap()
    is_kept_out = keep_out_of_dumps()
    log_file = start_logging(log_dir())
    if sys.platform.startswith("linux") and not is_kept_out:
        _log.warning("a crash may write what is in memory to the disk")
    app = QApplication(["shopassistant", *arguments])
    app.setApplicationName("shopassistant")
    app.setDesktopFileName("shopassistant")
    shell = build_shell(app)
    hooks = Hooks(shell.errors, log_file)
    translators = install_translators(app, shell.settings.current.language)
    window = MainWindow(shell)
    desktop = Desktop(shell, window, page_specs)
    desktop.log_file = log_file
    told = ToldToEnd(lambda: app.exit(0))  # not quit: the kiosk's window would refuse to close
    watch = _Watch(desktop, measure=measure)
    window.painted.connect(watch.on_painted)
    desktop.ready.connect(watch.on_ready)
    desktop.start(options)
    window.show()
    try:
        return app.exec()
    finally:
        desktop.close()
        told.restore()
        hooks.remove()
        del translators


def install_translators(app: QApplication, language: str) -> list[QTranslator]:
    """Qt's own words and ours in `language` (BCP 47; empty for the system's), English where there is none."""
    locale = QLocale(language) if language else QLocale()
    QLocale.setDefault(locale)
    found = []
    folders = (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), str(resource("translations")))
    for name, folder in zip(("qtbase", "shopassistant"), folders, strict=True):
        translator = QTranslator(app)
        if translator.load(locale, name, "_", folder):
            app.installTranslator(translator)
            found.append(translator)
    return found


class _Watch(QObject):
    """Takes the times of a start, warms what comes later, and leaves at once where only measuring was asked for."""

    def __init__(self, desktop: Desktop, *, measure: bool) -> None:
        super().__init__()
        self._desktop = desktop
        self._measure = measure
        self._times: dict[str, object] = {}

    def on_painted(self) -> None:
        self._times["first_paint_ms"] = round(since_process_start_ms(), 1)
        self._times["loaded_by_then"] = [name for name in HEAVY if name in sys.modules]
        _log.info("first paint after %s ms", self._times["first_paint_ms"])
        self._desktop.open_wanted()

    def on_ready(self) -> None:
        if "ready_ms" in self._times:
            return
        self._times["ready_ms"] = round(since_process_start_ms(), 1)
        if self._measure:
            print(json.dumps(self._times), flush=True)  # noqa: T201  asked for on the command line
            self._desktop.window.close()
            return
        self._desktop.warm_up()


def since_process_start_ms() -> float:
    """Milliseconds since this process was started: by the kernel's word on Linux, else since our command began."""
    if sys.platform.startswith("linux"):
        with open("/proc/self/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123  before pathlib matters
            # The second field is the name in brackets and may hold spaces; the 22nd is the start in clock ticks.
            ticks = int(file.read().rsplit(")", 1)[1].split()[19])
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1000
    return (time.time() - float(os.environ.get("SHOPASSISTANT_STARTED_AT", time.time()))) * 1000
