"""The way into the kiosk and out of it: the main window steps back, and comes again with whoever typed their PIN."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.plan import KioskPlan, plan_of
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.store.actor import Actor

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.turning import Turning
    from shopassistant.desktop.tasks.camera_run import MirrorLike
    from shopassistant.tryon.sources.source import Source


class KioskDoor(QObject):
    """One kiosk at a time over one main window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._main = window
        self._context: AppContext | None = None
        self.window: KioskWindow | None = None

    @property
    def is_open(self) -> bool:
        """Whether the kiosk has the screen, or is about to."""
        return self._context is not None

    def open(self, context: AppContext, camera: str = "") -> None:
        """Give the screen to the customers; whoever was signed in is signed out.

        Args:
            camera: another one than this terminal's settings name.
        """
        if self.is_open:
            return
        self._context = context
        store, asked = context.store, camera or context.settings.current.camera
        context.lanes.read.run(self, lambda _progress: plan_of(store, asked), self._on_plan, self._on_no_plan)

    def close(self) -> bool:
        """End the kiosk without a PIN: the program ends."""
        window, self.window, self._context = self.window, None, None
        if window is None:
            return True
        ended = window.shut()
        window.close()
        window.deleteLater()
        return ended

    def _on_no_plan(self, error: Exception) -> None:
        context, self._context = self._context, None
        if context is not None:
            context.errors.show(error)

    def _on_plan(self, plan: KioskPlan) -> None:
        app = QApplication.instance()
        if self._context is None or not isinstance(app, QApplication):
            return
        self._context.staff.lock()
        desk = KioskDesk(self._context, plan, make_mirror, make_source)
        self.window = KioskWindow(app, desk)
        desk.setParent(self.window)
        self.window.left.connect(self._on_left)
        desk.open()
        self.window.setGeometry(self._main.screen().geometry())  # the screen that the main window stood on
        self.window.showFullScreen()
        self.window.watch()
        self._main.hide()

    def _on_left(self, actor: Actor) -> None:
        context = self._context
        self._main.show()  # before the other one closes: with the last window the program would end
        self.close()
        if context is not None:
            context.staff.sign_in(actor)


def make_mirror(turning: "Turning") -> "MirrorLike":
    """The mirror with everything behind it; in the mirror's thread, since it loads the model."""
    from shopassistant.desktop.kiosk.board import BoardMaker
    from shopassistant.tryon.card.meter import CardMeter
    from shopassistant.tryon.face.follow import Follower
    from shopassistant.tryon.mirror import Mirror

    follower = Follower()
    return BoardMaker(Mirror(follower), turning, meter=CardMeter(follower))


def make_source(camera: str) -> "Source":
    """The camera, or the film or photograph in its place; in the capturing thread."""
    from shopassistant.tryon.sources.asked import source_of

    return source_of(camera)
