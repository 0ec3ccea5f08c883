"""The words of a shop's products as sorted arrays: prefix search and one-letter typos in well under a millisecond each.

An inverted index (Zobel and Moffat, "Inverted files for text search engines", 2006) whose vocabulary is sorted, so that
all postings of a prefix lie in one slice. It is never changed: what changed later lies in a second, small one.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from shopassistant.core.text import words

_EXACT, _PREFIX, _CORRECTED = 3, 2, 1
# A shorter word has too many neighbours of one letter to guess from.
_SHORTEST_CORRECTED = 4
_AFTER_ANY_LETTER = chr(0x10FFFF)


@dataclass(frozen=True, slots=True)
class Entry:
    """A variant to be found.

    Attributes:
        texts: what it is found by, letter by letter corrected: name, brand, colour, size, category.
        codes: what it is found by as it stands: the SKU.
    """

    variant_id: int
    product_id: int
    texts: tuple[str, ...]
    codes: tuple[str, ...]


class ProductWords:
    """An index over entries, in their order: earlier ones come first among equals.

    Attributes:
        variant_ids, product_ids: int64 arrays, one element per entry.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        numbers: dict[str, int] = {}
        folded: dict[str, tuple[int, ...]] = {}
        correctable: set[str] = set()
        word_of: list[tuple[int, ...]] = []
        variant_ids: list[int] = []
        product_ids: list[int] = []
        for entry in entries:
            found: tuple[int, ...] = ()
            for text in entry.texts:
                if text not in folded:
                    parts = words(text)
                    correctable.update(part for part in parts if part.isalpha())
                    folded[text] = tuple(numbers.setdefault(part, len(numbers)) for part in parts)
                found += folded[text]
            for code in entry.codes:
                parts = words(code)
                found += tuple(numbers.setdefault(part, len(numbers)) for part in {*parts, "".join(parts)} - {""})
            word_of.append(found)
            variant_ids.append(entry.variant_id)
            product_ids.append(entry.product_id)
        self.variant_ids: npt.NDArray[np.int64] = np.array(variant_ids, dtype=np.int64)
        self.product_ids: npt.NDArray[np.int64] = np.array(product_ids, dtype=np.int64)
        self._words = sorted(numbers)
        rank = np.empty(len(numbers), dtype=np.int64)
        rank[[numbers[word] for word in self._words]] = np.arange(len(numbers))
        lengths = np.fromiter(map(len, word_of), dtype=np.int64, count=len(word_of))
        which = rank[np.fromiter(chain.from_iterable(word_of), dtype=np.int64, count=int(lengths.sum()))]
        where = np.repeat(np.arange(len(word_of), dtype=np.int32), lengths)
        self._postings = where[np.argsort(which, kind="stable")]
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(which, minlength=len(numbers)))))
        self._correctable = sorted(correctable)
        self._heads: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self.variant_ids)

    def score(self, query: list[str]) -> npt.NDArray[np.uint8]:
        """How well every entry answers folded words, all of which it must have; 0 where it does not.

        Each word is the beginning of one of the entry's; where that finds nothing, a word with one letter wrong,
        missing, too many or swapped counts.

        Returns:
            uint8 array, one element per entry.
        """
        direct = [self._matches(word) for word in query]
        found = _all_of(direct)
        if found.any() or not len(self):
            return found
        corrected = [self._corrected(word) for word in query]
        both = [np.maximum(plain, guess) for plain, guess in zip(direct, corrected, strict=True)]
        return _all_of(both)

    def knows(self, word: str) -> bool:
        """Whether any word of any entry begins so."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at].startswith(word)

    def _matches(self, word: str) -> npt.NDArray[np.uint8]:
        low = bisect_left(self._words, word)
        high = bisect_left(self._words, word + _AFTER_ANY_LETTER, low)
        scores = np.zeros(len(self), dtype=np.uint8)
        scores[self._postings[self._starts[low] : self._starts[high]]] = _PREFIX
        if low < high and self._words[low] == word:
            scores[self._postings[self._starts[low] : self._starts[low + 1]]] = _EXACT
        return scores

    def _corrected(self, word: str) -> npt.NDArray[np.uint8]:
        scores = np.zeros(len(self), dtype=np.uint8)
        if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
            return scores
        for length in (len(word) - 1, len(word), len(word) + 1):
            # No limit: every head within one letter counts.
            near = extract(word, self._heads_of(length), scorer=OSA.distance, score_cutoff=1, limit=None)
            for head, _, _ in near:
                low = bisect_left(self._words, head)
                high = bisect_left(self._words, head + _AFTER_ANY_LETTER, low)
                scores[self._postings[self._starts[low] : self._starts[high]]] = _CORRECTED
        return scores

    def _heads_of(self, length: int) -> list[str]:
        """The different beginnings of that length of all words, so that a word in the making is corrected, too."""
        if length not in self._heads:
            self._heads[length] = sorted({word[:length] for word in self._correctable if len(word) >= length})
        return self._heads[length]


def _all_of(scores: list[npt.NDArray[np.uint8]]) -> npt.NDArray[np.uint8]:
    total = scores[0].copy()
    alive = scores[0] > 0
    for more in scores[1:]:
        total += more
        alive &= more > 0
    total[~alive] = 0
    return total
