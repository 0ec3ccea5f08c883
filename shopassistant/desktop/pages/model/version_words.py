"""How the versions tab says things: when and why a version was made, how it fares, how two of them differ."""

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.words import day, exact_day
from shopassistant.desktop.widgets.table import Column
from shopassistant.recommend.versions import Comparison, VersionInfo

_DASH = "\u2013"
# The measure of the hold-out that the table shows.
MEASURE = "ndcg"


def _tr(text: str) -> str:
    return QCoreApplication.translate("versions", text)


def when(catalogue: Catalogue, version: VersionInfo, today: date) -> str:
    """When it was learned, as people say it."""
    return f"{day(catalogue, version.fitted_at, today)}, {version.fitted_at.astimezone():%H:%M}"


def cause_words(version: VersionInfo) -> str:
    """Why it was learned, and for whom."""
    names = {
        "start": _tr("first time"),
        "person": _tr("on request"),
        "command": _tr("command line"),
        "schedule": _tr("on schedule"),
        "drift": _tr("habits changed"),
        "growth": _tr("many new sales"),
        "import": _tr("import"),
        "": _DASH,
    }
    words = names.get(version.cause, version.cause)
    return f"{words}, {version.started_by}" if version.cause == "person" else words


def state_words(version: VersionInfo) -> str:
    """What it is to the shop; nothing for one that is just there."""
    names = {"serving": _tr("serving"), "kept": _tr("kept"), "refused": _tr("refused"), "ready": ""}
    words = names[version.state]
    return f"{words}, {_tr('kept')}" if version.is_kept and version.state != "kept" else words


def state_tone(version: VersionInfo) -> str:
    """The colour that goes with `state_words`."""
    return {"serving": "positive", "kept": "accent", "refused": "critical", "ready": "muted"}[version.state]


def size_words(catalogue: Catalogue, size: int) -> str:
    """Bytes as MB."""
    return f"{catalogue.formats.say_number(size / 1_000_000, 1)} MB"


def days_words(catalogue: Catalogue, version: VersionInfo, today: date) -> str:
    """First and last day of the sales it was learned from."""
    if version.data_from is None or version.data_to is None:
        return _DASH
    formats = catalogue.formats
    days = [date.fromisoformat(one) for one in (version.data_from, version.data_to)]
    first, last = (formats.say_day(one, None if one.year != today.year else formats.day_this_year) for one in days)
    return f"{first} {_DASH} {last}"


def value_words(catalogue: Catalogue, value: Any) -> str:
    """A setting or measure."""
    if value is None:
        return _DASH
    if isinstance(value, bool):
        return _tr("yes") if value else _tr("no")
    if isinstance(value, float):
        return catalogue.formats.say_number(value, 4 if abs(value) < 1 else 2)
    return catalogue.number(value) if isinstance(value, int) else str(value)


def measure_words(catalogue: Catalogue, version: VersionInfo) -> str:
    """How good it was on the hold-out."""
    value = version.metrics.get(MEASURE)
    return catalogue.formats.say_number(float(value), 3) if isinstance(value, int | float) else _DASH


def key_words(key: str) -> str:
    """What differs, in words where people have some; settings are called as the configuration calls them."""
    names = {
        "data_from": _tr("First sale"),
        "data_to": _tr("Last sale"),
        "customers": _tr("Customers"),
        "products": _tr("Products"),
        "purchases": _tr("Purchases"),
        MEASURE: _tr("NDCG, hold-out"),
    }
    return names.get(key, key)


def comparison_words(catalogue: Catalogue, side: Comparison, shown: VersionInfo, today: date) -> str:
    """One sentence: what `shown` has that the other one of the two has not."""
    other = side.before if side.after.name == shown.name else side.after
    parts = [_purchases(catalogue, shown.purchases, other.purchases)]
    if shown.data_to and other.data_to and shown.data_to != other.data_to:
        last, others = (day(catalogue, date.fromisoformat(one), today) for one in (shown.data_to, other.data_to))
        parts.append(_tr("sales up to {day} instead of {other}").format(day=last, other=others))
    if shown.metrics.get(MEASURE) != other.metrics.get(MEASURE):
        measures = {"value": measure_words(catalogue, shown), "other": measure_words(catalogue, other)}
        parts.append(_tr("NDCG {value} instead of {other}").format(**measures))
    words = _tr("Compared with the version of {when}: {what}.")
    return words.format(when=when(catalogue, other, today), what=", ".join(parts))


def _purchases(catalogue: Catalogue, count: int, other: int) -> str:
    if count == other:
        return _tr("as many purchases")
    words = _tr("{count} instead of {other} purchases")
    return words.format(count=catalogue.number(count), other=catalogue.number(other))


def columns(catalogue: Catalogue, today: Any) -> tuple[Column, ...]:
    """The table's columns; `today` is asked each time, because a window may stay open over night."""

    def number(name: str, title: str, width: int, *, shown: bool = True) -> Column:
        return Column(
            name, title, lambda row: catalogue.number(getattr(row, name)) if row.problem is None else _DASH, width,
            "right", value=lambda row: getattr(row, name), shown=shown,
        )  # fmt: skip

    return (
        Column(
            "when", _tr("Learned"), lambda row: when(catalogue, row, today()), 124, strong=True,
            tip=lambda row: f"{exact_day(catalogue, row.fitted_at)}\n{row.name}",
            value=lambda row: f"{row.fitted_at.astimezone():%Y-%m-%d %H:%M}",
        ),
        Column("state", "", state_words, 84, tone=state_tone, badge=True),
        Column("cause", _tr("Why"), cause_words, 0),
        Column("data", _tr("Sales from and to"), lambda row: days_words(catalogue, row, today()), 176),
        number("customers", _tr("Customers"), 80),
        number("products", _tr("Products"), 72),
        number("purchases", _tr("Purchases"), 88),
        Column(
            "measure", _tr("NDCG"), lambda row: measure_words(catalogue, row), 72, "right",
            tip=lambda row: _tr("How well it put first what was bought afterwards, 0 to 1"),
            value=lambda row: row.metrics.get(MEASURE),
        ),
        Column(
            "size", _tr("Size"), lambda row: size_words(catalogue, row.size), 72, "right", value=lambda row: row.size
        ),
        Column(
            "seconds", _tr("Took"), lambda row: f"{catalogue.formats.say_number(row.seconds, 1)} s", 72, "right",
            value=lambda row: row.seconds, shown=False,
        ),
        Column("program", _tr("Program"), lambda row: row.program, 80, shown=False),
        Column("note", _tr("Note"), lambda row: row.note, 140, shown=False),
        Column("name", _tr("Version"), lambda row: row.name, 200, shown=False),
    )  # fmt: skip
