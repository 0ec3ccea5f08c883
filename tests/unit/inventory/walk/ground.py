"""The shop a walk goes through, its random numbers, and the comparison of the books with the model."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import event, func, select

from shopassistant.core.errors import UserError
from shopassistant.inventory.availability import reserved_units
from shopassistant.inventory.locations import add_location, transit_location
from shopassistant.inventory.suppliers.terms import SupplierTerms, add_supplier
from shopassistant.store.actor import SYSTEM
from shopassistant.store.check import check_store
from shopassistant.store.database import Store
from shopassistant.store.schema import Product, PurchaseOrder, StockLevel, StockMovement, TaxClass, Variant
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.blank import blank_store
from tests.unit.inventory.walk.model import Model, Shelf

T = TypeVar("T")


class Disagreement(AssertionError):
    """The books are not what the model says."""


@dataclass
class Ground:
    """A shop to walk through.

    Attributes:
        places: shelves goods lie on; `broken` is not one of them.
        most_lines: of one use case.
        operations: lines of use cases so far, of those that were refused one each.
        calls: use cases so far.
        refused: of these, such as must be refused and were.
    """

    store: Store
    seed: int
    places: tuple[int, ...]
    broken: int
    transit: int
    suppliers: tuple[int, ...]
    variants: tuple[int, ...]
    random: random.Random
    model: Model
    most_lines: int = 6
    operations: int = 0
    calls: int = 0
    refused: int = 0

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.random.randrange(len(choices))]

    def some(self, choices: Sequence[T], most: int | None = None) -> list[T]:
        """One to `most` of them, each once; by default as many as a use case of this walk has lines."""
        return self.random.sample(list(choices), self.random.randint(1, min(most or self.most_lines, len(choices))))

    def units(self, most: int = 9) -> int:
        """A number of units; now and then a large one."""
        return self.random.randint(1, most if self.random.random() < 0.97 else 5_000)

    def done(self, lines: int) -> None:
        """A use case with so many lines was carried out."""
        self.calls += 1
        self.operations += max(lines, 1)

    def refuse(self, call: Callable[[], Any], *codes: str) -> None:
        """A use case that must be refused with one of `codes`; that nothing was written shows in the comparison."""
        self.calls += 1
        self.operations += 1
        self.refused += 1
        try:
            call()
        except UserError as error:
            if error.code not in codes:
                raise
            return
        raise Disagreement(f"seed {self.seed}, call {self.calls}: {codes} was allowed")


def make_ground(path: Path, seed: int, variants: int = 12, most_lines: int = 6) -> Ground:
    """An empty shop of three places with a place for what is broken and two suppliers."""
    store = blank_store(path)
    # Whether it survives a power cut is asked elsewhere; here only that it is right.
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous = OFF"))
    store.engine.dispose()
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Walk"))
        shop, transit = ensure_location(unit), transit_location(unit)
        tax = TaxClass(code="zero", name="Zero", rate_bp=0)
        unit.session.add(tax)
        unit.session.flush()
        product = Product(code="P", name="Thing", created_at=unit.clock.now(), tax_class_id=tax.id)
        unit.session.add(product)
        unit.session.flush()
        made = [Variant(product_id=product.id, sku=f"V{n}", size=str(n), price_minor=100) for n in range(variants)]
        unit.session.add_all(made)
        unit.session.flush()
        ids = tuple(variant.id for variant in made)
        unit.commit()
    places = (
        shop,
        add_location(store, SYSTEM, "BACK", "Back room", "backroom").location_id,
        add_location(store, SYSTEM, "FAR", "Other shop", "shop").location_id,
    )
    broken = add_location(store, SYSTEM, "BROKEN", "Broken", "damaged").location_id
    houses = tuple(add_supplier(store, SYSTEM, SupplierTerms(name)).supplier_id for name in ("Nord", "Süd"))
    return Ground(store, seed, places, broken, transit, houses, ids, random.Random(seed), Model(), most_lines)


def compare(ground: Ground, *, check: bool = False) -> None:
    """Raise Disagreement where levels, ledger, orders or reserved units are not what the model says.

    Args:
        check: ask the program's own `check`, too.
    """
    model = ground.model
    with ground.store.read() as session:
        kept = {(v, p): (q, c) for v, p, q, c in session.execute(_columns(StockLevel.is_counted))}
        shelf = (StockMovement.variant_id, StockMovement.location_id)
        moved = {(v, p): q for v, p, q in session.execute(_sums(*shelf))}
        orders = {row.id: row.status for row in session.execute(select(PurchaseOrder.id, PurchaseOrder.status))}
        aside = {
            (variant, place): units
            for place in ground.places
            for variant, units in reserved_units(session, place).items()
        }
    expected = {shelf: (units, shelf in model.counted) for shelf, units in model.levels.items()}
    _same(ground, "levels", kept, {shelf: expected.get(shelf, (0, False)) for shelf in {*kept, *expected}})
    _same(ground, "ledger", moved, {shelf: units for shelf, (units, _) in kept.items()})
    _same(ground, "orders", orders, {id_: order.status for id_, order in model.orders.items()})
    _same(ground, "reserved", aside, {shelf: units for shelf, units in model.reserved().items() if units})
    in_shop, came = sum(units for units, _ in kept.values()), sum(model.world.values())
    _same(ground, "units in the world", {0: in_shop}, {0: came})
    on_its_way: Counter[Shelf] = Counter()
    for transfer in model.transfers.values():
        for line in transfer.lines.values():
            on_its_way[line.variant, ground.transit] += line.left
    in_transit = {shelf: units for shelf, (units, _) in kept.items() if shelf[1] == ground.transit and units}
    _same(ground, "in transit", in_transit, {shelf: units for shelf, units in on_its_way.items() if units})
    if check and (findings := check_store(ground.store).findings):
        raise Disagreement(f"seed {ground.seed}, call {ground.calls}: {findings}")


def _columns(*more: Any) -> Any:
    return select(StockLevel.variant_id, StockLevel.location_id, StockLevel.quantity, *more)


def _sums(variant: Any, place: Any) -> Any:
    return select(variant, place, func.sum(StockMovement.quantity)).group_by(variant, place)


def _same(ground: Ground, what: str, found: dict[Any, Any], expected: dict[Any, Any]) -> None:
    if found == expected:
        return
    wrong = {
        key: (found.get(key), expected.get(key)) for key in {*found, *expected} if found.get(key) != expected.get(key)
    }
    raise Disagreement(f"seed {ground.seed}, call {ground.calls}: {what} (found, expected) {wrong}")
