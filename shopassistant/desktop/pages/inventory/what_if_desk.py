"""What if: asks the advice's scenarios what would follow from other terms; the newest question wins. No widgets."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from shopassistant.core.errors import ShopError, UserError
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.desktop.pages.inventory.advice_desk import AdviceDesk
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.inventory.reorder.today import Today
    from shopassistant.inventory.reorder.whatif import Answer, Change, Explorer


@dataclass(frozen=True)
class Basis:
    """Where one starts from.

    Attributes:
        now: what follows from going on as now.
        lead_days: mean lead time of the product.
        price_minor: its price, tax included.
    """

    now: "Answer"
    lead_days: float
    price_minor: int


class WhatIfDesk(Desk):
    """Explores one product.

    Signals:
        began: a `Basis`; None where nothing can be said (never counted, or no forecast).
        answered: an `Answer` to the newest `ask`.
    """

    began = Signal(object)
    answered = Signal(object)

    def __init__(self, context: "AppContext", advice: "AdviceDesk", parent: QObject | None = None) -> None:
        super().__init__(context, parent)
        self._advice = advice
        self._explorer: Explorer | None = None
        self._variant_id = 0

    def begin(self, variant_id: int, location_id: int | None, price_minor: int) -> None:
        """Explore a variant at a place, or at all places together; `price_minor` is what it sells for now."""
        today = self._advice.today_advice
        self._explorer = None
        if today is None:
            self.began.emit(None)
            return
        lane = self.context.lanes.cpu
        job = partial(_begin, today, variant_id, location_id, price_minor)
        lane.run(self, lambda _progress: job(), self._on_began, self._on_failed, key="whatif")

    def ask(self, change: "Change") -> None:
        """What would follow."""
        explorer = self._explorer
        if explorer is not None:
            lane = self.context.lanes.cpu
            lane.run(self, lambda _progress: explorer.at(change), self.answered.emit, self._on_failed, key="whatif")

    def _on_began(self, result: "tuple[Explorer, Basis] | None") -> None:
        self._explorer, basis = result if result is not None else (None, None)
        self.began.emit(basis)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.context.errors.show(error)


def _begin(
    today: "Today", variant_id: int, location_id: int | None, price_minor: int
) -> "tuple[Explorer, Basis] | None":
    import numpy as np

    situation = today.advice.situation
    found = situation.keys[:, 0] == variant_id
    if location_id is not None:
        found &= situation.keys[:, 1] == location_id
    rows = [int(one) for one in np.flatnonzero(found)]
    if not rows:
        return None
    try:
        explorer = today.explorer(rows)
    except UserError:  # nothing is known of it, which the page says in its own words
        return None
    lead = float(situation.leads[situation.lead_row[rows]].mean())
    return explorer, Basis(explorer.at(), lead, price_minor)
