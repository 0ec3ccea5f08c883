"""What came into the invented boutique this week: make-up and watches that nobody has bought yet, to be tried on."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from shopassistant.ingest.demo.assortment import HOUSES
from shopassistant.ingest.demo.calendar import Days
from shopassistant.ingest.demo.catalogue import ean13
from shopassistant.ingest.demo.writing import Writer, category_ids
from shopassistant.store.schema import Barcode, Category, PriceChange, Product, StockMovement, Variant

# A shop with fewer products is a small one, made to test something, and has no room for them.
LEAST_PRODUCTS = 1000
_DAYS_AGO, _UNITS = 4, 6


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A product in some shades.

    Attributes:
        path: its category. pence, cost: price and cost of each variant. shades: name and ``#rrggbb`` of each.
        worn: attributes that say how it is worn.
    """

    key: str
    name: str
    brand: str
    path: tuple[str, ...]
    description: str
    pence: int
    cost: int
    shades: tuple[tuple[str, str], ...]
    worn: dict[str, Any]


_LIPS, _CHEEKS, _WATCHES = ("Beauty", "Lips"), ("Beauty", "Cheeks"), ("Accessories", "Watches")
NEWCOMERS = (
    Newcomer("LIP", "Velvet matt lipstick", "Studio Thistle", _LIPS, "Matt, opaque, stays on for a day.", 1800, 620,
             (("cherry", "#9d1f33"), ("brick", "#9c3a2c"), ("rose", "#b85568"), ("plum", "#5c2a4d")),
             {"wearable": "lipstick", "coverage": 0.85, "gloss": 0.0}),
    Newcomer("LIP", "Satin lipstick", "Studio Thistle", _LIPS, "Soft shine, full colour.", 1650, 560,
             (("coral", "#d9604c"), ("pink", "#cf5a7f"), ("nude", "#b9775f"), ("berry", "#7a2345")),
             {"wearable": "lipstick", "coverage": 0.7, "gloss": 0.4}),
    Newcomer("LIP", "Glass lip gloss", "Copper Finch", _LIPS, "A wet shine over a touch of colour.", 1400, 430,
             (("clear rose", "#d88a90"), ("peach", "#e19a7c"), ("cherry", "#a82a3c")),
             {"wearable": "lipstick", "coverage": 0.35, "gloss": 1.0}),
    Newcomer("BLU", "Powder blush", "Studio Thistle", _CHEEKS, "Finely milled, easy to build up.", 2100, 700,
             (("peony", "#d8697c"), ("apricot", "#df8560"), ("mauve", "#a8607a")),
             {"wearable": "blush", "coverage": 0.4}),
    Newcomer("WCH", "Marlow field watch", "Copper Finch", _WATCHES, "Steel, 38 mm, leather strap.", 14900, 6200,
             (("silver", "#b9bdc2"),),
             {"wearable": "watch", "shape": "round", "case_mm": 38, "thickness_mm": 10, "strap_mm": 20,
              "strap_colour_hex": "#5a3a26", "dial_colour_hex": "#efece2", "material": "leather"}),
    Newcomer("WCH", "Vesper dress watch", "Copper Finch", _WATCHES, "Gold plate, 30 mm square.", 18900, 7900,
             (("gold", "#c6a052"),),
             {"wearable": "watch", "shape": "square", "case_mm": 30, "thickness_mm": 7, "strap_mm": 16,
              "strap_colour_hex": "#1c1c1e", "dial_colour_hex": "#20283c", "material": "leather"}),
)  # fmt: skip


def write_newcomers(
    writer: Writer, days: Days, products: int, variants: int, staff: int, place: int
) -> tuple[int, int]:
    """Write them after the shop's other goods.

    Args:
        products, variants: how many there are already. staff: who took them in. place: where they lie.

    Returns:
        How many products and variants came on top; none in a small shop.
    """
    if products < LEAST_PRODUCTS:
        return 0, 0
    at = days.moments(np.array([days.count - _DAYS_AGO]), np.array([30_000]))[0]
    _products(writer, products, _categories(writer), at)
    rows = [(place_, one, shade) for place_, one in enumerate(NEWCOMERS, 1) for shade in one.shades]
    ids = np.arange(variants + 1, variants + 1 + len(rows))
    count = len(rows)
    writer.table(
        Variant, id=ids, product_id=[products + number for number, _one, _shade in rows],
        sku=[f"{one.key}{products + number:04d}-{one.shades.index(shade) + 1}" for number, one, shade in rows],
        colour=[name for _number, _one, (name, _tone) in rows],
        price_minor=[one.pence for _number, one, _shade in rows],
        cost_minor=[one.cost for _number, one, _shade in rows],
        active=[True] * count,
    )  # fmt: skip
    writer.table(Barcode, code=[ean13(f"50{1_234_900_000 + int(number)}") for number in ids], variant_id=ids)
    writer.table(
        PriceChange, variant_id=ids, price_minor=[one.pence for _number, one, _shade in rows], at=np.repeat(at, count),
        staff_id=[staff] * count,
    )  # fmt: skip
    writer.table(
        StockMovement, variant_id=ids, location_id=[place] * count, quantity=[_UNITS] * count,
        reason=["opening"] * count, at=np.repeat(at, count), staff_id=[staff] * count,
    )  # fmt: skip
    return len(NEWCOMERS), count


def _categories(writer: Writer) -> dict[tuple[str, ...], int]:
    known = category_ids()
    new = [path for path in (("Beauty",), _LIPS, _CHEEKS, _WATCHES) if path not in known]
    ids = known | {path: len(known) + number for number, path in enumerate(new, 1)}
    writer.table(
        Category, id=[ids[path] for path in new], parent_id=[ids.get(path[:-1]) for path in new],
        name=[path[-1] for path in new], path=[" / ".join(path) for path in new],
    )  # fmt: skip
    return ids


def _products(writer: Writer, products: int, categories: dict[tuple[str, ...], int], at: np.datetime64) -> None:
    count = len(NEWCOMERS)
    colours = [dict(one.shades) for one in NEWCOMERS]
    writer.table(
        Product, id=np.arange(products + 1, products + 1 + count),
        code=[f"{one.key}{products + number:04d}" for number, one in enumerate(NEWCOMERS, 1)],
        name=[one.name for one in NEWCOMERS], brand=[one.brand for one in NEWCOMERS],
        category_id=[categories[one.path] for one in NEWCOMERS],
        supplier_id=[list(HOUSES).index("makers") + 1] * count, tax_class_id=[1] * count,
        description=[one.description for one in NEWCOMERS],
        attributes=[
            one.worn | {"colour": one.shades[0][0], "colour_hex": one.shades[0][1], "colours": shades}
            for one, shades in zip(NEWCOMERS, colours, strict=True)
        ],
        active=[True] * count, created_at=np.repeat(at, count),
    )  # fmt: skip
