"""What a page gets: everything it may use, handed over once; there are no globals to reach for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.shell.actions import ActionRegistry
from shopassistant.desktop.shell.bus import ChangeBus
from shopassistant.desktop.shell.errors import ErrorPlace
from shopassistant.desktop.shell.services import Services
from shopassistant.desktop.shell.settings_box import SettingsBox
from shopassistant.desktop.shell.staff import SignedIn
from shopassistant.desktop.shell.toasts import Toasts
from shopassistant.desktop.tasks.lanes import Lanes
from shopassistant.desktop.theme.theme import Theme

if TYPE_CHECKING:
    from shopassistant.store.database import Store
    from shopassistant.store.shop import Shop


class Navigator(QObject):
    """Opens pages by id.

    Signals:
        asked: a page id and what to show there (any frozen value the page understands, or None).
    """

    asked = Signal(str, object)

    def open(self, page_id: str, what: object = None) -> None:
        """Show a page; `what` goes to its `open_with`."""
        self.asked.emit(page_id, what)


@dataclass(frozen=True)
class Shell:
    """What is there before any shop is open; lives as long as the window."""

    lanes: Lanes
    bus: ChangeBus
    settings: SettingsBox
    theme: Theme
    errors: ErrorPlace
    toasts: Toasts
    actions: ActionRegistry
    navigate: Navigator
    staff: SignedIn


@dataclass(frozen=True)
class AppContext:
    """What a page of an open shop gets.

    Attributes:
        store: the shop's database.
        shop: its name, currency, country as they were when it was opened.
        location_id: where this terminal stands.
        terminal: name of this window, for baskets.
        catalogue: sentences for codes, in the reader's language and the shop's currency.
        services: search, product look-up and recommendations, made when first used.
        lanes, bus, settings, theme, errors, toasts, actions, navigate, staff: see their classes.
    """

    store: "Store"
    shop: "Shop"
    location_id: int
    terminal: str
    catalogue: Catalogue
    services: Services
    lanes: Lanes
    bus: ChangeBus
    settings: SettingsBox
    theme: Theme
    errors: ErrorPlace
    toasts: Toasts
    actions: ActionRegistry
    navigate: Navigator
    staff: SignedIn
