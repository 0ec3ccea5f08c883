"""Which rows of one segment answer all typed words, and at what cost. Arrays in, arrays out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.customers.meanings import MISSING, NOTHING, Layer
from shopassistant.customers.word_index import WordIndex

_MOST_EXTRA = 2


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a customer must answer to: a typed word by its meanings, or digits by the rows they lead to.

    Attributes:
        layers: meanings of a word.
        rows, cost: rows found in other ways (a telephone's ending), each at this cost.
    """

    layers: Sequence[Layer] = ()
    rows: Sequence[NDArray[np.int32]] = ()
    cost: int = 0

    def size(self, index: WordIndex) -> int:
        """Upper bound of the rows behind it."""
        return sum(layer.size(index) for layer in self.layers) + sum(map(len, self.rows))


@dataclass(frozen=True, slots=True)
class Found:
    """Rows in no order and their costs, int32 [n] each."""

    rows: NDArray[np.int32]
    costs: NDArray[np.int32]


def match(index: WordIndex, terms: Sequence[Term]) -> Found:
    """Rows that answer every term; the cost is the sum over the terms, and a little for words nobody asked for."""
    if not terms:
        return _nothing()
    ordered = sorted(terms, key=lambda term: term.size(index))
    best = _cheapest(index, ordered[0])
    rows = np.flatnonzero(best != NOTHING).astype(np.int32)
    costs = best[rows].astype(np.int32)
    for term in ordered[1:]:
        if not len(rows):
            return _nothing()
        added = _cheapest(index, term)[rows]
        both = added != NOTHING
        rows, costs = rows[both], costs[both] + added[both]
    if len(terms) > 1:
        # Whoever says Peter Smith means him before Hans-Peter Smith.
        costs = costs + np.clip(index.name_words[rows] - len(terms), 0, _MOST_EXTRA)
    return Found(rows, costs)


def match_but_one(index: WordIndex, terms: Sequence[Term]) -> Found:
    """Rows that answer all terms but one, for when nobody answers all: a word may be wrong beyond guessing."""
    found = [match(index, [*terms[:left_out], *terms[left_out + 1 :]]) for left_out in range(len(terms))]
    rows = np.concatenate([part.rows for part in found])
    costs = np.concatenate([part.costs for part in found]) + MISSING
    order = np.lexsort((costs, rows))
    first = np.ones(len(order), bool)
    first[1:] = rows[order][1:] != rows[order][:-1]
    return Found(rows[order][first], costs[order][first])


def _cheapest(index: WordIndex, term: Term) -> NDArray[np.uint8]:
    """For every row the cost of its cheapest meaning of `term`, uint8 [rows], NOTHING where it has none."""
    best = np.full(len(index.ids), NOTHING, np.uint8)
    for layer in sorted(term.layers, key=lambda layer: -layer.cost):
        for rows in layer.rows(index):
            best[rows] = layer.cost
    for rows in term.rows:
        best[rows] = np.minimum(best[rows], term.cost)
    return best


def _nothing() -> Found:
    nothing = np.empty(0, np.int32)
    return Found(nothing, nothing)
