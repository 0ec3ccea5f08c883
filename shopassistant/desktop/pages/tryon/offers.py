"""What the page shows when it comes to the front: whose basket is open here, and what suits them. Read in a lane."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from shopassistant.desktop.kiosk.fit_by import fit_by
from shopassistant.desktop.kiosk.goods import Goods, goods_of
from shopassistant.tryon.looks.kinds import Glasses

if TYPE_CHECKING:
    from shopassistant.customers.pupil_distance import NotedPupilDistance
    from shopassistant.desktop.shell.services import Services
    from shopassistant.recommend.engine import Engine
    from shopassistant.sales.fitting_room.ranking import Ranked
    from shopassistant.sales.fitting_room.taste import VisitTaste
    from shopassistant.sales.fitting_room.wanted import Fitting
    from shopassistant.store.database import Store
    from shopassistant.tryon.face.measures import Measures

MOST = 48


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing of the row.

    Attributes:
        kind, traits: what taste goes by.
        fit: 0 to 1, how likely it fits; None where unknown.
        reason_code, reason_values: why it is put forward; the code is empty where nothing is known.
        others: ids of the product's other colours and sizes.
    """

    goods: Goods
    kind: str
    traits: tuple[str, ...]
    fit: float | None
    reason_code: str
    reason_values: dict[str, object]
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """Who is served at this terminal now, and what the shop wants of a try-on.

    Attributes:
        customer_id, name: of the open basket; None and empty for a walk-in.
        noted: a pupil distance from the customer's notes.
        kinds: what can be tried on and is offered, in the plan's order.
        idle_seconds: without a face and a touch for so long, the camera is switched off.
    """

    customer_id: int | None
    name: str
    noted: "NotedPupilDistance | None"
    kinds: tuple[str, ...]
    in_stock_only: bool
    idle_seconds: int


def read_here(store: "Store", services: "Services", terminal: str) -> Here:
    """Who is here."""
    from shopassistant.customers.pupil_distance import noted_pupil_distance
    from shopassistant.desktop.pages.counter.queries import customer_names
    from shopassistant.sales.basket_change import open_at
    from shopassistant.sales.try_on_plan import load_try_on_plan

    with store.read() as session:
        plan = load_try_on_plan(session)
        basket = open_at(session, terminal)
        who = None if basket is None else basket.customer_id
        name = "" if who is None else customer_names(session, {who}).get(who, "")
        noted = None if who is None else noted_pupil_distance(session, who)
    present = services.fitting_room().kinds()
    kinds = tuple(kind for kind in plan.kinds if kind in present)
    return Here(who, name, noted, kinds, plan.in_stock_only, plan.idle_seconds)


def read_offers(
    services: "Services",
    here: Here,
    kind: str,
    taste: "VisitTaste",
    measures: "Measures | None",
    known: Mapping[int, Goods],
) -> tuple[Offer, ...]:
    """The row for whoever is here: one kind, the best first.

    Args:
        kind: one of `Here.kinds`.
        taste: of this visit, a copy nobody else changes.
        measures: of the face before the mirror; None as long as they are unknown.
        known: by variant, what was offered before: its picture need not be rendered again.
    """
    from shopassistant.sales.fitting_room.ranking import rank
    from shopassistant.sales.fitting_room.wanted import Wanted

    if not kind:
        return ()
    room, engine = services.fitting_room(), _ready(services)
    wanted = Wanted(kinds=(kind,), in_stock_only=here.in_stock_only, count=MOST)
    ranked = rank(room, wanted, engine, here.customer_id, taste, fit_by(measures))
    offers = (_offer(one, known) for one in ranked)
    return tuple(offer for offer in offers if offer is not None)


def unrendered(offers: Iterable[Offer], most: int) -> tuple[Goods, ...]:
    """The first `most` frames without a picture of their own that nobody rendered yet."""
    missing = (
        one.goods
        for one in offers
        if one.goods.rendering is None and not one.goods.image and isinstance(one.goods.wearable, Glasses)
    )
    return tuple(islice(missing, most))


def read_others(services: "Services", offer: Offer) -> tuple[Goods, ...]:
    """The other colours and sizes of an offer's product."""
    found = (goods_of(one) for one in services.fitting_room().variants(offer.others))
    return tuple(goods for goods in found if goods is not None)


def read_other(services: "Services", offer: Offer, variant_id: int) -> Offer | None:
    """The same product in another colour or size; None where it cannot be tried on any more."""
    found = services.fitting_room().variant(variant_id)
    goods = None if found is None else goods_of(found)
    if goods is None:
        return None
    others = tuple(one for one in (offer.goods.variant_id, *offer.others) if one != variant_id)
    return replace(offer, goods=goods, others=others)


def _ready(services: "Services") -> "Engine | None":
    engine = services.engine()
    return engine if engine.is_ready else None


def _offer(ranked: "Ranked", known: Mapping[int, Goods]) -> Offer | None:
    one = ranked.fitting
    goods = _again(one, known.get(one.variant_id)) or goods_of(one, renders=False)
    if goods is None:
        return None
    values = dict(ranked.reason_values or {})
    return Offer(goods, one.kind, one.traits, ranked.fit, ranked.reason_code, values, one.others)


def _again(one: "Fitting", before: Goods | None) -> Goods | None:
    """What was offered before with the price and stock of now; None where it looks otherwise since."""
    from shopassistant.core.errors import UserError
    from shopassistant.tryon.looks.reading import wearable_of

    if before is None or before.name != one.name:
        return None
    try:
        wearable = wearable_of(one.attributes, one.colour, one.size)
    except UserError:
        return None
    return replace(before, price_minor=one.price_minor, stock=one.stock) if wearable == before.wearable else None
