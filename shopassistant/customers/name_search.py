"""Finding customers by the words of their names, alone or with digits, over all segments of the live index."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from sqlalchemy.orm import Session

from shopassistant.core.text import digits, words
from shopassistant.customers import lookup
from shopassistant.customers.details import Row
from shopassistant.customers.live_index import LiveIndex, Segment
from shopassistant.customers.lookup import Hit
from shopassistant.customers.matching import Found, Term, match, match_but_one
from shopassistant.customers.meanings import (
    NOTHING,
    PARTED,
    Layer,
    TypedWord,
    guessed_layers,
    parted_rows,
    sure_layers,
    typed_words,
)
from shopassistant.customers.query import Query
from shopassistant.customers.word_index import WordIndex
from shopassistant.store.database import Store

_REMEMBERED = 256
_DIGITS_COST = 1


@dataclass(frozen=True, slots=True)
class _Candidate:
    cost: int
    visit: int
    customer_id: int
    index: WordIndex


class NameSearch:
    """Names in memory. Thread safe as far as `LiveIndex` is; meanings of words are remembered between letters typed."""

    def __init__(self) -> None:
        self._live = LiveIndex()
        self._segments: tuple[Segment, ...] = ()
        self._meanings: dict[tuple[int, TypedWord, bool], list[Layer]] = {}

    def warm(self, session: Session) -> None:
        """Read or follow what the session sees."""
        self._follow(session)

    def keep_snapshot(self, store: Store) -> None:
        """See `LiveIndex.keep_snapshot`."""
        self._live.keep_snapshot(store)

    def find(
        self, session: Session, query: Query, country: str, limit: int, *, may_leave_one_out: bool = True
    ) -> list[Hit]:
        """The `limit` best customers whose names (and towns, and digits) answer the whole query.

        Args:
            may_leave_one_out: where nobody answers all of it, show who answers all but one part.
        """
        segments = self._follow(session)
        typed = typed_words(query.words, query.is_open)
        numbers = [part for group in query.numbers for part in _digit_parts(session, group, country, bool(query.words))]
        enough = self._search(segments, typed, numbers, False, match, limit)
        if len(enough) < limit:
            enough = self._search(segments, typed, numbers, True, match, limit) or enough
        if not enough and may_leave_one_out and len(typed) + len(numbers) > 1:
            enough = self._search(segments, typed, numbers, True, match_but_one, limit)
        asked = _Asked(self, typed, numbers)
        return [NameHit(best.customer_id, best.cost, index=best.index, asked=asked) for best in enough]

    def _follow(self, session: Session) -> tuple[Segment, ...]:
        segments = self._live.segments(session)
        if segments is not self._segments:
            self._segments, self._meanings = segments, {}
        return segments

    def _search(
        self,
        segments: Sequence[Segment],
        typed: Sequence[TypedWord],
        numbers: Sequence["_Digits"],
        guess: bool,
        how: Callable[[WordIndex, Sequence[Term]], Found],
        limit: int,
    ) -> list[_Candidate]:
        candidates: list[_Candidate] = []
        for segment in segments:
            index = segment.index
            terms = [
                Term(self.layers(index, word, guess), parted_rows(index, word) if guess else (), PARTED)
                for word in typed
            ]
            terms += [number.term(index) for number in numbers]
            candidates += _best(segment, how(index, terms), limit)
        candidates.sort(key=lambda candidate: (candidate.cost, -candidate.visit, -candidate.customer_id))
        return candidates[:limit]

    def layers(self, index: WordIndex, word: TypedWord, guess: bool) -> list[Layer]:
        key = (id(index), word, guess)
        """The meanings of `word`, cheapest first; with `guess` also those that need guessing."""
        layers = self._meanings.get(key)
        if layers is None:
            layers = sure_layers(index, word)
            if guess:
                layers = sorted(layers + guessed_layers(index, word), key=lambda layer: layer.cost)
            if len(self._meanings) >= _REMEMBERED:
                self._meanings.clear()
            self._meanings[key] = layers
        return layers


_Reason = tuple[int, str, str, dict[str, object]]


class _Digits:
    """A group of digits beside a name: part of a telephone number, or a word of a name or a town."""

    def __init__(self, session: Session, group: str, country: str, with_name: bool) -> None:
        self._word = TypedWord(digits(group), is_open=True)
        self._hits = {hit.customer_id: hit for hit in lookup.by_phone(session, group, country)} if with_name else {}
        self._ids = np.array(sorted(self._hits), np.int64)

    @property
    def leads_somewhere(self) -> bool:
        """Whether a telephone number fits."""
        return bool(self._hits)

    def term(self, index: WordIndex) -> Term:
        return Term(sure_layers(index, self._word), [index.rows_of(self._ids)], _DIGITS_COST)

    def reason(self, customer_id: int, row: Row) -> _Reason:
        hit = self._hits.get(customer_id)
        if hit is not None:
            return _DIGITS_COST, hit.kind, hit.reason, dict(hit.values)
        for shown in f"{row.postcode} {row.city} {row.name}".split():
            if any(folded.startswith(self._word.text) for folded in words(shown)):
                return _DIGITS_COST, "name", "place", {"found": shown}
        return NOTHING, "name", "all_but", {"typed": self._word.text}


def _digit_parts(session: Session, group: str, country: str, with_name: bool) -> list[_Digits]:
    """Digits as one telephone number, or, where nobody has it, each piece for itself: a postcode, a number's ending."""
    whole = _Digits(session, group, country, with_name)
    pieces = group.split()
    if whole.leads_somewhere or not with_name or len(pieces) == 1:
        return [whole]
    return [_Digits(session, piece, country, with_name) for piece in pieces]


def _best(segment: Segment, found: Found, limit: int) -> list[_Candidate]:
    """The cheapest rows that still count; among equals those who came last."""
    rows, costs = found.rows, found.costs
    if segment.alive is not None:
        alive = segment.alive[rows]
        rows, costs = rows[alive], costs[alive]
    index = segment.index
    keys = (costs.astype(np.int64) << 32) - index.visits[rows]
    if len(rows) > limit:
        chosen = np.argpartition(keys, limit)[:limit]
        rows, costs = rows[chosen], costs[chosen]
    return [
        _Candidate(int(cost), int(index.visits[row]), int(index.ids[row]), index)
        for row, cost in zip(rows, costs, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked, to say afterwards what about a customer answered it."""

    search: NameSearch
    words: Sequence[TypedWord]
    digits: Sequence[_Digits]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameHit(Hit):
    """A customer found by words; why is worked out only for those that are shown."""

    index: WordIndex
    asked: _Asked

    def why(self, row: Row) -> tuple[str, str, Mapping[str, object]]:
        """The reason of the word or the digits that fitted least."""
        reasons = [group.reason(self.customer_id, row) for group in self.asked.digits]
        folded = _numbers(self.index, row)
        for word in self.asked.words:
            layers = self.asked.search.layers(self.index, word, True)
            reasons.append(_reason(word, layers, folded, row))
        _cost, kind, reason, values = max(reasons, key=lambda entry: entry[0])
        return kind, reason, values


_Numbers = dict[bool, list[tuple[int, str]]]


def _numbers(index: WordIndex, row: Row) -> _Numbers:
    """Numbers of the row's words in the vocabularies of names (False) and places (True), with the word as written."""
    found: _Numbers = {}
    parts = ((row.given_name, row.family_name, row.company), (row.city, row.postcode))
    for is_place, postings in ((False, index.names), (True, index.places)):
        pairs = [(folded, shown) for text in parts[is_place] for shown in text.split() for folded in words(shown)]
        numbers = [(postings.vocabulary.number(folded), shown.strip(",.")) for folded, shown in pairs]
        found[is_place] = [(number, shown) for number, shown in numbers if number is not None]
    return found


def _reason(word: TypedWord, layers: Sequence[Layer], numbers: _Numbers, row: Row) -> _Reason:
    """The cheapest meaning of `word` that this customer has."""
    for layer in layers:
        for number, shown in numbers[layer.is_place]:
            if layer.has(number):
                return layer.cost, "name", layer.reason, {"typed": word.text, "found": shown}
    if any(first + second == word.text for first, second in permutations(words(row.name), 2)):
        return PARTED, "name", "name", {}
    return NOTHING, "name", "all_but", {"typed": word.text}
