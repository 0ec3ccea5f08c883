"""The main window: puts the parts together and moves between pages; knows no page by name."""

from functools import partial

from PySide6.QtCore import QByteArray, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from shopassistant.core.errors import NotAllowed
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext, Shell
from shopassistant.desktop.shell.header import Header
from shopassistant.desktop.shell.job_bar import JobBar
from shopassistant.desktop.shell.language import reader_language
from shopassistant.desktop.shell.message_bar import MessageBar
from shopassistant.desktop.shell.page import Page, PageSpec
from shopassistant.desktop.shell.rail import Rail
from shopassistant.desktop.shell.toast_host import ToastHost
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import column, row

FIRST_SIZE = (1366, 768)


class MainWindow(QMainWindow):
    """The one window of a terminal.

    Signals:
        painted: it was painted for the first time.
        closing: the user closed it; everything under way is to be stopped.
        page_shown: id of the page that came to the front.
    """

    painted = Signal()
    closing = Signal()
    page_shown = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell = shell
        self._specs: tuple[PageSpec, ...] = ()
        self._pages: dict[str, Page] = {}
        self._context: AppContext | None = None
        self._current = ""
        self._is_painted = False
        self.setWindowTitle("shopassistant")
        self.resize(*FIRST_SIZE)
        self.setMinimumSize(960, 600)
        self._build()
        self._connect()
        self._restore_geometry()

    # What is in it

    def _build(self) -> None:
        self.rail = Rail(self.shell.theme)
        self.header = Header(self.shell)
        self.messages = MessageBar(self.shell.theme)
        self.stack = QStackedWidget()
        self.jobs = JobBar(Catalogue(reader_language(self.shell.settings.current.language)))
        bar = row(self.messages)
        bar.setContentsMargins(GAP, UNIT, GAP, 0)
        right = column(self.header, bar, self.stack, self.jobs, gap=0)
        right.setStretch(2, 1)
        ground = QWidget()
        ground.setObjectName("surface")
        whole = row(self.rail, right, gap=0)
        whole.setStretch(1, 1)
        ground.setLayout(whole)
        self.setCentralWidget(ground)
        self.toast_host = ToastHost(self)

    def _connect(self) -> None:
        shell = self.shell
        self.rail.chosen.connect(self.show_page)
        shell.navigate.asked.connect(self._on_asked)
        shell.errors.message.connect(self.messages.show_message)
        shell.lanes.titled.connect(self.jobs.watch)
        shell.toasts.shown.connect(self.toast_host.show_toast)
        shell.actions.changed.connect(self._adopt_actions)
        shell.actions.wanted.connect(self._on_action_elsewhere)
        shell.staff.changed.connect(self._on_staff)
        self._adopt_actions()

    def _adopt_actions(self) -> None:
        known = set(self.actions())
        for action in self.shell.actions.qt_actions():
            if action not in known:
                self.addAction(action)

    # Pages

    @property
    def current_page(self) -> str:
        """Id of the page in front, empty while none is."""
        return self._current

    def page(self, page_id: str) -> Page | None:
        """The built page with this id, if it was visited."""
        return self._pages.get(page_id)

    def set_context(self, context: AppContext, specs: tuple[PageSpec, ...]) -> None:
        """A shop is open: its pages replace those of the one before."""
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self._current = ""
        self._context = context
        self._specs = specs
        self.rail.set_pages(specs)
        self.shell.actions.add(*(self._page_action(spec) for spec in specs))
        self._on_staff()
        self.setWindowTitle(f"{context.shop.name} \u2013 shopassistant" if context.shop.name else "shopassistant")
        self.header.set_shop(context.shop.name, is_demo=context.shop.is_demo)

    def _page_action(self, spec: PageSpec) -> Action:
        return Action(
            f"open.{spec.id}",
            self.tr("Go to {page}").format(page=spec.title),
            _Opener(self, spec.id),
            keys=spec.keys,
            icon=spec.icon,
            enabled=partial(self.may_show, spec.id),
        )

    def may_show(self, page_id: str) -> bool:
        """Whether there is such a page for whoever is signed in."""
        spec = next((spec for spec in self._specs if spec.id == page_id), None)
        if spec is None or not spec.role:
            return spec is not None
        return not self.shell.staff.is_locked and self.shell.staff.actor.has_role(spec.role)

    def _on_staff(self) -> None:
        shown = frozenset(spec.id for spec in self._specs if self.may_show(spec.id))
        self.rail.show_only(shown)
        self.shell.actions.close_pages(frozenset(spec.id for spec in self._specs) - shown)

    def show_page(self, page_id: str, what: object = None) -> None:
        """Bring a page to the front, building it on the first visit; who may not see it is told whom to ask."""
        if not self.may_show(page_id) and any(spec.id == page_id for spec in self._specs):
            self._refuse_page(page_id)
            return
        page = self._pages.get(page_id) or self._build_page(page_id)
        before = self._pages.get(self._current)
        if before is not None and before is not page:
            before.hidden()
        self._current = page_id
        self.stack.setCurrentWidget(page)
        self.rail.show()
        self.rail.show_page(page_id)
        self.shell.actions.show_page(page_id)
        page.shown()
        if what is not None:
            page.open_with(what)
        self.page_shown.emit(page_id)

    def prepare(self, page_id: str, what: str) -> None:
        """Let a page be ready for something that happens by itself, without showing it."""
        if self.may_show(page_id):
            (self._pages.get(page_id) or self._build_page(page_id)).prepare(what)

    def _refuse_page(self, page_id: str) -> None:
        staff = self.shell.staff
        role = next(spec.role for spec in self._specs if spec.id == page_id)
        error = NotAllowed("staff.nobody") if staff.is_locked else NotAllowed("role.required", role=role)
        self.shell.errors.show(error)

    def show_screen(self, screen: QWidget, *, rail: bool = False) -> None:
        """Show something that is no page (welcome, sign-in, starting) in the place of pages."""
        before = self._pages.get(self._current)
        if before is not None:
            before.hidden()
        self.shell.actions.show_page("")
        self.rail.setVisible(rail)
        if self.stack.indexOf(screen) < 0:
            self.stack.addWidget(screen)
        self.stack.setCurrentWidget(screen)

    def drop_screen(self, screen: QWidget) -> None:
        """Forget a screen that will not be shown again."""
        self.stack.removeWidget(screen)
        screen.deleteLater()

    @property
    def specs(self) -> tuple[PageSpec, ...]:
        """The pages of the open shop."""
        return self._specs

    def _build_page(self, page_id: str) -> Page:
        if self._context is None:
            raise RuntimeError("pages need an open shop")
        spec = next(spec for spec in self._specs if spec.id == page_id)
        page = spec.factory(self._context)
        self._pages[page_id] = page
        self.stack.addWidget(page)
        return page

    def _on_asked(self, page_id: str, what: object) -> None:
        self.show_page(page_id, what)

    def _on_action_elsewhere(self, action: Action) -> None:
        self.show_page(action.page)
        if self._current == action.page:
            self.shell.actions.start(action.id)

    # Window

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape:
            if self.messages.isVisible():
                self.messages.hide()
                return
            page = self._pages.get(self._current)
            if page is not None and self.stack.currentWidget() is page and page.go_back():
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.painted.emit)  # after the children, which follow in this same pass

    def close_soon(self) -> None:
        """Close once the key or click that asked for it is dealt with."""
        QTimer.singleShot(0, self, self.close)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._save_geometry()
        self.leave_page()
        self.closing.emit()
        super().closeEvent(event)

    def leave_page(self) -> None:
        """The program ends: the page in front ends what it began, a customer's visit for one."""
        page = self._pages.get(self._current)
        if page is not None:
            page.hidden()

    def _save_geometry(self) -> None:
        from shopassistant.core.errors import EnvironmentProblem

        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        window = {**self.shell.settings.current.window, "main": geometry}
        try:
            self.shell.settings.change(window=window)
        except EnvironmentProblem as error:  # a place on the screen is not worth a question while closing
            self.shell.errors.explain(error)

    def _restore_geometry(self) -> None:
        stored = self.shell.settings.current.window.get("main", "")
        if stored:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(stored.encode("ascii"))))


class _Opener:
    """Opens one page; a callable with a name, so that tracebacks say which."""

    def __init__(self, window: MainWindow, page_id: str) -> None:
        self._window = window
        self._page_id = page_id

    def __call__(self) -> None:
        self._window.show_page(self._page_id)
