"""What is learned from all series: the pooled model, and the boosted one where series have inputs of their own."""

from dataclasses import dataclass

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Progress
from shopassistant.inventory.forecast.boosted.config import BoostedConfig
from shopassistant.inventory.forecast.boosted.inputs import varying
from shopassistant.inventory.forecast.boosted.model import Boosted, learn
from shopassistant.inventory.forecast.panel import Floats, Panel
from shopassistant.inventory.forecast.past import Past
from shopassistant.inventory.forecast.pooled.hurdle import Pooled, PooledConfig, learn_pooled

_MOST_CELLS = 60_000  # series times steps ahead for which the boosted model is quick enough to be one of several


@dataclass(frozen=True)
class Learned:
    """Attributes:
    pooled, boosted: None where there was too little to learn from; `boosted` also where it has nothing to add.
    """

    pooled: Pooled | None
    boosted: Boosted | None


def learn_together(
    past: Past, horizon: int, pooled: PooledConfig, boosted: BoostedConfig, progress: Progress
) -> Learned:
    """Learn what the panel allows.

    Args:
        horizon: steps ahead that will be asked for.
        progress: told after each tree of the pooled model; may raise Cancelled.
    """
    if not past.panel.count:
        return Learned(None, None)
    return Learned(learn_pooled(past, horizon, pooled, progress), _boosted(past.panel, horizon, boosted))


def boosted_quantiles(boosted: Boosted, past: Past) -> Floats:
    """float32 (n, H, q): nothing on days on which the shop is closed."""
    found = boosted.quantiles(past.panel, horizon=past.horizon)
    found[:, ~past.open_ahead] = 0
    return found


def _boosted(panel: Panel, horizon: int, config: BoostedConfig) -> Boosted | None:
    own = [name for name in varying(panel) if len(panel.known[name]) > 1]
    if not own or panel.count * horizon > _MOST_CELLS:
        return None
    try:
        return learn(panel, horizon, config)
    except UserError as error:
        if error.code != "forecast.too_little":
            raise
        return None
