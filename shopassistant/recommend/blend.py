"""The hybrid: one chance per product, from everything known of customer and product, learned on the shop's own past.

Two goals in one list: what a customer will buy again and what is new to them. Each has its own learner over the columns
of `columns.Sources`, taught by what was bought in the horizon after earlier days of the shop, so that both speak in the
same unit, the chance of a purchase within the horizon, and rank together. A shop with enough of a past gets trees or a
logistic regression over the logarithms of the models' signals, whichever ranked a hold-out better, one with less the
regression; a shop too young for either gets stated weights, and the index says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.recommend.columns import Sources, places_of
from shopassistant.recommend.forest import Forest
from shopassistant.recommend.history import SEASON_DAYS, Floats, History, Ints
from shopassistant.recommend.list_order import PLACES, by_list, levelled
from shopassistant.recommend.models.adding import add_up
from shopassistant.recommend.models.base import NOTHING, Config, Evidence, Model, Scored
from shopassistant.recommend.models.sparse import distinct

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
LEARNERS = ("logistic", "trees", "deep_trees")


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
    seconds: of the processor's time, after which no further day is looked at: a busy machine takes longer and learns as
        much.
    learner: one of `LEARNERS`, or empty for the one that ranks the hold-out best.
    shortlist: of what was bought before and of what is new, so many are ranked by the trees; a logistic regression,
        which costs nothing, finds them.
    spread, spread_new: log odds given up per e-fold of how often a product would be shown, by one that the customer
        bought before and by one that is new to them; 0 for none.
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
    spread: float = 0.03
    spread_new: float = 0.27
    spread_customers: int = 1500
    learner: str = ""

    def __post_init__(self) -> None:
        self._require(self.learner in ("", *LEARNERS), "learner")
        for name in self.as_json().keys() - {"learner"}:
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

    def say(
        self,
        sources: Sources,
        customer: History,
        asked: "Asked | None" = None,
        free: NDArray[np.bool_] | None = None,
        places: int = PLACES,
    ) -> Scored:
        """The chance of a purchase within the horizon of every candidate, ascending by product.

        `spread` decides what is on a list, the chance in which order. Where a product comes before a likelier one all
        the same, because it is on an earlier list, both get their mean chance, so that the order is the order of the
        chances and they stay right on the whole.

        Args:
            free: bool (k,), which of the candidates may be listed; the others are left out. None for all.
            places: of one list.
        """
        asked = asked or ask(sources, customer, self.config)
        if not len(asked.products):
            return NOTHING
        margin, products, own = self.rank(asked), asked.products, asked.own
        if free is not None:
            margin, products, own = margin[free], products[free], own[free]
        chances = (1 / (1 + np.exp(-np.minimum(np.maximum(margin, -30), 30)))).astype(np.float32)
        if self.spread.size:
            given_up = np.where(own, self.spread[0, products], self.spread[1, products])
            order = by_list(np.argsort(given_up - margin, kind="stable"), margin, places)
            chances[order] = levelled(chances[order])
        return Scored(products, chances)

    def rank(self, asked: "Asked") -> Floats:
        """float32 (k,): log odds of what is ranked for one customer."""
        margin = self._margin(asked.told, asked.own, asked.columns)
        asked.keep(margin)
        return margin

    def margin(self, table: Floats, own: NDArray[np.bool_]) -> Floats:
        """float32 (k,): the same from whole columns; `own` says which columns of `table` were bought before."""
        return self._margin(table, own, lambda at: table[:, at])

    def _margin(self, told: Floats, own: NDArray[np.bool_], columns: "_Columns") -> Floats:
        margin = np.empty(len(own), np.float32)
        for number, (part, mine) in enumerate(((self.again, own), (self.new, ~own))):
            at = mine.nonzero()[0]
            if len(at):
                light = self.light[number] if self.light else None
                margin[at] = _in_two_steps(part, light, told, at, columns, self.config.shortlist)
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


_Columns = Callable[[NDArray[np.int64]], Floats]


def _in_two_steps(
    part: Part | Forest,
    light: Part | None,
    told: Floats,
    at: NDArray[np.int64],
    columns: _Columns,
    most: int,
) -> Floats:
    """float32 (k,): log odds by `part` of the `most` that `light` thinks best; the rest follow in its order.

    Args:
        told: the first rows of the table, which `light` reads.
        at: int64 (k,), which columns are asked for.
        columns: gives the whole of some columns.
    """
    if light is None or len(at) <= most:
        return part.margin(columns(at))
    rough = light.margin(told)[at]
    order = np.argsort(-rough, kind="stable")
    first, rest = order[:most], order[most:]
    margin = np.empty(len(rough), np.float32)
    margin[first] = part.margin(columns(at[first]))
    margin[rest] = np.minimum(rough[rest], rough[rest[0]]) - rough[rest[0]] + margin[first].min()
    return margin


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


class Asked:
    """What is ranked for one customer, with its columns; those that only the trees read are worked out when they do.

    Args:
        products: int32 (k,), candidates and what was bought before, ascending.

    Attributes:
        own: bool (k,), bought before.
        told: float32 (t, k), the first rows of their columns, see `Sources.say`.
    """

    def __init__(self, sources: Sources, customer: History, products: Ints) -> None:
        self.products = products
        self._place = places_of(customer, products)
        self.own = self._place >= 0
        self.told = sources.say(customer, products)
        self._sources, self._customer = sources, customer
        self._rows = np.empty((len(products), len(sources.names)), np.float32)
        self._is_whole = np.zeros(len(products), bool)
        self._margin = np.full(len(products), np.nan, np.float32)

    def keep(self, margin: Floats) -> None:
        """Remember the log odds, float32 (k,), of those whose whole columns were read for them."""
        self._margin = np.where(self._is_whole, margin, np.float32(np.nan))

    def margin(self, at: NDArray[np.int64]) -> Floats:
        """float32 (m,): the log odds at some positions, int64 (m,); NaN where they were only estimated."""
        return self._margin[at]

    def columns(self, at: NDArray[np.int64]) -> Floats:
        """float32 (f, m): the whole columns at some positions, int64 (m,)."""
        wanted = at[~self._is_whole[at]]
        if len(wanted):
            self._rows[wanted, : len(self.told)] = self.told.T[wanted]
            self._rows[wanted, len(self.told) :] = self._sources.rest(
                self._customer, self.products[wanted], self._place[wanted]
            )
            self._is_whole[wanted] = True
        return self._rows[at].T

    @property
    def table(self) -> Floats:
        """float32 (f, k): all columns."""
        return self.columns(np.arange(len(self.products)))


def ask(sources: Sources, customer: History, config: BlendConfig) -> Asked:
    """Gather what each model puts forward of what the customer never bought, and what they did, with all columns."""
    bought = np.zeros(sources.size, bool)
    bought[customer.products] = True
    add_up(sources.adding, customer)
    asked = [model for model in sources.models if model.puts_forward]
    found = [model.candidates(customer, config.candidates, bought).products for model in asked]
    found.append(_most_bought(sources.models, customer, config.own))
    return Asked(sources, customer, distinct(np.concatenate(found).astype(np.int32)))


def _most_bought(models: Sequence[Model], customer: History, most: int) -> Ints:
    if len(customer.products) <= most:
        return customer.products
    keep = np.argsort(-customer.decayed[2], kind="stable")[:most]
    return customer.products[keep]


def explain(blend: Blend, sources: Sources, customer: History, asked: Asked, products: Ints) -> list[Evidence | None]:
    """For each product the evidence of a model without which its chance would be lower; a habit explains itself.

    Every model's columns are taken away in turn (set to what they say of a product they know nothing of): what lowers
    the chance was a reason. A model that is about everyone is heard only where none that is about this customer has
    firm evidence.
    """
    at = asked.products.searchsorted(products)
    found: list[Evidence | None] = [None] * len(products)
    repeat = next((model for model in sources.models if model.name == "repeat"), None)
    if repeat is not None:
        for place in np.flatnonzero(asked.own[at]).tolist():
            found[place] = repeat.evidence(customer, int(products[place]))
    for is_personal in (True, False):
        heard = [model for model in sources.models if model is not repeat and model.is_personal == is_personal]
        left = [place for place, piece in enumerate(found) if piece is None or piece.is_weak]
        for place, models in zip(left, _heard(blend, sources, heard, asked, at[left]), strict=True):
            found[place] = _better(found[place], models, customer, int(products[place]))
    return found


def _heard(
    blend: Blend, sources: Sources, models: Sequence[Model], asked: Asked, at: NDArray[np.int64]
) -> list[list[Model]]:
    """For the product at each position the models whose silence lowers its log odds, the one it hurts most first."""
    if not len(at) or not models:
        return [[] for _ in at]
    columns, own = np.ascontiguousarray(asked.columns(at).T), asked.own[at]
    rows = sources.silenced_by(tuple(model.name for model in models))
    # A model that says nothing of a product loses nothing by silence.
    speaks = (rows @ (columns != 0).T.astype(np.float32)) > 0
    position, place = speaks.nonzero()
    silent = columns[place]
    silent[rows[position] > 0] = 0
    whole = asked.margin(at)
    unknown = np.isnan(whole).nonzero()[0]
    margin = _margins(blend, np.concatenate([columns[unknown], silent]), np.concatenate([own[unknown], own[place]]))
    whole[unknown] = margin[: len(unknown)]
    lost = np.zeros(speaks.shape, np.float32)
    lost[position, place] = whole[place] - margin[len(unknown) :]
    order = np.argsort(-lost, axis=0, kind="stable").T.tolist()
    return [[models[m] for m in order[k] if lost[m, k] > 0] for k in range(len(at))]


def _margins(blend: Blend, columns: Floats, own: NDArray[np.bool_]) -> Floats:
    """float32 (r,): log odds of rows, float32 (r, f)."""
    margin = np.empty(len(columns), np.float32)
    for part, mine in ((blend.again, own), (blend.new, ~own)):
        if mine.any():
            margin[mine] = part.margin(columns[mine].T)
    return margin


def _better(known: Evidence | None, heard: Sequence[Model], customer: History, product: int) -> Evidence | None:
    """The first evidence that is not weak; else what is known already, else the first weak one."""
    for model in heard:
        evidence = model.evidence(customer, product)
        if evidence is not None and not evidence.is_weak:
            return evidence
        known = known or evidence
    return known
