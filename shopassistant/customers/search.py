"""The one box: whatever somebody says about a customer is typed here, and the right one stands first.

Names go through an index in memory that follows the store (`live_index`), numbers and addresses through the store's
own indexes. Both give costs on one scale, so that a mixed question ("smith 4711") is one question. The arrays are
imported at the first search, not with this module, so that a window can paint before.
"""

import threading
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from shopassistant.customers import details, lookup
from shopassistant.customers.details import Details
from shopassistant.customers.lookup import Hit
from shopassistant.customers.query import Query, parse
from shopassistant.store.database import Store
from shopassistant.store.shop import load_shop

if TYPE_CHECKING:
    from shopassistant.customers.name_search import NameSearch

# Candidates looked at more closely beyond the rows asked for: merged ones fall together, late visits reorder.
_SPARE = 10
# E-mail addresses that begin with a typed word come after everyone whose name does.
_EMAIL_BY_WORD = 26
# Reasons that tell one person for sure, whatever else was typed.
_KNOWN_BY = ("email", "phone")
# What was typed is not quite what is known: nobody is taken for it without a look.
_NOT_QUITE = ("all_but", "phone_slip")


@dataclass(frozen=True, slots=True)
class Match:
    """A customer for a row of the list.

    Attributes:
        customer_id: always of one who can be opened; a merged one leads to the one kept.
        number: the customer's number.
        name: given and family name, or the company, or the number where neither is known.
        detail: what tells namesakes apart.
        reason_code: why it matched, such as ``customers.match.phone_tail``.
        reason_values: what that code's sentence needs.
        score: 1 for exactly what was typed, falling towards 0.
        kind: what matched: ``name``, ``phone``, ``email``, ``card``, ``number`` or ``receipt``.
        is_whole: nothing that was typed speaks against it; where a word, digits or an address went unanswered it
            may well be a stranger.
    """

    customer_id: int
    number: str
    name: str
    detail: Details
    reason_code: str
    reason_values: dict[str, object] = field(hash=False)
    score: float
    kind: str
    is_whole: bool = True


class CustomerSearch:
    """Finds customers in `store`. Thread safe; one for each window is enough."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: NameSearch | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Read what searching needs, so that the first letter typed need not wait. Belongs on a thread of its own.

        A shop with many customers gets a snapshot of the index on the way, which makes the next start fast.
        """
        import phonenumbers  # noqa: F401  # its import, too, is paid here

        with self._store.read() as session:
            names = self._name_search()
            names.warm(session)
        names.keep_snapshot(self._store)

    def find(self, text: str, limit: int = 20) -> tuple[Match, ...]:
        """Customers for what was typed so far, best first.

        Args:
            text: a name in any order, partial or misspelt, a company, a telephone number or its last four digits, an
                e-mail address, a card, customer or receipt number, or a name with one of them or with a town. The last
                word counts as a beginning unless a blank follows.
            limit: most rows returned.

        Returns:
            Matches; empty where nothing fits or nothing was typed.
        """
        query = parse(text)
        if query.is_empty or limit < 1:
            return ()
        with self._store.read() as session:
            country = load_shop(session).country if query.numbers else ""
            exact = list(self._exact(session, query, country))
            worded = list(self._by_words(session, query, country, limit, may_leave_one_out=not exact))
            best: dict[int, Hit] = {}
            for hit in (*exact, *worded):
                _keep_cheaper(best, hit)
            hits = sorted(best.values(), key=lambda hit: hit.cost)[: limit + _SPARE]
            return _matches(session, hits, limit, _partly(query, exact, worded))

    def _exact(self, session: Session, query: Query, country: str) -> Iterable[Hit]:
        if query.code:
            yield from lookup.by_code(session, query.code)
        if query.email:
            yield from lookup.by_email(session, query.email)
        if not query.words:
            for number in query.numbers:
                found = list(lookup.by_phone(session, number, country))
                yield from found or lookup.by_phone_slip(session, number, country)

    def _by_words(
        self, session: Session, query: Query, country: str, limit: int, *, may_leave_one_out: bool
    ) -> Iterable[Hit]:
        if query.words or query.numbers:
            yield from self._name_search().find(
                session, query, country, limit + _SPARE, may_leave_one_out=may_leave_one_out
            )
        if len(query.token) > 2 and query.words:
            for hit in lookup.by_email(session, query.token, limit):
                yield replace(hit, cost=hit.cost + _EMAIL_BY_WORD)

    def _name_search(self) -> "NameSearch":
        from shopassistant.customers.name_search import NameSearch

        with self._lock:
            if self._names is None:
                self._names = NameSearch()
            return self._names


def _keep_cheaper(best: dict[int, Hit], hit: Hit) -> None:
    known = best.get(hit.customer_id)
    if known is None or hit.cost < known.cost:
        best[hit.customer_id] = hit


def _partly(query: Query, exact: Collection[Hit], worded: Collection[Hit]) -> frozenset[int]:
    """Ids of those found by the words alone or by the beginning of an address alone, though both were typed."""
    if not (query.email and (query.words or query.numbers)):
        return frozenset()
    by_words = {hit.customer_id for hit in worded}
    whole = {hit.customer_id for hit in exact if hit.reason in _KNOWN_BY or hit.customer_id in by_words}
    return frozenset({hit.customer_id for hit in exact} | by_words) - whole


def _matches(session: Session, hits: list[Hit], limit: int, partly: Collection[int]) -> tuple[Match, ...]:
    """Lines for `hits`, merged customers as the ones kept, equal costs by the latest visit."""
    rows = details.load_rows(session, [hit.customer_id for hit in hits])
    chosen: dict[int, Hit] = {}
    for hit in hits:
        target = details.kept_id(rows, hit.customer_id)
        if target is not None:
            chosen.setdefault(target, hit)
    people = details.load(session, [rows[customer_id] for customer_id in chosen])
    ordered = sorted(chosen, key=lambda customer_id: (chosen[customer_id].cost, people[customer_id].sort_key()))
    return tuple(_match(chosen[customer_id], people[customer_id], rows, partly) for customer_id in ordered[:limit])


def _match(hit: Hit, person: details.Person, rows: Mapping[int, details.Row], partly: Collection[int]) -> Match:
    kind, reason, values = hit.why(rows[hit.customer_id])
    return Match(
        customer_id=person.id,
        number=person.number,
        name=person.name,
        detail=person.details,
        reason_code=f"customers.match.{reason}",
        reason_values=dict(values),
        score=round(1 / (1 + hit.cost / 20), 3),
        kind=kind,
        is_whole=reason not in _NOT_QUITE and hit.customer_id not in partly,
    )
