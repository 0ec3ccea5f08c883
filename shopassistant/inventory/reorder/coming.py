"""What is on its way or written down in a draft, with the days it may come on."""

from datetime import date

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.inventory.purchasing.arriving import on_order
from shopassistant.inventory.reorder.arrays import Ints
from shopassistant.inventory.reorder.leadtime import still_to_come
from shopassistant.inventory.reorder.need import Arrivals
from shopassistant.store.schema import PurchaseOrder, PurchaseOrderLine


def load_arrivals(session: Session, today: date, keys: Ints, lead_row: Ints, leads: Ints) -> Arrivals:
    """Open orders, transfers and drafts of all rows.

    An open line is expected on its day, spread as its supplier's lead times are around their mean, given that it has
    not come yet. A draft counts as if it were sent today: it must not be advised twice.

    Args:
        keys: int64[n, 2]; lead_row: int64[n]; leads: int64[g, S].
    """
    row_of = {(variant, place): row for row, (variant, place) in enumerate(keys.tolist())}
    found: list[tuple[int, int, Ints]] = []
    for variant, lines in on_order(session).items():
        for line in lines:
            row = row_of.get((variant, line.location_id))
            if row is None:
                continue
            lead = leads[lead_row[row]]
            if line.expected_on is None:
                found.append((row, line.units, np.ones(len(lead), np.int64)))
            else:
                left = (line.expected_on - today).days
                found.append((row, line.units, still_to_come(lead, round(float(lead.mean())) - left)))
    for variant, place, units in session.execute(
        select(PurchaseOrderLine.variant_id, PurchaseOrder.location_id, PurchaseOrderLine.units)
        .join(PurchaseOrder, PurchaseOrder.id == PurchaseOrderLine.order_id)
        .where(PurchaseOrder.status == "draft")
    ):
        if (row := row_of.get((variant, place))) is not None:
            found.append((row, units, leads[lead_row[row]]))
    if not found:
        return Arrivals.none(leads.shape[1])
    found.sort(key=lambda entry: entry[0])
    rows, amounts, days = zip(*found, strict=True)
    return Arrivals(np.array(rows, np.int64), np.array(amounts, np.int64), np.stack(days))
