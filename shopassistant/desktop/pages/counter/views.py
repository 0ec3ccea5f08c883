"""What the counter's widgets show: frozen, already in words, so that a widget decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shopassistant.recommend.experiments.exposure import Assigned


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One customer in the result list: who, what tells namesakes apart, why this one came up.

    Attributes:
        is_sure: good enough for a blind Enter; a guess at part of what was typed is not.
    """

    customer_id: int
    name: str
    number: str
    detail: str
    why: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What the customer box found for `text`."""

    text: str
    rows: tuple[FoundRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number on the customer card, with its label and the exact value for the tooltip."""

    label: str
    value: str
    exact: str = ""


@dataclass(frozen=True, slots=True)
class ConsentMark:
    """Whether a purpose is allowed (None: nobody asked yet): an icon, a word, never a colour alone."""

    word: str
    is_granted: bool | None
    exact: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A follow-up: what was promised and when it is due."""

    id: int
    text: str
    due: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class Remark:
    """A note, with who wrote it and when."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line once bought or returned."""

    when: str
    exact: str
    number: str
    text: str
    amount: str
    is_return: bool


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """The customer at the counter; `standing` are words with their tone on what they are to the shop."""

    id: int
    name: str
    initials: str
    number: str
    contacts: tuple[tuple[str, str], ...] = ()
    figures: tuple[Figure, ...] = ()
    consents: tuple[ConsentMark, ...] = ()
    standing: tuple[tuple[str, str], ...] = ()
    tastes: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    remarks: tuple[Remark, ...] = ()
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """One recommendation card.

    Attributes:
        mark: ``"new"``, ``"again"`` or empty (no customer).
        stock_tone: ``positive``, ``warning`` or ``muted``; the word in `stock` says the same.
        category, colour, image, attributes: what its picture is drawn from.
    """

    product_id: int
    variant_id: int
    name: str
    brand: str
    price: str
    stock: str
    stock_tone: str
    mark: str
    why: str
    method: str
    position: int
    category: str = ""
    colour: str = ""
    image: str | None = None
    attributes: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Offers:
    """A list of offers shown once; `list_key` joins its events.

    Attributes:
        assigned: how its method came about, where nobody chose one by hand.
    """

    list_key: str
    offers: tuple[Offer, ...] = ()
    customer_id: int | None = None
    notes: tuple[str, ...] = ()
    age: str = ""
    assigned: "Assigned | None" = None


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product in the product box's results."""

    variant_id: int
    name: str
    detail: str
    price: str
    stock: str
    stock_tone: str
    is_active: bool
    category: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class FoundProducts:
    """What the product box found for `text`."""

    text: str
    rows: tuple[ProductRow, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldRow:
    """A basket set aside."""

    basket_id: int
    label: str
    detail: str
    total: str


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A promise due today or earlier, for the counter before a customer stands there."""

    id: int
    customer_id: int
    name: str
    text: str
    due: str
    is_late: bool
