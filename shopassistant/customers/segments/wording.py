"""A group's name and description as sentences of somebody's language, for the window and the command line alike."""

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.customers.segments.clustering_view import GroupView


def tell(catalogue: "Catalogue", said: tuple[str, Mapping[str, object]]) -> str:
    """The sentence of a code with its values; fractions are written as this language does."""
    code, values = said
    plain = {
        name: Decimal(str(value)) if isinstance(value, float) and not name.endswith("_share") else value
        for name, value in values.items()
    }
    return catalogue.say(code, plain)


def group_name(catalogue: "Catalogue", group: "GroupView") -> str:
    """What the language model called it, where its words held, else what the rules call it."""
    if group.written is not None:
        return group.written[0]
    return ", ".join(tell(catalogue, one) for one in group.name)


def group_description(catalogue: "Catalogue", group: "GroupView") -> str:
    """Some sentences: how many, how they buy, what is their own."""
    if group.written is not None and group.written[1]:
        return group.written[1]
    return " ".join(tell(catalogue, one) for one in group.about)


def feature_name(catalogue: "Catalogue", feature: str, word: str = "") -> str:
    """What a figure is called in a table."""
    if feature == "band":
        return catalogue.say(f"segment.feature.band_{word}")
    if not word:
        return catalogue.say(f"segment.feature.{feature}")
    return catalogue.say("segment.feature.size" if feature == "size" else "segment.feature.word", {"word": word})


def tell_value(catalogue: "Catalogue", feature: str, value: float, word: str = "") -> str:
    """A figure in its unit."""
    if word or feature.endswith("_share"):
        return catalogue.formats.say_share(value)
    if feature.endswith("_minor"):
        return catalogue.money(round(value))
    number = catalogue.number(round(value) if abs(value) >= 10 else Decimal(str(round(value, 1))).normalize())
    return catalogue.say("segment.value.days", {"days": number}) if feature.endswith("_days") else number
