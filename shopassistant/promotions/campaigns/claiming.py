"""The next mail is taken from the queue: looked at once more, claimed in a transaction, and only then handed over."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from shopassistant.promotions.campaigns.drawing import Links
from shopassistant.promotions.campaigns.eligibility import eligible
from shopassistant.promotions.campaigns.keys import Keys
from shopassistant.promotions.campaigns.links import links_of
from shopassistant.promotions.campaigns.mail_settings import MailSettings
from shopassistant.promotions.campaigns.queueing import rewrite
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import (
    Campaign,
    CampaignArm,
    Coupon,
    MailMessage,
    PriceChange,
    Product,
    Promotion,
    Variant,
)
from shopassistant.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail this process alone may hand over now, or one that was skipped.

    Attributes:
        attempts: this one counted.
        skipped: why it must not leave any more; empty where it is claimed.
    """

    mail_id: int
    address: str
    message_id: str
    subject: str
    text: str
    html: str
    links: Links
    attempts: int
    skipped: str = ""


def claim_next(
    store: Store, actor: Actor, campaign_id: int, settings: MailSettings, keys: Keys, engine: "Engine | None"
) -> Claim | None:
    """Claim the next mail that is due; None where none is.

    Consent, address and cap are asked again, in the same transaction: who said no a moment ago gets nothing. A mail
    whose prices or products changed since it was written is written anew by its template.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        now = unit.clock.now()
        mail = unit.session.scalar(
            select(MailMessage)
            .where(
                MailMessage.campaign_id == campaign_id,
                MailMessage.status == "queued",
                or_(MailMessage.next_try_at.is_(None), MailMessage.next_try_at <= now),
            )
            .order_by(MailMessage.next_try_at, MailMessage.id)
            .limit(1)
        )
        if mail is None:
            return None
        url = unit.session.get_one(CampaignArm, (campaign_id, mail.arm)).content.get("url", "")
        skipped = _why_not(unit, mail, settings, keys, engine)
        if skipped:
            _skip(unit, mail, skipped)
        else:
            mail.status, mail.claimed_at, mail.attempts = "sending", now, mail.attempts + 1
        claim = Claim(
            mail.id, mail.address, mail.message_id, mail.subject, mail.text, mail.html,
            links_of(keys, settings, mail.token, url), mail.attempts, skipped,
        )  # fmt: skip
        unit.commit()
    return claim


def _why_not(unit: UnitOfWork, mail: MailMessage, settings: MailSettings, keys: Keys, engine: "Engine | None") -> str:
    """Why a mail must not leave; empty where it may. Writes it anew where its facts changed."""
    session, now = unit.session, unit.clock.now()
    found = eligible(session, [mail.customer_id], settings, keys, now, mail.id)
    if reason := found.reasons.get(mail.customer_id, ""):
        return reason
    if found.addresses[mail.customer_id] != mail.address:
        mail.address = found.addresses[mail.customer_id]  # they told the shop another one since
    if _is_offer_over(session, mail, now):
        return "offer_over"
    if _facts_changed(session, mail):
        if engine is None:
            return "facts_changed"
        rewrite(session, mail, engine, settings, keys, now)
    return ""


def _is_offer_over(session: Session, mail: MailMessage, now: datetime) -> bool:
    promotion = _promotion(session, mail)
    if promotion is None:
        return False
    return promotion.status != "approved" or (promotion.ends_at is not None and promotion.ends_at <= now)


def _promotion(session: Session, mail: MailMessage) -> Promotion | None:
    arm = session.get_one(CampaignArm, (mail.campaign_id, mail.arm))
    promotion_id = arm.promotion_id or session.get_one(Campaign, mail.campaign_id).promotion_id
    return session.get(Promotion, promotion_id) if promotion_id else None


def _facts_changed(session: Session, mail: MailMessage) -> bool:
    """Whether a price or the offer changed since the mail was written, or a product is not sold any more."""
    promotion = _promotion(session, mail)
    if promotion is not None and promotion.approved_at is not None and promotion.approved_at > mail.queued_at:
        return True
    if not mail.products:
        return False
    gone = session.scalar(select(Product.id).where(Product.id.in_(mail.products), ~Product.active).limit(1))
    other_price = session.scalar(
        select(PriceChange.id)
        .join(Variant, Variant.id == PriceChange.variant_id)
        .where(Variant.product_id.in_(mail.products), PriceChange.at > mail.queued_at)
        .limit(1)
    )
    return gone is not None or other_price is not None


def _skip(unit: UnitOfWork, mail: MailMessage, reason: str) -> None:
    mail.status, mail.reason, mail.html = "skipped", reason, ""
    if mail.coupon_id is not None:  # nobody was told of it
        unit.session.execute(
            update(Coupon).where(Coupon.id == mail.coupon_id, Coupon.uses == 0).values(status="cancelled")
        )
