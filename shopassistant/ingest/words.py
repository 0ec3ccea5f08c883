"""Words that files are recognised by, in English, German, French and Spanish; data in ``resources/imports``.

Headings are compared folded (lower case, no accents) and without blanks and marks; ``%`` counts as "percent".
"""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from shopassistant.core.paths import resource


@cache
def headings(kind: str) -> Mapping[str, frozenset[str]]:
    """What columns of a kind of file are called: squashed headings by field, the field's own name among them."""
    fields = _data("headings.json")[kind]
    return {field: frozenset(names.split()) | {field.replace("_", "")} for field, names in fields.items()}


@cache
def words(group: str) -> frozenset[str]:
    """Words of one group: ``charges`` (codes and names that are no product), ``discounts``, ``missing``."""
    return frozenset(_data("words.json")[group].split())


@cache
def _data(name: str) -> Any:
    return json.loads(resource("imports", name).read_text("utf-8"))
