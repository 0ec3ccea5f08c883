"""Every page and dialogue as a picture: to judge the look by, for the README, and as a test that everything opens.

A page package may have a module ``scenes`` with a function ``scenes() -> tuple[Scene, ...]``; a page without one is
shown as it opens. A scene that takes several steps is a generator: at every ``yield`` the tour waits until the lanes
are idle, so nothing here waits for time to pass.
"""

import importlib
import importlib.util
import inspect
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import shopassistant.desktop.pages
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.shell.page import Page

SIZES = ((1366, 768), (1920, 1080))
MODES = ("light", "dark")
# A screen that stands upright, as the kiosk's often does.
TALL = ((1080, 1920),)
LONGEST_WAIT_MS = 60_000


@dataclass(frozen=True)
class Scene:
    """One state of the window worth a picture.

    Attributes:
        name: of the picture's file, lower case with hyphens.
        page_id: page to be in front, empty for what belongs to the window.
        prepare: brings the page into the state; gets the `Page`, or the `Desktop` where `page_id` is empty. May be a
            generator function, see the module.
        profile: ``counter`` or ``floor``.
        is_kiosk: the customers' window is in front; it stands upright, too, and has no light and dark.
    """

    name: str
    page_id: str
    prepare: "Callable[[Page], object] | Callable[[Desktop], object]"
    profile: str = "counter"
    is_kiosk: bool = False


class Tour:
    """Goes through scenes and saves them.

    Args:
        desktop: with a shop open and somebody signed in.
        folder: where the pictures go; made if missing.
    """

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self._desktop = desktop
        self._folder = folder
        self._actor = desktop.shell.staff.actor
        folder.mkdir(parents=True, exist_ok=True)

    def run(
        self,
        scenes: Sequence[Scene],
        sizes: Sequence[tuple[int, int]] = SIZES,
        modes: Sequence[str] = MODES,
        tall: Sequence[tuple[int, int]] = (),
        told: Callable[[str], None] = lambda _name: None,
    ) -> list[Path]:
        """Save every scene in every size and theme, those of the kiosk in the `tall` sizes, too. Returns the files.

        Scenes of the floor come first: another profile styles every page anew that was opened by then.
        """
        saved = []
        for scene in sorted(scenes, key=lambda one: one.profile != "floor"):
            self._clear()
            self.use_profile(scene)
            self._prepare(scene)
            for width, height in (*sizes, *(tall if scene.is_kiosk else ())):
                self._front().resize(width, height)
                for mode in modes[:1] if scene.is_kiosk else modes:
                    self._desktop.shell.settings.change(theme=mode)  # or the next setting changes it back
                    self._settle()
                    path = self._folder / f"{scene.name}-{width}x{height}-{mode}.png"
                    if not self.picture().save(str(path)):
                        raise OSError(f"cannot write {path}")
                    saved.append(path)
            told(scene.name)
        self._clear()
        return saved

    def use_profile(self, scene: Scene) -> None:
        """The letters and targets of the scene; all of the window is styled anew where they are others."""
        settings = self._desktop.shell.settings
        if settings.current.profile != scene.profile:
            settings.change(profile=scene.profile)

    def picture(self) -> QPixmap:
        """The window with the dialogues that are open over it."""
        kiosk = self._desktop.kiosk
        if kiosk is not None and kiosk.window is not None:
            from shopassistant.desktop.kiosk.scenes import picture_of

            return picture_of(kiosk.window)
        window = self._desktop.window
        for widget in window.findChildren(QWidget):
            widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # nobody holds a pointer
        whole = window.grab()
        dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
        if dialogs:
            self._lay_over(whole, dialogs)
        return whole

    def _lay_over(self, whole: QPixmap, dialogs: list[QDialog]) -> None:
        painter = QPainter(whole)
        shade = QColor("black")
        shade.setAlphaF(0.35)
        painter.fillRect(whole.rect(), shade)
        for dialog in dialogs:
            middle = QPoint(self._desktop.window.width() // 2, self._desktop.window.height() // 2)
            corner = middle - QPoint(dialog.width() // 2, dialog.height() // 2)
            painter.drawPixmap(corner, dialog.grab())
            painter.setPen(self._desktop.shell.theme.colour("line"))  # the edge a window manager would draw
            painter.drawRect(QRect(corner, dialog.size()).adjusted(0, 0, -1, -1))
        painter.end()

    def _front(self) -> QWidget:
        """The kiosk where it is open, else the main window."""
        kiosk = self._desktop.kiosk
        return self._desktop.window if kiosk is None or kiosk.window is None else kiosk.window

    def _prepare(self, scene: Scene) -> None:
        subject: object = self._desktop
        if scene.page_id:
            self._desktop.window.show_page(scene.page_id)
            self._settle()
            subject = self._desktop.window.page(scene.page_id)
        steps = scene.prepare(subject)  # type: ignore[arg-type]
        self._settle()
        if inspect.isgenerator(steps):
            for _step in steps:
                self._settle()
            self._settle()
        if scene.page_id:  # a toast would tell of how the scene was made, not of what it shows
            self._desktop.window.toast_host.hide()

    def _settle(self) -> None:
        """Wait until every lane is idle and everything that was posted is done and painted."""
        if not self._desktop.shell.lanes.wait_idle(LONGEST_WAIT_MS):
            raise TimeoutError("the lanes do not come to rest")
        for _round in range(3):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            self._desktop.shell.lanes.wait_idle(LONGEST_WAIT_MS)

    def _clear(self) -> None:
        """Nothing of the scene before is left over."""
        window = self._desktop.window
        if self._desktop.kiosk is not None:
            self._desktop.kiosk.close()
            window.show()
        for dialog in window.findChildren(QDialog):
            dialog.reject()
        for overlay in (self._desktop.palette, self._desktop.key_sheet):
            overlay.close_overlay()
        window.messages.hide()
        window.toast_host.hide()
        self._desktop.shell.staff.sign_in(self._actor)
        window.show_page(window.current_page or window.specs[0].id)
        self._settle()


def all_scenes(desktop: Desktop) -> tuple[Scene, ...]:
    """The scenes of all pages and of the window."""
    found: list[Scene] = []
    for module in pkgutil.iter_modules(shopassistant.desktop.pages.__path__):
        name = f"{shopassistant.desktop.pages.__name__}.{module.name}.scenes"
        if module.ispkg and importlib.util.find_spec(name) is not None:
            found.extend(importlib.import_module(name).scenes())
    shown = {scene.page_id for scene in found}
    plain = [Scene(spec.id, spec.id, _as_it_opens) for spec in desktop.window.specs if spec.id not in shown]
    return (*plain, *found, *window_scenes(), *importlib.import_module("shopassistant.desktop.kiosk.scenes").scenes())


def _as_it_opens(_page: Page) -> None:
    """Nothing to do."""


def window_scenes() -> tuple[Scene, ...]:
    """What belongs to no page."""
    return (
        Scene("window-palette", "", _palette),
        Scene("window-keys", "", _keys),
        Scene("window-message", "", _message),
        Scene("window-crash", "", _crash),
        Scene("window-sign-in", "", _sign_in),
        Scene("window-starting", "", _starting),
        Scene("window-welcome", "", _welcome),
        Scene("window-new-shop", "", _new_shop),
    )


def _palette(desktop: Desktop) -> None:
    desktop.palette.open()
    desktop.palette.edit.setText("s")


def _keys(desktop: Desktop) -> None:
    desktop.key_sheet.open()


def _message(desktop: Desktop) -> None:
    text = "The disk is full. Nothing was written; free some space and try again."
    desktop.shell.errors.tell(text, "critical", "database or disk is full")
    desktop.shell.toasts.show("Removed Zennor slip dress, teal", lambda: None)


def _crash(desktop: Desktop) -> None:
    lines = ("Traceback (most recent call last):", '  File "example.py", line 1', "ZeroDivisionError: division by zero")
    desktop.shell.errors.crashed.emit("\n".join(lines))


def _sign_in(desktop: Desktop) -> None:
    desktop.show_sign_in()


def _starting(desktop: Desktop) -> None:
    from shopassistant.desktop.shell.starting import StartingScreen

    desktop.window.show_screen(StartingScreen(desktop.shell.theme))


def _welcome(desktop: Desktop) -> None:
    desktop.show_welcome()


def _new_shop(desktop: Desktop) -> None:
    desktop.show_welcome()
    welcome = desktop.welcome
    if welcome is not None:
        welcome.show_form(imports=False)
