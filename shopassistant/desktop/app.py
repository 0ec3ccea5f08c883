"""The one place where the desktop is put together: settings, theme, lanes, window, shop."""

import os
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from shopassistant.core.messages import Catalogue
from shopassistant.core.paths import data_dir, demo_store, settings_file
from shopassistant.core.progress import Progress
from shopassistant.core.settings import SettingsFile
from shopassistant.desktop.shell.actions import ActionRegistry
from shopassistant.desktop.shell.bus import ChangeBus
from shopassistant.desktop.shell.context import AppContext, Navigator, Shell
from shopassistant.desktop.shell.errors import ErrorPlace
from shopassistant.desktop.shell.opening import Opened, open_demo, open_shop
from shopassistant.desktop.shell.page import PageSpec
from shopassistant.desktop.shell.services import Services
from shopassistant.desktop.shell.settings_box import SettingsBox
from shopassistant.desktop.shell.staff import SignedIn
from shopassistant.desktop.shell.toasts import Toasts
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.desktop.tasks.lanes import Lanes
from shopassistant.desktop.theme.theme import Theme
from shopassistant.store.actor import Actor

Specs = Callable[[], tuple[PageSpec, ...]]


@dataclass(frozen=True)
class Options:
    """What the command line asked for.

    Attributes:
        store: the shop's file; None for the one opened last or the default.
        demo: open the demo shop.
    """

    store: Path | None = None
    demo: bool = False


def build_shell(app: QApplication, settings: Path | None = None) -> Shell:
    """Everything that lives as long as the window, without a shop."""
    box = SettingsBox(SettingsFile(settings or settings_file()))
    theme = Theme(app, box.current.theme, box.current.profile)
    language = box.current.language or "en"
    return Shell(
        lanes=Lanes(),
        bus=ChangeBus(),
        settings=box,
        theme=theme,
        errors=ErrorPlace(lambda: Catalogue(language)),
        toasts=Toasts(),
        actions=ActionRegistry(),
        navigate=Navigator(),
        staff=SignedIn(),
    )


def build_context(shell: Shell, opened: Opened) -> AppContext:
    """What the pages of `opened` get."""
    common = {entry.name: getattr(shell, entry.name) for entry in fields(Shell)}
    path = opened.store.path
    return AppContext(
        store=opened.store,
        shop=opened.shop,
        location_id=opened.location_id,
        terminal=f"{os.getpid()}-{uuid4().hex[:8]}",
        catalogue=Catalogue(shell.settings.current.language or "en", opened.shop.money),
        services=Services(opened.store, path.with_name(path.name + ".index")),
        **common,
    )


class Desktop(QObject):
    """The running program: a window, and the shop that is open in it.

    Signals:
        ready: a shop is open and its first page (or the sign-in) is shown.
    """

    ready = Signal()

    def __init__(self, shell: Shell, window: MainWindow, specs: Specs) -> None:
        super().__init__()
        self.shell = shell
        self.window = window
        self._specs = specs
        self.context: AppContext | None = None
        self._actor: Actor | None = None
        shell.lanes.failed.connect(shell.errors.show)
        shell.staff.changed.connect(self._on_staff)
        window.closing.connect(self.close)

    def open(self, options: Options) -> None:
        """Open the shop that `options` name, in a lane."""
        if options.demo:
            path = options.store or demo_store()
            self.shell.lanes.db.run(
                self, lambda progress: open_demo(path, progress), self._on_demo, title=self.tr("Opening the demo shop")
            )
            return
        path = options.store or self._last_store()
        self.shell.lanes.db.run(self, _OpenJob(path), self._on_opened)

    def _last_store(self) -> Path:
        stored = self.shell.settings.current.store
        return Path(stored) if stored else data_dir() / "shop.db"

    def _on_demo(self, result: tuple[Opened, Actor]) -> None:
        opened, actor = result
        self.show_shop(opened, actor)

    def _on_opened(self, opened: Opened) -> None:
        self.show_shop(opened, None)

    def show_shop(self, opened: Opened, actor: Actor | None) -> None:
        """Show a shop; `actor` is signed in, or the sign-in is shown."""
        before = self.context
        self.context = build_context(self.shell, opened)
        self.window.set_context(self.context, self._specs())
        if before is not None:
            before.store.close()
        if actor is not None:
            self.shell.staff.sign_in(actor)
        self.ready.emit()

    def _on_staff(self) -> None:
        is_locked = self.shell.staff.is_locked
        self.shell.actions.set_locked(is_locked)
        if not is_locked and self.context is not None:
            self.window.show_page(self.window.current_page or self._specs()[0].id)

    def close(self) -> None:
        """Stop everything, within bounds."""
        self.shell.lanes.close()
        if self.context is not None:
            self.context.store.close()


class _OpenJob:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, _progress: Progress) -> Opened:
        return open_shop(self._path)
