"""What the engine is asked and what it answers: frozen plain values that a window, a report and an API can share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shopassistant.recommend.terms import Terms

# What can be asked for. "personal" is another word for "hybrid"; "all" interleaves one list of each kind.
METHODS = (
    "hybrid", "similar", "segment", "popular", "content", "peers", "repeat",
    "following", "linear", "als", "season", "category", "all",
)  # fmt: skip
ALIASES: Mapping[str, str] = {"personal": "hybrid"}


@dataclass(frozen=True)
class Request:
    """One question to the engine.

    Attributes:
        customer_id: whom it is for; None for a walk-in.
        method: one of `METHODS` or `ALIASES`.
        count: how many products at most.
        new_only: leave out what the customer ever bought.
        basket_variant_ids: what is in the basket; never offered.
        location_id: whose stock counts; None for all locations together.
        exclude_product_ids: never offered, for whatever reason.
        require_consent: with True, no record of consent counts as a refusal.
        terms: what the shop asks of the list; None for the method's own ranking, without a share of new products.
    """

    customer_id: int | None
    method: str = "hybrid"
    count: int = 10
    new_only: bool = False
    basket_variant_ids: tuple[int, ...] = ()
    location_id: int | None = None
    exclude_product_ids: tuple[int, ...] = ()
    require_consent: bool = False
    terms: Terms | None = None


@dataclass(frozen=True)
class Recommended:
    """One product that may be offered now.

    Attributes:
        variant_id: the variant to put in the basket: what the customer bought last or the usual size, in stock.
        price_minor: that variant's price.
        stock: units here; None where nobody ever counted.
        is_new_to_customer: never bought before.
        method: which method put it forward.
        score: higher is better; with "hybrid" the chance (0 to 1) of a purchase within the next quarter.
        reason_code, reason_values: the sentence and what it needs; dates as ISO text.
        position: 1 for the first.
    """

    product_id: int
    variant_id: int
    name: str
    brand: str | None
    size: str | None
    price_minor: int
    stock: int | None
    is_new_to_customer: bool
    method: str
    score: float
    reason_code: str
    reason_values: Mapping[str, Any]
    position: int


@dataclass(frozen=True)
class Answer:
    """A list to show once.

    Attributes:
        items: best first, each product once.
        list_key: names this list in the log of events.
        fitted_at: when the index behind it was fitted; None where there is none.
        note_codes: what the reader should know, as codes (``recommend.note.*``).
    """

    items: tuple[Recommended, ...]
    list_key: str
    fitted_at: datetime | None
    note_codes: tuple[str, ...] = ()

    @property
    def age(self) -> datetime | None:
        """When the index was fitted."""
        return self.fitted_at


@dataclass(frozen=True)
class FitSummary:
    """What a fit saw and how it went.

    Attributes:
        version: name on disk, empty where no folder was given.
        learned: whether the blend was learned on this shop's past, or the defaults stand.
        metrics: what the hold-out measured.
        seconds: how long it took.
    """

    version: str
    customers: int
    products: int
    purchases: int
    data_from: str | None
    data_to: str | None
    learned: bool
    seconds: float
    metrics: Mapping[str, Any] = field(default_factory=dict)
