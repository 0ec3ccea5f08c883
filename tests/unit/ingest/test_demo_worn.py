"""What the demo shop says of its goods, the try-on understands."""

from itertools import product
from pathlib import Path

from sqlalchemy import func, select

from shopassistant.ingest.demo import make_demo
from shopassistant.ingest.demo.assortment import KINDS, MODELS
from shopassistant.ingest.demo.worn import worn_as
from shopassistant.store.schema import Category, Product, StockMovement, Variant
from shopassistant.tryon.looks.reading import can_try_on, wearable_of
from tests.blank import blank_store


def test_hats_and_jewellery_can_be_tried_on_and_nothing_else_pretends_to() -> None:
    kinds = {kind.key: kind for kind in KINDS}
    found = set()
    for key in ("JWL", "HAT"):
        for noun, style, model in product(kinds[key].nouns, kinds[key].styles, MODELS[:12]):
            attributes = {"style": style, "material": kinds[key].materials[0]}
            attributes |= worn_as(noun, style, f"{model} {style} {noun}")
            kind = can_try_on(attributes)
            assert kind is not None, (noun, style, attributes)
            found.add((kind, attributes["shape"]))
    assert {"hat", "earrings", "necklace", "ring", "watch"} == {kind for kind, _shape in found}
    assert {("earrings", "stud"), ("earrings", "hoop"), ("earrings", "drop")} < found
    assert worn_as("dress", "wrap", "Linden wrap dress") == {}
    assert worn_as("ring", "fine", "A") == worn_as("ring", "fine", "A"), "the same every time the shop is made"


def test_a_shop_of_some_size_has_new_make_up_and_watches_that_can_be_tried_on_in_every_shade(tmp_path: Path) -> None:
    store = blank_store(tmp_path / "large.db")
    summary = make_demo(store, customers=20, products=1000, years=0.1)
    with store.read() as session:
        rows = session.execute(
            select(Product.attributes, Variant.colour, Category.path, StockMovement.quantity)
            .join(Variant, Variant.product_id == Product.id)
            .join(Category, Category.id == Product.category_id)
            .join(StockMovement, StockMovement.variant_id == Variant.id)
            .where(Product.id > 1000)
        ).all()
        counted = session.scalar(select(func.count()).select_from(Product))
    store.close()
    assert counted == summary.products > 1000
    assert {can_try_on(attributes) for attributes, *_rest in rows} == {"lipstick", "blush", "watch"}
    worn = [wearable_of(attributes, colour) for attributes, colour, _path, _units in rows]
    assert len(set(worn)) == len(rows), "every shade is another colour"
    assert {path.split(" / ")[0] for _attributes, _colour, path, _units in rows} == {"Beauty", "Accessories"}
    assert all(units > 0 for *_rest, units in rows)
