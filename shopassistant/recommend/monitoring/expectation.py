"""What to expect of a fit: how often its like, learned before the hold-out, foresaw the visits after it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from shopassistant.core.progress import Progress
from shopassistant.recommend.blend import Blend
from shopassistant.recommend.columns import Sources
from shopassistant.recommend.index import Index, make_base
from shopassistant.recommend.monitoring.replay import visits_at_holdout
from shopassistant.recommend.purchases import Purchases
from shopassistant.recommend.shoptime import ShopTime
from shopassistant.recommend.spread import with_spread

# Lists that tell how often each product would be shown; fewer than for an index that serves, for it is only asked once.
SPREAD_CUSTOMERS = 300


def expected_visits(
    purchases: Purchases, cut: int, sources: Sources, blend: Blend, learned_from: frozenset[int], progress: Progress
) -> Mapping[str, Any]:
    """The hits on the visits of four weeks after `cut`, for the metrics of a fit, see `replay.visits_at_holdout`.

    Args:
        purchases: all of the shop's.
        sources: fitted before `cut`.
        blend: learned from days whose horizon ends before `cut`, where there were any.
        learned_from: customer indices of whom it learned what they bought after `cut`; empty where it did not.

    Raises:
        Cancelled: by `progress`.
    """
    past = purchases.before(cut)
    base = make_base(past, ShopTime.from_days(past.day), cut)
    lighter = replace(blend, config=replace(blend.config, spread_customers=SPREAD_CUSTOMERS))
    index = Index(base, {model.name: model for model in sources.models}, lighter, {}, sources.facts)
    return visits_at_holdout(with_spread(index, progress), purchases, cut, learned_from, progress)
