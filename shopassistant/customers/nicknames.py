"""Which given names are forms of one another: Bob is Robert, Liz is Elizabeth. The table is data, not code."""

import json
from collections.abc import Mapping
from functools import cache
from itertools import chain

from shopassistant.core.paths import resource
from shopassistant.core.text import fold


@cache
def nicknames() -> Mapping[str, frozenset[str]]:
    """For each folded name, the folded names that may be meant as well (never itself).

    The forms in one group belong together; a form in several groups (Alex) leads to all of them, without making those
    groups one.
    """
    groups: dict[str, list[list[str]]] = json.loads(resource("names", "nicknames.json").read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for group in chain.from_iterable(groups.values()):
        forms = {fold(form) for form in group}
        for form in forms:
            found.setdefault(form, set()).update(forms - {form})
    return {form: frozenset(others) for form, others in found.items()}
