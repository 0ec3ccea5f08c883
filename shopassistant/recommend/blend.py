"""The hybrid: one chance per product, from all models' signals, learned on the shop's own past.

Two goals in one list: what a customer will buy again and what is new to them. Each has its own logistic regression over
the logarithms of the models' signals, learned on a temporal hold-out (models fitted before a cut, purchases after it as
the truth), so that both speak in the same unit, the chance of a purchase within the horizon, and rank together.
A shop too young for a hold-out gets the stated defaults, and the index says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Config, Evidence, Model, Signal, top

# What the customer's own habit adds to the models' signals.
HABIT = (Signal("visits", 0.05), Signal("recent_visits", 0.05), Signal("distinct_products", 0.05), Signal("since", 1.0))

# Weights of the logarithms where there is too little past to learn from: rounded from what larger shops teach.
DEFAULT_AGAIN = {
    "own_long": 1.0,
    "own_recent": 0.3,
    "own_units": 0.1,
    "popular": 0.2,
    "peers": 0.3,
    "bought_again": 0.3,
}
DEFAULT_NEW = {"similar": 0.5, "together": 0.3, "peers": 0.7, "content": 0.2, "segment": 0.2, "popular": 0.4}
DEFAULT_CONSTANT = {"again": -1.5, "new": -3.0}


@dataclass(frozen=True)
class BlendConfig(Config):
    """Attributes:
    candidates: products each model puts forward.
    horizon_days: length of the hold-out, at most a quarter of the shop's past.
    customers: at most so many customers of the hold-out are learned from.
    least_customers, least_purchases: below these the defaults stand.
    ridge: pull of the learned weights towards zero.
    """

    candidates: int = 100
    horizon_days: int = 91
    customers: int = 1500
    least_customers: int = 40
    least_purchases: int = 200
    ridge: float = 1.0

    def __post_init__(self) -> None:
        for name in ("candidates", "horizon_days", "customers", "least_customers", "least_purchases", "ridge"):
            self._require(getattr(self, name) > 0, name)


@dataclass(frozen=True)
class Part:
    """A logistic regression over log signals.

    Attributes:
        names: signals, in the order of `weights`.
        weights: float32 (f,).
        constant: added to the weighted sum.
    """

    names: tuple[str, ...]
    weights: Floats
    constant: float

    def margin(self, table: Floats) -> Floats:
        """float32 (k,): log odds of the products whose log signals are the columns of `table` (f, k)."""
        return (self.weights @ table + np.float32(self.constant)).astype(np.float32)


@dataclass(frozen=True)
class Blend:
    """Two parts, one for what was bought before and one for what was not.

    Attributes:
        learned: whether the weights come from this shop's past.
    """

    config: BlendConfig
    again: Part
    new: Part
    learned: bool

    @classmethod
    def default(cls, models: Sequence[Model], config: BlendConfig) -> "Blend":
        """The stated weights."""
        names = tuple(signal.name for signal in signals_of(models))
        parts = [
            Part(names, np.array([weights.get(name, 0) for name in names], np.float32), DEFAULT_CONSTANT[part])
            for part, weights in (("again", DEFAULT_AGAIN), ("new", DEFAULT_NEW))
        ]
        return cls(config, parts[0], parts[1], False)

    def score(self, models: Sequence[Model], customer: History, asked: "Asked | None" = None) -> Floats:
        """float32 (n,): the chance of a purchase within the horizon, 0 for products nobody put forward."""
        asked = asked or ask(models, customer, self.config.candidates)
        scores = np.zeros(asked.size, np.float32)
        for part, products in ((self.again, customer.products), (self.new, asked.fresh)):
            if len(products):
                margin = part.margin(table_of(models, customer, asked, products))
                scores[products] = 1 / (1 + np.exp(-np.clip(margin, -30, 30)))
        return scores

    def as_json(self) -> dict[str, Any]:
        """Plain values for the artefact."""
        parts = {name: getattr(self, name) for name in ("again", "new")}
        return {
            "learned": self.learned,
            "config": self.config.as_json(),
            **{
                name: {"constant": part.constant, "weights": dict(zip(part.names, part.weights.tolist(), strict=True))}
                for name, part in parts.items()
            },
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, Any], models: Sequence[Model]) -> "Blend":
        """The blend that `as_json` described, for these models; KeyError where it was learned for others."""
        names = tuple(signal.name for signal in signals_of(models))
        parts = [
            Part(names, np.array([raw[part]["weights"][name] for name in names], np.float32), raw[part]["constant"])
            for part in ("again", "new")
        ]
        return cls(BlendConfig(**raw["config"]), parts[0], parts[1], bool(raw["learned"]))


@dataclass(frozen=True)
class Asked:
    """What all models said about one customer.

    Attributes:
        scores: per model name, float32 (n,).
        fresh: int32 (k,), candidates never bought before, ascending.
        size: n.
    """

    scores: Mapping[str, Floats]
    fresh: Ints
    size: int


def signals_of(models: Sequence[Model]) -> tuple[Signal, ...]:
    """Every signal of the blend, in its order: the models', then the customer's habit."""
    return (*(signal for model in models for signal in model.signals), *HABIT)


def ask(models: Sequence[Model], customer: History, count: int) -> Asked:
    """Let every model score, and gather the `count` best of each that the customer never bought."""
    scores = {model.name: model.score(customer) for model in models}
    size = len(next(iter(scores.values()))) if scores else 0
    bought = np.zeros(size, bool)
    bought[customer.products] = True
    wanted = np.zeros(size, bool)
    for values in scores.values():
        wanted[top(values, count, bought).products] = True
    return Asked(scores, np.flatnonzero(wanted).astype(np.int32), size)


def table_of(models: Sequence[Model], customer: History, asked: Asked, products: Ints) -> Floats:
    """float32 (f, k): the log signals of `products` for a customer, rows as in `signals_of`."""
    rows = [model.features(customer, asked.scores[model.name], products) for model in models]
    habit = (customer.visits, customer.recent_visits, len(customer.products), customer.since)
    rows.append(np.repeat(np.array(habit, np.float32)[:, None], len(products), axis=1))
    return np.asarray(np.log(np.concatenate(rows) + floors(models)), np.float32)


def floors(models: Sequence[Model]) -> Floats:
    """float32 (f, 1): what each signal counts as nothing."""
    return np.array([[signal.floor] for signal in signals_of(models)], np.float32)


def gains(blend: Blend, models: Sequence[Model], customer: History, asked: Asked, products: Ints) -> Floats:
    """float32 (models, k): what each model's signals add to the log odds of `products`, above having nothing to say."""
    floor = np.log(floors(models))
    found = np.empty((len(models), len(products)), np.float32)
    again = np.isin(products, customer.products)
    for part, mine in ((blend.again, again), (blend.new, ~again)):
        if mine.any():
            table = table_of(models, customer, asked, products[mine]) - floor
            weighted = table * part.weights[:, None]
            bounds = np.cumsum([0, *(len(model.signals) for model in models)])
            found[:, mine] = np.add.reduceat(weighted, bounds, axis=0)[:-1]
    return found


def explain(
    blend: Blend, models: Sequence[Model], customer: History, asked: Asked, products: Ints
) -> list[Evidence | None]:
    """For each product the evidence of a model that truly raised its chance; a habit is always explained by itself."""
    added = gains(blend, models, customer, asked, products)
    order = np.argsort(-added, axis=0, kind="stable").T.tolist()
    again = np.isin(products, customer.products).tolist()
    repeat = next((model for model in models if model.name == "repeat"), None)
    found: list[Evidence | None] = []
    for k, product in enumerate(products.tolist()):
        if again[k] and repeat is not None:
            found.append(repeat.evidence(customer, product))
        else:
            speaking = [models[position] for position in order[k] if added[position, k] > 0]
            found.append(_best_evidence(speaking, customer, product))
    return found


def _best_evidence(speaking: Sequence[Model], customer: History, product: int) -> Evidence | None:
    """The first that is about this customer and not weak; else the first that is about everyone; else a weak one."""
    others: list[Evidence] = []
    for model in sorted(speaking, key=lambda model: not model.is_personal):
        evidence = model.evidence(customer, product)
        if evidence is None:
            continue
        if not evidence.is_weak:
            return evidence
        others.append(evidence)
    return others[0] if others else None
