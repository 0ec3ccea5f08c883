"""What somebody before the mirror wants to see, and what they are shown: frozen plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which goods, and how many.

    Attributes:
        kinds: of `tryon.looks.kinds`; empty for all.
        traits: such as ``"shape:round"`` or ``"material:metal"`` (see `traits`); a product has one of each sort that
            is named. Empty for all.
        least_price_minor, most_price_minor: shelf price, both ends included.
        in_stock_only: leave out what is counted and not there, or put aside for somebody.
        count: at most so many.
    """

    kinds: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    least_price_minor: int | None = None
    most_price_minor: int | None = None
    in_stock_only: bool = False
    count: int = 40


@dataclass(frozen=True, slots=True)
class Fitting:
    """One thing that can be put on: a product in the variant that is offered first.

    Attributes:
        kind: of `tryon.looks.kinds`.
        colour, size, brand, category: empty where there is none.
        price_minor: minor units.
        stock: units that can be promised here, never below zero; None where nobody ever counted.
        attributes: the product's; `tryon.looks.reading.wearable_of` reads them.
        traits: what taste goes by.
        others: ids of the product's other variants, what is there first.
    """

    variant_id: int
    product_id: int
    kind: str
    name: str
    brand: str
    colour: str
    size: str
    category: str
    image: str
    price_minor: int
    stock: int | None
    attributes: Mapping[str, Any]
    traits: tuple[str, ...]
    others: tuple[int, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether it can be handed over, as far as is known."""
        return self.stock is None or self.stock > 0
