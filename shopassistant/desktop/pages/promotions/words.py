"""How promotions are said: where they stand, when they hold, for whom, and what was used of them."""

from datetime import UTC, date, datetime, time, timedelta

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day
from shopassistant.promotions.drafts.listing import PromotionRow
from shopassistant.promotions.rules.rule import When

_DAY_MINUTES = 24 * 60


def _tr(text: str) -> str:
    return QCoreApplication.translate("promotions", text)


def state_words(state: str) -> str:
    """Where a promotion stands, in a word or two."""
    return {
        "draft": _tr("Draft"),
        "coming": _tr("Coming"),
        "running": _tr("Running"),
        "paused": _tr("Paused"),
        "used_up": _tr("Used up"),
        "over": _tr("Over"),
        "ended": _tr("Ended"),
        "cancelled": _tr("Given up"),
    }[state]


def state_tone(state: str) -> str:
    """The colour that goes with `state_words`."""
    tones = {"coming": "accent", "running": "positive", "paused": "warning", "used_up": "warning"}
    return tones.get(state, "muted")


def name_words(row: PromotionRow) -> str:
    """Its name, or that it has none yet."""
    return row.name or _tr("Without a name")


def days_words(catalogue: Catalogue, starts_at: datetime | None, ends_at: datetime | None, today: date) -> str:
    """From when to when, in days; the last one counts."""
    last = None if ends_at is None else ends_at - timedelta(seconds=1)
    if starts_at is None and last is None:
        return _tr("always")
    if last is None:
        return _tr("from {first}").format(first=day(catalogue, starts_at, today))
    if starts_at is None:
        return _tr("until {last}").format(last=day(catalogue, last, today))
    first, final = day(catalogue, starts_at, today), day(catalogue, last, today)
    if first == final:
        return first
    start, end = starts_at.astimezone().date(), last.astimezone().date()
    if start.year == end.year != today.year:  # the year once is enough
        first = catalogue.formats.say_day(start, catalogue.formats.day_this_year)
    return _tr("{first} to {last}").format(first=first, last=final)


def hours_words(catalogue: Catalogue, when: When) -> str:
    """On which weekdays and between which hours; empty for always."""
    parts = []
    if when.weekdays is not None:
        names = catalogue.formats.weekdays
        parts.append(", ".join(names[one][:2] for one in sorted(when.weekdays)))
    if when.from_minute is not None or when.until_minute is not None:
        start, end = when.from_minute or 0, _DAY_MINUTES if when.until_minute is None else when.until_minute
        parts.append(f"{clock_words(start)}\u2013{clock_words(end)}")
    return " ".join(parts)


def clock_words(minute: int) -> str:
    """A minute of the day as on a clock."""
    return f"{minute // 60:02}:{minute % 60:02}"


def products_words(catalogue: Catalogue, row: PromotionRow) -> str:
    """How many products it is about."""
    if row.products is None:
        return _tr("all")
    return catalogue.number(row.products) if row.products else "\u2013"


def people_words(row: PromotionRow) -> str:
    """For whom."""
    who = row.segment or _tr("Everybody")
    return _tr("{who}, with a coupon").format(who=who) if row.needs_coupon else who


def spent_words(catalogue: Catalogue, row: PromotionRow) -> str:
    """What was given, of how much."""
    if row.state == "draft":
        return "\u2013"
    spent = whole_words(catalogue, row.spent_minor)
    if row.budget_minor is None:
        return spent
    return _tr("{part} of {whole}").format(part=spent, whole=whole_words(catalogue, row.budget_minor))


def whole_words(catalogue: Catalogue, minor: int) -> str:
    """An amount in whole units of money, for a table; the exact one is a click away."""
    return catalogue.formats.say_number(round(minor / 10**catalogue.currency.exponent))


def uses_words(catalogue: Catalogue, row: PromotionRow) -> str:
    """How often it was used, of how often it may be."""
    if row.state == "draft":
        return "\u2013"
    if row.max_uses is None:
        return catalogue.number(row.uses)
    return _tr("{part} of {whole}").format(part=catalogue.number(row.uses), whole=catalogue.number(row.max_uses))


def step_words(action: str) -> str:
    """What was done, for a list of steps; empty for what nobody needs to see."""
    return {
        "promotion.created": _tr("begun"),
        "promotion.copied": _tr("copied from another"),
        "promotion.approved": _tr("approved"),
        "promotion.floor_passed": _tr("allowed below cost"),
        "promotion.changed": _tr("terms changed"),
        "promotion.paused": _tr("paused"),
        "promotion.ended": _tr("ended"),
        "promotion.taken_back": _tr("approval taken back"),
        "promotion.discarded": _tr("given up"),
        "promotion.taken_up": _tr("taken up again"),
        "promotion.codes_made": _tr("coupons made"),
    }.get(action, "")


def midnight(day_: date) -> datetime:
    """The beginning of a local day, UTC."""
    return datetime.combine(day_, time()).astimezone().astimezone(UTC)
