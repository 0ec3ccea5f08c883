"""Editing products: what is written, who may, and what is refused."""

import pytest

from shopassistant.core.errors import NotAllowed, NotFound, UserError
from shopassistant.inventory.ledger import barcodes, price_history
from shopassistant.inventory.listing import load_rows
from shopassistant.inventory.products import (
    NewProduct,
    NewVariant,
    add_barcode,
    add_product,
    change_price,
    remove_barcode,
    set_active,
)
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Product, Variant
from tests.unit.shop_rows import a_product

SHIRT = NewProduct(
    "Linen shirt",
    (NewVariant(4_900, "S", "white", barcodes=("5901234123457", " ")), NewVariant(4_900, "M", "white", sku="LS-M")),
    brand="Nord",
    category="Clothing / Shirts",
    supplier="Nord Textiles",
)


def test_a_product_comes_with_variants_prices_codes_and_its_place(store: Store, manager: Actor) -> None:
    added = add_product(store, manager, SHIRT)
    with store.read() as session:
        first, second = (load_rows(session, added.variant_ids)[one] for one in added.variant_ids)
        assert (first.name, first.category, first.supplier) == ("Linen shirt", "Clothing / Shirts", "Nord Textiles")
        assert second.sku == "LS-M"
        assert first.total is None  # nobody counted it yet
        assert barcodes(session, first.variant_id) == ("5901234123457",)
        (price,) = price_history(session, first.variant_id)
        assert (price.price_minor, price.staff) == (4_900, "Mia")
    assert added.changes.products == {added.product_id}
    assert added.changes.variants == set(added.variant_ids)


def test_a_second_product_shares_category_and_supplier(store: Store, manager: Actor) -> None:
    one = add_product(store, manager, SHIRT)
    two = add_product(store, manager, NewProduct("Vest", (NewVariant(900),), category="Clothing/Shirts"))
    with store.read() as session:
        left, right = session.get_one(Product, one.product_id), session.get_one(Product, two.product_id)
        assert left.category_id == right.category_id
        assert left.code != right.code


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewProduct(" ", (NewVariant(1),)), "product.name_missing"),
        (NewProduct("Hat", ()), "product.no_variant"),
        (NewProduct("Hat", (NewVariant(-1),)), "product.price"),
        (NewProduct("Hat", (NewVariant(5_901_234_123_457),)), "product.price"),
        (NewProduct("Hat", (NewVariant(1, "S"), NewVariant(1, "s "))), "product.variants_alike"),
        (NewProduct("Hat", (NewVariant(1, sku="TAKEN"),)), "product.sku_taken"),
        (NewProduct("Hat", (NewVariant(1, barcodes=("111",)),)), "product.code_taken"),
        (NewProduct("Hat", (NewVariant(1, barcodes=("1" * 61,)),)), "product.code_long"),
    ],
)
def test_what_is_refused_leaves_nothing(store: Store, manager: Actor, new: NewProduct, code: str) -> None:
    add_product(store, manager, NewProduct("Other", (NewVariant(1, sku="TAKEN", barcodes=("111",)),)))
    with pytest.raises(UserError) as refused:
        add_product(store, manager, new)
    assert refused.value.code == code
    with store.read() as session:
        assert [one.name for one in session.query(Product)] == ["Other"]


def test_a_price_change_is_written_with_who_and_what_was_before(store: Store, manager: Actor) -> None:
    (hat,) = a_product(store, price=2_500)
    assert change_price(store, manager, hat, 1_900).variants == {hat}
    assert not change_price(store, manager, hat, 1_900).variants  # nothing to change
    with store.read() as session:
        assert session.get_one(Variant, hat).price_minor == 1_900
        newest, oldest = price_history(session, hat)
        assert (newest.price_minor, newest.staff, oldest.price_minor) == (1_900, "Mia", 2_500)
        entry = session.query(AuditEntry).filter_by(action="price.changed").one()
        assert entry.details == {"before_minor": 2_500, "after_minor": 1_900}


def test_withdrawing_the_last_variant_withdraws_the_product_and_back(store: Store, manager: Actor) -> None:
    small, medium = a_product(store, sizes=("S", "M"))
    with store.read() as session:
        product_id = session.get_one(Variant, small).product_id

    def is_active() -> bool:
        with store.read() as session:
            return session.get_one(Product, product_id).active

    set_active(store, manager, small, False)
    assert is_active()
    set_active(store, manager, medium, False)
    assert not is_active()
    set_active(store, manager, small, True)
    assert is_active()


def test_only_a_manager_edits_but_anybody_teaches_a_code(store: Store, associate: Actor) -> None:
    (hat,) = a_product(store)
    for forbidden in (
        lambda: add_product(store, associate, SHIRT),
        lambda: change_price(store, associate, hat, 1),
        lambda: set_active(store, associate, hat, False),
        lambda: remove_barcode(store, associate, hat, "1"),
    ):
        with pytest.raises(NotAllowed, match=r"role\.required"):
            forbidden()
    add_barcode(store, associate, hat, " 4006381333931 ")
    with store.read() as session:
        assert barcodes(session, hat) == ("4006381333931",)


def test_a_code_belongs_to_one_variant_until_it_is_removed(store: Store, manager: Actor) -> None:
    hat, cap = a_product(store, sizes=("S", "M"), barcode="111")
    with pytest.raises(UserError) as refused:
        add_barcode(store, manager, cap, "111")
    assert refused.value.values["name"] == "Scarf"
    with pytest.raises(NotFound):
        remove_barcode(store, manager, cap, "111")
    remove_barcode(store, manager, hat, "111")
    add_barcode(store, manager, cap, "111")
    with store.read() as session:
        assert barcodes(session, cap) == ("111",)
