"""Learning a shop's elasticities: read, learn, look how right they would have been, keep, serve."""

import time
from dataclasses import dataclass
from datetime import tzinfo

import numpy as np

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.demand.history import history_ends
from shopassistant.promotions.elasticity.columns import AFTER, CROSS, OWN
from shopassistant.promotions.elasticity.diagnosis import Diagnosis, diagnose
from shopassistant.promotions.elasticity.keeping import ELASTICITIES, ROLE, KeptResponses, ResponseKeeper
from shopassistant.promotions.elasticity.pooled import Fit, fit_pooled
from shopassistant.promotions.elasticity.reading import PROMOTED, Reading, read_weeks
from shopassistant.promotions.elasticity.responses import CALMEST, WILDEST, Responses
from shopassistant.promotions.elasticity.weeks import Floats, Ints
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.artefacts import version_folder

# A category of which everything gets dearer sells less, not more: others cannot win more than one product loses.
_MOST_CROSS = 1.5


@dataclass(frozen=True)
class LearnSummary:
    """What came of learning.

    Attributes:
        kept: what serves now; the assumed ones where there was too little to learn from.
        products: learned from.
        changed: of these, how many had more than one price.
        weeks: of sales.
        seconds: how long it took.
    """

    kept: KeptResponses
    products: int
    changed: int
    weeks: int
    seconds: float


def learn_responses(
    keeper: ResponseKeeper, actor: Actor = SYSTEM, progress: Progress | None = None, zone: tzinfo | None = None
) -> LearnSummary:
    """Learn from all sales there are, and serve that.

    Raises:
        NotAllowed: ``role.required``.
        Cancelled: by `progress`; what served goes on serving, as with every error.
        Conflict: ``elasticity.fit_elsewhere``.
        EnvironmentProblem: the store cannot be read, or the folder not written.
    """
    actor.require(ROLE)
    progress, started = progress or NoProgress(), time.perf_counter()
    with version_folder.fitting(ELASTICITIES, keeper.folder):
        version_folder.sweep(keeper.folder)
        with keeper.store.read() as session:
            today = history_ends(session, keeper.store.clock.now(), zone)
            reading = read_weeks(session, today, progress, zone)
        if reading is None:
            return LearnSummary(keeper.current(), 0, 0, 0, time.perf_counter() - started)
        fit = fit_pooled(reading.weeks, progress)
        diagnosis = diagnose(reading.weeks, progress)
        responses = responses_of(reading, fit, diagnosis)
        seconds = round(time.perf_counter() - started, 2)
        kept = keeper.save(actor, responses, of_variants(reading, diagnosis), seconds=seconds)
    changed = int((diagnosis.changes > 0).sum())
    return LearnSummary(kept, reading.weeks.products, changed, reading.weeks.units.shape[1], seconds)


def responses_of(reading: Reading, fit: Fit, diagnosis: Diagnosis) -> Responses:
    """The elasticities of every variant of the shop, those that never sold like their category's."""
    pools, column = fit.pools, fit.columns.index(OWN)
    shop_mean = float(pools.shop_mean[column])
    mean, sd = (values.copy() for values in fit.of(OWN))
    place = _products(reading)
    of_category = _places(reading.categories, reading.range.category)
    category_mean = pools.mean[:, column]
    category_sd = np.sqrt(pools.variance[column] + pools.doubt[:, column])
    shop_sd = float(np.sqrt(pools.variance[column] + pools.between[column] + pools.shop_doubt[column]))

    def spread(own: Floats, of_group: Floats, shop: float) -> Floats:
        group = np.where(of_category >= 0, of_group[np.maximum(of_category, 0)], shop)
        return np.where(place >= 0, own[np.maximum(place, 0)], group)

    lift, lift_sd = _shop(fit, PROMOTED)
    after, _ = _shop(fit, AFTER)
    cross, _ = _shop(fit, CROSS)
    changes = np.where(place >= 0, diagnosis.changes[np.maximum(place, 0)], 0).astype(np.int32)
    named = reading.categories >= 0
    return Responses(
        variant_ids=reading.range.variant,
        elasticity=np.clip(spread(mean, category_mean, shop_mean), WILDEST, CALMEST),
        sd=spread(sd, category_sd, shop_sd),
        changes=changes,
        category_ids=reading.categories[named],
        category_elasticity=np.clip(category_mean[named], WILDEST, CALMEST),
        category_sd=category_sd[named],
        shop_elasticity=float(np.clip(shop_mean, WILDEST, CALMEST)),
        shop_sd=shop_sd,
        is_assumed=False,
        lift=lift,
        lift_sd=lift_sd,
        after=after,
        cross=float(np.clip(cross, 0, _MOST_CROSS)),
    )


def of_variants(reading: Reading, diagnosis: Diagnosis) -> Diagnosis:
    """Of products, spread to the rows of the shop's variants."""
    return diagnosis.take(_products(reading))


def _shop(fit: Fit, column: str) -> tuple[float, float]:
    if column not in fit.columns:
        return 0.0, 0.0
    place, pools = fit.columns.index(column), fit.pools
    return float(pools.shop_mean[place]), float(np.sqrt(pools.shop_doubt[place] + pools.between[place]))


def _products(reading: Reading) -> Ints:
    return _places(reading.products, reading.range.product)


def _places(known: Ints, wanted: Ints) -> Ints:
    from shopassistant.inventory.demand.keys import places

    return places(known, wanted)
