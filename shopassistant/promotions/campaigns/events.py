"""What happens to a mail after it left: opened, clicked, unsubscribed; what machines did is kept apart.

A link proves by its signature that the shop made it; nothing else is asked of who calls it. Nothing about the caller is
kept but the name of the program, shortened.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.messages import Catalogue
from shopassistant.customers.consent import has_consent
from shopassistant.promotions.campaigns.content import LANGUAGES, content_from_json
from shopassistant.promotions.campaigns.fact_book import read_book
from shopassistant.promotions.campaigns.keys import Keys
from shopassistant.promotions.campaigns.machines import is_machine
from shopassistant.promotions.campaigns.suppression import suppress
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Campaign, CampaignArm, Consent, Coupon, Customer, MailEvent, MailMessage
from shopassistant.store.shop import load_shop

# In whose name a link writes; it may write events of mails and a no to e-mail, and nothing else.
READER = Actor("api", "mail link")
# One mail's events are written down at most so often; a program that calls for ever fills no store.
MOST_EVENTS = 50


@dataclass(frozen=True, slots=True)
class Landing:
    """What a page about a mail shows.

    Attributes:
        url: where the button leads; empty: to a page with the offer itself.
    """

    url: str
    language: str
    shop: str
    offer: str = ""
    offer_until: str = ""
    code: str = ""


def note_event(
    store: Store, token: str, kind: str, agent: str = "", method: str = "GET", link: str = ""
) -> Changes | None:
    """Write down that a mail was opened or clicked; None for an unknown one.

    Args:
        token: of a link whose signature was checked.
        kind: ``open`` or ``click``.
        agent: the caller's own name.
        method: of the request; HEAD is never a person.

    Raises:
        EnvironmentProblem: the store cannot be written.
    """
    with store.begin(READER) as unit:
        mail = _mail(unit.session, token)
        if mail is None:
            return None
        now = unit.clock.now()
        before = _events(unit.session, mail.id)
        if sum(before.values()) >= MOST_EVENTS:
            return Changes()
        burst = _recent(unit.session, mail.id, now)
        machine = is_machine(kind, agent, method, now, mail.sent_at or mail.claimed_at, burst)
        unit.session.add(
            MailEvent(message_id=mail.id, kind=kind, at=now, machine=machine, link=link[:200], agent=_short(agent))
        )
        unit.commit()
        return Changes(campaigns=frozenset({mail.campaign_id}))


def unsubscribe(store: Store, keys: Keys, token: str, agent: str = "") -> Changes | None:
    """Take who got a mail off the list, at once and for all campaigns; None for an unknown mail. Again changes nothing.

    The no is a consent of its own, so that it shows in the profile, and the address is not written to again even if it
    turns up at another customer.

    Raises:
        EnvironmentProblem: the store cannot be written.
    """
    with store.begin(READER) as unit:
        session, now = unit.session, unit.clock.now()
        mail = _mail(session, token)
        if mail is None:
            return None
        customer_id = _who_now(session, mail.customer_id)
        suppress(session, keys, mail.address, "unsubscribe", now, mail.id)
        if has_consent(session, customer_id, "email"):
            session.add(MailEvent(message_id=mail.id, kind="unsubscribe", at=now, agent=_short(agent)))
            session.add(Consent(customer_id=customer_id, purpose="email", granted=False, at=now, source="mail link"))
            unit.audit("customer.consent", "customer", customer_id, purpose="email", granted=False, source="mail link")
        unit.commit()
        return Changes(customers=frozenset({customer_id}), campaigns=frozenset({mail.campaign_id}))


def landing(store: Store, token: str) -> Landing | None:
    """What a link of a mail leads to; None for an unknown mail."""
    with store.read() as session:
        mail = _mail(session, token)
        if mail is None:
            return None
        campaign = session.get_one(Campaign, mail.campaign_id)
        arm = session.get_one(CampaignArm, (mail.campaign_id, mail.arm))
        content = content_from_json(arm.content)
        customer = session.get_one(Customer, mail.customer_id)
        language = content.in_language(customer.language)[0]
        book = read_book(session, arm.promotion_id or campaign.promotion_id)
        coupon = session.get(Coupon, mail.coupon_id) if mail.coupon_id else None
        last, formats = book.last_day(), book.catalogues[language].formats
        return Landing(
            url=content.url,
            language=language,
            shop=book.shop.name,
            offer=book.offers[language],
            offer_until=formats.say_day(last, formats.long_day) if last else "",
            code=coupon.code if coupon and coupon.status == "active" else "",
        )


def catalogues(store: Store) -> Mapping[str, Catalogue]:
    """Sentences of the pages, by language."""
    with store.read() as session:
        money = load_shop(session).money
    return {language: Catalogue(language, money) for language in LANGUAGES}


def _mail(session: Session, token: str) -> MailMessage | None:
    return session.scalar(select(MailMessage).where(MailMessage.token == token))


def _who_now(session: Session, customer_id: int) -> int:
    """The customer, or the one they were merged into."""
    seen = set()
    while customer_id not in seen:
        seen.add(customer_id)
        customer_id = session.get_one(Customer, customer_id).merged_into_id or customer_id
    return customer_id


def _events(session: Session, mail_id: int) -> dict[str, int]:
    statement = select(MailEvent.kind, func.count()).where(MailEvent.message_id == mail_id).group_by(MailEvent.kind)
    return dict(session.execute(statement).all())


def _recent(session: Session, mail_id: int, now: datetime) -> int:
    """Events of this mail within the last two seconds: a scanner follows all links at once."""
    statement = select(func.count()).where(MailEvent.message_id == mail_id, MailEvent.at > now - timedelta(seconds=2))
    return session.scalar(statement) or 0


def _short(agent: str) -> str:
    return "".join(letter for letter in agent if letter.isprintable())[:200]
