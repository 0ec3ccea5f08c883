"""A choice of products: what somebody asked for, as it is kept with a promotion. Importing it loads no numbers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace

from shopassistant.core.errors import UserError

# What can be wrong with stock, the gravest first: the order of reasons of a proposal.
TROUBLES = ("spoils", "dead", "discontinued", "season_over", "too_much", "aged")
# Ages of stock that are told apart, in days; those of the Inventory page.
AGES = (30, 90, 180)
_LONGEST_TEXT = 200
_MOST_IDS = 100_000


@dataclass(frozen=True, slots=True)
class Between:
    """From `least` to `most`, both included; None leaves an end open.

    Raises:
        UserError: ``choosing.range``, the ends are the wrong way round.
    """

    least: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        if self.least is not None and self.most is not None and self.least > self.most:
            raise UserError("choosing.range", least=self.least, most=self.most)

    def __bool__(self) -> bool:
        return self.least is not None or self.most is not None


@dataclass(frozen=True, slots=True)
class Choice:
    """Variants that meet every condition, with those picked by hand and without those taken out by hand.

    A condition that is empty leaves its question open. Without any condition only what was picked is chosen, unless
    `everything` says the whole shop. What nobody counted meets no condition about stock.

    Attributes:
        category_ids: these categories and all below them.
        brands, seasons: as they are written in the shop, ignoring case; the season is an attribute of the product.
        words: each of them is found in name, SKU, brand, size or colour.
        units: on hand, in the whole shop or at `location_id`.
        cover_days: days the stock lasts at the demand expected; without demand it lasts for ever.
        margin_bp: share of the price without tax that is earned, in hundredths of a percent.
        price_minor: the shelf price, minor units.
        older_than_days: one of `AGES`; part of the stock lies longer than that.
        unsold_days: not sold anywhere for at least so many days (known for a year).
        discontinued: sold while stock lasts (True), or ordered again (False).
        troubles: at least one of `TROUBLES`.
        location_id: whose stock is meant; None for all places.
        picked, excluded: variant ids.

    Raises:
        UserError: ``choosing.age``, ``choosing.trouble``, ``choosing.days``, ``choosing.words``, ``choosing.many``.
    """

    category_ids: tuple[int, ...] = ()
    brands: tuple[str, ...] = ()
    supplier_ids: tuple[int, ...] = ()
    seasons: tuple[str, ...] = ()
    words: str = ""
    units: Between = field(default_factory=Between)
    cover_days: Between = field(default_factory=Between)
    margin_bp: Between = field(default_factory=Between)
    price_minor: Between = field(default_factory=Between)
    older_than_days: int | None = None
    unsold_days: int | None = None
    discontinued: bool | None = None
    troubles: tuple[str, ...] = ()
    location_id: int | None = None
    picked: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()
    everything: bool = False

    def __post_init__(self) -> None:
        if self.older_than_days is not None and self.older_than_days not in AGES:
            raise UserError("choosing.age", days=self.older_than_days, known=", ".join(map(str, AGES)))
        unknown = [one for one in self.troubles if one not in TROUBLES]
        if unknown:
            raise UserError("choosing.trouble", trouble=unknown[0])
        if self.unsold_days is not None and not 1 <= self.unsold_days <= 364:
            raise UserError("choosing.days", days=self.unsold_days)
        if len(self.words) > _LONGEST_TEXT:
            raise UserError("choosing.words", most=_LONGEST_TEXT)
        if max(len(self.picked), len(self.excluded)) > _MOST_IDS:
            raise UserError("choosing.many", most=_MOST_IDS)

    @property
    def has_conditions(self) -> bool:
        """Whether anything but hand-picked products is asked for."""
        hand = ("picked", "excluded", "location_id")
        return any(_says_something(getattr(self, one.name), one.name) for one in fields(self) if one.name not in hand)

    def with_picked(self, variant_id: int) -> "Choice":
        """The same with a product added by hand."""
        excluded = tuple(one for one in self.excluded if one != variant_id)
        return replace(self, picked=tuple(sorted({*self.picked, variant_id})), excluded=excluded)

    def without(self, variant_id: int) -> "Choice":
        """The same with a product taken out by hand."""
        picked = tuple(one for one in self.picked if one != variant_id)
        return replace(self, picked=picked, excluded=tuple(sorted({*self.excluded, variant_id})))


def _says_something(value: object, name: str) -> bool:
    """Whether a field narrows the choice; "not discontinued" does, "not everything" does not."""
    if value is False:
        return name == "discontinued"
    return value not in (None, (), "") and value != Between()


# Role and slot of products in an offer, such as ("get", 0).
Place = tuple[str, int]
_ROLES = ("get", "buy")


def choice_to_json(choice: Choice) -> dict[str, object]:
    """Plain values; what is left open is left out."""
    found: dict[str, object] = {}
    for one in fields(choice):
        value = getattr(choice, one.name)
        if not _says_something(value, one.name):
            continue
        if isinstance(value, Between):
            found[one.name] = [value.least, value.most]
        else:
            found[one.name] = list(value) if isinstance(value, tuple) else value
    return found


def choice_from_json(raw: object) -> Choice:
    """The choice that was kept.

    Raises:
        UserError: ``choosing.json``, a field that is not known or of another kind; and those of `Choice`.
    """
    if not isinstance(raw, Mapping):
        raise UserError("choosing.json", field="")
    readers = {one.name: _READERS[one.type] for one in fields(Choice)}
    values: dict[str, object] = {}
    for name, value in raw.items():
        reader = readers.get(str(name))
        try:
            if reader is None:
                raise TypeError(name)
            values[str(name)] = reader(value)
        except (TypeError, ValueError) as error:
            raise UserError("choosing.json", field=str(name)) from error
    return Choice(**values)  # type: ignore[arg-type]  # each was read as its field's type says


def scope_to_json(scope: Mapping[Place, Choice]) -> dict[str, object]:
    """How the products of each slot of an offer were chosen, as `Promotion.scope` keeps it; ``everything`` and
    ``buy_everything`` say that the first slot holds for all the shop sells, now and later."""
    slots = [{"role": role, "slot": slot, "choice": choice_to_json(one)} for (role, slot), one in sorted(scope.items())]
    kept: dict[str, object] = {"slots": slots}
    for name, role in (("everything", "get"), ("buy_everything", "buy")):
        if scope.get((role, 0)) == Choice(everything=True):
            kept[name] = True
    return kept


def scope_from_json(raw: object) -> dict[Place, Choice]:
    """The choices by role and slot; an empty scope has none.

    Raises:
        UserError: as `choice_from_json`.
    """
    slots = raw.get("slots", []) if isinstance(raw, Mapping) else None
    if not isinstance(slots, list):
        raise UserError("choosing.json", field="slots")
    found: dict[Place, Choice] = {}
    for one in slots:
        if not isinstance(one, Mapping) or one.get("role") not in _ROLES or type(one.get("slot")) is not int:
            raise UserError("choosing.json", field="slots")
        found[str(one["role"]), int(one["slot"])] = choice_from_json(one.get("choice", {}))
    return found


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _maybe(value: object) -> int | None:
    return None if value is None else _whole(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _between(value: object) -> Between:
    least, most = _list(value)
    return Between(_maybe(least), _maybe(most))


_READERS: dict[object, Callable[[object], object]] = {
    tuple[int, ...]: lambda value: tuple(_whole(one) for one in _list(value)),
    tuple[str, ...]: lambda value: tuple(_text(one) for one in _list(value)),
    str: _text,
    Between: _between,
    int | None: _maybe,
    bool | None: lambda value: None if value is None else _flag(value),
    bool: _flag,
}
