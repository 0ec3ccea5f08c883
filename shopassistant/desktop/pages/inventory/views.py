"""What the inventory page's widgets show: frozen, made in a lane."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shopassistant.inventory.dashboard.figures import Figures
from shopassistant.inventory.dashboard.names import Named
from shopassistant.inventory.dashboard.rows import ProductLine
from shopassistant.inventory.listing import Choice


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters offer."""

    locations: tuple[Choice, ...]
    suppliers: tuple[Choice, ...]
    categories: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the figures.

    Attributes:
        category_id: with all below it.
        abc, xyz: place of the class, None for any.
        text: words or a code to search for.
        lens: which rows of the table, one of `rows.LENSES`.
        sort: one of `rows.SORTS`.
    """

    location_id: int | None = None
    supplier_id: int | None = None
    category_id: int | None = None
    abc: int | None = None
    xyz: int | None = None
    text: str = ""
    lens: str = "all"
    sort: str = "chance"
    descending: bool = True

    @property
    def is_searching(self) -> bool:
        """Whether products are filtered by what they are, beyond their place and supplier."""
        return bool(self.text) or any(one is not None for one in (self.category_id, self.abc, self.xyz))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is filtered out."""
        filters = (self.location_id, self.supplier_id, self.category_id, self.abc, self.xyz)
        return bool(self.text) or self.lens != "all" or any(one is not None for one in filters)


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer.

    Attributes:
        ids: variants of the table, in order.
        running_out: variants that will run out before the next delivery, the first one first.
        in_all: variants of the shop, so that an empty table can tell "no match" from "no products".
        made_at: how old the figures are.
        forecast: code and values of how old the forecasts are.
        variants: those that pass the filters; empty where only a location or a supplier narrows them.
    """

    question: Question
    figures: Figures
    ids: Sequence[int]
    running_out: Sequence[int]
    in_all: int
    made_at: datetime
    forecast: tuple[str, Mapping[str, object]]
    variants: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: the numbers, and what it is called."""

    line: ProductLine
    named: Named
