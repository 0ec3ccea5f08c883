"""Pairs of customers who are probably one person, for a manager to look through, the surest first.

Comparing everybody with everybody is out of the question, so only customers who share a telephone number, an e-mail
address or the sound of a name are compared. Each agreement then weighs as many bits as it is rare, and each
contradiction weighs against (Fellegi and Sunter, "A theory for record linkage", 1969); a shared number alone does not
make one person of a family.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from math import log2

from rapidfuzz.distance import OSA
from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.core.text import words
from shopassistant.customers.details import display_name
from shopassistant.customers.nicknames import nicknames
from shopassistant.customers.sounds import sound_key
from shopassistant.store.database import Store
from shopassistant.store.schema import Contact, Customer, CustomerMerge

# A group larger than this shares something that says little (a placeholder number, a very common name); its members
# still meet in other groups.
_LARGEST_GROUP = 50
_EVERY = 5_000
# Bits against, where two facts contradict each other.
_OTHER_GIVEN_NAME, _OTHER_FAMILY_NAME, _OTHER_TOWN, _OTHER_CONTACT = 9.0, 5.0, 2.0, 1.0
# An agreement with a slip or by nickname says less than one to the letter.
_NEARLY = 0.7


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two customers who may be one.

    Attributes:
        first_id: the one with the smaller number of ours, hence usually the older.
        reasons: codes of what agrees, such as ``customers.duplicate.same_email``, the weightiest first.
        score: 0 to 1; from 0.5 on it is likelier than not that they are one person.
    """

    first_id: int
    second_id: int
    first_name: str
    second_name: str
    first_number: str
    second_number: str
    reasons: tuple[str, ...]
    score: float


@dataclass(slots=True)
class _Person:
    id: int
    number: str
    shown: str
    given: str
    family: str
    company: str
    city: str
    postcode: str
    contacts: dict[str, set[str]] = field(default_factory=lambda: {"phone": set(), "email": set()})


def find_duplicates(store: Store, limit: int = 100, progress: Progress | None = None) -> tuple[DuplicatePair, ...]:
    """The `limit` likeliest pairs among active customers.

    Pairs whose merge somebody has undone are left out: they were looked at and are two.

    Raises:
        Cancelled: by way of `progress`.
    """
    progress = progress or NoProgress()
    with store.read() as session:
        people = _people(session)
        parted = _parted(session)
    weigh = _Weights(people.values())
    best: list[DuplicatePair] = []
    seen: set[tuple[int, int]] = set()
    groups = list(_groups(people.values()))
    for done, group in enumerate(groups):
        if done % _EVERY == 0:
            progress.report("customers.duplicates", done, len(groups))
        for one, other in combinations(sorted(group, key=lambda person: person.id), 2):
            pair = (one.id, other.id)
            if pair in seen or pair in parted:
                continue
            seen.add(pair)
            bits, reasons = weigh(one, other)
            if bits > weigh.prior:
                best.append(_pair(one, other, reasons, bits - weigh.prior))
    progress.report("customers.duplicates", len(groups), len(groups))
    best.sort(key=lambda pair: (-pair.score, pair.first_id, pair.second_id))
    return tuple(best[:limit])


def _pair(one: _Person, other: _Person, reasons: tuple[str, ...], bits: float) -> DuplicatePair:
    score = 1 / (1 + 2**-bits)
    return DuplicatePair(one.id, other.id, one.shown, other.shown, one.number, other.number, reasons, score)


def _people(session: Session) -> dict[int, _Person]:
    columns = (Customer.given_name, Customer.family_name, Customer.company, Customer.city, Customer.postcode)
    found = session.execute(select(Customer.id, Customer.number, *columns).where(Customer.status == "active"))
    people = {}
    for customer_id, number, given, family, company, city, postcode in found:
        shown = display_name(given, family, company, number)
        people[customer_id] = _Person(
            id=customer_id,
            number=number,
            shown=shown,
            given=" ".join(words(given)),
            family=" ".join(words(family)),
            company=" ".join(words(company)),
            city=" ".join(words(city)),
            postcode=" ".join(words(postcode)),
        )
    contacts = session.execute(
        select(Contact.customer_id, Contact.kind, Contact.lookup).where(Contact.kind != "card", Contact.is_valid)
    )
    for customer_id, kind, lookup in contacts:
        if customer_id in people:
            people[customer_id].contacts[kind].add(lookup)
    return people


def _parted(session: Session) -> set[tuple[int, int]]:
    rows = session.execute(
        select(CustomerMerge.kept_id, CustomerMerge.absorbed_id).where(CustomerMerge.undone_at.is_not(None))
    )
    return {(min(pair), max(pair)) for pair in ((row[0], row[1]) for row in rows)}


def _groups(people: Iterable[_Person]) -> Iterator[list[_Person]]:
    """Customers who share something, at most `_LARGEST_GROUP` at a time."""
    groups: dict[tuple[str, ...], list[_Person]] = {}
    for person in people:
        for key in _keys(person):
            groups.setdefault(key, []).append(person)
    return (group for group in groups.values() if 1 < len(group) <= _LARGEST_GROUP)


def _keys(person: _Person) -> Iterator[tuple[str, ...]]:
    for kind, values in person.contacts.items():
        for value in values:
            yield kind, value
    if person.company:
        yield "company", person.company
    if not (person.given and person.family):
        return
    heard = sound_key(person.family.replace(" ", "")) or person.family
    first = sound_key(person.given.split()[0]) or person.given
    yield "sound", heard, first
    yield "name", *sorted((person.given, person.family))
    if person.city:
        yield "sound and town", heard, first[:1], person.city
        yield "name and town", person.family, person.city, person.given[:1]


class _Weights:
    """What an agreement or a contradiction is worth among these customers, in bits."""

    def __init__(self, people: Iterable[_Person]) -> None:
        everybody = list(people)
        self._all = max(2, len(everybody))
        # The odds that two customers picked blindly are one person: about one in so many.
        self.prior = log2(self._all)
        self._counts = {
            name: Counter(getattr(person, name) for person in everybody)
            for name in ("given", "family", "company", "city", "postcode")
        }
        for kind in ("phone", "email"):
            self._counts[kind] = Counter(value for person in everybody for value in person.contacts[kind])

    def __call__(self, one: _Person, other: _Person) -> tuple[float, tuple[str, ...]]:
        """Bits for `one` and `other` being the same, and the codes of what agrees, weightiest first."""
        for_it: list[tuple[float, str]] = []
        against = 0.0
        for kind in ("phone", "email"):
            shared = one.contacts[kind] & other.contacts[kind]
            if shared:
                for_it.append((max(self._rarity(kind, value) for value in shared), f"same_{kind}"))
            elif one.contacts[kind] and other.contacts[kind]:
                against += _OTHER_CONTACT
        name, name_against = self._names(one, other)
        for_it += name
        against += name_against
        if one.city and other.city:
            same = one.city == other.city
            if same and one.postcode and one.postcode == other.postcode:
                for_it.append((self._rarity("postcode", one.postcode), "same_place"))
            elif same:
                for_it.append((self._rarity("city", one.city), "same_place"))
            else:
                against += _OTHER_TOWN
        codes = tuple(f"customers.duplicate.{code}" for _bits, code in sorted(for_it, key=lambda entry: -entry[0]))
        return sum(bits for bits, _code in for_it) - against, codes

    def _names(self, one: _Person, other: _Person) -> tuple[list[tuple[float, str]], float]:
        if not (one.given and other.given and one.family and other.family):
            if one.company and one.company == other.company:
                return [(self._rarity("company", one.company), "same_name")], 0.0
            return [], 0.0
        if (one.given, one.family) == (other.family, other.given):
            return [(self._rarity("given", one.given) + self._rarity("family", one.family), "name_turned")], 0.0
        given, family = _likeness(one.given, other.given), _likeness(one.family, other.family)
        against = _OTHER_GIVEN_NAME * (given == 0) + _OTHER_FAMILY_NAME * (family == 0)
        bits = given * min(self._rarity("given", one.given), self._rarity("given", other.given))
        bits += family * min(self._rarity("family", one.family), self._rarity("family", other.family))
        if not bits:
            return [], against
        return [(bits, "same_name" if given == family == 1 else "close_name")], against

    def _rarity(self, name: str, value: str) -> float:
        return log2(self._all / max(1, self._counts[name][value]))


def _likeness(one: str, other: str) -> float:
    """1 for the same name, `_NEARLY` for a slip, a nickname, an initial or one of two names, 0 for another name."""
    if one == other:
        return 1.0
    if other in nicknames().get(one, ()) or _is_part(one, other) or _is_part(other, one):
        return _NEARLY
    allowed = 1 if min(len(one), len(other)) < 6 else 2
    return _NEARLY if OSA.distance(one, other, score_cutoff=allowed) <= allowed else 0.0


def _is_part(short: str, long: str) -> bool:
    return short in long.split() or (len(short) == 1 and long.startswith(short))
