"""How the counter says things: days as people name them, money, initials, and which sentence a reason gets."""

from datetime import date, datetime

from shopassistant.core.messages import Catalogue

_DAYS_NAMED = {0: "counter.today", 1: "counter.yesterday", -1: "counter.tomorrow"}


def day(catalogue: Catalogue, value: date | datetime | None, today: date) -> str:
    """A day as people say it: ``today``, ``yesterday``, ``12 Mar``, with the year once it is not this one.

    Args:
        catalogue: the sentences.
        value: a day, or a moment (its local day counts); None gives a dash.
        today: the local day now.
    """
    if value is None:
        return "\u2013"
    moment = value.astimezone().date() if isinstance(value, datetime) else value
    named = _DAYS_NAMED.get((today - moment).days)
    if named:
        return catalogue.say(named)
    formats = catalogue.formats
    return formats.say_day(moment, formats.day_this_year if moment.year == today.year else formats.day)


def ago(catalogue: Catalogue, moment: datetime, now: datetime) -> str:
    """How long ago, in the unit people use: ``just now``, ``12 min ago``, ``3 h ago``, then the day."""
    minutes = int((now - moment).total_seconds() // 60)
    if minutes < 1:
        return catalogue.say("counter.just_now")
    if minutes < 60:
        return catalogue.say("counter.minutes_ago", {"minutes": minutes})
    if minutes < 12 * 60:
        return catalogue.say("counter.hours_ago", {"hours": minutes // 60})
    return day(catalogue, moment, now.astimezone().date())


def exact_day(catalogue: Catalogue, value: date | datetime | None) -> str:
    """The whole date (and time, of a moment), for a tooltip."""
    if value is None:
        return ""
    formats = catalogue.formats
    if isinstance(value, datetime):
        moment = value.astimezone()
        return f"{formats.say_day(moment, formats.full_day)}, {moment:%H:%M}"
    return formats.say_day(value, formats.full_day)


def stock_words(catalogue: Catalogue, stock: int | None) -> tuple[str, str]:
    """What to say about the stock here and in which tone; None is a stock nobody ever counted."""
    if stock is None:
        return catalogue.say("counter.stock_unknown"), "muted"
    if stock <= 0:
        return catalogue.say("counter.stock_none"), "warning"
    return catalogue.say("counter.stock", {"count": stock}), "warning" if stock <= 2 else "positive"


def initials(name: str) -> str:
    """One or two capital letters for a person's badge."""
    parts = [part for part in name.split() if part[0].isalnum()]
    picked = parts if len(parts) < 2 else [parts[0], parts[-1]]
    return "".join(part[0] for part in picked).upper()
