"""From plain figures to coordinates in which distances mean something: ranks, distances of shares, equal blocks.

- Every figure becomes its mid-rank among the customers it was fitted on, with mean 0 and variance 1: money and
  frequency are so skewed that after logarithms a handful of wholesale accounts still sets every distance.
- Shares become their distance from the shop's share over its root, as in correspondence analysis (chi-square distance;
  Benzecri 1973): words that hardly anybody buys do not vanish, and no word is counted as nearer to another. Not ranks
  and not roots: those of a share that leans on the shop's say how much somebody bought, not what.
- Each figure counts for as much of it as is a trait and not chance (see `reliability`).
- Each block is divided by its first singular value and given its weight, as in multiple factor analysis (Escofier and
  Pages, Computational Statistics & Data Analysis 1994): ten figures of behaviour weigh no more than one block should.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.customers.segments.features import Features

Floats = NDArray[np.float64]
_KNOTS = 129
_FLAT = 1e-9
# A figure of which less is a trait is left out.
_CHANCE = 0.05
# Of the blocks: recency, frequency and money lead, behaviour and what is liked tell apart within.
WEIGHTS = {"rfm": 1.0, "behaviour": 0.5, "preference": 0.33}


@dataclass(frozen=True)
class Column:
    """One coordinate.

    Attributes:
        block: ``rfm``, ``behaviour`` or an attribute of the goods.
        name: the feature, or the word of the attribute.
        values, ranks: knots of the mid-rank, ascending; empty for a share.
        centre, spread: of what is made so; then it is divided by `divisor`.
    """

    block: str
    name: str
    values: tuple[float, ...]
    ranks: tuple[float, ...]
    centre: float
    spread: float
    divisor: float = 1.0


@dataclass(frozen=True)
class Scaling:
    """Columns in the order of the coordinates."""

    columns: tuple[Column, ...]

    def apply(self, features: Features) -> Floats:
        """float64 (n, columns)."""
        plain = {(block, name): values for block, name, values in plain_columns(features)}
        parts = [_scaled(one, plain[one.block, one.name]) / one.divisor for one in self.columns]
        return np.column_stack(parts) if parts else np.empty((features.count, 0))

    def to_json(self) -> list[dict[str, Any]]:
        """Plain JSON values."""
        return [
            {
                "block": one.block, "name": one.name, "values": list(one.values), "ranks": list(one.ranks),
                "centre": one.centre, "spread": one.spread, "divisor": one.divisor,
            }
            for one in self.columns
        ]  # fmt: skip


def scaling_from_json(stored: list[Mapping[str, Any]]) -> Scaling:
    """What `Scaling.to_json` made."""
    return Scaling(
        tuple(
            Column(
                str(one["block"]), str(one["name"]), tuple(one["values"]), tuple(one["ranks"]),
                float(one["centre"]), float(one["spread"]), float(one["divisor"]),
            )
            for one in stored
        )
    )  # fmt: skip


def fit_scaling(features: Features, reliable: Mapping[tuple[str, str], float] | None = None) -> Scaling:
    """Learn it from customers; what is the same for all of them gets no column.

    Args:
        reliable: by block and name, how much of a figure is a trait (0 to 1); see `reliability`. 1 where it is missing.
    """
    blocks: dict[str, list[tuple[Column, Floats]]] = {}
    for block, name, values in plain_columns(features):
        column = _fitted(block, name, values, (reliable or {}).get((block, name), 1.0))
        if column.spread > _FLAT:
            blocks.setdefault(block, []).append((column, _scaled(column, values)))
    preferences = sum(block not in WEIGHTS for block in blocks)
    return Scaling(
        tuple(column for block, made in blocks.items() for column in _balanced(block, made, max(preferences, 1)))
    )


def _balanced(block: str, made: list[tuple[Column, Floats]], preferences: int) -> Iterator[Column]:
    weight = WEIGHTS.get(block, WEIGHTS["preference"] / np.sqrt(preferences))
    matrix = np.column_stack([values for _, values in made])
    first = float(np.sqrt(np.linalg.eigvalsh(matrix.T @ matrix / len(matrix))[-1]))
    for column, _ in made:
        yield Column(
            column.block, column.name, column.values, column.ranks, column.centre, column.spread,
            max(first, _FLAT) / float(weight),
        )  # fmt: skip


def plain_columns(features: Features) -> Iterator[tuple[str, str, Floats]]:
    """Block, name and plain figures, float64 (n,), of every coordinate."""
    for name, values in features.rfm.items():
        yield "rfm", name, values
    for name, values in features.behaviour.items():
        yield "behaviour", name, values
    for attribute, (words, table) in features.shares.items():
        for place, word in enumerate(words):
            yield attribute, word, table[:, place]


def _fitted(block: str, name: str, values: Floats, reliable: float) -> Column:
    """The column before its block is balanced; a spread of 0 says that there is nothing to tell apart."""
    if reliable < _CHANCE:
        return Column(block, name, (), (), 0.0, 0.0)
    if block not in WEIGHTS:
        usual = float(values.mean())
        # Shares keep their own spread: a word that everybody buys alike says little.
        spread = float(np.sqrt(max(usual, _FLAT))) / reliable if values.std() > _FLAT else 0.0
        return Column(block, name, (), (), usual, spread)
    knots, ranks = mid_ranks(values)
    made = np.interp(values, knots, ranks)
    spread = float(made.std()) / reliable
    return Column(block, name, tuple(knots.tolist()), tuple(ranks.tolist()), float(made.mean()), spread)


def _scaled(column: Column, values: Floats) -> Floats:
    made = np.interp(values, column.values, column.ranks) if column.values else values
    scaled: Floats = (made - column.centre) / column.spread
    return scaled


def mid_ranks(values: Floats) -> tuple[Floats, Floats]:
    """At most `_KNOTS` values, ascending, and the share of customers below each, equal ones counted half."""
    found, counts = np.unique(values, return_counts=True)
    ranks = (np.cumsum(counts) - counts / 2) / max(len(values), 1)
    if len(found) <= _KNOTS:
        return found, ranks
    keep = np.unique(np.searchsorted(ranks, np.linspace(0, 1, _KNOTS)).clip(0, len(found) - 1))
    return found[keep], ranks[keep]
