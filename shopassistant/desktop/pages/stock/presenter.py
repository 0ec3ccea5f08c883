"""The stock table: which variants, in which order, found by words or code. No widgets."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.desktop.pages.approval import as_manager
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.inventory.listing import Choice, StockFilter, VariantRow

if TYPE_CHECKING:
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.warnings import OpenWarning

_MOST_FOUND = 500


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer, how many variants are in each state, and how many orders are on their way."""

    locations: tuple[Choice, ...]
    categories: tuple[Choice, ...]
    suppliers: tuple[Choice, ...]
    states: dict[str, int]
    coming: int = 0


@dataclass(frozen=True, slots=True)
class Listed:
    """The variants that match.

    Attributes:
        text: what was searched for, empty for a plain list.
        in_all: variants in the shop, so that an empty list can tell "no match" from "no products".
        exact_id: the one variant whose code was typed or scanned, 0 for none.
        is_withdrawn: nothing that is sold was found, these are no longer sold.
    """

    ids: Sequence[int]
    text: str
    in_all: int
    exact_id: int = 0
    is_withdrawn: bool = False


class StockDesk(Desk):
    """Lists variants and warnings.

    Signals:
        chosen: `Choices`, at the start and after changes.
        listed: `Listed` for the newest question.
        changed: variant ids whose rows are to be read again.
        warned: tuple of `OpenWarning`, the manager's list.
        resolved: (variant id, location id) taken off that list.
    """

    chosen = Signal(object)
    listed = Signal(object)
    changed = Signal(object)
    warned = Signal(object)

    def __init__(self, context: "AppContext", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self.filter = StockFilter()
        self.sort, self.descending = "name", False
        self.text = ""
        self.is_stale = False  # baskets changed, and what is reserved with them
        context.bus.changed.connect(self._on_changes)

    @Slot()
    def load(self) -> None:
        """Everything: filters, list, warnings."""
        self.load_choices()
        self.load_list()
        self.load_warnings()

    def load_choices(self) -> None:
        """What can be filtered by."""
        location_id = self.filter.location_id
        self.look("stock.choices", lambda: self._choices(location_id), self.chosen.emit)

    def load_list(self) -> None:
        """The list again, as the filters and the order are now."""
        wanted, sort, descending, text = self.filter, self.sort, self.descending, self.text
        self.look("stock.list", lambda: self._list(wanted, sort, descending, text), self.listed.emit)

    @Slot()
    def load_warnings(self) -> None:
        """What was sold below zero."""
        self.look("stock.warnings", self._warnings, self.warned.emit)

    @Slot(str)
    def type(self, text: str) -> None:
        """Find by words or code; an empty text shows the plain list."""
        self.text = text.strip()
        self.load_list()

    @Slot(str, bool)
    def sort_by(self, sort: str, descending: bool) -> None:
        """Another order."""
        self.sort, self.descending = sort, descending
        self.load_list()

    def narrow(self, **values: Any) -> None:
        """Change fields of the filter by name."""
        self.filter = replace(self.filter, **values)
        self.load_list()
        if "location_id" in values:
            self.load_choices()

    def widen(self) -> None:
        """No filter, no text."""
        self.filter, self.text = StockFilter(), ""
        self.load_list()

    def refresh(self) -> None:
        """Read the rows again where baskets changed since: what is held there is reserved."""
        if self.is_stale:
            self.is_stale = False
            self.changed.emit(None)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered out."""
        return bool(self.text) or self.filter != StockFilter()

    def rows(self, ids: Sequence[int]) -> dict[int, VariantRow]:
        """Rows of the table; called inside the read lane."""
        from shopassistant.inventory.listing import load_rows

        with self.store.read() as session:
            return load_rows(session, ids)

    def resolve(self, warning: "OpenWarning", pin: str, failed: Callable[[Exception], None]) -> None:
        """A manager looked into it; `failed` gets what will not do."""
        from shopassistant.inventory.stock import resolve_warning

        actor = self.actor

        def job() -> Changes:
            who = as_manager(self.store, actor, pin)
            return resolve_warning(self.store, who, warning.variant_id, warning.location_id)

        self.write(job, self.announce, failed)

    def _choices(self, location_id: int | None) -> Choices:
        from shopassistant.inventory import listing
        from shopassistant.inventory.purchasing.order_list import OrderFilter, list_orders

        with self.store.read() as session:
            return Choices(
                listing.locations(session),
                listing.categories(session),
                listing.suppliers(session),
                listing.state_counts(session, location_id),
                len(list_orders(session, OrderFilter("coming"), self.today)),
            )

    def _list(self, wanted: StockFilter, sort: str, descending: bool, text: str) -> Listed:
        from shopassistant.inventory.listing import list_ids

        exact_id = 0
        with self.store.read() as session:
            ids: Sequence[int] = list_ids(session, wanted, sort, descending=descending)
            in_all = len(ids) or len(list_ids(session, StockFilter(active=None)))
        is_withdrawn = False
        if text:
            exact = self.context.services.lookup().by_code(text)
            exact_id = exact.variant_id if exact is not None else 0
            # A code means this one thing, whatever is filtered out.
            ids, is_withdrawn = ([exact_id], False) if exact_id else self._find(wanted, text, set(ids))
        return Listed(ids, text, in_all, exact_id, is_withdrawn)

    def _find(self, wanted: StockFilter, text: str, shown: set[int]) -> tuple[Sequence[int], bool]:
        """What of `shown` has the words; else what is no longer sold and has them; else what has some of them."""
        lookup = self.context.services.lookup()
        for all_words in (True, False):
            found = lookup.find(text, _MOST_FOUND, all_words=all_words)
            if ids := [one.variant_id for one in found if one.variant_id in shown]:
                return ids, False
            if all_words and (withdrawn := self._withdrawn(wanted, text)):
                return withdrawn, True
        return [], False

    def _withdrawn(self, wanted: StockFilter, text: str) -> Sequence[int]:
        """What is no longer sold and has these words, within the other filters: better shown than added again."""
        from shopassistant.inventory.listing import list_ids

        found = self.context.services.lookup().find_withdrawn(text, _MOST_FOUND)
        if not found:
            return []
        with self.store.read() as session:
            shown = set(list_ids(session, replace(wanted, active=None)))
        return [variant_id for variant_id in found if variant_id in shown]

    def _warnings(self) -> "tuple[OpenWarning, ...]":
        from shopassistant.inventory.stock import open_warnings

        with self.store.read() as session:
            return open_warnings(session)

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        self.is_stale = self.is_stale or bool(changes.baskets)
        if changes.everything or changes.products or changes.locations:
            self.load()
        elif changes.variants or changes.sales or changes.orders:
            self.load_choices()
            self.load_warnings()
            if self.filter.state or self.sort.startswith("stock"):
                self.load_list()
        if changes.everything or changes.variants:
            self.changed.emit(None if changes.everything else changes.variants)
