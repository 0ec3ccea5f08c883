"""What an evaluation is asked: which methods, on which part of the past, how many customers, for how long."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shopassistant.core.errors import UserError
from shopassistant.recommend.requests import ALIASES, METHODS

# Rules without learning, always measured beside the methods: what everybody buys, and what the customer bought most
# (then what everybody buys). A method that does not beat them is not worth its reasons.
OWN_TOP = "own_top"
BASELINES = ("popular", OWN_TOP)
# What decides who wins; the other measures describe.
PRIMARY = "ndcg"
# Everything bought afterwards; only what the customer had never bought before.
VIEWS = ("all", "new")


@dataclass(frozen=True)
class EvaluationSettings:
    """Attributes:
    k: length of a list.
    customers: at most so many, drawn by lot from those who came again.
    cut: calendar day (since 1970-01-01) before which the engine may look; None for a horizon before the last sale.
    cuts: how many cuts, each a horizon before the one after it.
    horizon_days: how long after a cut purchases count, at most a quarter of the past.
    resamples: draws behind the intervals.
    level: share of such intervals that hold the truth.
    seconds: time budget; customers and earlier cuts that do not fit are left out, which the result says. Learning is
        never cut short, and asking gets a quarter of the budget at least. None: no budget.
    seed: the same customers and intervals at every run.
    depth: so many places of each ranking are asked whether the chance was kept.
    bins: of the comparison of stated and kept chances.
    """

    k: int = 10
    customers: int = 1000
    cut: int | None = None
    cuts: int = 1
    horizon_days: int = 91
    resamples: int = 2000
    level: float = 0.95
    seconds: float | None = None
    seed: int = 20240229
    depth: int = 50
    bins: int = 10

    def __post_init__(self) -> None:
        for name in ("k", "customers", "cuts", "horizon_days", "resamples", "depth", "bins"):
            self._require(getattr(self, name) >= 1, name)
        self._require(0.5 <= self.level < 1, "level")
        self._require(self.seconds is None or self.seconds > 0, "seconds")

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "EvaluationSettings":
        """The settings that `as_json` gave; TypeError for others."""
        return cls(**raw)

    def _require(self, condition: bool, name: str) -> None:
        if not condition:
            raise UserError("evaluation.setting", field=name, value=getattr(self, name))


def resolve_method(name: str) -> str:
    """The method behind a name or alias, baselines included. Raises UserError ``recommend.method`` for any other."""
    method = ALIASES.get(name, name)
    if method not in (*METHODS, OWN_TOP):
        raise UserError("recommend.method", method=name, known=", ".join((*METHODS, OWN_TOP)))
    return method
