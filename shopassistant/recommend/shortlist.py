"""Fills a list from one ranking after the other, under terms, looking at few products at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from shopassistant.recommend.models.base import Evidence
from shopassistant.recommend.rules import Wish, find_offers
from shopassistant.recommend.selection import Candidate, Limits, pick, with_more
from shopassistant.recommend.shelf import Bools, Longs, Shelf
from shopassistant.recommend.terms import Terms

# What margin and diversity choose among: so many for each place of the list.
_CHOICE = 6
_MOST_AT_ONCE = 400
# Pairs of category and brand that are looked at when limits of both stand in each other's way.
_MOST_PAIRS = 400


@dataclass(frozen=True)
class Lead:
    """A product a ranking names, not yet known to be offerable.

    Attributes:
        position: its index in the fit, -1 for one that is newer.
    """

    product_id: int
    score: float
    method: str
    position: int = -1
    evidence: Evidence | None = None


# A ranking of the products that are not closed: bool over the shelf's rows in, leads best first out.
Ranking = Callable[[Bools], Iterator[Lead]]


class Shortlist:
    """The list while it is being made.

    Args:
        location_id: whose stock counts.
        count: how many products at most.
        closed: bool over the shelf's rows, products that must not appear.
        bought: ids of products that are not new to the customer.
        wish: the variant that suits, of a product's index in the fit.
    """

    def __init__(
        self,
        shelf: Shelf,
        location_id: int | None,
        terms: Terms,
        count: int,
        closed: Bools,
        bought: frozenset[int],
        wish: Callable[[int], Wish],
    ) -> None:
        self.chosen: list[Candidate] = []
        self.count = count
        self.terms = terms
        self._shelf = shelf
        self._location_id = location_id
        self._never = closed
        self._closed = closed.copy()
        self._bought = bought
        self._wish = wish

    @property
    def missing(self) -> int:
        """How many places are free."""
        return self.count - len(self.chosen)

    def fill(self, ranking: Ranking, fresh: int = 0) -> list[Candidate]:
        """Add the best of a ranking; returns all candidates that were looked at.

        Args:
            fresh: look on until so many products new to the customer are among the candidates, or the ranking ends.
        """
        taken, wanted = list(self.chosen), self.missing
        least = _CHOICE * wanted if self.terms.reorders else wanted
        leads = ranking(self._closed)
        pool: list[Candidate] = []
        picked: list[Candidate] = []
        # Without terms that choose, the first are the best; a few more, should some not be there.
        step = max(2 * wanted + 4 if self.terms.chooses else wanted + 2, least)
        while part := list(islice(leads, step)):
            limits = Limits(self.terms, [*taken, *picked])
            self._close(part)
            open_ = self._with_room(part, limits)
            pool += self.candidates(open_)
            picked = pick(pool, wanted, self.terms, taken)
            if len(picked) >= wanted and len(pool) >= least:
                break
            if not open_ and step == _MOST_AT_ONCE:
                leads = ranking(self._closed | self._full(limits))
            step = min(4 * step, _MOST_AT_ONCE)
        known = sum(one.is_new for one in pool)
        if known < fresh:
            new = (lead for lead in leads if lead.product_id not in self._bought)
            some = list(islice(new, 2 * (fresh - known) + 2))
            pool += self.candidates(some)
        self.chosen = taken + picked
        return pool

    def stretch(self, lead_of: Callable[[int], Lead]) -> None:
        """Where limits of both category and brand left places free, exchange some so that more fit.

        Args:
            lead_of: the lead for a row of the shelf.
        """
        if self.missing <= 0 or self.terms.most_per_category is None or self.terms.most_per_brand is None:
            return
        rows = np.flatnonzero(~self._never)[::-1]
        pair = self._shelf.category[rows].astype(np.int64) * (len(self._shelf.brands) + 1) + self._shelf.brand[rows]
        order = np.argsort(pair, kind="stable")
        starts = np.flatnonzero(np.diff(pair[order], prepend=-2 - len(self._shelf.brands)))[:_MOST_PAIRS]
        held = {one.product_id for one in self.chosen}
        some = {int(row) for start in starts for row in rows[order[start : start + self.count]]}
        leads = [lead for lead in map(lead_of, sorted(some)) if lead.product_id not in held]
        self.chosen = with_more(self.chosen, self.candidates(leads), self.count, self.terms)

    def candidates(self, leads: Sequence[Lead]) -> list[Candidate]:
        """Those of the leads that can be handed over under the terms now, in their order."""
        if not leads:
            return []
        wishes = {lead.product_id: self._wish(lead.position) for lead in leads if lead.position >= 0}
        offers = find_offers(self._shelf, self._rows(leads).tolist(), self._location_id, wishes, self.terms)
        return [
            Candidate(
                offers[lead.product_id],
                lead.score,
                lead.method,
                lead.product_id not in self._bought,
                lead.position,
                lead.evidence,
            )
            for lead in leads
            if lead.product_id in offers
        ]

    def _close(self, leads: Sequence[Lead]) -> None:
        """What was looked at is not looked at again by the next ranking."""
        rows = self._rows(leads)
        self._closed[rows[rows >= 0]] = True

    def _rows(self, leads: Sequence[Lead]) -> Longs:
        return self._shelf.rows_of(np.array([lead.product_id for lead in leads], np.int64))

    def _with_room(self, leads: list[Lead], limits: Limits) -> list[Lead]:
        """Those whose category and brand may have one more."""
        if not self.terms.is_capped:
            return leads
        full, rows = self._full(limits), self._rows(leads)
        return [lead for lead, row in zip(leads, rows.tolist(), strict=True) if row < 0 or not full[row]]

    def _full(self, limits: Limits) -> Bools:
        """bool over the shelf's rows: products of a category or brand that has its share already."""
        shelf = self._shelf
        full = np.array([*(not limits.has_category_room(path) for path in shelf.paths), False], bool)[shelf.category]
        names = np.array([*(not limits.has_brand_room(brand) for brand in shelf.brands), False], bool)
        return np.asarray(full | names[shelf.brand], bool)
