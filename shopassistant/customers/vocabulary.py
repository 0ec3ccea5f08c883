"""The distinct words of all names, and which of them somebody may have meant by what was typed.

Correcting a word against this list, and only then looking for customers, costs a thousandth of comparing the
customers. Candidates are sifted by a signature of 64 bits (one edit changes at most two of them), and only what is
left is measured with RapidFuzz's optimal string alignment distance, which counts two swapped letters as one slip.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.customers.sounds import sound_key

# Prefixes of these lengths have signatures of their own, for the word that is still being typed.
PREFIX_LENGTHS = range(3, 8)
_LETTERS = 24


@dataclass(frozen=True, slots=True)
class Near:
    """Words near what was typed.

    Attributes:
        first, last: ranges of word numbers, int32 [n] each; a whole word is a range of one.
        distance: edits, uint8 [n].
    """

    first: NDArray[np.int32]
    last: NDArray[np.int32]
    distance: NDArray[np.uint8]


class Vocabulary:
    """Sorted words with what is needed to find their neighbours. Never altered once built.

    Attributes:
        words: distinct, folded, sorted.
        sounds: `sound_key` of each as eight bytes, uint64 [n]; 0 where there is none.
    """

    def __init__(self, words: Sequence[str], sounds: NDArray[np.uint64] | None = None) -> None:
        self.words = words
        self.sounds = _sounds(words) if sounds is None else sounds
        self._lengths, self._signatures, self._prefixes = _signatures(words)
        self._by_sound = np.argsort(self.sounds, kind="stable").astype(np.int32)
        self._sorted_sounds = self.sounds[self._by_sound]

    def number(self, word: str) -> int | None:
        """The number of exactly this word."""
        at = bisect_left(self.words, word)
        return at if at < len(self.words) and self.words[at] == word else None

    def starting_with(self, prefix: str) -> tuple[int, int]:
        """The half-open range of word numbers that begin with `prefix`."""
        return bisect_left(self.words, prefix), bisect_left(self.words, prefix + "\U0010ffff")

    def near(self, word: str, most: int) -> Near:
        """Whole words at an optimal string alignment distance of 1 to `most` from `word`."""
        wanted = np.abs(self._lengths - len(word)) <= most
        wanted &= np.bitwise_count(self._signatures ^ _signature(word)) <= 2 * most
        numbers = np.flatnonzero(wanted).astype(np.int32)
        near, distance = _measure(word, [self.words[i] for i in numbers.tolist()], numbers, most)
        return Near(near, near + 1, distance)

    def near_prefixes(self, prefix: str, most: int) -> Near:
        """Ranges of words whose beginning, as long as `prefix`, is at a distance of 1 to `most` from it."""
        length = len(prefix)
        if length not in PREFIX_LENGTHS:
            nothing = np.empty(0, np.int32)
            return Near(nothing, nothing, np.empty(0, np.uint8))
        starts, ends, signatures = self._prefixes[length]
        numbers = np.flatnonzero(np.bitwise_count(signatures ^ _signature(prefix)) <= 2 * most).astype(np.int32)
        near, distance = _measure(prefix, [self.words[i][:length] for i in starts[numbers].tolist()], numbers, most)
        return Near(starts[near], ends[near], distance)

    def sounding_like(self, word: str) -> NDArray[np.int32]:
        """Numbers of the words with the same sound key, without `word` itself; at least two letters must be heard."""
        key = sound_key(word)
        if len(key) < 2:
            return np.empty(0, np.int32)
        packed = _pack([key])[0]
        first, last = (
            np.searchsorted(self._sorted_sounds, packed),
            np.searchsorted(self._sorted_sounds, packed, "right"),
        )
        numbers = self._by_sound[first:last]
        return numbers[[self.words[i] != word for i in numbers.tolist()]] if len(numbers) else numbers


def _measure(
    word: str, choices: list[str], numbers: NDArray[np.int32], most: int
) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import cdist

    if not choices:
        return np.empty(0, np.int32), np.empty(0, np.uint8)
    distance = cdist([word], choices, scorer=OSA.distance, score_cutoff=most, dtype=np.uint8)[0]
    near = np.flatnonzero((distance >= 1) & (distance <= most))
    return numbers[near], distance[near]


def _signature(word: str) -> np.uint64:
    """Lower half: which letters occur; upper half: which occur twice. Letters share 32 places."""
    once = twice = 0
    for letter in word[:_LETTERS]:
        bit = 1 << (ord(letter) % 32)
        twice |= once & bit
        once |= bit
    return np.uint64(twice << 32 | once)


def _signatures(
    words: Sequence[str],
) -> tuple[
    NDArray[np.int16],
    NDArray[np.uint64],
    dict[int, tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint64]]],
]:
    """Lengths and signatures of all words, and for each prefix length the ranges of words that share one."""
    count = len(words)
    letters = np.array(words, dtype=f"U{_LETTERS}").view(np.uint32).reshape(count, _LETTERS) if count else None
    lengths = np.fromiter((min(len(word), 127) for word in words), np.int16, count)
    once, twice = np.zeros(count, np.uint32), np.zeros(count, np.uint32)
    is_new = np.zeros(count, bool)
    is_new[:1] = True
    prefixes = {}
    for column in range(_LETTERS):
        if letters is None:
            break
        code = letters[:, column]
        bit = np.where(code > 0, np.uint32(1) << (code % 32), np.uint32(0)).astype(np.uint32)
        twice |= once & bit
        once |= bit
        is_new[1:] |= code[1:] != code[:-1]
        if column + 1 in PREFIX_LENGTHS:
            starts = np.flatnonzero(is_new).astype(np.int32)
            ends = np.append(starts[1:], np.int32(count)).astype(np.int32)
            signature = twice[starts].astype(np.uint64) << np.uint64(32) | once[starts]
            prefixes[column + 1] = (starts, ends, signature)
    if letters is None:
        nothing = np.empty(0, np.int32)
        prefixes = {length: (nothing, nothing, np.empty(0, np.uint64)) for length in PREFIX_LENGTHS}
    return lengths, twice.astype(np.uint64) << np.uint64(32) | once, prefixes


def _sounds(words: Sequence[str]) -> NDArray[np.uint64]:
    return _pack([sound_key(word) for word in words])


def _pack(keys: Sequence[str]) -> NDArray[np.uint64]:
    return np.array(keys, dtype="S8").view(np.uint64) if keys else np.empty(0, np.uint64)
