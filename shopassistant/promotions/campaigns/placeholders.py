"""Placeholders in the plain text of a mail: ``{first_name}``, ``{first_name|there}``; checked while somebody types.

Nothing else is special in the text: no markup, no code. A doubled brace stands for one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# What staff may write in braces. Numbered ones exist up to the number of products shown.
NAMES = ("first_name", "shop", "offer", "offer_until", "code", "address")
NUMBERED = ("product", "price")
_PATTERN = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a text, and where.

    Attributes:
        code: of the sentence.
        values: what it needs.
        start, end: characters of the text.
    """

    code: str
    values: Mapping[str, object]
    start: int
    end: int


def names_for(products: int) -> tuple[str, ...]:
    """All placeholders of a mail with so many personal products."""
    return NAMES + tuple(f"{name}_{number}" for number in range(1, products + 1) for name in NUMBERED)


def check_text(text: str, products: int) -> tuple[Problem, ...]:
    """What a text's placeholders lack; empty when all is well. Quick enough for every key.

    Args:
        products: how many personal products the mail shows.
    """
    problems = []
    for found in _PATTERN.finditer(text):
        token, inner = found.group(), found.group(1)
        if token in ("{{", "}}"):
            continue
        if inner is None:
            problems.append(Problem("campaign.text.brace", {"mark": token}, *found.span()))
            continue
        name = inner.partition("|")[0].strip()
        if name not in names_for(products):
            near = _nearest(name, products)
            code = "campaign.text.unknown_near" if near else "campaign.text.unknown"
            problems.append(Problem(code, {"name": name, "near": near} if near else {"name": name}, *found.span()))
    return tuple(problems)


def names_in(text: str) -> tuple[str, ...]:
    """The placeholders of a text, in their order, known or not."""
    return tuple(
        found.group(1).partition("|")[0].strip() for found in _PATTERN.finditer(text) if found.group(1) is not None
    )


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values in; an empty one gives the words after ``|``. An unknown name stays empty: it was refused before."""

    def put(found: re.Match[str]) -> str:
        token, inner = found.group(), found.group(1)
        if token in ("{{", "}}"):
            return token[0]
        if inner is None:
            return token
        name, _, otherwise = inner.partition("|")
        return values.get(name.strip(), "") or otherwise

    return _PATTERN.sub(put, text)


def lacks(text: str, values: Mapping[str, str]) -> bool:
    """Whether a placeholder of the text has neither a value nor words in its place."""
    return any(
        not values.get(inner.partition("|")[0].strip(), "") and not inner.partition("|")[2]
        for inner in (found.group(1) for found in _PATTERN.finditer(text))
        if inner is not None
    )


def _nearest(name: str, products: int) -> str:
    import difflib

    close = difflib.get_close_matches(name.lower(), names_for(products), n=1, cutoff=0.6)
    return close[0] if close else ""
