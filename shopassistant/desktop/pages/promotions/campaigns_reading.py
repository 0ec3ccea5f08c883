"""What the campaigns desk reads from the store, in the read lane: choices, reach, one campaign, one letter."""

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.promotions.campaigns_views import Choices, Opened, Preview, Reach
from shopassistant.promotions.campaigns.audience import preview_audience, segment_customers
from shopassistant.promotions.campaigns.composing import Letter
from shopassistant.promotions.campaigns.drafts import HOLDOUT, CampaignDraft
from shopassistant.promotions.campaigns.drawing import DARK, LIGHT, Links, draw
from shopassistant.promotions.campaigns.eligibility import eligible
from shopassistant.promotions.campaigns.fact_book import read_book
from shopassistant.promotions.campaigns.keys import ensure_keys
from shopassistant.promotions.campaigns.listing import list_campaigns, list_mails
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.sending import LEASE
from shopassistant.promotions.campaigns.testing import sample_letter
from shopassistant.promotions.campaigns.typed_check import look_over
from shopassistant.store.schema import Customer, Promotion, Segment, ShopSetting, WorkLease

if TYPE_CHECKING:
    from shopassistant.core.language import LanguageModel
    from shopassistant.promotions.campaigns.content import Content
    from shopassistant.recommend.engine import Engine
    from shopassistant.store.database import Store

_SAMPLES = 12
# Of what the proof foretells, what somebody who writes a letter has to decide on.
_TOLD = ("proof.plan.visible", "proof.plan.advised", "proof.plan.unknown")
# Where the button and the links of a letter lead in a preview: nowhere.
_SHOWN = Links(action="#", unsubscribe="#")


def read_choices(store: "Store") -> Choices:
    """Segments in use, promotions that are not over, and what is set up."""
    with store.read() as session:
        segments = session.execute(
            select(Segment.id, Segment.name, Segment.members).where(Segment.status == "active").order_by(Segment.name)
        )
        promotions = session.execute(
            select(Promotion.id, Promotion.number, Promotion.name, Promotion.needs_coupon)
            .where(Promotion.status.in_(("draft", "approved", "paused")))
            .order_by(Promotion.id.desc())
        )
        model = session.scalar(select(ShopSetting.value).where(ShopSetting.key == "language.model"))
        return Choices(
            tuple((row[0], row[1], row[2]) for row in segments),
            tuple((row[0], row[1], row[2], row[3]) for row in promotions),
            load_mail_settings(session).is_ready,
            bool(model),
        )


def read_reach(store: "Store", draft: CampaignDraft, catalogue: Catalogue) -> Reach:
    """Who would get a campaign that is still being written; arms by their shares."""
    keys, now = ensure_keys(store), store.clock.now()
    with store.read() as session:
        ids = segment_customers(session, draft.segment_id)
        found = eligible(session, ids, load_mail_settings(session), keys, now)
        sample_ids = list(found.addresses)[:: max(len(found.addresses) // _SAMPLES, 1)][:_SAMPLES]
        samples = _names(session, sample_ids)
        advice = _advice(session, draft, list(found.addresses), now, catalogue)
    count = len(found.addresses)
    arms = {arm.name: round(count * arm.share) for arm in draft.arms}
    if draft.holdout_share:
        arms[HOLDOUT] = count - sum(arms.values())
    return Reach(len(ids), count, found.counts(), arms, samples, advice)


def _names(session: Session, ids: list[int]) -> tuple[tuple[int, str], ...]:
    rows = session.execute(
        select(Customer.id, Customer.given_name, Customer.family_name, Customer.number).where(Customer.id.in_(ids))
    )
    return tuple((row[0], f"{row[1]} {row[2]}".strip() or row[3]) for row in rows)


def _advice(
    session: Session, draft: CampaignDraft, ids: list[int], now: datetime, catalogue: Catalogue
) -> tuple[str, ...]:
    """What such a campaign can prove, by the proof's own words: what is seen, and how many to leave out."""
    import numpy as np

    from shopassistant.promotions.proof.design import Question, plan_campaign, read_past
    from shopassistant.promotions.proof.wording import foretold

    if not ids:
        return ()
    asked = Question(len(ids), draft.holdout_share, len(draft.arms), draft.relevant_effect or 100.0, draft.alpha)
    past = read_past(session, np.array(ids, np.int64), now, draft.attribution_days)
    sentences = foretold(plan_campaign(past, asked), asked)
    told = [one for one in sentences if one.code in _TOLD]
    return tuple(catalogue.say(one.code, one.values) for one in told)


def read_opened(store: "Store", campaign_id: int) -> Opened | None:
    """A campaign with what is worth knowing of it now; None when it is gone."""
    with store.read() as session:
        lines = list_campaigns(session, campaign_id)
    if not lines:
        return None
    line, reach = lines[0], None
    if line.started_at is None:
        audience = preview_audience(store, ensure_keys(store), campaign_id)
        found = audience.eligible
        reach = Reach(audience.customers, len(found.addresses), found.counts(), audience.arms)
    with store.read() as session:
        uncertain = list_mails(session, campaign_id, "uncertain")
        skipped = Counter(row.reason for row in list_mails(session, campaign_id, "skipped"))
        failed = Counter(row.last_error for row in list_mails(session, campaign_id, "failed"))
        lease = session.get(WorkLease, LEASE)
        is_under_way = lease is not None and lease.expires_at > store.clock.now()
    return Opened(
        line,
        reach,
        tuple((row.mail_id, row.customer, row.number) for row in uncertain),
        tuple(skipped.most_common()),
        tuple(failed.most_common(5)),
        is_under_way,
    )


def read_preview(
    store: "Store",
    engine: "Engine",
    content: "Content",
    promotion_id: int | None,
    customer_id: int,
    catalogue: Catalogue,
    model: "LanguageModel | None" = None,
) -> tuple[Letter, Preview]:
    """The letter a customer would get now, drawn light and dark."""
    letter = sample_letter(store, engine, content, promotion_id, customer_id, model)
    with store.read() as session:
        ((_, name),) = _names(session, [customer_id])
        wrong = next(look_over(content, read_book(session, promotion_id)), None)
    own = Catalogue(letter.language, catalogue.currency)
    light, dark = draw(letter, _SHOWN, own, LIGHT), draw(letter, _SHOWN, own, DARK)
    refused = letter.refused if model is not None else ""
    said = catalogue.say(refused, dict(letter.refused_values)) if refused else ""
    return letter, Preview(
        name, letter.subject, letter.preheader, light.html, dark.html, light.text, letter.written_by, said,
        catalogue.say(wrong.code, wrong.values) if wrong else "",
    )  # fmt: skip
