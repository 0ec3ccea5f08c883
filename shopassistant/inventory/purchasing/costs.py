"""What goods cost: the average of what lies in the shop, and what the supplier charged last.

Two figures, because two things are asked. `Variant.cost_minor` is the moving average (IAS 2, weighted average cost): it
values what is on the shelf and guards against selling below cost, so one dear parcel must not revalue old stock.
`SupplierItem.cost_minor` (or its price break) is the last price charged: the next order is planned with it.
"""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import func, select

from shopassistant.inventory.posting import CHUNK
from shopassistant.inventory.suppliers.preferring import follow_preference
from shopassistant.store.schema import Location, PriceBreak, StockLevel, SupplierItem, Variant
from shopassistant.store.unit_of_work import UnitOfWork


def moving_average(on_hand: int, average_minor: int | None, units: int, cost_minor: int) -> int:
    """The average cost of one unit once `units` at `cost_minor` joined `on_hand` units at `average_minor`.

    Args:
        on_hand: units before; below zero counts as none, for what is not there has no value.
        average_minor: None where nobody knew: then the new cost stands for all.
        units: that came; below zero takes units back out at the cost they came in at.

    Returns:
        Minor units, rounded half up, never below zero.
    """
    before = max(on_hand, 0)
    if average_minor is None or (units > 0 and before == 0):
        return cost_minor
    left = before + units
    if left <= 0:
        return average_minor
    value = before * average_minor + units * cost_minor
    return max((2 * value + left) // (2 * left), 0)


def units_owned(unit: UnitOfWork, variant_ids: Collection[int]) -> Counter[int]:
    """Units by variant that can be sold, wherever they lie and on their way: what the average is made of."""
    wanted, found = list(variant_ids), Counter[int]()
    for start in range(0, len(wanted), CHUNK):
        query = (
            select(StockLevel.variant_id, func.sum(StockLevel.quantity))
            .join(Location, Location.id == StockLevel.location_id)
            .where(
                StockLevel.variant_id.in_(wanted[start : start + CHUNK]),
                StockLevel.is_counted | (Location.kind == "transit"),
                Location.kind != "damaged",
            )
            .group_by(StockLevel.variant_id)
        )
        for variant_id, units in unit.session.execute(query):
            found[variant_id] = units
    return found


def take_in(unit: UnitOfWork, variant_id: int, owned_before: int, units: int, cost_minor: int) -> None:
    """Let the variant's average cost follow `units` that came (or, below zero, were taken back) at `cost_minor`."""
    variant = unit.session.get_one(Variant, variant_id)
    before = variant.cost_minor
    after = moving_average(owned_before, before, units, cost_minor)
    if after == before:
        return
    variant.cost_minor = after
    unit.audit("cost.changed", "variant", variant_id, before_minor=before, after_minor=after, units=units)


def note_charged(unit: UnitOfWork, supplier_id: int, variant_id: int, units: int, cost_minor: int) -> None:
    """Remember what a supplier charged for one unit of so many ordered: the price break they reach, else the price."""
    here = (SupplierItem.supplier_id == supplier_id, SupplierItem.variant_id == variant_id)
    item = unit.session.scalar(select(SupplierItem).where(*here))
    if item is None:
        has = select(SupplierItem.id).where(SupplierItem.variant_id == variant_id, SupplierItem.preferred)
        unit.session.add(
            SupplierItem(
                supplier_id=supplier_id, variant_id=variant_id, cost_minor=cost_minor,
                preferred=unit.session.scalar(has) is None,
            )
        )  # fmt: skip
        follow_preference(unit, variant_id)
        return
    reached = unit.session.scalar(
        select(PriceBreak)
        .where(PriceBreak.supplier_item_id == item.id, PriceBreak.from_units <= units)
        .order_by(PriceBreak.from_units.desc())
        .limit(1)
    )
    if reached is not None:
        reached.cost_minor = cost_minor
    else:
        item.cost_minor = cost_minor
