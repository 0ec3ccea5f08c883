"""Writing down what is advised: open suggestions are replaced by today's, and those allowed by themselves are taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from shopassistant.core.changes import Changes
from shopassistant.core.errors import NotFound
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.history import history_ends
from shopassistant.inventory.demand.keeping.keeper import Keeper
from shopassistant.inventory.products import set_price
from shopassistant.promotions.elasticity.keeping import ResponseKeeper
from shopassistant.promotions.prices.advising import Advice, Adviser
from shopassistant.promotions.prices.figures import figures_of
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import PriceSuggestion
from shopassistant.store.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Proposed:
    """What was written.

    Attributes:
        count: suggestions that wait for somebody.
        taken: of those allowed by themselves.
    """

    count: int
    taken: int
    changes: Changes


def adviser(store: Store, forecasts: Keeper, responses: ResponseKeeper, zone: tzinfo | None = None) -> Adviser:
    """One that knows the shop as it is now.

    Raises:
        NotFound: ``prices.no_forecast``.
    """
    kept = forecasts.serving
    if kept is None:
        raise NotFound("prices.no_forecast")
    learned = responses.current().responses
    with store.read() as session:
        now = store.clock.now()
        return Adviser(session, kept.forecasts, learned, now, history_ends(session, now, zone))


def advise(store: Store, own: Adviser, progress: Progress | None = None) -> list[Advice]:
    """What is worth changing, the most worth first; what somebody said no to lately is left out.

    Raises:
        Cancelled: by `progress`.
    """
    with store.read() as session:
        refused = last_refused(session)
    return own.advise(progress or NoProgress(), refused)


def last_refused(session: Session) -> dict[int, datetime]:
    """When somebody last said no to a price, or took one back, by variant."""
    query = (
        select(PriceSuggestion.variant_id, func.max(PriceSuggestion.decided_at))
        .where(PriceSuggestion.status.in_(("rejected", "undone")))
        .group_by(PriceSuggestion.variant_id)
    )
    return {row[0]: row[1] for row in session.execute(query) if row[1] is not None}


def propose(store: Store, actor: Actor, advice: Sequence[Advice]) -> Proposed:
    """Replace the suggestions nobody decided by these; managers only. What its limits allow is taken at once.

    Raises:
        NotAllowed: ``role.required``.
    """
    actor.require("manager")
    with store.begin(actor) as unit:
        unit.session.execute(delete(PriceSuggestion).where(PriceSuggestion.status == "proposed"))
        rows = [_row(unit, one) for one in advice if not one.limits.automatic]
        unit.session.add_all(rows)
        unit.audit("prices.suggested", "price_suggestion", None, count=len(rows))
        unit.commit()
    automatic = [one for one in advice if one.limits.automatic]
    changed = _take(store, automatic) if automatic else frozenset()
    return Proposed(len(rows), len(automatic), Changes(variants=changed, promotions=frozenset()))


def _take(store: Store, advice: Sequence[Advice]) -> frozenset[int]:
    """Those the shop allowed by themselves, in the name of the system."""
    with store.begin(SYSTEM) as unit:
        for one in advice:
            changes = [set_price(unit, id_, one.price_minor) for id_ in one.goods.variant_ids]
            row = _row(unit, one)
            row.status, row.decided_at = "approved", unit.clock.now()
            row.price_change_id = changes[0]
            unit.session.add(row)
        unit.audit("prices.taken", "price_suggestion", None, count=len(advice))
        unit.commit()
    return frozenset(id_ for one in advice for id_ in one.goods.variant_ids)


def _row(unit: UnitOfWork, advice: Advice) -> PriceSuggestion:
    return PriceSuggestion(
        variant_id=advice.goods.id,
        at=unit.clock.now(),
        old_price_minor=advice.goods.price_minor,
        new_price_minor=advice.price_minor,
        figures=figures_of(advice),
    )
