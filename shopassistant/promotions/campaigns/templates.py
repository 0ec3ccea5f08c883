"""Where a campaign's words begin: good ones for each occasion, in every language, to be changed in the editor."""

import json
from functools import lru_cache

from shopassistant.core.paths import resource
from shopassistant.promotions.campaigns.content import Content, content_from_json

NAMES = ("offer", "personal", "we_miss_you", "plain")


@lru_cache(maxsize=8)
def load_template(name: str) -> Content:
    """The content a new campaign begins with.

    Args:
        name: one of `NAMES`.

    Raises:
        KeyError: no such template; our bug.
    """
    if name not in NAMES:
        raise KeyError(name)
    return content_from_json(json.loads(resource("campaigns", "templates", f"{name}.json").read_text("utf-8")))
