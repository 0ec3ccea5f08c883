"""The receipts of what suppliers of the invented boutique delivered, out of its ledger."""

from dataclasses import dataclass

import numpy as np

from shopassistant.ingest.demo.buying import Orders, houses_of
from shopassistant.ingest.demo.catalogue import Catalogue, Ints
from shopassistant.ingest.demo.stockroom import REASONS
from shopassistant.ingest.demo.tills import Moments, Movements


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Receipts (R) in order of time, and their lines (D).

    Attributes:
        order: of each receipt, -1 without one; house: its supplier; at: its moment; shape (R,).
        receipt, movement, line, variant, units: of each receipt line: its receipt, place in the ledger, order line (-1
            without), and what came; shape (D,).
    """

    order: Ints
    house: Ints
    at: Moments
    receipt: Ints
    movement: Ints
    line: Ints
    variant: Ints
    units: Ints


def make_deliveries(orders: Orders, movements: Movements, catalogue: Catalogue) -> Deliveries:
    """The receipts behind the deliveries in the ledger: one for what came of one order, or of one supplier without an
    order, at one moment.
    """
    movement = np.flatnonzero(movements.reason == REASONS.index("delivery"))
    line, house = movements.order_line[movement], houses_of(catalogue)[movements.variant[movement]]
    order = np.where(line >= 0, orders.order[line.clip(0)] if len(orders.order) else -1, -1 - house)
    at = movements.at[movement]
    by = np.lexsort((np.arange(len(movement)), order, at))
    movement, line, house, order, at = movement[by], line[by], house[by], order[by], at[by]
    starts = np.r_[True, (np.diff(order) != 0) | (np.diff(at) != np.timedelta64(0, "s"))][: len(order)]
    head = np.flatnonzero(starts)
    came = (movements.variant[movement], movements.quantity[movement])
    return Deliveries(np.maximum(order[head], -1), house[head], at[head], np.cumsum(starts) - 1, movement, line, *came)
