"""A shop that may write to its customers, and a campaign of it."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from shopassistant.promotions.campaigns.content import Block, Content, Words
from shopassistant.promotions.campaigns.drafts import ArmDraft, CampaignDraft, approve_campaign, create_campaign
from shopassistant.promotions.campaigns.mail_settings import MailSettings, save_mail_settings
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent, Contact, Customer, MailMessage

PLAIN = Content(
    {
        "en": Words(
            "Hello {first_name|there}",
            "",
            (Block("greeting", "Hello {first_name|there},"), Block("text", "We are here."), Block("closing", "{shop}")),
        )
    },
    products=0,
)
SERVER = MailSettings(
    host="127.0.0.1", security="none", sender="shop@lark.example", sender_name="Lark & Thread", per_minute=0,
    quiet_from=0, quiet_until=0,
)  # fmt: skip


def set_up_mail(store: Store, port: int, **other: object) -> MailSettings:
    """The shop sends through a server on this machine."""
    settings = replace(SERVER, port=port, **other)  # type: ignore[arg-type]
    save_mail_settings(store, SYSTEM, settings)
    return settings


def add_customers(store: Store, count: int, language: str | None = None, first: int = 0) -> list[int]:
    """Customers who agreed to e-mail a week ago."""
    ids = []
    with store.begin(SYSTEM) as unit:
        now = unit.clock.now()
        for number in range(first, first + count):
            customer = Customer(
                number=f"M{number:05}", given_name=f"Ann{number}", family_name="Bell", language=language,
                created_at=now, updated_at=now,
            )  # fmt: skip
            unit.session.add(customer)
            unit.session.flush()
            address = f"ann{number}@mail.example"
            unit.session.add(
                Contact(customer_id=customer.id, kind="email", value=address, lookup=address, is_primary=True)
            )
            unit.session.add(
                Consent(
                    customer_id=customer.id, purpose="email", granted=True, at=now - timedelta(days=7), source="form"
                )
            )
            ids.append(customer.id)
        unit.commit()
    return ids


def say_no(store: Store, customer_id: int) -> None:
    """The newest word is no."""
    with store.begin(SYSTEM) as unit:
        unit.session.add(
            Consent(customer_id=customer_id, purpose="email", granted=False, at=unit.clock.now(), source="counter")
        )
        unit.commit()


def approved(store: Store, actor: Actor, content: Content = PLAIN, holdout: float = 0.0, **other: object) -> int:
    """Id of an approved campaign to everybody, in one arm."""
    arms = (ArmDraft("A", 1 - holdout, content),)
    draft = CampaignDraft("Spring", arms, holdout_share=holdout, **other)  # type: ignore[arg-type]
    campaign_id = create_campaign(store, actor, draft).campaign_id
    approve_campaign(store, actor, campaign_id)
    return campaign_id


def statuses(store: Store, campaign_id: int) -> dict[str, int]:
    """How many mails are in each state."""
    with store.read() as session:
        found = list(session.scalars(select(MailMessage.status).where(MailMessage.campaign_id == campaign_id)))
    return {status: found.count(status) for status in sorted(set(found))}
