"""Several tills sell under one promotion at the same moment: whatever the order, no budget or limit is overdrawn."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from hypothesis import strategies as st
from sqlalchemy import func, select, update

from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.offers import AmountOff, PercentOff
from shopassistant.sales.basket import add_variant
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import Promotion, Redemption
from tests.unit.promotions.cases import NOW
from tests.unit.promotions.selling import sell
from tests.unit.promotions.stories import Tills


@dataclass(frozen=True)
class Rush:
    """A promotion with limits, and what each till sells of the dearest good."""

    share_bp: int | None
    amount_minor: int
    budget_minor: int | None
    max_uses: int | None
    units: tuple[int, ...]


rushes = st.builds(
    Rush,
    st.sampled_from([None, 500, 1_000, 2_000]),
    st.integers(1, 900),
    st.one_of(st.none(), st.integers(1, 4_000)),
    st.one_of(st.none(), st.integers(1, 3)),
    st.lists(st.integers(1, 4), min_size=2, max_size=3).map(tuple),
).filter(lambda rush: rush.budget_minor is not None or rush.max_uses is not None)


def play_rush(tills: Tills, rush: Rush, pool: ThreadPoolExecutor) -> int:
    """Complete all sales at once, each again where the total changed under it; sales that got the offer."""
    offer = AmountOff(rush.amount_minor, "basket") if rush.share_bp is None else PercentOff(rush.share_bp)
    with tills.store.begin(SYSTEM) as unit:
        unit.session.execute(update(Promotion).where(Promotion.status == "approved").values(status="ended"))
        promotion = Promotion(
            number=tills.request(),
            name="Rush",
            status="approved",
            offer=offer_to_json(offer),
            scope={"everything": True},
            budget_minor=rush.budget_minor,
            max_uses=rush.max_uses,
            created_at=NOW,
            changed_at=NOW,
            approved_at=NOW,
        )
        unit.session.add(promotion)
        unit.session.flush()
        promotion_id = promotion.id
        unit.commit()
    baskets = []
    for till, units in enumerate(rush.units):
        view = add_variant(tills.store, SYSTEM, tills.basket_at(f"till {till}"), 5, units)
        baskets.append((view.id, tills.request()))
    list(pool.map(lambda one: sell(tills.store, *one), baskets))
    with tills.store.read() as session:
        row = session.get_one(Promotion, promotion_id)
        sums = select(func.count(), func.coalesce(func.sum(Redemption.discount_minor), 0))
        count, given = session.execute(sums.where(Redemption.promotion_id == promotion_id)).one()
    assert rush.budget_minor is None or row.spent_minor <= rush.budget_minor
    assert rush.max_uses is None or row.uses <= rush.max_uses
    assert (row.uses, row.spent_minor) == (count, given)
    return int(count)
