"""The words a language model may use of its own: what is not among them cannot be said, so nothing can be invented.

A list of what is forbidden would always miss the next invented name. A list of what is harmless misses nothing; what it
lacks costs a second try, or the template takes over.
"""

import re
import unicodedata
from functools import lru_cache

from shopassistant.core.paths import resource

# A word with letters of any script, apostrophes and hyphens inside it.
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Endings that make no other word of it. Longest first.
_ENDINGS = {
    "en": ("'s", "ings", "ing", "ers", "ies", "est", "ed", "es", "er", "ly", "s", "d"),
    "de": ("sten", "ste", "test", "tet", "ten", "tes", "ter", "tem", "ern", "em", "en", "er", "es", "et", "st", "te",
           "e", "n", "s", "t"),
}  # fmt: skip
_SHORTEST_STEM = 3


@lru_cache(maxsize=4)
def load_words(language: str) -> frozenset[str]:
    """The harmless words of a language, in lower case."""
    lines = resource("campaigns", "words", f"{language}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def unknown_words(text: str, language: str, also: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a text that are not harmless, each once, in their order.

    Args:
        also: more words that may be used, in lower case.
    """
    known = load_words(language) | also
    found = dict.fromkeys(word for word in WORD.findall(unicodedata.normalize("NFC", text)))
    return tuple(word for word in found if not _is_known(_plain(word), language, known))


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _is_known(word: str, language: str, known: frozenset[str]) -> bool:
    if word in known or all(part in known for part in word.split("-")):
        return True
    for ending in _ENDINGS[language]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word[: -len(ending)]
            if stem in known or stem + "e" in known or (ending == "ies" and stem + "y" in known):
                return True
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2] and stem[:-1] in known:  # shopping, getting
                return True
    return False
