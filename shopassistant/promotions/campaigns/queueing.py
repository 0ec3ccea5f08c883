"""The mails of a campaign are written and queued, customer by customer; broken off, it goes on where it stopped."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.language import LanguageModel
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.promotions.campaigns.composing import Letter
from shopassistant.promotions.campaigns.content import Content, content_from_json
from shopassistant.promotions.campaigns.coupons import Issued, issue_for
from shopassistant.promotions.campaigns.drawing import draw
from shopassistant.promotions.campaigns.eligibility import batches, eligible
from shopassistant.promotions.campaigns.fact_book import FactBook, language_of, read_book
from shopassistant.promotions.campaigns.facts import Facts
from shopassistant.promotions.campaigns.keys import Keys, ensure_keys
from shopassistant.promotions.campaigns.links import links_of, new_token
from shopassistant.promotions.campaigns.mail_settings import MailSettings, load_mail_settings
from shopassistant.promotions.campaigns.patience import PatientModel
from shopassistant.promotions.campaigns.rows import ROLE, arms_of, campaign_row
from shopassistant.promotions.campaigns.writing import Asked, ask_model, put_together
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import CampaignArm, CampaignMember, Coupon, Customer, MailMessage, Promotion
from shopassistant.store.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from shopassistant.recommend.engine import Engine

BATCH = 100
# Stands for the code in what a model is asked; the real one is made when the mail is queued.
CODE_TO_COME = "CODE-TO-COME"
_ASKED_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Queued:
    """What was written.

    Attributes:
        mails: new ones in the queue.
        by_model: how many of them a model wrote.
        refused: why the template wrote where a model was asked to, by the code of the reason.
        skipped: customers who may not be written to any more.
    """

    mails: int
    by_model: int
    refused: Mapping[str, int]
    skipped: int
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True)
class _Way:
    """An arm with what its mails share."""

    arm: CampaignArm
    content: Content
    book: FactBook
    promotion_id: int | None
    wants_coupon: bool


@dataclass(frozen=True)
class _Draft:
    """A mail before its coupon is known."""

    customer_id: int
    address: str
    way: _Way
    facts: Facts
    asked: Asked


def write_mails(
    store: Store,
    actor: Actor,
    campaign_id: int,
    engine: "Engine",
    model: LanguageModel | None = None,
    progress: Progress | None = None,
) -> Queued:
    """Write the mail of every drawn customer who has none yet; managers.

    Products, texts and answers of a model are got outside of any transaction; a batch of mails with its coupons is then
    queued in one.

    Raises:
        NotAllowed: ``role.required``.
        NotFound: ``campaign.unknown``.
        Conflict: ``campaign.state``.
        Cancelled: by `progress`; what was queued stays.
    """
    actor.require(ROLE)
    progress, keys = progress or NoProgress(), ensure_keys(store)
    model = None if model is None else PatientModel(model)
    with store.read() as session:
        campaign_row(session, campaign_id, "sending", "paused")
        ways = read_ways(session, campaign_id)
        waiting = _without_mail(session, campaign_id)
        settings = load_mail_settings(session)
    mails = by_model = skipped = done = 0
    refused: dict[str, int] = {}
    for batch in batches(waiting, BATCH):
        progress.report("campaign.writing", done, len(waiting))
        drafts, left_out = _drafts(store, batch, ways, settings, keys, engine, model, progress, done, len(waiting))
        _queue(store, actor, campaign_id, drafts, left_out, settings, keys)
        done, mails, skipped = done + len(batch), mails + len(drafts), skipped + len(left_out)
        by_model += sum(draft.asked.written is not None for draft in drafts)
        for draft in drafts:
            if draft.asked.refused:
                refused[draft.asked.refused] = refused.get(draft.asked.refused, 0) + 1
    progress.report("campaign.writing", len(waiting), len(waiting))
    if mails:
        _note(store, actor, campaign_id, mails, by_model, refused)
    return Queued(mails, by_model, refused, skipped, Changes(campaigns=frozenset({campaign_id})))


def read_ways(session: Session, campaign_id: int) -> dict[str, _Way]:
    """The arms that send mail, by name."""
    campaign, ways = campaign_row(session, campaign_id), {}
    for arm in arms_of(session, campaign_id):
        if arm.is_holdout:
            continue
        promotion_id = arm.promotion_id or campaign.promotion_id
        promotion = session.get(Promotion, promotion_id) if promotion_id else None
        wants = promotion is not None and promotion.needs_coupon
        ways[arm.name] = _Way(
            arm, content_from_json(arm.content), read_book(session, promotion_id), promotion_id, wants
        )
    return ways


def _without_mail(session: Session, campaign_id: int) -> list[tuple[int, str]]:
    """Customers with their arm who have no mail yet, the hold-out left out."""
    has_mail = select(MailMessage.id).where(
        MailMessage.campaign_id == campaign_id, MailMessage.customer_id == CampaignMember.customer_id
    )
    statement = (
        select(CampaignMember.customer_id, CampaignMember.arm)
        .join(
            CampaignArm,
            (CampaignArm.campaign_id == CampaignMember.campaign_id) & (CampaignArm.name == CampaignMember.arm),
        )
        .where(CampaignMember.campaign_id == campaign_id, ~CampaignArm.is_holdout, ~has_mail.exists())
        .order_by(CampaignMember.customer_id)
    )
    return [(customer_id, arm) for customer_id, arm in session.execute(statement)]


def _drafts(
    store: Store,
    batch: Sequence[tuple[int, str]],
    ways: Mapping[str, _Way],
    settings: MailSettings,
    keys: Keys,
    engine: "Engine",
    model: LanguageModel | None,
    progress: Progress,
    done: int,
    total: int,
) -> tuple[list[_Draft], dict[int, str]]:
    """Texts of a batch, and who may not be written to any more with the reason."""
    with store.read() as session:
        found = eligible(session, [one for one, _ in batch], settings, keys, store.clock.now())
        customers = {one: session.get(Customer, one) for one in found.addresses}
    told = []
    for customer_id, arm in batch:
        customer = customers.get(customer_id)
        if customer is not None:
            told.append((customer_id, ways[arm], draft_facts(ways[arm], customer, engine)))
    asked = _ask_all(told, model, progress, done, total)
    drafts = [
        _Draft(customer_id, found.addresses[customer_id], way, facts, words)
        for (customer_id, way, facts), words in zip(told, asked, strict=True)
    ]
    return drafts, dict(found.reasons)


def _ask_all(
    told: Sequence[tuple[int, _Way, Facts]], model: LanguageModel | None, progress: Progress, done: int, total: int
) -> list[Asked]:
    """The model's words for each, in their order; some are asked for at a time, because each takes seconds."""
    if model is None or all(way.content.writer != "model" for _, way, _ in told):
        return [ask_model(way.content, facts, None) for _, way, facts in told]
    asked = []
    with ThreadPoolExecutor(_ASKED_AT_ONCE, "letters") as pool:
        waiting = [pool.submit(ask_model, way.content, facts, model) for _, way, facts in told]
        try:
            for place, answer in enumerate(waiting):
                progress.report("campaign.writing", done + place, total)
                asked.append(answer.result())
        except BaseException:
            for answer in waiting:
                answer.cancel()
            raise
    return asked


def draft_facts(way: _Way, customer: Customer, engine: "Engine") -> Facts:
    """The facts of a customer's mail, with a code to come where the promotion wants one."""
    language = language_of(way.content, customer)
    items = way.book.products(engine, customer.id, way.content.products, language)
    return way.book.facts(customer, items, language, CODE_TO_COME if way.wants_coupon else "")


def _queue(
    store: Store,
    actor: Actor,
    campaign_id: int,
    drafts: Sequence[_Draft],
    left_out: Mapping[int, str],
    settings: MailSettings,
    keys: Keys,
) -> None:
    with store.begin(actor) as unit:
        campaign_row(unit.session, campaign_id, "sending", "paused")
        now = unit.clock.now()
        issued = _issue(unit, drafts)
        for draft in drafts:
            unit.session.add(_mail(unit, campaign_id, draft, issued.get(draft.customer_id), settings, keys, now))
        for customer_id, reason in left_out.items():
            unit.session.add(_skipped(unit.session, campaign_id, customer_id, reason, settings, now))
        unit.commit()


def _issue(unit: UnitOfWork, drafts: Sequence[_Draft]) -> dict[int, Issued]:
    issued: dict[int, Issued] = {}
    for promotion_id in sorted({draft.way.promotion_id or 0 for draft in drafts if draft.way.wants_coupon}):
        whom = [one.customer_id for one in drafts if one.way.wants_coupon and one.way.promotion_id == promotion_id]
        issued |= issue_for(unit, promotion_id, whom)
    return issued


def _mail(
    unit: UnitOfWork,
    campaign_id: int,
    draft: _Draft,
    coupon: Issued | None,
    settings: MailSettings,
    keys: Keys,
    now: datetime,
) -> MailMessage:
    token = new_token()
    facts = draft.facts.with_code(coupon.code if coupon else "")
    letter = put_together(draft.way.content, facts, draft.asked)
    drawn = draw(
        letter, links_of(keys, settings, token, draft.way.content.url), draft.way.book.catalogues[letter.language]
    )
    return MailMessage(
        campaign_id=campaign_id, customer_id=draft.customer_id, arm=draft.way.arm.name, address=draft.address,
        token=token, message_id=f"<{token}@{settings.domain}>", status="queued", reason=written_note(letter),
        subject=drawn.subject[:400], text=drawn.text, html=drawn.html,
        products=[product.product_id for product in facts.products], coupon_id=coupon.coupon_id if coupon else None,
        queued_at=now, next_try_at=not_before(now, draft.way.arm.send_hour),
    )  # fmt: skip


def written_note(letter: Letter) -> str | None:
    """Who wrote a mail, in the column of its reason while it waits and after it left: None for the template unasked."""
    if letter.written_by != "template":
        return "model"
    return letter.refused[:40] or None


def _skipped(
    session: Session, campaign_id: int, customer_id: int, reason: str, settings: MailSettings, now: datetime
) -> MailMessage:
    """A drawn customer who may not be written to any more keeps a row that says why; they stay in their arm."""
    arm = session.get_one(CampaignMember, (campaign_id, customer_id)).arm
    token = new_token()
    return MailMessage(
        campaign_id=campaign_id, customer_id=customer_id, arm=arm, address="", token=token,
        message_id=f"<{token}@{settings.domain}>", status="skipped", reason=reason, queued_at=now,
    )  # fmt: skip


def not_before(now: datetime, send_hour: int | None) -> datetime:
    """The next moment at which the clock on the wall shows `send_hour`; now where no hour is wished."""
    if send_hour is None:
        return now
    local = now.astimezone()
    at = local.replace(hour=send_hour, minute=0, second=0, microsecond=0)
    if local.hour == send_hour:
        return now
    return (at if at > local else at + timedelta(days=1)).astimezone(now.tzinfo)


def _note(store: Store, actor: Actor, campaign_id: int, mails: int, by_model: int, refused: Mapping[str, int]) -> None:
    with store.begin(actor) as unit:
        unit.audit("campaign.written", "campaign", campaign_id, mails=mails, by_model=by_model, refused=dict(refused))
        unit.commit()


def rewrite(
    session: Session, mail: MailMessage, engine: "Engine", settings: MailSettings, keys: Keys, now: datetime
) -> None:
    """Write a queued mail anew by its template, with the facts of now: a price or a product changed meanwhile."""
    way = read_ways(session, mail.campaign_id)[mail.arm]
    customer = session.get_one(Customer, mail.customer_id)
    facts = draft_facts(way, customer, engine)
    code = ""
    if mail.coupon_id is not None:
        code = session.get_one(Coupon, mail.coupon_id).code
    letter = put_together(way.content, facts.with_code(code), Asked())
    drawn = draw(letter, links_of(keys, settings, mail.token, way.content.url), way.book.catalogues[letter.language])
    mail.subject, mail.text, mail.html = drawn.subject[:400], drawn.text, drawn.html
    mail.products, mail.reason = [product.product_id for product in facts.products], "rewritten"
    mail.queued_at = now
