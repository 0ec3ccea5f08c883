"""A profile, a match and a purchase in the words of the counter."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.counter.views import (
    ConsentMark,
    CustomerCard,
    Figure,
    FoundRow,
    HistoryRow,
    Promise,
    Remark,
)
from shopassistant.desktop.pages.counter.words import day, exact_day, initials

if TYPE_CHECKING:
    from shopassistant.customers.profile import HistoryLine, Profile
    from shopassistant.customers.search import Match

# What staff need to know before they speak or write; the other purposes are on the customer's own page.
_PURPOSES = ("personalisation", "email", "phone")
_MOST_TASTES = 4
# A birthday further away than this is no reason to say anything.
_SOON_DAYS = 21
# A slip in each of two words is still the person meant; below this most of what was typed had to be guessed.
_SURE_SCORE = 0.3
_NOTHING = "\u2013"
_TOLD_GROUPS = ("champions", "loyal", "new")


def card_of(profile: "Profile", catalogue: Catalogue, today: date) -> CustomerCard:
    """The customer card of a profile."""
    return CustomerCard(
        id=profile.id,
        name=profile.name,
        initials=initials(profile.name),
        number=profile.number,
        contacts=_contacts(profile),
        figures=_figures(profile, catalogue, today),
        consents=_consents(profile, catalogue),
        standing=_standing(profile, catalogue),
        tastes=_tastes(profile),
        dates=_dates(profile, catalogue),
        promises=tuple(
            Promise(one.id, one.text, day(catalogue, one.due_on, today), one.due_in_days < 0)
            for one in profile.follow_ups
        ),
        remarks=tuple(
            Remark(one.text, " ".join(part for part in (one.staff, day(catalogue, one.at, today)) if part))
            for one in profile.notes
        ),
        wishes=tuple(catalogue.say("counter.wish", {"name": one.name}) for one in profile.wishlist[:2]),
    )


def found_row(match: "Match", catalogue: Catalogue, today: date) -> FoundRow:
    """A row of the customer box: what tells namesakes apart at the left, why it came up at the right."""
    told = match.detail
    visit = ""
    if told.last_visit_at is not None:
        visit = catalogue.say("counter.last_here", {"when": day(catalogue, told.last_visit_at, today)})
    phone = f"\u2026{told.phone_tail}" if told.phone_tail else ""
    company = told.company if told.company != match.name else ""
    parts = (match.number, company, told.city or told.postcode, phone, told.email_hint, visit)
    return FoundRow(
        match.customer_id,
        match.name,
        match.number,
        " · ".join(part for part in parts if part),
        catalogue.say(match.reason_code, match.reason_values),
        match.is_whole and match.score >= _SURE_SCORE,
    )


def history_rows(lines: "Sequence[HistoryLine]", catalogue: Catalogue, today: date) -> tuple[HistoryRow, ...]:
    """What was bought before, in words."""
    return tuple(
        HistoryRow(
            day(catalogue, line.sold_at, today),
            exact_day(catalogue, line.sold_at),
            line.number,
            f"{abs(line.quantity)} × {line.description}" if abs(line.quantity) != 1 else line.description,
            catalogue.money(line.total_minor),
            line.quantity < 0,
        )
        for line in lines
    )


def _contacts(profile: "Profile") -> tuple[tuple[str, str], ...]:
    """The main one of each kind, then the town."""
    first: dict[str, str] = {}
    for contact in profile.contacts:
        first.setdefault(contact.kind, contact.value)
    shown = [(kind, first[kind]) for kind in ("phone", "email") if kind in first]
    return (*shown, ("place", profile.city)) if profile.city else tuple(shown)


def _figures(profile: "Profile", catalogue: Catalogue, today: date) -> tuple[Figure, ...]:
    average, share = profile.average_basket_minor, profile.returns_share
    return (
        Figure(catalogue.say("counter.figure.spend"), catalogue.money(profile.spend_minor)),
        Figure(catalogue.say("counter.figure.orders"), catalogue.number(profile.orders)),
        Figure(catalogue.say("counter.figure.average"), _NOTHING if average is None else catalogue.money(average)),
        Figure(
            catalogue.say("counter.figure.last"),
            day(catalogue, profile.last_visit_at, today),
            exact_day(catalogue, profile.last_visit_at),
        ),
        Figure(
            catalogue.say("counter.figure.returns"), _NOTHING if share is None else catalogue.formats.say_share(share)
        ),
    )


def _consents(profile: "Profile", catalogue: Catalogue) -> tuple[ConsentMark, ...]:
    said = {one.purpose: one for one in profile.consents}
    marks = []
    for purpose in _PURPOSES:
        one = said.get(purpose)
        is_granted = one.granted if one is not None else None
        code = "counter.consent.asked" if one is not None else "counter.consent.never_asked"
        values = (
            {"source": _source(one.source, catalogue), "when": exact_day(catalogue, one.at)} if one is not None else {}
        )
        marks.append(ConsentMark(catalogue.say(f"counter.consent.{purpose}"), is_granted, catalogue.say(code, values)))
    return tuple(marks)


def _source(source: str, catalogue: Catalogue) -> str:
    code = f"counter.consent.source.{source}"
    return catalogue.say(code) if code in catalogue else source


def _standing(profile: "Profile", catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """What an associate may do with: whom they have before them, and whether they nearly stayed away. No money, and
    nothing a customer should not read over the counter."""
    worth = profile.worth
    if worth is None:
        return ()
    words = []
    if worth.rfm_group in _TOLD_GROUPS:
        words.append((catalogue.say(f"counter.standing.{worth.rfm_group}"), "accent"))
    if worth.risk != "steady" and worth.purchases > 1:
        words.append((catalogue.say(f"counter.standing.{worth.risk}"), "warning"))
    return tuple(words)


def _tastes(profile: "Profile") -> tuple[str, ...]:
    sizes = [f"{one.category.rsplit(' / ', 1)[-1]} {one.size}".strip() for one in profile.sizes[:_MOST_TASTES]]
    return (*sizes, *(one.brand for one in profile.brands[:_MOST_TASTES]))


def _dates(profile: "Profile", catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(
        catalogue.say(
            "counter.date_soon" if one.in_days else "counter.date_today", {"label": one.label, "count": one.in_days}
        )
        for one in profile.dates
        if one.in_days <= _SOON_DAYS
    )
