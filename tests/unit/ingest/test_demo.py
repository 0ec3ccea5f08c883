"""The synthetic shop: the same seed makes the same shop, its books agree, and its people behave like people."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from shopassistant.core.clock import FixedClock
from shopassistant.core.errors import UserError
from shopassistant.core.money import included_tax
from shopassistant.core.progress import Cancelled
from shopassistant.ingest.demo import DemoSummary, make_demo
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import (
    Barcode,
    Base,
    Category,
    Contact,
    Customer,
    FollowUp,
    PriceChange,
    Product,
    Sale,
    SaleLine,
    StockLevel,
    StockMovement,
    StockWarning,
    Tender,
    Variant,
)
from shopassistant.store.shop import load_shop
from shopassistant.store.staff import list_staff, sign_in
from shopassistant.store.unit_of_work import UnitOfWork

NOW = datetime(2026, 5, 6, 10, 30, tzinfo=UTC)


def fingerprint(store: Store) -> str:
    """One hash over all rows of all tables, but for the salted PINs and the search's random tokens."""
    digest = hashlib.sha256()
    with store.read() as session:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in ("pin_hash", "token")]
            for row in session.execute(select(*columns).order_by(*table.primary_key.columns)):
                digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, DemoSummary]]:
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    store = open_store(path, create=True, clock=FixedClock(NOW))
    yield store, make_demo(store, customers=200, products=150, years=1)
    store.close()


def empty(tmp_path: Path, name: str) -> Store:
    return open_store(tmp_path / name, create=True, clock=FixedClock(NOW))


def test_same_seed_same_shop_other_seed_other_shop(tmp_path: Path) -> None:
    prints = []
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        store = empty(tmp_path, name)
        make_demo(store, customers=60, products=60, years=0.25, seed=seed)
        prints.append(fingerprint(store))
        store.close()
    assert prints[0] == prints[1]
    assert prints[0] != prints[2]


def test_summary_counts_what_is_there(made: tuple[Store, DemoSummary]) -> None:
    store, summary = made
    with store.read() as session:

        def count(model: type[Base]) -> int:
            return session.scalar(select(func.count()).select_from(model)) or 0

        assert (count(Customer), count(Product), count(Variant)) == (
            summary.customers,
            summary.products,
            summary.variants,
        )
        assert count(Sale) == summary.sales + summary.returns
        assert (count(SaleLine), count(StockMovement)) == (summary.lines, summary.movements)
    assert summary.customers == 200
    assert 3_400 < summary.lines < 4_800
    assert summary.changes.everything


def test_sales_add_up(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        sums: dict[int, list[int]] = {}
        for line in session.scalars(select(SaleLine)):
            assert line.tax_minor == included_tax(line.total_minor, line.tax_rate_bp)
            entry = sums.setdefault(line.sale_id, [0, 0, 0, 0])
            for place, value in enumerate(
                (line.quantity * line.unit_price_minor, line.discount_minor, line.total_minor, line.tax_minor)
            ):
                entry[place] += value
        paid = Counter[int]()
        for tender in session.scalars(select(Tender)):
            paid[tender.sale_id] += tender.amount_minor
        for sale in session.scalars(select(Sale)):
            assert sums[sale.id] == [sale.gross_minor, sale.discount_minor, sale.total_minor, sale.tax_minor]
            assert paid[sale.id] == sale.total_minor
            assert (sale.total_minor < 0) == (sale.kind == "return")


def test_returns_point_at_what_was_sold_before_and_never_exceed_it(made: tuple[Store, DemoSummary]) -> None:
    store, summary = made
    with store.read() as session:
        lines = {line.id: line for line in session.scalars(select(SaleLine))}
        sales = {sale.id: sale for sale in session.scalars(select(Sale))}
    back = [line for line in lines.values() if line.returns_line_id is not None]
    assert len(back) >= summary.returns > 0
    for line in back:
        sold = lines[line.returns_line_id or 0]
        assert (line.variant_id, line.total_minor, line.quantity) == (
            sold.variant_id,
            -sold.total_minor,
            -sold.quantity,
        )
        assert sales[line.sale_id].sold_at > sales[sold.sale_id].sold_at
        assert sales[line.sale_id].customer_id == sales[sold.sale_id].customer_id
    assert len({line.returns_line_id for line in back}) == len(back)


def test_ledger_never_goes_below_nothing_unless_somebody_was_warned(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        levels = {(row.variant_id, row.location_id): row for row in session.scalars(select(StockLevel))}
        warned = {(row.variant_id, row.location_id) for row in session.scalars(select(StockWarning))}
        running = Counter[tuple[int, int]]()
        moments = []
        for move in session.scalars(select(StockMovement).order_by(StockMovement.id)):
            shelf = (move.variant_id, move.location_id)
            running[shelf] += move.quantity
            moments.append(move.at)
            if levels[shelf].is_counted and shelf not in warned:
                assert running[shelf] >= 0, move.id
    assert moments == sorted(moments)
    assert {shelf: row.quantity for shelf, row in levels.items()} == dict(running)
    floor = [row.quantity for row in levels.values() if row.is_counted]
    assert sum(quantity > 0 for quantity in floor) > len(floor) / 2
    assert any(not row.is_counted for row in levels.values())


def test_history_ends_yesterday_and_nobody_buys_before_they_are_known(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        newest = session.scalar(select(func.max(Sale.sold_at)))
        assert newest is not None
        assert newest.date() == datetime(2026, 5, 5, tzinfo=UTC).date()
        early = select(Sale.id).join(Customer).where(Sale.sold_at < Customer.created_at)
        assert session.scalar(early) is None
        assert session.scalar(select(Sale.id).where(Sale.customer_id.is_(None))) is not None


def test_next_numbers_go_on_where_the_demo_stopped(made: tuple[Store, DemoSummary]) -> None:
    store, summary = made
    from shopassistant.store.actor import SYSTEM

    def peek(unit: UnitOfWork) -> tuple[str, str]:
        return f"R{unit.next_number('receipt'):06d}", f"C{unit.next_number('customer'):06d}"

    with store.begin(SYSTEM) as unit:  # rolled back
        receipt, customer = peek(unit)
        assert unit.session.scalar(select(Sale.id).where(Sale.number == receipt)) is None
        assert unit.session.scalar(select(Customer.id).where(Customer.number == customer)) is None
        last = f"R{summary.sales + summary.returns:06d}"
        assert unit.session.scalar(select(Sale.id).where(Sale.number == last)) is not None


def test_prices_have_a_history_that_ends_at_the_shelf_price(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        newest: dict[int, int] = {}
        changes = Counter[int]()
        for change in session.scalars(select(PriceChange).order_by(PriceChange.at, PriceChange.id)):
            newest[change.variant_id] = change.price_minor
            changes[change.variant_id] += 1
        variants = list(session.scalars(select(Variant)))
    assert {variant.id: variant.price_minor for variant in variants} == newest
    assert max(changes.values()) > 1
    assert all(variant.cost_minor is not None and 0 < variant.cost_minor < variant.price_minor for variant in variants)


def test_barcodes_have_right_check_digits(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        codes = list(session.scalars(select(Barcode.code)))
        cards = list(session.scalars(select(Contact.value).where(Contact.kind == "card")))
    for code in codes + cards:
        assert len(code) == 13
        assert sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(code)) % 10 == 0
    assert len(set(codes + cards)) == len(codes) + len(cards)


def test_eyewear_has_measures_that_fit_together(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        query = (
            select(Product)
            .join(Category)
            .where(Category.path.in_(["Eyewear / Optical frames", "Eyewear / Sunglasses"]))
        )
        frames = list(session.scalars(query))
    assert frames
    for frame in frames:
        sizes = frame.attributes
        assert 44 <= sizes["lens_width_mm"] <= 60
        assert 14 <= sizes["bridge_mm"] <= 24
        assert 130 <= sizes["temple_mm"] <= 155
        assert 2 * sizes["lens_width_mm"] + sizes["bridge_mm"] < sizes["frame_width_mm"] < 175
        assert sizes["colour_hex"].startswith("#")
        assert {"shape", "rim", "material", "colour"} <= sizes.keys()


def test_valid_telephone_numbers_and_addresses_are_valid_and_the_others_are_not(
    made: tuple[Store, DemoSummary],
) -> None:
    import phonenumbers
    from email_validator import EmailNotValidError, validate_email

    store, _ = made
    with store.read() as session:
        contacts = list(session.scalars(select(Contact).where(Contact.kind != "card")))
    for contact in contacts:
        if contact.kind == "phone":
            parsed = phonenumbers.parse(contact.value, "GB")
            assert phonenumbers.is_valid_number(parsed) == contact.is_valid, contact.value
            if contact.is_valid:
                assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == contact.lookup
        else:
            try:
                validate_email(contact.value, check_deliverability=False)
            except EmailNotValidError:
                assert not contact.is_valid, contact.value
            else:
                assert contact.is_valid, contact.value
                assert contact.lookup == contact.value.lower()


def test_doubles_are_two_records_of_one_person(made: tuple[Store, DemoSummary]) -> None:
    store, summary = made
    assert len(summary.doubles) == 6
    with store.read() as session:
        shared = 0
        for older, newer in summary.doubles:
            first, second = session.get_one(Customer, older), session.get_one(Customer, newer)
            assert first.created_at < second.created_at
            assert (first.given_name, first.family_name) != (second.given_name, second.family_name)
            lookups = [
                set(
                    session.scalars(select(Contact.lookup).where(Contact.customer_id == number, Contact.kind != "card"))
                )
                for number in (older, newer)
            ]
            shared += bool(lookups[0] & lookups[1])
    assert shared >= len(summary.doubles) // 2


def test_somebody_is_to_be_called_today(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        due = list(session.scalars(select(FollowUp).where(FollowUp.done_at.is_(None), FollowUp.due_on == NOW.date())))
    assert len(due) >= 5


def test_people_stay_true_to_their_size_and_buy_consumables_again(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        rows = session.execute(
            select(Sale.customer_id, Variant.product_id, Variant.size, Category.path)
            .join(SaleLine, SaleLine.sale_id == Sale.id)
            .join(Variant)
            .join(Product)
            .join(Category)
            .where(Sale.kind == "sale", Sale.customer_id.is_not(None))
        ).all()
    sizes: dict[int, Counter[str]] = {}
    repeats: Counter[tuple[int, int]] = Counter()
    for customer, product, size, path in rows:
        if path.startswith("Women / Clothing"):
            sizes.setdefault(customer, Counter())[size] += 1
        if "Contact lenses" in path:
            repeats[customer, product] += 1
    often = [count for count in sizes.values() if count.total() >= 5]
    assert often
    assert sum(count.most_common(1)[0][1] for count in often) > 0.75 * sum(count.total() for count in often)
    assert max(repeats.values()) >= 3


def test_shop_and_staff_can_be_used_at_once(made: tuple[Store, DemoSummary]) -> None:
    store, _ = made
    with store.read() as session:
        shop = load_shop(session)
    assert (shop.name, shop.currency, shop.country, shop.is_demo) == ("Juniper & Lens", "GBP", "GB", True)
    members = {member.name: member for member in list_staff(store)}
    assert {name: member.role for name, member in members.items()} == {
        "Robin": "associate", "Sam": "manager", "Alex": "administrator",
    }  # fmt: skip
    assert sign_in(store, members["Sam"].id, "2222").role == "manager"


def test_a_shop_with_goods_in_it_is_left_alone(tmp_path: Path) -> None:
    store = empty(tmp_path, "twice.db")
    make_demo(store, customers=20, products=20, years=0.1)
    before = fingerprint(store)
    with pytest.raises(UserError, match=r"demo\.not_empty"):
        make_demo(store, customers=20, products=20, years=0.1)
    assert fingerprint(store) == before
    store.close()


@pytest.mark.parametrize("stage", ["demo.visits", "demo.writing"])
def test_cancelling_leaves_the_store_empty(tmp_path: Path, stage: str) -> None:
    class Cancel:
        def report(self, code: str, done: int, total: int) -> None:
            if code == stage and (stage != "demo.writing" or done > 100):
                raise Cancelled

    store = empty(tmp_path, "cancelled.db")
    before = fingerprint(store)
    with pytest.raises(Cancelled):
        make_demo(store, customers=40, products=40, years=0.2, progress=Cancel())
    assert fingerprint(store) == before
    store.close()


@pytest.mark.parametrize(("customers", "products", "years"), [(1, 1, 0.05), (3, 5, 0.1), (10, 40, 0.08), (30, 3, 3)])
def test_odd_sizes_work(tmp_path: Path, customers: int, products: int, years: float) -> None:
    store = empty(tmp_path, "odd.db")
    summary = make_demo(store, customers=customers, products=products, years=years)
    assert (summary.customers, summary.products) == (customers, products)
    store.close()


def test_none_at_all_is_refused(store: Store) -> None:
    with pytest.raises(UserError, match=r"demo\.too_few"):
        make_demo(store, customers=0)
