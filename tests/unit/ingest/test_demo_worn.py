"""What the demo shop says of its goods, the try-on understands."""

from itertools import product

from shopassistant.ingest.demo.assortment import KINDS, MODELS
from shopassistant.ingest.demo.worn import worn_as
from shopassistant.tryon.looks.reading import can_try_on


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
