"""The precomputed index: all models fitted on one state of the shop, with the purchases they were fitted on."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.blend import Blend, BlendConfig
from shopassistant.recommend.columns import Sources
from shopassistant.recommend.facts import product_facts
from shopassistant.recommend.history import Events, History, summarise
from shopassistant.recommend.models.als import Tastes, TastesConfig
from shopassistant.recommend.models.base import Config, Model, Training
from shopassistant.recommend.models.category import Category, CategoryConfig
from shopassistant.recommend.models.content import Content, ContentConfig
from shopassistant.recommend.models.following import Following, FollowingConfig
from shopassistant.recommend.models.forward import Forward, ForwardConfig
from shopassistant.recommend.models.linear import Linear, LinearConfig
from shopassistant.recommend.models.peers import Peers, PeersConfig
from shopassistant.recommend.models.popular import Popular, PopularConfig
from shopassistant.recommend.models.repeat import Repeat, RepeatConfig
from shopassistant.recommend.models.season import Season, SeasonConfig
from shopassistant.recommend.models.segment import Segment, SegmentConfig
from shopassistant.recommend.models.similar import Similar, SimilarConfig, Together
from shopassistant.recommend.purchases import Products, Purchases
from shopassistant.recommend.shoptime import ShopTime

# Every model of the engine with its default settings, in the order of the blend's signals.
MODELS: tuple[tuple[type[Model], Config], ...] = (
    (Repeat, RepeatConfig()),
    (Following, FollowingConfig()),
    (Similar, SimilarConfig()),
    (Together, SimilarConfig()),
    (Linear, LinearConfig()),
    (Tastes, TastesConfig()),
    (Forward, ForwardConfig()),
    (Peers, PeersConfig()),
    (Content, ContentConfig()),
    (Category, CategoryConfig()),
    (Segment, SegmentConfig()),
    (Season, SeasonConfig()),
    (Popular, PopularConfig()),
)
# Those that put products forward for the hybrid. The others are there to be chosen and for baskets: on a hold-out they
# added nothing to these, and each costs an answer a tenth of its time.
RANKED = ("repeat", "following", "linear", "als", "forward", "peers", "content", "season", "popular")


@dataclass(frozen=True)
class Base:
    """What the models were fitted on, ordered so that one customer's rows lie together.

    Attributes:
        products: the catalogue, without its texts.
        time: the shop's clock.
        customer_ids: int64 (c,), ascending; sale_counts, sale_sums: int64 (c,), the state of each customer's records.
        start: int64 (c + 1,), where each customer's rows begin.
        events: the rows of all known customers.
        newest_sale_id: highest sale id seen.
        fitted_day: calendar day of the fit.
    """

    products: Products
    time: ShopTime
    customer_ids: NDArray[np.int64]
    sale_counts: NDArray[np.int64]
    sale_sums: NDArray[np.int64]
    start: NDArray[np.int64]
    events: Events
    newest_sale_id: int
    fitted_day: int

    def row(self, customer_id: int) -> int:
        """The customer's index, -1 when unknown at the fit."""
        at = int(np.searchsorted(self.customer_ids, customer_id))
        return at if at < len(self.customer_ids) and self.customer_ids[at] == customer_id else -1

    def events_of(self, row: int) -> Events:
        """The purchases of the customer with this index."""
        if row < 0:
            return Events.none()
        cut = slice(int(self.start[row]), int(self.start[row + 1]))
        e = self.events
        return Events(e.product[cut], e.variant[cut], e.day[cut], e.quantity[cut], e.value[cut])


@dataclass(frozen=True)
class Index:
    """Everything an answer needs besides the store.

    Attributes:
        models: by name, in the order of the blend.
        facts: float32 (24, n), see `facts.product_facts`.
        metrics: what the hold-out measured; empty when there was none.
    """

    base: Base
    models: Mapping[str, Model]
    blend: Blend
    metrics: Mapping[str, Any]
    facts: NDArray[np.float32]

    @cached_property
    def sources(self) -> Sources:
        """What the blend reads."""
        return ranked_sources(self.models, self.facts)

    def history(self, events: Events, today: int, row: int = -1) -> History:
        """A customer's history seen on `today` (calendar day)."""
        return summarise(events, self.base.time, today, row)


def fit_models(training: Training, names: Collection[str]) -> dict[str, Model]:
    """The models of `MODELS` that are named, fitted."""
    models: dict[str, Model] = {}
    for done, (kind, config) in enumerate(MODELS):
        if kind.name in names:
            training.progress.report(f"recommend.fitting.{kind.name}", done, len(MODELS))
            models[kind.name] = kind.fit(training, config)
    return models


def ranked_sources(models: Mapping[str, Model], facts: NDArray[np.float32]) -> Sources:
    """What the blend reads, of some fitted models."""
    return Sources(tuple(model for model in models.values() if model.name in RANKED), facts)


def facts_of(training: Training, models: Mapping[str, Model]) -> NDArray[np.float32]:
    """float32 (24, n): what the books say of each product, see `facts.product_facts`.

    Args:
        models: fitted, the content model among them.
    """
    return product_facts(training, cast(Content, models[Content.name]).table)


def make_base(purchases: Purchases, time: ShopTime, today: int) -> Base:
    """The part of the index that holds what was bought; walk-in rows are left out."""
    first = int(np.searchsorted(purchases.customer, 0))
    start = np.searchsorted(purchases.customer, np.arange(len(purchases.customer_ids) + 1)) - first
    product = purchases.product
    rows = slice(first, None)
    events = Events(
        product[rows], purchases.variant[rows], purchases.day[rows], purchases.quantity[rows], purchases.value[rows]
    )
    return Base(
        products=replace(purchases.products, names=(), brands=(), attributes=()),
        time=time,
        customer_ids=purchases.customer_ids,
        sale_counts=purchases.sale_counts,
        sale_sums=purchases.sale_sums,
        start=start.astype(np.int64),
        events=events,
        newest_sale_id=purchases.newest_sale_id,
        fitted_day=today,
    )


def build_index(
    purchases: Purchases, today: int, blend: BlendConfig | None = None, progress: Progress | None = None
) -> Index:
    """Fit everything: the blend's weights on a hold-out of the shop's own past, then the models on all of it.

    Args:
        purchases: the shop's records; empty ones give an index that answers with nothing.
        today: calendar day, days since 1970-01-01.

    Raises:
        Cancelled: by `progress`.
    """
    from shopassistant.recommend.spread import with_spread
    from shopassistant.recommend.tuning import learn_blend

    progress = progress or NoProgress()
    learned, metrics = learn_blend(purchases, blend or BlendConfig(), progress)
    time = ShopTime.from_days(purchases.day)
    training = Training(purchases, time, today, progress)
    models = fit_models(training, [kind.name for kind, _ in MODELS])
    index = Index(make_base(purchases, time, today), models, learned, metrics, facts_of(training, models))
    return with_spread(index, progress)
