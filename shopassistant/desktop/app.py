"""The one place where the desktop is put together: settings, theme, lanes, window, shop."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from shopassistant.core.changes import Changes
from shopassistant.core.errors import Conflict, ShopError
from shopassistant.core.messages import Catalogue
from shopassistant.core.paths import data_dir, default_store, demo_store, settings_file
from shopassistant.core.progress import Progress
from shopassistant.core.settings import Settings, SettingsFile
from shopassistant.desktop.shell.actions import ActionRegistry
from shopassistant.desktop.shell.alerting import AlertDesk
from shopassistant.desktop.shell.background import Background
from shopassistant.desktop.shell.bus import ChangeBus
from shopassistant.desktop.shell.context import AppContext, Navigator, Shell
from shopassistant.desktop.shell.crash import CrashDialog
from shopassistant.desktop.shell.errors import ErrorPlace
from shopassistant.desktop.shell.first_staff import FirstStaffScreen
from shopassistant.desktop.shell.forecasting import ForecastDesk
from shopassistant.desktop.shell.freshness import FreshnessDesk
from shopassistant.desktop.shell.idle_lock import IdleLock
from shopassistant.desktop.shell.key_sheet import KeySheet
from shopassistant.desktop.shell.language import reader_language
from shopassistant.desktop.shell.learning import LearningDesk
from shopassistant.desktop.shell.opening import NewShop, Opened, create_shop, open_demo, open_shop
from shopassistant.desktop.shell.page import PageSpec
from shopassistant.desktop.shell.palette import Palette
from shopassistant.desktop.shell.services import Services, learn, warm
from shopassistant.desktop.shell.settings_box import SettingsBox
from shopassistant.desktop.shell.sign_in import SignInScreen
from shopassistant.desktop.shell.staff import SignedIn
from shopassistant.desktop.shell.starting import StartingScreen
from shopassistant.desktop.shell.terminal import TerminalName
from shopassistant.desktop.shell.toasts import Toasts
from shopassistant.desktop.shell.welcome import WelcomeScreen
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.desktop.shell.window_actions import WindowActions
from shopassistant.desktop.tasks.lanes import Lanes
from shopassistant.desktop.theme.theme import Theme
from shopassistant.store.actor import Actor

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.door import KioskDoor

Specs = Callable[[], tuple[PageSpec, ...]]


@dataclass(frozen=True)
class Options:
    """What the command line asked for.

    Attributes:
        store: the shop's file; None for the one opened last or the default.
        demo: open the demo shop.
        kiosk: open the customers' window as soon as the shop is open.
        camera: of the kiosk, instead of the one in the settings: index, name, or path of a film.
    """

    store: Path | None = None
    demo: bool = False
    kiosk: bool = False
    camera: str = ""


def build_shell(app: QApplication, settings: Path | None = None) -> Shell:
    """Everything that lives as long as the window, without a shop."""
    box = SettingsBox(SettingsFile(settings or settings_file()))
    theme = Theme(app, box.current.theme, box.current.profile)
    language = reader_language(box.current.language)
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


def build_context(shell: Shell, opened: Opened, terminal: str) -> AppContext:
    """What the pages of `opened` get in the window called `terminal`."""
    common = {entry.name: getattr(shell, entry.name) for entry in fields(Shell)}
    return AppContext(
        store=opened.store,
        shop=opened.shop,
        location_id=opened.location_id,
        terminal=terminal,
        catalogue=Catalogue(reader_language(shell.settings.current.language), opened.shop.money),
        services=Services(opened.store, opened.location_id),
        **common,
    )


class Desktop(QObject):
    """The running program: a window, and the shop that is open in it.

    Signals:
        ready: the first page, the sign-in or the welcome is shown and can be used.
    """

    ready = Signal()

    def __init__(self, shell: Shell, window: MainWindow, specs: Specs) -> None:
        super().__init__()
        self.shell = shell
        self.window = window
        self.context: AppContext | None = None
        self.log_file: Path | None = None
        self._specs = specs
        self._options = Options()
        self.background: Background | None = None
        self._terminal: TerminalName | None = None
        self._sign_in: SignInScreen | None = None
        self._first_staff: FirstStaffScreen | None = None
        self.welcome: WelcomeScreen | None = None
        self.kiosk: KioskDoor | None = None
        self._goes_to = ""
        self._build()

    @property
    def learning(self) -> LearningDesk | None:
        """Learns from the sales by night; None while no shop is open, as the following ones."""
        return self.background.learning if self.background else None

    @property
    def forecasting(self) -> ForecastDesk | None:
        """Keeps the forecasts of demand."""
        return self.background.forecasting if self.background else None

    @property
    def alerting(self) -> AlertDesk | None:
        """Looks at the stock."""
        return self.background.alerting if self.background else None

    @property
    def freshness(self) -> FreshnessDesk | None:
        """Keeps segments and values of today."""
        return self.background.freshness if self.background else None

    def _build(self) -> None:
        shell, window = self.shell, self.window
        self.palette = Palette(window, shell.theme, shell.actions)
        self.key_sheet = KeySheet(window, shell.theme, shell.actions)
        self.idle_lock = IdleLock(shell)
        self._actions = WindowActions(self)
        shell.lanes.failed.connect(shell.errors.show)
        shell.errors.crashed.connect(self._on_crash)
        shell.staff.changed.connect(self._on_staff)
        shell.settings.changed.connect(self._on_settings)
        window.header.palette_wanted.connect(self.palette.open)
        window.header.theme_wanted.connect(self._actions.toggle_theme)
        window.header.switch_wanted.connect(self.show_sign_in)
        window.header.advice_wanted.connect(self._on_advice)
        window.closing.connect(self.close)

    # Opening

    def start(self, options: Options) -> None:
        """Show a held place; the shop follows after the first paint, see `open_wanted`."""
        self._options = options
        self.window.show_screen(StartingScreen(self.shell.theme))

    def open_wanted(self) -> None:
        """Open the shop that was asked for on the command line, or last time; the welcome where there is none."""
        handle = self.window.windowHandle()
        if handle is not None:
            self.idle_lock.watch(handle)
        set_aside = self.shell.settings.file.set_aside
        if set_aside is not None:
            words = self.tr("The settings could not be read and start anew. The old ones are kept at {path}.")
            self.shell.errors.tell(words.format(path=set_aside), "warning")
        if self._options.demo:
            self.open_demo(self._options.store or demo_store())
            return
        path = self._options.store or self._last_store()
        if not path.exists():
            self.show_welcome()
            return
        self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open the shop at `path` in a lane."""
        title = self.tr("Opening the shop")
        self.shell.lanes.db.run(
            self, lambda _progress: open_shop(path), self._on_opened, self._on_not_opened, title=title
        )

    def open_demo(self, path: Path | None = None) -> None:
        """Open the demo shop, made first where there is none."""
        where = path or demo_store()
        title = self.tr("Opening the demo shop") if where.exists() else self.tr("Making the demo shop")
        job = partial(open_demo, where)
        self.shell.lanes.db.run(self, job, self._on_opened_as, self._on_not_opened, title=title)

    def create(self, new: NewShop, imports: bool) -> None:
        """Make an empty shop and open it; `imports` goes on to bringing records in."""
        self._goes_to = "import" if imports else ""
        path = self._options.store or self._last_store()
        job = partial(_create, path, new)
        self.shell.lanes.db.run(self, job, self._on_opened_as, self._on_not_created)

    def _last_store(self) -> Path:
        stored = self.shell.settings.current.store
        return Path(stored) if stored else default_store()

    def _on_opened(self, opened: Opened) -> None:
        self.show_shop(opened, None)

    def _on_opened_as(self, result: tuple[Opened, Actor]) -> None:
        self.show_shop(*result)

    def _on_not_opened(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.shell.errors.show(error)
        self.show_welcome()

    def _on_not_created(self, error: Exception) -> None:
        if isinstance(error, ShopError) and self.welcome is not None:
            self.welcome.form.refuse(self.shell.errors.explain(error).text)

    def show_shop(self, opened: Opened, actor: Actor | None) -> None:
        """Show a shop; `actor` is signed in, or the sign-in is shown."""
        self._leave_shop()
        self._terminal = TerminalName(opened.store.path, data_dir() / "windows")
        self.context = build_context(self.shell, opened, self._terminal.name)
        self.window.set_context(self.context, self._specs())
        self.background = Background(self.context, self.window)
        if not opened.shop.is_demo and self._options.store is None:
            self.shell.settings.change(store=str(opened.store.path))
        if actor is None:
            self._on_staff()
        elif self.shell.staff.is_locked or self.shell.staff.actor != actor:
            self.shell.staff.sign_in(actor)
        else:
            self._on_staff()
        self.ready.emit()
        if self._options.kiosk:
            self.open_kiosk()

    def open_kiosk(self, camera: str = "") -> None:
        """Give the screen to the customers until a member of staff types a PIN.

        Args:
            camera: instead of the command line's, and that instead of the settings'.
        """
        if self.context is None:
            return
        from shopassistant.desktop.kiosk.door import KioskDoor  # most windows never open it

        self.kiosk = self.kiosk or KioskDoor(self.window)
        self.kiosk.open(self.context, camera or self._options.camera)

    def _leave_shop(self) -> None:
        if self.background is not None:
            self.background.stop()
            self.background = None
        if self._sign_in is not None:
            self.window.drop_screen(self._sign_in)
            self._sign_in = None
        if self._first_staff is not None:
            self.window.drop_screen(self._first_staff)
            self._first_staff = None
        before, self.context = self.context, None
        if before is not None:
            self.shell.staff.lock()
            before.store.close()
        self._release_terminal()

    def _release_terminal(self) -> None:
        if self._terminal is not None:
            self._terminal.release()
            self._terminal = None

    # Screens

    def show_welcome(self) -> None:
        """The ways to begin."""
        if self.welcome is None:
            welcome = WelcomeScreen(self.shell.theme)
            welcome.demo_wanted.connect(self.open_demo)
            welcome.shop_wanted.connect(self.create)
            self.welcome = welcome
        self.window.show_screen(self.welcome)
        self.welcome.show_choices()
        self.ready.emit()

    def show_sign_in(self) -> None:
        """Ask who is here. Esc goes back to the page while somebody is signed in."""
        if self.context is None:
            return
        if self._sign_in is None:
            self._sign_in = SignInScreen(self.context)
            self._sign_in.left.connect(self._back_to_page)
            self._sign_in.nobody.connect(self._on_nobody)
            self._sign_in.presenter.signed_in.connect(self._back_to_page)
        self.window.show_screen(self._sign_in)
        self._sign_in.prepare()

    def _on_nobody(self) -> None:
        if self.context is None or self._first_staff is not None:
            return
        self._first_staff = FirstStaffScreen(self.context)
        self.window.show_screen(self._first_staff)
        self._first_staff.prepare()

    def _back_to_page(self) -> None:
        specs = self.window.specs
        wanted = self._goes_to or self.window.current_page
        self._goes_to = ""
        known = [spec.id for spec in specs if self.window.may_show(spec.id)]
        self.window.show_page(wanted if wanted in known else known[0])

    def _on_staff(self) -> None:
        is_locked = self.shell.staff.is_locked
        self.shell.actions.set_locked(is_locked)
        if self.context is None:
            return
        if is_locked:
            self.palette.hide()
            self.show_sign_in()
        else:
            self._back_to_page()

    def _on_advice(self) -> None:
        self.window.show_page("model", "health")

    def _on_settings(self, settings: Settings) -> None:
        self.shell.theme.use(settings.theme, settings.profile)

    def _on_crash(self, trace: str) -> None:
        if self.kiosk is not None and self.kiosk.is_open:
            return  # no visitor reads a traceback; the kiosk wipes the visit and asks for staff
        if self.window.findChild(CrashDialog) is None:  # one at a time; the log has them all
            dialog = CrashDialog(self.window, self.shell.theme, trace, self.log_file)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    # Ends

    def warm_up(self) -> None:
        """Load what the next clicks will need, while nobody waits for it; learn once where nothing was learned yet."""
        if self.context is not None:
            self.shell.lanes.cpu.run(self, partial(warm, self.context.services), self._on_warm, key="warm")

    def _on_warm(self, needs_learning: bool) -> None:
        self.shell.lanes.spare_what_is_loaded()
        if self.background is not None:
            self.background.warm()
        if needs_learning and self.context is not None:
            title = self.tr("Learning what your customers like")
            job = partial(learn, self.context.services)
            self.shell.lanes.cpu.run(self, job, self._on_learned, self._on_not_learned, title=title)

    def _on_learned(self, _summary: object) -> None:
        self.shell.bus.publish(Changes(everything=True))

    def _on_not_learned(self, error: Exception) -> None:
        """Where another window was faster, `ModelWatcher` brings what it learned."""
        if isinstance(error, ShopError) and not isinstance(error, Conflict):
            self.shell.errors.show(error)

    def close(self) -> None:
        """Stop everything, within bounds."""
        if self.kiosk is not None:
            self.kiosk.close()
        self.window.leave_page()
        self.idle_lock.stop()
        if self.background is not None:
            self.background.rest()
        self.shell.lanes.close()
        if self.background is not None:
            self.background.stop()
            self.background = None
        if self.context is not None:
            self.context.store.close()
        self._release_terminal()


def _create(path: Path, new: NewShop, _progress: Progress) -> tuple[Opened, Actor]:
    return create_shop(path, new)
