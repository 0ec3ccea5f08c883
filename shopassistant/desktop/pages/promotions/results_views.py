"""What the Results tab shows: frozen and already in words, so that a widget decides nothing."""

from dataclasses import dataclass

from shopassistant.core.messages import Catalogue

# Promotions stand in one table with campaigns, so their ids are moved out of the way.
PROMOTIONS_FROM = 1_000_000_000


@dataclass(frozen=True, slots=True)
class ListRow:
    """One campaign or promotion of the table.

    Attributes:
        key: id of a campaign; of a promotion, its id behind `PROMOTIONS_FROM`.
        earned: margin beyond what would have come anyway, in words; a dash where nobody can tell.
        earned_minor: the same as a number.
        sure: how sure that is, in one or two words.
        tone: of those.
    """

    key: int
    name: str
    kind: str
    began: str
    began_on: str
    customers: int
    redeemed: str
    earned: str
    earned_minor: int | None
    sure: str
    tone: str
    is_running: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """An interval as a line: both ends and the middle in minor units per customer, and what it says in words."""

    title: str
    low: float
    high: float
    words: str
    is_strong: bool


@dataclass(frozen=True, slots=True)
class Lifted:
    """The lift with its intervals; `relevant` is the smallest that was called worth knowing."""

    estimate: float
    relevant: float
    reaches: tuple[Reach, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the funnel: how many, of those who were to get a letter (0 to 1), and what else there is to say."""

    name: str
    count: int
    share: float
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """Something over days: `days` since 1970, and one or three rows of numbers (middle, low, high)."""

    title: str
    legend: str
    days: tuple[float, ...]
    names: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    is_money: bool = False
    mark: float | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One campaign or promotion.

    Attributes:
        about: when, and for whom.
        verdict: the sentence to read first; `tone` is its colour.
        sure: how sure that is.
        warning: what makes the figures worthless; empty where nothing does.
        notes: what one ought to know beside.
        heads, rows: the table of arms, or of before and after.
        lead: what is drawn large; empty for none.
        beside: sentences on how it compares with past ones.
    """

    key: int
    name: str
    about: str
    verdict: str
    tone: str
    sure: str
    warning: str
    notes: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lifted: Lifted | None
    funnel: tuple[Step, ...]
    growth: Series | None
    daily: Series | None
    beside: str = ""


def money_or_dash(catalogue: Catalogue, minor: float | None) -> str:
    """An amount with its sign where it is a gain; a dash for none."""
    if minor is None:
        return "\u2013"
    words = catalogue.money(round(minor))
    return f"+{words}" if round(minor) > 0 else words
