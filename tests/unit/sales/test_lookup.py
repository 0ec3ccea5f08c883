"""Products by code in any form, by words while typing, always with the price and stock of now."""

import pytest

from shopassistant.core.changes import Changes
from shopassistant.inventory.stock import count_stock
from shopassistant.sales.lookup import ProductLookup
from shopassistant.sales.scan_target import resolve_scan
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Barcode, Category, Contact, Customer, Product, Variant
from tests.unit.sales.shop import Goods, make_customer


@pytest.fixture
def lookup(goods: Goods, store: Store) -> ProductLookup:
    return ProductLookup(store, goods.location_id)


def skus(lookup: ProductLookup, text: str) -> list[str]:
    return [found.sku for found in lookup.find(text)]


@pytest.mark.parametrize(
    ("code", "sku"),
    [
        ("4006381333931", "frame"),
        (" 4006381333931 ", "frame"),
        ("04006381333931", "frame"),
        ("012345678905", "frame54"),
        ("0012345678905", "frame54"),
        ("12345678905", "frame54"),
        ("96385074", "cloth"),
        ("0000096385074", "cloth"),
        ("FRAME", "frame"),
        ("hat", "hat"),
        ("relic", "relic"),
    ],
)
def test_by_code(lookup: ProductLookup, code: str, sku: str) -> None:
    found = lookup.by_code(code)
    assert found is not None
    assert found.sku == sku


def test_by_code_tells_all_about_it(lookup: ProductLookup, goods: Goods, store: Store) -> None:
    found = lookup.by_code("4006381333931")
    assert found is not None
    assert (found.name, found.brand, found.size, found.colour) == ("Linden", "Ahorn & Söhne", "52", "Tortoise")
    assert (found.price_minor, found.cost_minor, found.tax_rate_bp) == (12900, 6000, 2000)
    assert (found.stock, found.active, found.category) == (None, True, "Eyewear")
    assert lookup.by_id(found.variant_id) == found
    count_stock(store, SYSTEM, goods.location_id, {found.variant_id: 4})
    again = lookup.by_code("4006381333931")
    assert again is not None
    assert again.stock == 4
    with_relic = lookup.by_code("relic")
    assert with_relic is not None
    assert not with_relic.active


@pytest.mark.parametrize("code", ["", "  ", "4006381333930", "unknown", "%", "fram"])
def test_unknown_codes(lookup: ProductLookup, code: str) -> None:
    assert lookup.by_code(code) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("linden", ["frame", "frame54"]),
        ("linden 52", ["frame"]),
        ("52 lind", ["frame"]),
        ("white heart", ["hat"]),
        ("HEART whi", ["hat"]),
        ("ahorn sohne tortoise", ["frame"]),
        ("cafe", ["coffee"]),
        ("lindne", ["frame", "frame54"]),
        ("tortose lind", ["frame"]),
        ("hert white", ["hat"]),
        ("frame54", ["frame54"]),
        ("eyewear black", ["frame54"]),
        ("relic", []),
        ("xyzzy", []),
        ("linden 53", []),
        ("", []),
        ("  - ", []),
    ],
)
def test_typing(lookup: ProductLookup, text: str, found: list[str]) -> None:
    assert skus(lookup, text) == found


@pytest.mark.parametrize("text", ["linden size 52", "a linden in 52", "linden 52 siz"])
def test_words_no_product_has_are_left_out(lookup: ProductLookup, text: str) -> None:
    assert skus(lookup, text) == skus(lookup, "linden 52")
    assert skus(lookup, text)


def test_what_nobody_sells_is_still_not_found(lookup: ProductLookup) -> None:
    assert skus(lookup, "xylophone") == []
    assert skus(lookup, "xylophone quartet") == []


def test_rows_from_the_first_letter_to_the_last(lookup: ProductLookup) -> None:
    for end in range(1, len("cleaning cloth") + 1):
        assert "cloth" in skus(lookup, "cleaning cloth"[:end])


def test_in_stock_comes_first_and_unknown_counts_as_there(lookup: ProductLookup, goods: Goods, store: Store) -> None:
    assert skus(lookup, "linden") == ["frame", "frame54"]
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["frame"]: 0})
    assert skus(lookup, "linden") == ["frame54", "frame"]
    goods.sell(frame54=1)
    assert skus(lookup, "linden") == ["frame54", "frame"]
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["frame"]: 3, goods.variants["frame54"]: 0})
    assert skus(lookup, "linden") == ["frame", "frame54"]
    assert [found.stock for found in lookup.find("linden")] == [3, 0]
    assert skus(lookup, "frame54")[0] == "frame54"  # a whole code comes first even without stock


def test_the_search_is_never_behind(lookup: ProductLookup, goods: Goods, store: Store) -> None:
    lookup.warm()
    with store.begin(SYSTEM) as unit:
        variant = unit.session.get_one(Variant, goods.variants["cloth"])
        variant.price_minor = 599
        unit.session.get_one(Product, variant.product_id).name = "Microfibre wipe"
        unit.session.get_one(Variant, goods.variants["frame54"]).active = False
        new = Product(code="N", name="Sandglass", created_at=unit.clock.now())
        unit.session.add(new)
        unit.session.flush()
        unit.session.add(Variant(product_id=new.id, sku="sand-1", price_minor=100))
        unit.commit()
    assert skus(lookup, "cleaning") == []
    assert [(found.name, found.price_minor) for found in lookup.find("wipe micro")] == [("Microfibre wipe", 599)]
    assert skus(lookup, "linden") == ["frame"]
    assert skus(lookup, "sand") == ["sand-1"]
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, goods.variants["frame54"]).active = True
        category = unit.session.query(Category).one()
        category.name = category.path = "Spectacles"
        unit.commit()
    assert skus(lookup, "spectacles linden") == ["frame", "frame54"]
    assert skus(lookup, "eyewear") == []


def test_what_is_no_longer_sold_is_found_apart_and_never_behind(
    lookup: ProductLookup, store: Store, goods: Goods
) -> None:
    assert lookup.find_withdrawn("linden") == ()
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, goods.variants["frame54"]).active = False
        unit.commit()
    assert lookup.find_withdrawn("ahorn lind") == (goods.variants["frame54"],)
    assert lookup.find_withdrawn("linden umbrella") == lookup.find_withdrawn("") == ()
    with store.begin(SYSTEM) as unit:
        unit.session.get_one(Variant, goods.variants["frame54"]).active = True
        unit.commit()
    assert lookup.find_withdrawn("linden") == ()


def test_a_word_nobody_has_may_be_insisted_on(lookup: ProductLookup) -> None:
    assert skus(lookup, "linden umbrella") != []
    assert lookup.find("linden umbrella", all_words=True) == ()


def test_after_a_restore_everything_is_read_anew(lookup: ProductLookup) -> None:
    assert skus(lookup, "linden") != []
    lookup.note_changes(Changes(everything=True))
    assert skus(lookup, "linden") == ["frame", "frame54"]


def test_the_whole_shops_stock_without_a_location(goods: Goods, store: Store) -> None:
    whole = ProductLookup(store)
    back = 2
    count_stock(store, SYSTEM, goods.location_id, {goods.variants["frame"]: 2})
    count_stock(store, SYSTEM, back, {goods.variants["frame"]: 5})
    found = whole.by_code("frame")
    assert found is not None
    assert found.stock == 7
    assert [one.stock for one in whole.find("linden tortoise")] == [7]


def test_an_empty_shop_finds_nothing(store: Store) -> None:
    assert ProductLookup(store).find("linden") == ()


def test_what_a_scan_stands_for(goods: Goods, store: Store) -> None:
    customer_id = make_customer(store, "C-77")
    kept = make_customer(store, "C-78")
    with store.begin(SYSTEM) as unit:
        unit.session.add(Contact(customer_id=customer_id, kind="card", value="K001 2345", lookup="K0012345"))
        unit.commit()
    sale = goods.sell(cloth=1)
    with store.read() as session:
        assert resolve_scan(session, "4006381333931").id == goods.variants["frame"]
        found = {
            code: resolve_scan(session, code) for code in ("k0012345", "C-77", "r000001", "4006381333930", "zzz", "")
        }
    assert {code: (target.kind, target.id) for code, target in found.items()} == {
        "k0012345": ("customer", customer_id),
        "C-77": ("customer", customer_id),
        "r000001": ("receipt", sale.sale_id),
        "4006381333930": ("unknown", None),
        "zzz": ("unknown", None),
        "": ("unknown", None),
    }
    assert found["4006381333930"].message_code == "scan.misread"
    assert (found["zzz"].message_code, found["zzz"].code) == ("scan.unknown", "zzz")
    with store.begin(SYSTEM) as unit:
        merged = unit.session.get_one(Customer, customer_id)
        merged.status, merged.merged_into_id = "merged", kept
        unit.session.add(Barcode(code="K0012345X", variant_id=goods.variants["hat"]))
        unit.commit()
    with store.read() as session:
        assert resolve_scan(session, "K0012345").id == kept
        assert resolve_scan(session, "K0012345X").kind == "variant"
