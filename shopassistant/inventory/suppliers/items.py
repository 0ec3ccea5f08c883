"""A supplier's range: which variants, under which number, in which packs and at which price."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound, UserError
from shopassistant.inventory.posting import CHUNK, MOST_UNITS, check_units, check_variants
from shopassistant.inventory.products import HIGHEST_PRICE
from shopassistant.inventory.suppliers.preferring import follow_preference, prefer
from shopassistant.inventory.suppliers.prices import unit_cost, whole_packs
from shopassistant.inventory.suppliers.terms import LONGEST_DAYS, supplier
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import PriceBreak, Product, Supplier, SupplierItem, Variant
from shopassistant.store.unit_of_work import UnitOfWork

LONGEST_SKU = 60


@dataclass(frozen=True, slots=True)
class ItemTerms:
    """What is agreed about one variant.

    Attributes:
        supplier_sku: the supplier's own number.
        cost_minor: of one unit, minor units; None where nobody said.
        pack_size: orders come in multiples of it.
        min_units: the least that can be ordered.
        lead_time_days: where it differs from the supplier's.
        breaks: (from units, cost of one unit), from units above 1.
    """

    supplier_sku: str = ""
    cost_minor: int | None = None
    pack_size: int = 1
    min_units: int = 1
    lead_time_days: int | None = None
    breaks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One variant of a supplier's range.

    Attributes:
        cost_minor: as agreed, else what the variant cost so far.
        lead_time_days: of the variant where it has its own, else the supplier's promise.
        breaks: (from units, cost of one unit), rising.
    """

    item_id: int
    supplier_id: int
    supplier: str
    variant_id: int
    sku: str
    name: str
    supplier_sku: str
    cost_minor: int | None
    pack_size: int
    min_units: int
    lead_time_days: int
    own_lead_time: bool
    preferred: bool
    breaks: tuple[tuple[int, int], ...]

    def unit_cost(self, units: int) -> int | None:
        """What one unit costs when `units` are ordered, minor units."""
        return unit_cost(self.cost_minor, self.breaks, units)

    def whole_packs(self, units: int) -> int:
        """`units` rounded up to packs and the minimum."""
        return whole_packs(units, self.pack_size, self.min_units)


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What a use case did to a supplier's range.

    Attributes:
        removed: what was agreed about a variant that was taken out, to put it back.
        was_preferred: whether it was the one to buy it from.
    """

    changes: Changes
    removed: ItemTerms | None = None
    was_preferred: bool = False


def items_of_supplier(session: Session, supplier_id: int) -> tuple[ItemRow, ...]:
    """A supplier's range by name."""
    return _rows(session, [SupplierItem.supplier_id == supplier_id])


def items_of_variant(session: Session, variant_id: int) -> tuple[ItemRow, ...]:
    """Everybody a variant can be bought from, the preferred one first."""
    found = _rows(session, [SupplierItem.variant_id == variant_id])
    return tuple(sorted(found, key=lambda row: (not row.preferred, row.supplier.casefold())))


def preferred_items(session: Session, variant_ids: Collection[int] | None = None) -> dict[int, ItemRow]:
    """Whom to buy each variant from: the preferred supplier; a variant without one is left out.

    Args:
        variant_ids: only these; all by default.
    """
    if variant_ids is None:
        return {row.variant_id: row for row in _rows(session, [SupplierItem.preferred.is_(True)])}
    wanted = list(variant_ids)
    found: dict[int, ItemRow] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = SupplierItem.variant_id.in_(wanted[start : start + CHUNK])
        found |= {row.variant_id: row for row in _rows(session, [SupplierItem.preferred.is_(True), chunk])}
    return found


def items_of_supplier_by_variant(
    session: Session, supplier_id: int, variant_ids: Collection[int]
) -> dict[int, ItemRow]:
    """What of `variant_ids` is in a supplier's range."""
    wanted = list(variant_ids)
    found: dict[int, ItemRow] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = SupplierItem.variant_id.in_(wanted[start : start + CHUNK])
        found |= {row.variant_id: row for row in _rows(session, [SupplierItem.supplier_id == supplier_id, chunk])}
    return found


def put_item(store: Store, actor: Actor, supplier_id: int, variant_id: int, terms: ItemTerms) -> ItemResult:
    """Take a variant into a supplier's range, or agree on other terms; managers only.

    The first supplier of a variant is preferred.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``stock.quantity``, ``supplier.text_long``, ``supplier.days``, ``supplier.breaks``,
            ``product.price``.
        NotFound: ``supplier.unknown``, ``variant.unknown``.
    """
    actor.require("manager")
    _check(terms)
    with store.begin(actor) as unit:
        supplier(unit.session, supplier_id)
        check_variants(unit, [variant_id])
        row = _item(unit, supplier_id, variant_id)
        if row is None:
            has = select(SupplierItem.id).where(SupplierItem.variant_id == variant_id, SupplierItem.preferred)
            row = SupplierItem(supplier_id=supplier_id, variant_id=variant_id)
            row.preferred = unit.session.scalar(has) is None
            unit.session.add(row)
        row.supplier_sku = terms.supplier_sku.strip()
        row.cost_minor, row.pack_size, row.min_units = terms.cost_minor, terms.pack_size, terms.min_units
        row.lead_time_days = terms.lead_time_days
        follow_preference(unit, variant_id)
        _put_breaks(unit, row.id, terms.breaks)
        unit.audit(
            "supplier_item.put", "supplier_item", row.id, supplier_id=supplier_id, variant_id=variant_id,
            cost_minor=terms.cost_minor, pack_size=terms.pack_size, min_units=terms.min_units,
            breaks=[list(one) for one in sorted(terms.breaks)],
        )  # fmt: skip
        unit.commit()
    return ItemResult(_changes(supplier_id, variant_id))


def remove_item(store: Store, actor: Actor, supplier_id: int, variant_id: int) -> ItemResult:
    """Take a variant out of a supplier's range; managers only. Another supplier of it becomes the preferred one.

    Returns:
        What was agreed, for `put_item` to put it back.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``supplier.item_unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _known_item(unit, supplier_id, variant_id)
        removed = _terms(unit.session, row)
        was_preferred = row.preferred
        unit.audit(
            "supplier_item.removed", "supplier_item", row.id, supplier_id=supplier_id, variant_id=variant_id
        )  # fmt: skip
        unit.session.delete(row)
        unit.session.flush()
        if was_preferred:
            next_one = select(func.min(SupplierItem.id)).where(SupplierItem.variant_id == variant_id).scalar_subquery()
            unit.session.execute(update(SupplierItem).where(SupplierItem.id == next_one).values(preferred=True))
        follow_preference(unit, variant_id)
        unit.commit()
    return ItemResult(_changes(supplier_id, variant_id), removed, was_preferred)


def set_preferred(store: Store, actor: Actor, supplier_id: int, variant_id: int) -> ItemResult:
    """Buy a variant from this supplier from now on; managers only.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``supplier.item_unknown``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        row = _known_item(unit, supplier_id, variant_id)
        prefer(unit, row)
        unit.audit("supplier_item.preferred", "supplier_item", row.id, supplier_id=supplier_id, variant_id=variant_id)
        unit.commit()
    return ItemResult(_changes(supplier_id, variant_id))


def _check(terms: ItemTerms) -> None:
    if len(terms.supplier_sku.strip()) > LONGEST_SKU:
        raise UserError("supplier.text_long", most=LONGEST_SKU)
    check_units(terms.pack_size)
    check_units(terms.min_units)
    if terms.lead_time_days is not None and not 0 <= terms.lead_time_days <= LONGEST_DAYS:
        raise UserError("supplier.days", days=terms.lead_time_days, least=0, most=LONGEST_DAYS)
    for amount in (0 if terms.cost_minor is None else terms.cost_minor, *(cost for _, cost in terms.breaks)):
        if not 0 <= amount <= HIGHEST_PRICE:
            raise UserError("product.price", given_minor=amount)
    starts = [start for start, _ in terms.breaks]
    if len(set(starts)) < len(starts) or any(not 1 < start <= MOST_UNITS for start in starts):
        raise UserError("supplier.breaks")


def _item(unit: UnitOfWork, supplier_id: int, variant_id: int) -> SupplierItem | None:
    here = (SupplierItem.supplier_id == supplier_id, SupplierItem.variant_id == variant_id)
    return unit.session.scalar(select(SupplierItem).where(*here))


def _known_item(unit: UnitOfWork, supplier_id: int, variant_id: int) -> SupplierItem:
    row = _item(unit, supplier_id, variant_id)
    if row is None:
        raise NotFound("supplier.item_unknown")
    return row


def _put_breaks(unit: UnitOfWork, item_id: int, breaks: Iterable[tuple[int, int]]) -> None:
    unit.session.execute(delete(PriceBreak).where(PriceBreak.supplier_item_id == item_id))
    unit.session.add_all(
        PriceBreak(supplier_item_id=item_id, from_units=start, cost_minor=cost) for start, cost in sorted(breaks)
    )


def _terms(session: Session, row: SupplierItem) -> ItemTerms:
    query = select(PriceBreak.from_units, PriceBreak.cost_minor).where(PriceBreak.supplier_item_id == row.id)
    return ItemTerms(
        supplier_sku=row.supplier_sku,
        cost_minor=row.cost_minor,
        pack_size=row.pack_size,
        min_units=row.min_units,
        lead_time_days=row.lead_time_days,
        breaks=tuple(sorted((start, cost) for start, cost in session.execute(query))),
    )


def _rows(session: Session, conditions: list[ColumnElement[bool]]) -> tuple[ItemRow, ...]:
    query = (
        select(SupplierItem, Supplier.name, Supplier.lead_time_days, Variant.sku, Product.name, Variant.cost_minor)
        .join(Supplier, Supplier.id == SupplierItem.supplier_id)
        .join(Variant, Variant.id == SupplierItem.variant_id)
        .join(Product, Product.id == Variant.product_id)
        .where(*conditions)
        .order_by(func.lower(Product.name), Variant.sku)
    )
    breaks: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    agreed = (
        select(PriceBreak.supplier_item_id, PriceBreak.from_units, PriceBreak.cost_minor)
        .join(SupplierItem, SupplierItem.id == PriceBreak.supplier_item_id)
        .where(*conditions)
        .order_by(PriceBreak.from_units)
    )
    for item_id, start, cost in session.execute(agreed):
        breaks[item_id].append((start, cost))
    return tuple(
        ItemRow(
            item_id=item.id,
            supplier_id=item.supplier_id,
            supplier=house,
            variant_id=item.variant_id,
            sku=sku,
            name=name,
            supplier_sku=item.supplier_sku,
            cost_minor=cost if item.cost_minor is None else item.cost_minor,
            pack_size=item.pack_size,
            min_units=item.min_units,
            lead_time_days=promised if item.lead_time_days is None else item.lead_time_days,
            own_lead_time=item.lead_time_days is not None,
            preferred=item.preferred,
            breaks=tuple(breaks[item.id]),
        )
        for item, house, promised, sku, name, cost in session.execute(query)
    )


def _changes(supplier_id: int, variant_id: int) -> Changes:
    return Changes(suppliers=frozenset({supplier_id}), variants=frozenset({variant_id}))
