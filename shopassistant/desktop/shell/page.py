"""What a page is to the window, and the list of pages there are."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.shell.context import AppContext


class Page(QWidget):
    """Base of all pages: widgets only, everything else is its presenter's. Built on the first visit."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.context = context

    def shown(self) -> None:
        """The page came to the front: set the focus where typing should go."""

    def hidden(self) -> None:
        """Another page came to the front, the terminal was locked, or the window closes."""

    def open_with(self, what: object) -> None:
        """Somebody asked for this page with something to show, see `Navigator.open`."""

    def prepare(self, what: str) -> None:
        """Something on this page is about to happen by itself, see `MainWindow.prepare`; it may not be in front."""

    def go_back(self) -> bool:
        """Esc was pressed and nothing inside took it. True if the page backed out one step itself."""
        return False


@dataclass(frozen=True)
class PageSpec:
    """A page before it is built.

    Attributes:
        id: stable name, also the page of its actions.
        title: translated name in the rail; one word.
        icon: icon name.
        factory: builds the page; imports its modules only then.
        keys: keys that open it.
        role: the least role that sees it; empty for everybody.
    """

    id: str
    title: str
    icon: str
    factory: Callable[[AppContext], Page]
    keys: str = ""
    role: str = ""
