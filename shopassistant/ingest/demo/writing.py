"""The invented shop's columns into the store's tables."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import numpy as np
from sqlalchemy import Connection

from shopassistant.ingest.demo.assortment import HOUSES, KINDS, SUPPLIERS
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import Catalogue, Ints
from shopassistant.ingest.demo.contacts import Record, card_number
from shopassistant.ingest.demo.stockroom import REASONS
from shopassistant.ingest.demo.tills import Movements, Receipts, levels_after
from shopassistant.store.bulk import insert_columns
from shopassistant.store.schema import (
    Barcode,
    Base,
    Category,
    Contact,
    Customer,
    PriceChange,
    Product,
    Sale,
    SaleLine,
    StockMovement,
    StockWarning,
    Supplier,
    TaxClass,
    Tender,
    Variant,
)

TAX_CLASSES = (("standard", "Standard rate", 2000), ("reduced", "Reduced rate", 500), ("zero", "Zero rate", 0))
_ZERO_RATED = ("KID",)


class Writer:
    """Writes tables in the transaction of `connection` and tells how far it is."""

    def __init__(
        self, connection: Connection, days: Days, staff: tuple[int, ...], on_rows: Callable[[int], None]
    ) -> None:
        self._connection = connection
        self._days = days
        self._staff = staff
        self._on_rows = on_rows

    def table(self, model: type[Base], **columns: Any) -> None:
        """Write `columns` into the table of `model`."""
        done = 0

        def step(written: int) -> None:
            nonlocal done
            self._on_rows(written - done)
            done = written

        insert_columns(self._connection, model, columns, step)

    def catalogue(self, catalogue: Catalogue) -> None:
        """Suppliers, tax classes, categories, products, variants, barcodes and price changes."""
        houses = list(HOUSES)
        self.table(
            Supplier,
            id=list(range(1, len(houses) + 1)),
            name=[SUPPLIERS[house][0] for house in houses],
            email=[f"orders@{house.replace('_', '-')}.example.com" for house in houses],
            phone=[f"+44 1632 960{number:03d}" for number in range(101, 101 + len(houses))],
            lead_time_days=[SUPPLIERS[house][1] for house in houses],
        )
        codes, names, rates = zip(*TAX_CLASSES, strict=True)
        self.table(TaxClass, id=[1, 2, 3], code=codes, name=names, rate_bp=rates)
        paths = self._categories()
        kinds = [KINDS[index] for index in catalogue.kind]
        count = len(kinds)
        active = catalogue.end > self._days.count
        created = self._days.moments(catalogue.launch, np.full(count, 28_800))
        self.table(
            Product,
            id=np.arange(1, count + 1),
            code=[f"{kind.key}{number:04d}" for number, kind in enumerate(kinds, 1)],
            name=catalogue.name,
            brand=catalogue.brand,
            category_id=[paths[kind.path] for kind in kinds],
            supplier_id=[houses.index(kind.house) + 1 for kind in kinds],
            tax_class_id=[3 if kind.key in _ZERO_RATED else 1 for kind in kinds],
            description=catalogue.description,
            attributes=catalogue.attributes,
            active=active,
            created_at=created,
        )
        self._variants(catalogue, active, created)

    def _categories(self) -> dict[tuple[str, ...], int]:
        ids = category_ids()
        self.table(
            Category,
            id=list(ids.values()),
            parent_id=[ids.get(path[:-1]) for path in ids],
            name=[path[-1] for path in ids],
            path=[" / ".join(path) for path in ids],
        )
        return ids

    def _variants(self, catalogue: Catalogue, active: Any, created: Any) -> None:
        product = catalogue.product
        self.table(
            Variant,
            id=np.arange(1, len(product) + 1),
            product_id=product + 1,
            sku=catalogue.sku,
            size=[size or None for size in catalogue.size],
            colour=[colour or None for colour in catalogue.colour],
            price_minor=catalogue.price[-1][product],
            cost_minor=catalogue.cost[product],
            active=active[product],
        )
        self.table(Barcode, code=catalogue.barcode, variant_id=np.arange(1, len(product) + 1))
        day, changed = np.nonzero(np.diff(catalogue.price, axis=0))
        day = day + 1
        later = catalogue.launch[changed] < day
        day, changed = day[later], changed[later]
        count = np.bincount(product)
        variant = np.concatenate(
            [np.arange(catalogue.first[each], catalogue.first[each] + count[each]) for each in changed] or [product[:0]]
        )
        times = np.repeat(np.arange(len(changed)), count[changed])
        first_price = catalogue.price[catalogue.launch.clip(0), np.arange(len(count))]
        self.table(
            PriceChange,
            variant_id=np.concatenate((np.arange(len(product)), variant)) + 1,
            price_minor=np.concatenate((first_price[product], catalogue.price[day[times], changed[times]])),
            at=np.concatenate((created[product], self._days.moments(day[times], np.full(len(times), 27_000)))),
            staff_id=np.full(len(product) + len(variant), self._staff[1]),
        )

    def customers(self, records: list[Record], created: Any) -> None:
        """Customers in the order of `records` with their contacts; ids count from 1."""
        self.table(
            Customer,
            id=list(range(1, len(records) + 1)),
            number=[f"C{number:06d}" for number in range(1, len(records) + 1)],
            given_name=[record.given for record in records],
            family_name=[record.family for record in records],
            company=[record.company for record in records],
            street=[record.street for record in records],
            postcode=[record.postcode for record in records],
            city=[record.city for record in records],
            country=[record.country if record.city else "" for record in records],
            language=[record.language for record in records],
            created_at=created,
            updated_at=created,
        )
        rows: list[tuple[int, str, str, str, bool, bool]] = []
        for number, record in enumerate(records, 1):
            seen: set[str] = set()
            for kind, value, lookup, valid in record.contacts:
                rows.append((number, kind, value, lookup, kind not in seen and valid, valid))
                seen.add(kind)
            if number % 9 < 4:
                rows.append((number, "card", card_number(number), card_number(number), True, True))
        names = ("customer_id", "kind", "value", "lookup", "is_primary", "is_valid")
        self.table(Contact, **dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))

    def sales(
        self,
        rng: np.random.Generator,
        receipts: Receipts,
        catalogue: Catalogue,
        customer: list[int | None],
        place: int,
        tax_bp: Ints,
    ) -> Ints:
        """Sales with lines and tenders. Returns the staff id of each sale."""
        count = len(receipts.at)
        staff = np.array(self._staff)[np.searchsorted([0.55, 0.86], rng.random(count))]
        total = receipts.gross - receipts.discount
        self.table(
            Sale,
            id=np.arange(1, count + 1),
            number=[f"R{number:06d}" for number in range(1, count + 1)],
            kind=np.where(receipts.is_return, "return", "sale"),
            source=["demo"] * count,
            customer_id=customer,
            location_id=np.full(count, place),
            staff_id=staff,
            sold_at=receipts.at,
            currency=["GBP"] * count,
            gross_minor=receipts.gross,
            discount_minor=receipts.discount,
            total_minor=total,
            tax_minor=receipts.tax,
        )
        self._tenders(rng, total)
        names = np.array(catalogue.name, dtype=object)
        self.table(
            SaleLine,
            id=np.arange(1, len(receipts.sale) + 1),
            sale_id=receipts.sale + 1,
            position=receipts.position,
            kind=["product"] * len(receipts.sale),
            variant_id=receipts.variant + 1,
            description=names[receipts.product],
            quantity=receipts.quantity,
            unit_price_minor=receipts.price,
            discount_minor=receipts.line_discount,
            total_minor=receipts.line_total,
            tax_rate_bp=tax_bp[receipts.product],
            tax_minor=receipts.line_tax,
            unit_cost_minor=receipts.cost,
            returns_line_id=_or_none(receipts.returns_line),
        )
        return staff

    def _tenders(self, rng: np.random.Generator, total: Ints) -> None:
        count = len(total)
        kind = np.array(["card", "cash", "transfer"])[np.searchsorted([0.8, 0.985], rng.random(count))]
        voucher = np.where((rng.random(count) < 0.03) & (total > 3000), rng.choice([1000, 2000, 2500], count), 0)
        both = np.flatnonzero(voucher)
        sale = np.concatenate((np.arange(count), both))
        order = np.argsort(sale, kind="stable")
        self.table(
            Tender,
            sale_id=sale[order] + 1,
            kind=np.concatenate((kind, np.full(len(both), "voucher")))[order],
            amount_minor=np.concatenate((total - voucher, voucher[both]))[order],
        )

    def ledger(self, movements: Movements, receipts: Receipts, staff: Ints, places: tuple[int, int]) -> None:
        """All movements, and a warning for every unit sold against the books; recent ones are still open."""
        line = movements.line
        by = np.where(line >= 0, staff[receipts.sale[line.clip(0)]], self._staff[1])
        place = np.array(places)[movements.place]
        self.table(
            StockMovement,
            variant_id=movements.variant + 1,
            location_id=place,
            quantity=movements.quantity,
            reason=np.array(REASONS)[movements.reason],
            at=movements.at,
            sale_line_id=_or_none(line),
            staff_id=by,
        )
        short = np.flatnonzero((line >= 0) & receipts.oversold[line.clip(0)])
        resolved = movements.at[short] + np.timedelta64(timedelta(days=3))
        now = self._days.moments(np.array([self._days.count]), np.array([0]))[0]
        open_still = resolved > now - np.timedelta64(timedelta(days=30))
        self.table(
            StockWarning,
            variant_id=movements.variant[short] + 1,
            location_id=place[short],
            sale_line_id=line[short] + 1,
            level_after=levels_after(movements)[short],
            at=movements.at[short],
            resolved_at=np.where(open_still, np.datetime64("NaT"), resolved),
            resolved_by_id=[None if still else self._staff[1] for still in open_still.tolist()],
        )


def category_ids() -> dict[tuple[str, ...], int]:
    """The id of each category by the names from the root."""
    paths = {kind.path[:depth] for kind in KINDS for depth in range(1, len(kind.path) + 1)}
    return {path: number for number, path in enumerate(sorted(paths, key=lambda path: (len(path), path)), 1)}


def _or_none(place: Ints) -> list[int | None]:
    """Ids of numbered rows; None for -1."""
    return [None if each < 0 else each + 1 for each in place.tolist()]
