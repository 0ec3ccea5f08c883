"""Everything the program can do, by name: keys, buttons and the palette all start the same action."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Attributes:
        id: dotted, stable, such as ``"counter.complete"``.
        text: translated words, a verb first.
        handler: does it, in the GUI thread.
        keys: key sequence in Qt's portable words (``"F4"``, ``"Ctrl+K"``), empty for none.
        icon: name of an icon, empty for none.
        page: id of the page it belongs to; its keys work only while that page is shown. Empty for everywhere.
        enabled: asked when the palette opens and when the action starts.
        needs_sign_in: refused while the terminal is locked.
    """

    id: str
    text: str
    handler: Callable[[], None]
    keys: str = ""
    icon: str = ""
    page: str = ""
    enabled: Callable[[], bool] = _always
    needs_sign_in: bool = True


class ActionRegistry(QObject):
    """All actions of a window. Every action becomes a QAction of the window, so that its keys work everywhere in it.

    Signals:
        changed: an action came or went.
        wanted: an action of a page that is not shown was chosen; carries the `Action`.
    """

    changed = Signal()
    wanted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actions: dict[str, Action] = {}
        self._qt: dict[str, QAction] = {}
        self._page = ""
        self._closed_pages: frozenset[str] = frozenset()
        self._is_locked = True

    def add(self, *actions: Action) -> None:
        """Register actions; an id that is known is replaced."""
        for action in actions:
            self.remove(action.id)
            self._actions[action.id] = action
            self._qt[action.id] = self._make(action)
        self._refresh()
        self.changed.emit()

    def remove(self, *ids: str) -> None:
        """Forget actions; unknown ids are fine."""
        for one in ids:
            self._actions.pop(one, None)
            found = self._qt.pop(one, None)
            if found is not None:
                found.setEnabled(False)
                found.deleteLater()

    def all(self) -> tuple[Action, ...]:
        """Every action, in the order of registration."""
        return tuple(self._actions.values())

    def get(self, action_id: str) -> Action:
        """The action; KeyError for an unknown id, which is a bug."""
        return self._actions[action_id]

    def qt_action(self, action_id: str) -> QAction:
        """The QAction behind an action, for a button or menu."""
        return self._qt[action_id]

    def qt_actions(self) -> list[QAction]:
        """All of them, for the window to adopt."""
        return list(self._qt.values())

    def start(self, action_id: str) -> None:
        """Do it: if it belongs to a page that is not shown, that page is opened first."""
        action = self._actions[action_id]
        if (self._is_locked and action.needs_sign_in) or action.page in self._closed_pages:
            return
        if action.page and action.page != self._page:
            self.wanted.emit(action)
            return
        if action.enabled():
            action.handler()

    def can_start(self, action_id: str) -> bool:
        """Whether choosing it now would do something; for an action of another page, that page is opened first."""
        action = self._actions[action_id]
        if (self._is_locked and action.needs_sign_in) or action.page in self._closed_pages:
            return False
        return action.enabled() if not action.page or action.page == self._page else True

    def is_here(self, action_id: str) -> bool:
        """Whether the action belongs to the page in front or to the window."""
        return self._actions[action_id].page in ("", self._page)

    def show_page(self, page_id: str) -> None:
        """Called by the window: keys of this page's actions now work, those of others do not."""
        self._page = page_id
        self._refresh()

    def close_pages(self, page_ids: frozenset[str]) -> None:
        """Called by the window: actions of these pages are not for whoever is signed in."""
        self._closed_pages = page_ids
        self.changed.emit()

    def set_locked(self, is_locked: bool) -> None:
        """Called by the window: while locked only actions that need no sign-in work."""
        self._is_locked = is_locked
        self._refresh()

    def _make(self, action: Action) -> QAction:
        qt_action = QAction(action.text, self)
        qt_action.setData(action.id)
        if action.keys:
            qt_action.setShortcut(QKeySequence(action.keys, QKeySequence.SequenceFormat.PortableText))
            qt_action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        qt_action.triggered.connect(self._on_triggered)
        return qt_action

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.start(str(sender.data()))

    def _refresh(self) -> None:
        for one, action in self._actions.items():
            is_here = not action.page or action.page == self._page
            self._qt[one].setEnabled(is_here and not (self._is_locked and action.needs_sign_in))


def key_text(keys: str) -> str:
    """A key sequence as people of this system read it."""
    sequence = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
    return sequence.toString(QKeySequence.SequenceFormat.NativeText)
