"""What a tab is to the model page."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.shell.context import AppContext


class Tab(QWidget):
    """Base of the tabs: widgets only, everything else is a presenter's. Built when it is first in front."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.context = context

    def shown(self) -> None:
        """The tab came to the front, or the page with it: set the focus, read what may have changed."""

    def hidden(self) -> None:
        """Another tab or page came to the front."""

    def open_with(self, what: object) -> None:
        """Somebody asked for this tab with something to show, see `ModelPage.open_with`."""

    def go_back(self) -> bool:
        """Esc was pressed and nothing inside took it. True if the tab backed out one step itself."""
        return False


@dataclass(frozen=True)
class TabSpec:
    """A tab before it is built.

    Attributes:
        id: stable name, to be opened by.
        title: translated name; one word.
        factory: builds the tab; imports its modules only then.
    """

    id: str
    title: str
    factory: Callable[[AppContext], Tab]
