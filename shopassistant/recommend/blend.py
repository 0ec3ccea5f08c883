"""The hybrid: one chance per product, from everything known of customer and product, learned on the shop's own past.

Two goals in one list: what a customer will buy again and what is new to them. Each has its own learner over the columns
of `columns.Sources`, taught by what was bought in the horizon after earlier days of the shop, so that both speak in the
same unit, the chance of a purchase within the horizon, and rank together. A shop with enough of a past gets trees or a
logistic regression over the logarithms of the models' signals, whichever ranked a hold-out better, one with less the
regression; a shop too young for either gets stated weights, and the index says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.columns import Sources, own_among
from shopassistant.recommend.forest import Forest
from shopassistant.recommend.history import SEASON_DAYS, Floats, History, Ints
from shopassistant.recommend.models.base import NOTHING, Config, Evidence, Model, Scored

# Weights of the logarithms where there is too little past to learn from: rounded from what larger shops teach.
DEFAULT_AGAIN = {
    "own_long": 1.0,
    "own_recent": 0.3,
    "own_units": 0.1,
    "popular": 0.2,
    "peers": 0.3,
    "bought_again": 0.3,
}
DEFAULT_NEW = {"linear": 0.5, "als": 0.2, "peers": 0.7, "content": 0.2, "popular": 0.5}
DEFAULT_CONSTANT = {"again": -1.5, "new": -3.0}
PARTS = ("again", "new")


@dataclass(frozen=True)
class BlendConfig(Config):
    """Attributes:
    candidates: new products each model puts forward.
    own: at most so many products bought before are ranked.
    horizon_days: how far ahead the chance looks, at most a quarter of the shop's past.
    cuts: at most so many earlier days are learned from.
    step_days: days from one to the next.
    customers: at most so many customers are learned from at each.
    lines: a shop with more purchases before a cut is learned from a sample of its customers with about so many.
    least_customers, least_purchases: below these the stated weights stand.
    least_for_trees: purchases in the horizons from which on trees are tried.
    ridge: pull of the logistic regression's weights towards zero.
    seconds: time after which no further day is looked at.
    shortlist: of what was bought before and of what is new, so many are ranked by the trees; a logistic regression,
        which costs nothing, finds them.
    spread, spread_new: log odds given up per e-fold of how often a product would be shown, by any product and, on top,
        by one that is new to the customer; 0 for none.
    spread_customers: lists looked at for that.
    """

    candidates: int = 80
    own: int = 200
    shortlist: int = 60
    horizon_days: int = SEASON_DAYS
    cuts: int = 10
    step_days: int = 30
    customers: int = 2500
    lines: int = 2_000_000
    least_customers: int = 40
    least_purchases: int = 200
    least_for_trees: int = 4000
    ridge: float = 1.0
    seconds: float = 240.0
    spread: float = 0.08
    spread_new: float = 0.22
    spread_customers: int = 1500

    def __post_init__(self) -> None:
        for name in self.as_json():
            least = 0 if name.startswith("spread") else 1e-9
            self._require(getattr(self, name) >= least, name)


@dataclass(frozen=True)
class Part:
    """A logistic regression over log signals.

    Attributes:
        names: signals, the first rows of a table.
        floors: float32 (s, 1), what each counts as nothing.
        weights: float32 (s,).
        constant: added to the weighted sum.
    """

    names: tuple[str, ...]
    floors: Floats
    weights: Floats
    constant: float

    def margin(self, table: Floats) -> Floats:
        """float32 (k,): log odds of the products whose columns are those of `table` (f, k)."""
        logs = np.log(table[: len(self.names)] + self.floors)
        return np.asarray(self.weights @ logs + np.float32(self.constant), np.float32)

    def as_json(self) -> dict[str, Any]:
        """Plain values for the artefact."""
        return {
            "kind": "logistic",
            "constant": self.constant,
            "weights": dict(zip(self.names, self.weights.tolist(), strict=True)),
        }


@dataclass(frozen=True)
class Blend:
    """Two learners, one for what was bought before and one for what was not.

    Attributes:
        learned: whether they come from this shop's past.
        light: the logistic regressions that find whom the trees rank, again and new; empty without trees.
        spread: float32 (2, n), log odds each product gives up so that others are seen, where it was bought before and
            where it is new, see `spread`; empty for none.
    """

    config: BlendConfig
    again: Part | Forest
    new: Part | Forest
    learned: bool
    light: tuple[Part, ...] = ()
    spread: Floats = field(default_factory=lambda: np.empty((2, 0), np.float32))

    @classmethod
    def default(cls, sources: Sources, config: BlendConfig) -> "Blend":
        """The stated weights."""
        names = tuple(signal.name for signal in sources.signals)
        parts = [
            Part(
                names,
                sources.floors,
                np.array([weights.get(name, 0) for name in names], np.float32),
                DEFAULT_CONSTANT[part],
            )
            for part, weights in (("again", DEFAULT_AGAIN), ("new", DEFAULT_NEW))
        ]
        return cls(config, parts[0], parts[1], False)

    def say(self, sources: Sources, customer: History, asked: "Asked | None" = None) -> Scored:
        """The chance of a purchase within the horizon of every candidate, ascending by product.

        Where `spread` puts a product before a likelier one, both get their mean chance, so that the order is the order
        of the chances and they stay right on the whole.
        """
        asked = asked or ask(sources, customer, self.config)
        if not len(asked.products):
            return NOTHING
        margin = self.margin(asked.table, asked.own)
        chances = (1 / (1 + np.exp(-np.clip(margin, -30, 30)))).astype(np.float32)
        if self.spread.size:
            given_up = np.where(asked.own, self.spread[0, asked.products], self.spread[1, asked.products])
            order = np.argsort(given_up - margin, kind="stable")
            chances[order] = levelled(chances[order])
        return Scored(asked.products, chances)

    def margin(self, table: Floats, own: NDArray[np.bool_]) -> Floats:
        """float32 (k,): log odds for one customer; `own` says which columns of `table` were bought before."""
        margin = np.empty(table.shape[1], np.float32)
        for number, (part, mine) in enumerate(((self.again, own), (self.new, ~own))):
            if mine.any():
                light = self.light[number] if self.light else None
                margin[mine] = _in_two_steps(part, light, table[:, mine], self.config.shortlist)
        return margin

    def as_json(self) -> dict[str, Any]:
        """Plain values for the artefact; the trees themselves are in `texts`."""
        parts = {name: getattr(self, name) for name in PARTS}
        described = {
            name: {"kind": "trees", "columns": list(part.names), "constant": part.constant}
            if isinstance(part, Forest)
            else part.as_json()
            for name, part in parts.items()
        }
        light = {f"light_{name}": part.as_json() for name, part in zip(PARTS, self.light, strict=False)}
        return {"learned": self.learned, "config": self.config.as_json(), **described, **light}

    def texts(self) -> dict[str, str]:
        """The trees, by name of the text."""
        return {f"blend.{name}": part.text for name in PARTS if isinstance(part := getattr(self, name), Forest)}

    @classmethod
    def restore(cls, raw: Mapping[str, Any], texts: Mapping[str, str], spread: Floats, sources: Sources) -> "Blend":
        """The blend that `as_json` and `texts` described; KeyError or ValueError where it was learned for others."""
        parts = [_restore_part(raw[name], texts.get(f"blend.{name}"), sources) for name in PARTS]
        light = tuple(_restore_light(raw[f"light_{name}"], sources) for name in PARTS if f"light_{name}" in raw)
        return cls(BlendConfig(**raw["config"]), parts[0], parts[1], bool(raw["learned"]), light, spread)


def _in_two_steps(part: Part | Forest, light: Part | None, table: Floats, most: int) -> Floats:
    """float32 (k,): log odds by `part` of the `most` that `light` thinks best; the rest follow in its order."""
    if light is None or table.shape[1] <= most:
        return part.margin(table)
    rough = light.margin(table)
    order = np.argsort(-rough, kind="stable")
    first, rest = order[:most], order[most:]
    margin = np.empty(len(rough), np.float32)
    margin[first] = part.margin(table[:, first])
    margin[rest] = np.minimum(rough[rest], rough[rest[0]]) - rough[rest[0]] + margin[first].min()
    return margin


def levelled(chances: Floats) -> Floats:
    """float32 (k,): the falling sequence nearest to `chances`, each a hundred-thousandth below the one before, so that
    equal ones keep their order. By pooling adjacent violators (Ayer et al., Annals of Mathematical Statistics 1955)."""
    means: list[float] = []
    counts: list[int] = []
    for chance in chances.tolist():
        mean, count = chance, 1
        while means and means[-1] < mean:
            before = counts.pop()
            mean = (mean * count + means.pop() * before) / (count + before)
            count += before
        means.append(mean)
        counts.append(count)
    steps = 1 - 1e-5 * np.arange(len(chances))
    return np.asarray(np.repeat(means, counts) * steps, np.float32)


def _restore_part(raw: Mapping[str, Any], text: str | None, sources: Sources) -> Part | Forest:
    if raw["kind"] == "trees":
        if text is None or tuple(raw["columns"]) != sources.names:
            raise ValueError("the trees were grown for other columns")
        forest = Forest(sources.names, text, float(raw["constant"]))
        forest.trees  # noqa: B018  damaged trees are refused now, not at the first question
        return forest
    return _restore_light(raw, sources)


def _restore_light(raw: Mapping[str, Any], sources: Sources) -> Part:
    names = tuple(signal.name for signal in sources.signals)
    weights = np.array([raw["weights"][name] for name in names], np.float32)
    return Part(names, sources.floors, weights, float(raw["constant"]))


@dataclass(frozen=True)
class Asked:
    """What is ranked for one customer.

    Attributes:
        products: int32 (k,), candidates and what was bought before, ascending.
        own: bool (k,), bought before.
        table: float32 (f, k), their columns.
    """

    products: Ints
    own: NDArray[np.bool_]
    table: Floats


def ask(sources: Sources, customer: History, config: BlendConfig) -> Asked:
    """Gather what each model puts forward of what the customer never bought, and what they did, with all columns."""
    bought = np.zeros(sources.size, bool)
    bought[customer.products] = True
    found = [model.candidates(customer, config.candidates, bought).products for model in sources.models]
    found.append(_most_bought(sources.models, customer, config.own))
    products = np.unique(np.concatenate(found)).astype(np.int32)
    return Asked(products, own_among(customer, products)[0], sources.table(customer, products))


def _most_bought(models: Sequence[Model], customer: History, most: int) -> Ints:
    if len(customer.products) <= most:
        return customer.products
    keep = np.argsort(-customer.decayed[2], kind="stable")[:most]
    return customer.products[keep]


def explain(blend: Blend, sources: Sources, customer: History, asked: Asked, products: Ints) -> list[Evidence | None]:
    """For each product the evidence of a model without which its chance would be lower; a habit explains itself.

    Every model's columns are taken away in turn (set to what they say of a product they know nothing of): what lowers
    the chance was a reason.
    """
    at = np.searchsorted(asked.products, products)
    own, table = asked.own[at], asked.table[:, at]
    repeat = next((model for model in sources.models if model.name == "repeat"), None)
    speaking = [model for model in sources.models if model.name != "repeat"]
    lost = _losses(blend, sources, speaking, table, own)
    order = np.argsort(-lost, axis=0, kind="stable").T.tolist()
    found: list[Evidence | None] = []
    for k, product in enumerate(products.tolist()):
        evidence = repeat.evidence(customer, product) if own[k] and repeat is not None else None
        if evidence is None:
            heard = [speaking[position] for position in order[k] if lost[position, k] > 0]
            evidence = _best_evidence(heard, customer, product)
        found.append(evidence)
    return found


def _losses(blend: Blend, sources: Sources, models: Sequence[Model], table: Floats, own: NDArray[np.bool_]) -> Floats:
    """float32 (m, k): by how much the log odds fall when a model has nothing to say."""
    if not table.shape[1] or not models:
        return np.zeros((len(models), table.shape[1]), np.float32)
    silent = np.repeat(table[None], len(models) + 1, axis=0)
    for position, model in enumerate(models, start=1):
        silent[position, sources.rows_of[model.name]] = 0
    flat = np.ascontiguousarray(silent.transpose(1, 0, 2).reshape(len(table), -1))
    margin = np.empty(flat.shape[1], np.float32)
    for part, mine in ((blend.again, np.tile(own, len(models) + 1)), (blend.new, ~np.tile(own, len(models) + 1))):
        if mine.any():
            margin[mine] = part.margin(flat[:, mine])
    by_model = margin.reshape(len(models) + 1, -1)
    return np.asarray(by_model[0] - by_model[1:], np.float32)


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
