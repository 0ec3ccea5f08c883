"""How the page says conditions, kinds of segments, and what a figure means."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from shopassistant.core.messages import Catalogue
from shopassistant.customers.segments.conditions.words import Told, ToldGroup


def kind_words(kind: str) -> str:
    """What a kind of segment is called."""
    translate = QCoreApplication.translate
    return {
        "rule": translate("segments", "By hand"),
        "rfm": translate("segments", "Recency and money"),
        "cluster": translate("segments", "By likeness"),
    }.get(kind, kind)


def say_condition(catalogue: Catalogue, told: Told) -> str:
    """One condition as a line."""
    names = [catalogue.say(one) for one in told.choices] if told.choices_are_codes else list(told.choices)
    joined = catalogue.say("condition.or").join(names)
    words = f"{catalogue.say(told.field)}: {catalogue.say(told.code, {**told.values, 'names': joined})}"
    return words if told.days is None else f"{words}, {catalogue.say('condition.within', {'days': told.days})}"


def say_tree(catalogue: Catalogue, told: Told | ToldGroup) -> str:
    """The whole tree as indented lines."""
    return "\n".join(_lines(catalogue, told, 0))


def _lines(catalogue: Catalogue, told: Told | ToldGroup, depth: int) -> Iterator[str]:
    indent = "\u2003" * depth
    if isinstance(told, Told):
        yield f"{indent}{say_condition(catalogue, told)}"
        return
    is_plain = depth == 0 and told.code == "condition.all"
    if not is_plain:
        yield f"{indent}{catalogue.say(told.code)}:"
    for part in told.parts:
        yield from _lines(catalogue, part, depth if is_plain else depth + 1)
