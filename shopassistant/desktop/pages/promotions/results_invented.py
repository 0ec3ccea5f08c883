"""A campaign with an invented past, for the tour and for trying results: who was drawn, letters, events, sales."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from shopassistant.store.unit_of_work import UnitOfWork

    Longs = NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """What the invented campaign is like.

    Attributes:
        name: of the campaign.
        days: since it began.
        arms: name, share and lift (a share of what a customer would spend) of each; the one without a lift (None) is
            the hold-out.
        visits: purchases per customer in four weeks.
    """

    name: str = "Autumn letter"
    days: int = 30
    arms: tuple[tuple[str, float, float | None], ...] = (("A", 0.45, 0.25), ("B", 0.45, 0.45), ("hold-out", 0.1, None))
    visits: float = 0.6
    seed: int = 7


def invent_campaign(unit: "UnitOfWork", customer_ids: "Longs", shape: Shape) -> int:
    """Write it; returns the campaign's id. The sales have one product each and are not taken from stock."""
    import numpy as np

    from shopassistant.store.bulk import insert_columns
    from shopassistant.store.schema import CampaignMember

    rng = np.random.default_rng(shape.seed)
    start = unit.clock.now() - timedelta(days=shape.days)
    promotion, campaign = _write_plan(unit, shape, start)
    arm = np.searchsorted(np.cumsum([one[1] for one in shape.arms])[:-1], rng.random(len(customer_ids)), side="right")
    taste = rng.gamma(0.8, 1 / 0.8, len(customer_ids))
    before = np.round(taste * rng.lognormal(9.6, 0.7, len(customer_ids)) * (taste > 0.2)).astype(np.int64)
    names = np.array([one[0] for one in shape.arms])[arm]
    columns: dict[str, Any] = {
        "campaign_id": np.full(len(customer_ids), campaign),
        "customer_id": customer_ids,
        "arm": names.tolist(),
        "assigned_at": [start] * len(customer_ids),
        "spent_before_minor": before,
        "margin_before_minor": before * 2 // 5,
    }
    insert_columns(unit.session.connection(), CampaignMember, columns)
    lift = np.array([one[2] or 0.0 for one in shape.arms])[arm]
    is_written = np.array([one[2] is not None for one in shape.arms])[arm]
    letters = customer_ids[is_written]
    ids = _write_letters(unit, campaign, letters, names[is_written], start, rng)
    _write_events(unit, ids, start, shape.days, rng)
    _write_sales(unit, customer_ids, taste * (1 + lift), is_written, start, shape, promotion, rng)
    return campaign


def _write_plan(unit: "UnitOfWork", shape: Shape, start: datetime) -> tuple[int, int]:
    from shopassistant.promotions.rules.offer_json import offer_to_json
    from shopassistant.promotions.rules.offers import PercentOff
    from shopassistant.store.schema import Campaign, CampaignArm, Promotion

    when = {"created_at": start, "changed_at": start, "approved_at": start, "starts_at": start}
    offer = offer_to_json(PercentOff(1500))
    number = f"P-{uuid4().hex[:6]}"
    promotion = Promotion(number=number, name=shape.name, status="approved", offer=offer, needs_coupon=True, **when)
    unit.session.add(promotion)
    unit.session.flush()
    share = next((one[1] for one in shape.arms if one[2] is None), 0.0)
    campaign = Campaign(
        name=shape.name,
        status="sent",
        promotion_id=promotion.id,
        holdout_share=share,
        salt=uuid4().hex[:16],
        relevant_effect=150.0,
        started_at=start,
        created_at=start,
    )
    unit.session.add(campaign)
    unit.session.flush()
    for name, part, lift in shape.arms:
        content = {} if lift is None else {"words": {"en": {"subject": f"Something for you ({name})"}}}
        unit.session.add(
            CampaignArm(campaign_id=campaign.id, name=name, share=part, is_holdout=lift is None, content=content)
        )
    unit.session.flush()
    return promotion.id, campaign.id


def _write_letters(
    unit: "UnitOfWork", campaign: int, customers: "Longs", arms: Any, start: datetime, rng: "np.random.Generator"
) -> "Longs":
    import numpy as np

    from shopassistant.store.bulk import insert_columns
    from shopassistant.store.bulk_lookup import next_id
    from shopassistant.store.schema import MailMessage

    first, count = next_id(unit.session, MailMessage), len(customers)
    ids = np.arange(first, first + count)
    sent = np.datetime64(start.replace(tzinfo=None), "us") + (np.arange(count) * 900).astype("timedelta64[ms]")
    columns: dict[str, Any] = {
        "id": ids,
        "campaign_id": np.full(count, campaign),
        "customer_id": customers,
        "arm": arms.tolist(),
        "address": [f"customer{one}@example.com" for one in customers],
        "token": [uuid4().hex for _ in range(count)],
        "message_id": [f"<{one}.{campaign}@example.com>" for one in ids],
        "status": np.where(rng.random(count) < 0.02, "bounced", "sent").tolist(),
        "products": [[]] * count,
        "queued_at": [start] * count,
        "sent_at": sent,
    }
    insert_columns(unit.session.connection(), MailMessage, columns)
    return ids


def _write_events(unit: "UnitOfWork", letters: "Longs", start: datetime, days: int, rng: "np.random.Generator") -> None:
    import numpy as np

    from shopassistant.store.bulk import insert_columns
    from shopassistant.store.schema import MailEvent

    base = np.datetime64(start.replace(tzinfo=None), "us")
    for kind, share, by_machine in (
        ("open", 0.2, True),
        ("open", 0.38, False),
        ("click", 0.11, False),
        ("unsubscribe", 0.006, False),
    ):
        chosen = letters[rng.random(len(letters)) < share]
        wait = np.minimum(rng.exponential(1.6, len(chosen)), days - 0.01) * 86_400_000_000
        columns: dict[str, Any] = {
            "message_id": chosen,
            "kind": [kind] * len(chosen),
            "at": base + wait.astype("timedelta64[us]"),
            "machine": np.full(len(chosen), by_machine),
        }
        insert_columns(unit.session.connection(), MailEvent, columns)


def _write_sales(
    unit: "UnitOfWork",
    customers: "Longs",
    taste: "NDArray[np.float64]",
    is_written: "NDArray[np.bool_]",
    start: datetime,
    shape: Shape,
    promotion: int,
    rng: "np.random.Generator",
) -> None:
    import numpy as np
    from sqlalchemy import select

    from shopassistant.store.bulk import insert_columns
    from shopassistant.store.bulk_lookup import next_id
    from shopassistant.store.schema import Location, Redemption, Sale, SaleLine, Variant

    session = unit.session
    place = np.repeat(np.arange(len(customers)), rng.poisson(taste * shape.visits * min(shape.days, 28) / 28))
    count = len(place)
    ids = np.arange(count) + next_id(session, Sale)
    price = np.maximum(np.round(rng.lognormal(8.0, 0.8, count)), 100).astype(np.int64)
    share = rng.random(count) ** 1.3  # more of it soon after the letter
    base = np.datetime64(start.replace(tzinfo=None), "us")
    at = base + (share * min(shape.days, 28) * 86_399_000_000).astype("timedelta64[us]")
    uses = is_written[place] & (rng.random(count) < 0.3)
    discount = np.where(uses, price * 15 // 100, 0)
    variant = session.scalars(select(Variant.id).order_by(Variant.id).limit(1)).one()
    location = session.scalars(select(Location.id).order_by(Location.id).limit(1)).one()
    numbers = [uuid4().hex[:12] for _ in range(count)]
    money: dict[str, Any] = {"discount_minor": discount, "total_minor": price - discount}
    same: dict[str, Any] = {
        "location_id": np.full(count, location),
        "tax_minor": np.zeros(count, np.int64),
    }
    sales: dict[str, Any] = {
        "id": ids,
        "number": numbers,
        "kind": ["sale"] * count,
        "source": ["demo"] * count,
        "customer_id": customers[place],
        "sold_at": at,
        "currency": ["GBP"] * count,
        "gross_minor": price,
    }
    insert_columns(session.connection(), Sale, sales | money | same)
    lines: dict[str, Any] = {
        "sale_id": ids,
        "position": np.ones(count, np.int64),
        "kind": ["product"] * count,
        "variant_id": np.full(count, variant),
        "description": ["Invented"] * count,
        "quantity": np.ones(count, np.int64),
        "unit_price_minor": price,
        "unit_cost_minor": price // 2,
        "tax_minor": same["tax_minor"],
    }
    insert_columns(session.connection(), SaleLine, lines | money)
    redemptions: dict[str, Any] = {
        "promotion_id": np.full(int(uses.sum()), promotion),
        "sale_id": ids[uses],
        "customer_id": customers[place][uses],
        "kind": ["redeemed"] * int(uses.sum()),
        "uses": np.ones(int(uses.sum()), np.int64),
        "discount_minor": discount[uses],
        "at": at[uses],
    }
    insert_columns(session.connection(), Redemption, redemptions)
