"""What a typed word may mean: the word itself, the beginning of one, a nickname's other form, a slip, a sound-alike.

Each meaning is a layer of words with a cost. Costs are chosen so that one sure word and one slip beat two doubtful
words: they order candidates and are no probabilities.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from shopassistant.customers.nicknames import nicknames
from shopassistant.customers.vocabulary import Near, Vocabulary
from shopassistant.customers.word_index import WordIndex

EXACT, PREFIX, JOINED, NICKNAME, EARLY_PREFIX, PLACE, PLACE_PREFIX = 0, 2, 6, 9, 10, 4, 8
PARTED = 12
ONE_SLIP, SOUND, PREFIX_SLIP, TWO_SLIPS = 15, 20, 22, 30
FIRST_LETTER = 3
MISSING = 70
NOTHING = 255

_UMLAUTS = (("ue", "u"), ("oe", "o"), ("ae", "a"))


class Layer(NamedTuple):
    """Words a typed word may mean, at one cost.

    Attributes:
        cost: lower is likelier, 0 to 254.
        reason: last part of the message code that tells why.
        is_place: the words are of cities and postcodes.
        first, last: ranges of word numbers, int32 [n].
    """

    cost: int
    reason: str
    is_place: bool
    first: NDArray[np.int32]
    last: NDArray[np.int32]

    def has(self, number: int) -> bool:
        """Whether word `number` is among them."""
        if len(self.first) == 1:
            return bool(self.first[0] <= number < self.last[0])
        return bool(((self.first <= number) & (number < self.last)).any())

    def rows(self, index: WordIndex) -> list[NDArray[np.int32]]:
        """The rows behind the words, one array for each range."""
        postings = index.places if self.is_place else index.names
        return [postings.of_range(int(a), int(b)) for a, b in zip(self.first, self.last, strict=True)]

    def size(self, index: WordIndex) -> int:
        """How many rows there are behind the words."""
        postings = index.places if self.is_place else index.names
        return int((postings.offsets[self.last] - postings.offsets[self.first]).sum())


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A folded word as typed.

    Attributes:
        is_open: it may go on, because nothing was typed after it.
        joined: it and a neighbour as one word: ``mac donald`` may be ``macdonald``.
    """

    text: str
    is_open: bool = False
    joined: tuple[str, ...] = ()


def typed_words(texts: Sequence[str], last_is_open: bool) -> list[TypedWord]:
    """The words of a query, each knowing its neighbours."""
    pairs = [first + second for first, second in pairwise(texts)]
    last = len(texts) - 1
    return [
        TypedWord(text, last_is_open and at == last, tuple(pairs[max(0, at - 1) : at + 1]))
        for at, text in enumerate(texts)
    ]


def sure_layers(index: WordIndex, word: TypedWord) -> list[Layer]:
    """The meanings that need no guessing."""
    names, places = index.names.vocabulary, index.places.vocabulary
    layers = [_exactly(names, spelling, EXACT, "name") for spelling in _spellings(word.text)]
    layers += [_exactly(names, other, NICKNAME, "nickname") for other in sorted(nicknames().get(word.text, ()))]
    layers += [_exactly(names, joined, JOINED, "name") for joined in word.joined]
    start = PREFIX if word.is_open else EARLY_PREFIX
    layers += [_prefix(names, spelling, start, "name_start", False) for spelling in _spellings(word.text)]
    layers += [_exactly(places, spelling, PLACE, "place", True) for spelling in _spellings(word.text)]
    if word.is_open:
        layers.append(_prefix(places, word.text, PLACE_PREFIX, "place", True))
    return [layer for layer in layers if len(layer.first)]


def guessed_layers(index: WordIndex, word: TypedWord) -> list[Layer]:
    """The meanings with slips in them, and the sound-alikes."""
    text = word.text
    most = most_slips(text)
    if not most:
        return []
    names, places = index.names.vocabulary, index.places.vocabulary
    layers = _slips(names, text, names.near(text, most), "name_typo", 0)
    if word.is_open and len(text) > 3:
        near = names.near_prefixes(text, 1)
        layers += _slips(names, text, near, "name_typo", PREFIX_SLIP - ONE_SLIP)
    layers += _slips(places, text, places.near(text, 1), "place", PLACE, True)
    layers += _sounds(names, text)
    return [layer for layer in layers if len(layer.first)]


def parted_rows(index: WordIndex, word: TypedWord) -> list[NDArray[np.int32]]:
    """Rows that have both halves of a word that is two: ``jeanluc`` for Jean-Luc, or a blank left out."""
    names = index.names
    found = []
    for at in range(2, len(word.text) - 1) if len(word.text) >= 5 and word.text.isalpha() else ():
        first, second = names.vocabulary.number(word.text[:at]), names.vocabulary.number(word.text[at:])
        if first is not None and second is not None:
            rows = (names.of_range(first, first + 1), names.of_range(second, second + 1))
            found.append(np.intersect1d(*rows))
    return found


def most_slips(text: str) -> int:
    """How many slips are looked for in a word: none in digits and in one or two letters, one in three, else two."""
    if not text.isalpha() or len(text) < 3:
        return 1 if len(text) == 2 and text.isalpha() else 0
    return 1 if len(text) == 3 else 2


def _spellings(text: str) -> list[str]:
    """The word, and how German speakers write its umlauts on another keyboard."""
    spellings = [text]
    for long, short in _UMLAUTS:
        if long in text:
            spellings.append(text.replace(long, short))
        for at, letter in enumerate(text):
            if letter == short and text[at : at + 2] != long:
                spellings.append(text[:at] + long + text[at + 1 :])
    return spellings


def _exactly(vocabulary: Vocabulary, text: str, cost: int, reason: str, is_place: bool = False) -> Layer:
    number = vocabulary.number(text)
    numbers = np.array([] if number is None else [number], np.int32)
    return Layer(cost, reason, is_place, numbers, numbers + 1)


def _prefix(vocabulary: Vocabulary, text: str, cost: int, reason: str, is_place: bool) -> Layer:
    first, last = vocabulary.starting_with(text)
    some = [] if first == last else [(first, last)]
    ranges = np.array(some, np.int32).reshape(-1, 2)
    return Layer(cost, reason, is_place, ranges[:, 0], ranges[:, 1])


def _slips(
    vocabulary: Vocabulary, text: str, near: Near, reason: str, extra: int, is_place: bool = False
) -> list[Layer]:
    """One layer for each distance, and dearer ones where the first letter is wrong: people get that one right."""
    if not len(near.first):
        return []
    same_start = np.array([vocabulary.words[i][0] == text[0] for i in near.first], bool)
    layers = []
    for distance, base in ((1, ONE_SLIP), (2, TWO_SLIPS)):
        for is_same, more in ((True, 0), (False, FIRST_LETTER)):
            chosen = (near.distance == distance) & (same_start == is_same)
            layers.append(Layer(base + extra + more, reason, is_place, near.first[chosen], near.last[chosen]))
    return layers


def _sounds(vocabulary: Vocabulary, text: str) -> list[Layer]:
    numbers = vocabulary.sounding_like(text)
    farthest = 1 + len(text) // 2
    close = [i for i in numbers if OSA.distance(text, vocabulary.words[i], score_cutoff=farthest) <= farthest]
    chosen = np.array(close, np.int32)
    return [Layer(SOUND, "sounds_like", False, chosen, chosen + 1)]
