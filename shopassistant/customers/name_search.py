"""Finding customers by the words of their names, alone or with digits, over all segments of the live index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.text import digits, words
from shopassistant.customers import lookup
from shopassistant.customers.live_index import LiveIndex, Segment, deserves_snapshot
from shopassistant.customers.lookup import Hit
from shopassistant.customers.matching import Found, Term, match, match_but_one
from shopassistant.customers.meanings import (
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
from shopassistant.store.schema import Customer

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

    def deserves_snapshot(self) -> bool:
        """Whether reading took long enough that a snapshot should be kept."""
        return deserves_snapshot(self._live, self._segments)

    def find(
        self, session: Session, query: Query, country: str, limit: int, *, may_leave_one_out: bool = True
    ) -> list[Hit]:
        """The `limit` best customers whose names (and towns, and digits) answer the whole query.

        Args:
            may_leave_one_out: where nobody answers all of it, show who answers all but one part.
        """
        segments = self._follow(session)
        typed = typed_words(query.words, query.is_open)
        numbers = [_Digits(session, group, country, bool(query.words)) for group in query.numbers]
        enough = self._search(segments, typed, numbers, False, match, limit)
        if len(enough) < limit:
            enough = self._search(segments, typed, numbers, True, match, limit) or enough
        if not enough and may_leave_one_out and len(typed) + len(numbers) > 1:
            enough = self._search(segments, typed, numbers, True, match_but_one, limit)
        return self._explain(session, enough, typed, numbers)

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
                Term(self._layers(index, word, guess), parted_rows(index, word) if guess else (), PARTED)
                for word in typed
            ]
            terms += [number.term(index) for number in numbers]
            candidates += _best(segment, how(index, terms), limit)
        candidates.sort(key=lambda candidate: (candidate.cost, -candidate.visit, -candidate.customer_id))
        return candidates[:limit]

    def _layers(self, index: WordIndex, word: TypedWord, guess: bool) -> list[Layer]:
        key = (id(index), word, guess)
        layers = self._meanings.get(key)
        if layers is None:
            layers = sure_layers(index, word)
            if guess:
                layers = sorted(layers + guessed_layers(index, word), key=lambda layer: layer.cost)
            if len(self._meanings) >= _REMEMBERED:
                self._meanings.clear()
            self._meanings[key] = layers
        return layers

    def _explain(
        self,
        session: Session,
        candidates: Sequence[_Candidate],
        typed: Sequence[TypedWord],
        numbers: Sequence["_Digits"],
    ) -> list[Hit]:
        if not candidates:
            return []
        found = session.execute(
            select(
                Customer.id,
                Customer.given_name,
                Customer.family_name,
                Customer.company,
                Customer.city,
                Customer.postcode,
            ).where(Customer.id.in_([candidate.customer_id for candidate in candidates]))
        )
        texts = {row.id: (f"{row[1]} {row[2]} {row[3]}", f"{row[4]} {row[5]}") for row in found}
        hits = []
        for candidate in candidates:
            if candidate.customer_id not in texts:  # gone between two statements of other processes
                continue
            reasons = [number.reason(candidate.customer_id) for number in numbers]
            for word in typed:
                layers = self._layers(candidate.index, word, True)
                reasons.append(_reason(candidate.index, word, layers, *texts[candidate.customer_id]))
            _cost, kind, reason, values = max(reasons, key=lambda reason: reason[0])
            hits.append(Hit(candidate.customer_id, candidate.cost, kind, reason, values))
        return hits


_Reason = tuple[int, str, str, dict[str, object]]


class _Digits:
    """A group of digits beside a name: part of a telephone number, or a word of a name or a town."""

    def __init__(self, session: Session, group: str, country: str, with_name: bool) -> None:
        self._word = TypedWord(digits(group), is_open=True)
        self._hits = {hit.customer_id: hit for hit in lookup.by_phone(session, group, country)} if with_name else {}
        self._ids = np.array(sorted(self._hits), np.int64)

    def term(self, index: WordIndex) -> Term:
        return Term(sure_layers(index, self._word), [index.rows_of(self._ids)], _DIGITS_COST)

    def reason(self, customer_id: int) -> _Reason:
        hit = self._hits.get(customer_id)
        if hit is None:
            return _DIGITS_COST, "name", "place", {"found": self._word.text}
        return _DIGITS_COST, hit.kind, hit.reason, dict(hit.values)


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


def _reason(index: WordIndex, word: TypedWord, layers: Sequence[Layer], name: str, place: str) -> _Reason:
    """The cheapest meaning of `word` that this customer has."""
    numbers = {
        False: [(index.names.vocabulary.number(folded), shown) for shown in name.split() for folded in words(shown)],
        True: [(index.places.vocabulary.number(folded), shown) for shown in place.split() for folded in words(shown)],
    }
    for layer in layers:
        for number, shown in numbers[layer.is_place]:
            if number is not None and bool(((layer.first <= number) & (number < layer.last)).any()):
                return layer.cost, "name", layer.reason, {"typed": word.text, "found": shown.strip(",.")}
    if any(first + second == word.text for first, second in permutations(words(name), 2)):
        return PARTED, "name", "name", {}
    return 255, "name", "all_but", {"typed": word.text}
