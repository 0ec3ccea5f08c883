"""Which customers have which word: an inverted index in plain arrays, built once and never altered.

Why in memory: a million customers take some 60 MB, every question is answered over *all* who match (no cap on a hot
name, so "best first" is true), and a letter typed costs a millisecond or two. A full-text table would need a cap, a
copy of the words for every nickname and slip, and folding in triggers.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.text import words
from shopassistant.customers.vocabulary import Vocabulary


class Person(NamedTuple):
    """What is indexed of one customer."""

    id: int
    given_name: str
    family_name: str
    company: str
    city: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Postings:
    """For each word of a vocabulary the rows that have it.

    Attributes:
        vocabulary: the words.
        offsets: int64 [words + 1]; word w has the rows ``rows[offsets[w]:offsets[w + 1]]``, so that the words of a
            prefix have one slice together.
        rows: int32, row numbers.
    """

    vocabulary: Vocabulary
    offsets: NDArray[np.int64]
    rows: NDArray[np.int32]

    def of_range(self, first: int, last: int) -> NDArray[np.int32]:
        """Rows of the words `first` to `last` (exclusive); a row appears once per word."""
        return self.rows[self.offsets[first] : self.offsets[last]]


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The words of a set of customers.

    Attributes:
        ids: customer id of each row, int64, ascending.
        visits: day of the last purchase of each row, int32 days since 1970, 0 for never; as of when it was built.
        names: words of given name, family name and company.
        places: words of city and postcode.
        name_words: how many words the name of each row has, int16.
    """

    ids: NDArray[np.int64]
    visits: NDArray[np.int32]
    names: Postings
    places: Postings
    name_words: NDArray[np.int16] = field(init=False)

    def __post_init__(self) -> None:
        counts = np.bincount(self.names.rows, minlength=len(self.ids)).astype(np.int16)
        object.__setattr__(self, "name_words", counts)

    def rows_of(self, customer_ids: NDArray[np.int64]) -> NDArray[np.int32]:
        """Row numbers of those `customer_ids` that are here."""
        if not len(self.ids):
            return np.empty(0, np.int32)
        at: NDArray[np.int32] = np.minimum(np.searchsorted(self.ids, customer_ids), len(self.ids) - 1).astype(np.int32)
        found: NDArray[np.int32] = at[self.ids[at] == customer_ids]
        return found


def build(people: Iterable[Person], visits: dict[int, int]) -> WordIndex:
    """Index `people`.

    Args:
        people: with ascending ids.
        visits: day of the last purchase by customer id, for those who ever bought.
    """
    names, places = _Collector(), _Collector()
    ids: list[int] = []
    for row, person in enumerate(people):
        ids.append(person.id)
        names.add(row, person.given_name, person.family_name, person.company)
        places.add(row, person.city, person.postcode)
    days = np.fromiter((visits.get(customer_id, 0) for customer_id in ids), np.int32, len(ids))
    return WordIndex(np.array(ids, np.int64), days, names.finish(), places.finish())


class _Collector:
    """Gathers (word, row) pairs; texts repeat a lot, so each distinct one is taken apart once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._known: dict[str, tuple[int, ...]] = {"": ()}
        self._words = array("i")
        self._rows = array("i")

    def add(self, row: int, *texts: str) -> None:
        for text in texts:
            numbers = self._known.get(text)
            if numbers is None:
                numbers = tuple(self._numbers.setdefault(word, len(self._numbers)) for word in words(text))
                self._known[text] = numbers
            for number in numbers:
                self._words.append(number)
                self._rows.append(row)

    def finish(self) -> Postings:
        ordered = sorted(self._numbers)
        rank = np.empty(len(ordered), np.int32)
        rank[[self._numbers[word] for word in ordered]] = np.arange(len(ordered), dtype=np.int32)
        numbers = rank[np.asarray(self._words, np.int32)]
        order = np.argsort(numbers, kind="stable")
        offsets = np.zeros(len(ordered) + 1, np.int64)
        np.cumsum(np.bincount(numbers, minlength=len(ordered)), out=offsets[1:])
        return Postings(Vocabulary(ordered), offsets, np.asarray(self._rows, np.int32)[order])
