"""Is this new customer here already? A warning with its reason, never a refusal."""

from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from shopassistant.core.text import fold, words
from shopassistant.customers.details import Person, kept_ids, load, load_rows
from shopassistant.customers.line import NewCustomer
from shopassistant.customers.search import CustomerSearch
from shopassistant.store.contacts import normalise_email, normalise_phone
from shopassistant.store.search_sqlite import by_contact_prefix

_MOST = 5
_MANY_NAMESAKES = 3
# A search score from here on means: the same name, or one slip or nickname away.
_SAME_NAME, _CLOSE_NAME = 0.9, 0.5


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Somebody who may be the same person.

    Attributes:
        customer_id: of the one already here.
        name, number: how to call that customer.
        city: where that customer lives.
        reason_code: ``customers.duplicate.same_phone``, ``.same_email``, ``.same_name_place``, ``.same_name`` or
            ``.close_name_place``.
        reason_values: what that code's sentence needs.
        score: 0 to 1, higher is likelier.
    """

    customer_id: int
    name: str
    number: str
    city: str
    reason_code: str
    reason_values: dict[str, object] = field(hash=False)
    score: float


def likely_duplicates(
    session: Session, new: NewCustomer, country: str, search: CustomerSearch, exclude: int | None = None
) -> tuple[Duplicate, ...]:
    """The likeliest five customers who may be the same as `new`, best first.

    The same telephone or e-mail counts most; the same name counts with the same town, or when few share it; a name one
    slip or nickname away counts with the same town.

    Args:
        new: what is known of the new one.
        country: see `Shop.country`.
        search: the window's own search, whose index is ready.
        exclude: a customer who is no candidate: the new one itself, once written.
    """
    reasons: dict[int, tuple[float, str]] = {}

    def note(customer_id: int, score: float, reason: str) -> None:
        if customer_id != exclude and score > reasons.get(customer_id, (0.0, ""))[0]:
            reasons[customer_id] = (score, reason)

    for customer_id, reason in _same_contacts(session, new, country):
        note(customer_id, 0.95 if reason == "same_email" else 0.9, reason)
    name = new.company or f"{new.given_name} {new.family_name}".strip()
    if len(words(name)) > 1 or new.company:
        found = [match for match in search.find(f"{name} ") if match.kind == "name" and match.customer_id != exclude]
        same = [match for match in found if match.score >= _SAME_NAME]
        for match in same:
            if new.city and fold(match.detail.city) == fold(new.city):
                note(match.customer_id, 0.8, "same_name_place")
            elif len(same) <= _MANY_NAMESAKES:
                note(match.customer_id, 0.6, "same_name")
        for match in found:
            if match.score >= _CLOSE_NAME and new.city and fold(match.detail.city) == fold(new.city):
                note(match.customer_id, 0.5 * match.score, "close_name_place")
    ordered = sorted(reasons, key=lambda customer_id: -reasons[customer_id][0])[:_MOST]
    people = load(session, load_rows(session, ordered).values())
    return tuple(
        _duplicate(people[customer_id], *reasons[customer_id]) for customer_id in ordered if customer_id in people
    )


def _duplicate(person: Person, score: float, reason: str) -> Duplicate:
    values: dict[str, object] = {"name": person.name, "number": person.number, "city": person.details.city}
    code = f"customers.duplicate.{reason}"
    return Duplicate(person.id, person.name, person.number, person.details.city, code, values, score)


def _same_contacts(session: Session, new: NewCustomer, country: str) -> list[tuple[int, str]]:
    wanted = [("phone", normalise_phone(text, country), "same_phone") for text in new.phones]
    wanted += [("email", normalise_email(text), "same_email") for text in new.emails]
    found: list[tuple[int, str]] = []
    for kind, lookup, reason in wanted:
        rows = by_contact_prefix(session, kind, lookup, 20) if lookup else ()
        found += [(customer_id, reason) for customer_id, value in rows if value == lookup]
    leads_to = kept_ids(session, [customer_id for customer_id, _reason in found])
    return [(leads_to[customer_id], reason) for customer_id, reason in found if customer_id in leads_to]
