"""Put an invented boutique together and write it into an empty store, in one transaction."""

from dataclasses import dataclass

import numpy as np
from sqlalchemy import select

from shopassistant.core.changes import Changes
from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.ingest.demo.assortment import KINDS
from shopassistant.ingest.demo.calendar import Days, Promotion, make_days
from shopassistant.ingest.demo.care import write_care
from shopassistant.ingest.demo.catalogue import Ints, make_catalogue
from shopassistant.ingest.demo.choice import Wishes, discounts, make_wishes
from shopassistant.ingest.demo.contacts import Record, make_records
from shopassistant.ingest.demo.deliveries import make_deliveries
from shopassistant.ingest.demo.newcomers import write_newcomers
from shopassistant.ingest.demo.offers import write_promotions
from shopassistant.ingest.demo.papers import write_orders, write_ranges
from shopassistant.ingest.demo.people import People, make_people
from shopassistant.ingest.demo.plans import write_plans
from shopassistant.ingest.demo.stockroom import run_stock
from shopassistant.ingest.demo.tills import make_ledger, make_receipts
from shopassistant.ingest.demo.visits import Visits, make_visits
from shopassistant.ingest.demo.writing import Writer, category_ids
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Category,
    Customer,
    Location,
    NumberSeries,
    Product,
    Sale,
    Staff,
    StockMovement,
    Supplier,
    TaxClass,
)
from shopassistant.store.shop import Shop, ensure_location, save_shop
from shopassistant.store.staff import add_staff
from shopassistant.store.unit_of_work import UnitOfWork

SHOP = Shop(
    name="Juniper & Lens",
    currency="GBP",
    country="GB",
    address="12 Lantern Row\nBath BA1 0ZZ",
    receipt_footer="Bring it back within 30 days with this receipt.",
    is_demo=True,
)
# Name, role, PIN; the PINs are no secret: they are in the README.
STAFF = (("Robin", "associate", "1111"), ("Sam", "manager", "2222"), ("Alex", "administrator", "3333"))

LINES_A_YEAR = 20
_DOUBLES = 0.03
_FORGOTTEN = 0.04
_STAGES = 6


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was made.

    Attributes:
        customers, products, variants, sales, returns, lines, movements: numbers of rows.
        refused: lines that found an empty shelf and were never sold.
        doubles: ids of customers that are the same person, as pairs; the older record first.
        promotions: name, first and last day (ISO dates) of each price cut.
        changes: everything.
    """

    customers: int
    products: int
    variants: int
    sales: int
    returns: int
    lines: int
    movements: int
    refused: int
    doubles: tuple[tuple[int, int], ...]
    promotions: tuple[tuple[str, str, str], ...]
    changes: Changes


def make_demo(
    store: Store,
    *,
    customers: int = 5_000,
    products: int = 2_000,
    years: float = 2,
    seed: int = 7,
    progress: Progress | None = None,
) -> DemoSummary:
    """Fill an empty store with a synthetic boutique of fashion and eyewear whose history ends yesterday.

    The same numbers, seed and day (of the store's clock) give the same rows, but for the salts of the PINs.

    Args:
        store: without products, customers or sales.
        customers: records, of which about 3 in 100 are a person's second.
        products: products with a history; each has one to some thirty variants. A shop of some size has a few more
            that just came in.
        years: length of the history.
        seed: of all chance.
        progress: told the stage (codes ``demo.*``); may cancel, which leaves the store as it was.

    Raises:
        UserError: ``demo.not_empty``, ``demo.too_few``.
        Cancelled: by `progress`.
    """
    if customers < 1 or products < 1 or years <= 0:
        raise UserError("demo.too_few")
    stages = _Stages(progress or NoProgress())
    with store.begin(SYSTEM) as unit:
        _require_empty(unit)
        summary = _fill(unit, stages, customers, products, years, seed)
        unit.audit("demo.made", "shop_setting", None, customers=customers, products=products, seed=seed)
        unit.commit()
    return summary


class _Stages:
    """Counts stages while inventing, then rows while writing."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self._rows = 0
        self._all_rows = 0

    def next(self, code: str) -> None:
        self._progress.report(code, self._done, _STAGES)
        self._done += 1

    def expect_rows(self, count: int) -> None:
        self._all_rows = count

    def rows(self, count: int) -> None:
        self._rows += count
        self._progress.report("demo.writing", min(self._rows, self._all_rows), self._all_rows)


def _require_empty(unit: UnitOfWork) -> None:
    for model in (Product, Customer, Sale, StockMovement, Category, Supplier, TaxClass):
        if unit.session.scalar(select(model).limit(1)) is not None:
            raise UserError("demo.not_empty")


def _fill(unit: UnitOfWork, stages: _Stages, customers: int, products: int, years: float, seed: int) -> DemoSummary:
    def chance(part: int) -> np.random.Generator:
        return np.random.default_rng([seed, part])  # parts do not disturb each other

    stages.next("demo.catalogue")
    days, promotions = make_days(unit.clock.now().date(), years)
    catalogue = make_catalogue(chance(1), products, days)
    stages.next("demo.people")
    doubles = round(customers * _DOUBLES)
    people = make_people(chance(2), customers - doubles, catalogue, days)
    stages.next("demo.visits")
    visits = make_visits(chance(3), people, days, round(LINES_A_YEAR * customers * years))
    cut, given_by = discounts(chance(4), catalogue, days, promotions)
    wishes = make_wishes(chance(5), catalogue, people, visits, days, cut)
    stages.next("demo.stock")
    outcome = run_stock(chance(6), catalogue, wishes, days)
    tax_bp = np.array([0 if KINDS[index].key == "KID" else 2000 for index in catalogue.kind])
    receipts = make_receipts(catalogue, wishes, outcome, days, tax_bp)
    movements = make_ledger(receipts, outcome, days)
    stages.next("demo.records")
    book = _book(chance(7), seed, people, visits, wishes, doubles, days)
    stages.next("demo.writing")
    stages.expect_rows(
        len(receipts.at) * 2
        + len(receipts.sale)
        + len(movements.at)
        + 4 * customers
        + 4 * len(catalogue.product)
        + 2 * len(outcome.orders.order)
    )

    staff = _staff(unit)
    save_shop(unit, SHOP)
    places = (ensure_location(unit, "SHOP", "Shop floor"), ensure_location(unit, "BACK", "Back room"))
    unit.session.get_one(Location, places[1]).kind = "backroom"
    unit.session.flush()
    connection = unit.session.connection()
    writer = Writer(connection, days, staff, stages.rows)
    writer.catalogue(catalogue)
    write_ranges(connection, writer, catalogue, outcome.orders, days)
    writer.customers(book.records, book.created)
    customer = [None if each < 0 else each for each in book.customer[receipts.wish].tolist()]
    by = writer.sales(chance(8), receipts, catalogue, customer, places[0], tax_bp)
    writer.ledger(movements, receipts, by, places)
    deliveries = make_deliveries(outcome.orders, movements, catalogue)
    write_orders(writer, outcome.orders, deliveries, catalogue, days, places[0], staff[1])
    ids = write_promotions(writer, days, catalogue, given_by, receipts, customer, category_ids(), staff[1])
    write_plans(writer, days, category_ids(), staff[1], ids)
    write_care(chance(9), writer, book.records, book.created, people, catalogue, days, staff)
    more = write_newcomers(writer, days, products, len(catalogue.product), staff[1], places[0])
    writer.table(NumberSeries, name=["receipt", "customer"], next_value=[len(receipts.at) + 1, len(book.records) + 1])
    returns = int(receipts.is_return.sum())
    return DemoSummary(
        customers=len(book.records),
        products=products + more[0],
        variants=len(catalogue.product) + more[1],
        sales=len(receipts.at) - returns,
        returns=returns,
        lines=len(receipts.sale),
        movements=len(movements.at) + more[1],
        refused=outcome.refused,
        doubles=book.doubles,
        promotions=tuple(_dated(promotion, days) for promotion in promotions),
        changes=Changes(everything=True),
    )


def _dated(promotion: Promotion, days: Days) -> tuple[str, str, str]:
    first = np.datetime64(days.first, "D")
    return promotion.name, str(first + promotion.first), str(first + promotion.last)


def _staff(unit: UnitOfWork) -> tuple[int, ...]:
    """Ids of Robin, Sam and Alex; who is there already stays."""
    known = {member.name: member.id for member in unit.session.scalars(select(Staff))}
    return tuple(known.get(name) or add_staff(unit, name, role, pin) for name, role, pin in STAFF)


@dataclass(frozen=True, slots=True)
class _Book:
    records: list[Record]
    created: "np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]"
    customer: Ints
    doubles: tuple[tuple[int, int], ...]


def _book(
    rng: np.random.Generator, seed: int, people: People, visits: Visits, wishes: Wishes, doubles: int, days: Days
) -> _Book:
    """Records in the order in which they were opened, and the customer id of every wish (-1: nobody said a name)."""
    persons = people.named
    seen = np.full(persons, days.count - 1)
    known = visits.person < persons
    np.minimum.at(seen, visits.person[known], visits.day[known])
    opened = np.where(people.old[:persons], -rng.integers(1, 1100, persons), np.minimum(seen, days.count - 1))
    twice = np.sort(rng.choice(persons, min(doubles, persons), replace=False))
    start = np.maximum(opened[twice] + 1, 0)
    again = (start + rng.random(len(twice)) * (days.count - 1 - start)).astype(np.int64).clip(max=days.count - 1)
    records = make_records(rng, seed, persons, people.female, twice)
    day = np.concatenate((opened, again))
    order = np.argsort(day, kind="stable")
    ids = np.empty(len(order), np.int64)
    ids[order] = np.arange(1, len(order) + 1)
    second = np.zeros(persons, np.int64)
    second[twice] = ids[persons:]
    since = np.full(persons, days.count)
    since[twice] = again
    named = wishes.person < persons
    person = np.where(named, wishes.person, 0)
    mix = (wishes.visit * 2_654_435_761 >> 5) % 100
    customer = np.where((wishes.day > since[person]) & (mix % 2 == 0), second[person], ids[:persons][person])
    customer = np.where(named & (mix >= _FORGOTTEN * 100), customer, -1)
    return _Book(
        records=[records[place] for place in order.tolist()],
        created=days.moments(day[order], np.full(len(order), 30_900)),
        customer=customer,
        doubles=tuple(zip(ids[twice].tolist(), ids[persons:].tolist(), strict=True)),
    )
