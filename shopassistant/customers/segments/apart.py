"""What sets each group apart: how far its figures are from everybody's, in plain units, deviations and lift."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopassistant.customers.segments.features import OTHER, Features
from shopassistant.customers.segments.scaling import mid_ranks

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of one group.

    Attributes:
        feature: code of the figure, or the attribute (``category``, ``brand``, ``size``, ``band``).
        word: of the attribute; empty for a plain figure.
        value, overall: median of the group and of all (of shares the mean): days, minor units, shares or counts.
        difference: of the means of the ranks (of words: of the shares), in standard deviations of all customers; above
            0 is more.
        lift: share in the group over share of all, for words; 1 for figures.
    """

    feature: str
    word: str
    value: float
    overall: float
    difference: float
    lift: float


@dataclass(frozen=True)
class GroupProfile:
    """A group in figures.

    Attributes:
        size: customers; `share` of all; `spend_share` of the money.
        differences: the largest first.
    """

    label: int
    size: int
    share: float
    spend_share: float
    differences: tuple[Difference, ...]

    def of(self, feature: str) -> Difference:
        """A plain figure by its code."""
        return next(one for one in self.differences if one.feature == feature and not one.word)


def profiles(features: Features, labels: NDArray[np.int32], count: int) -> tuple[GroupProfile, ...]:
    """One for each of `count` groups."""
    sizes = np.bincount(labels, minlength=count)
    spend = np.bincount(labels, features.rfm["spend_minor"], count)
    found: list[list[Difference]] = [[] for _ in range(count)]
    for feature, word, values in _columns(features):
        for label, one in enumerate(_differences(feature, word, values, labels, sizes)):
            found[label].append(one)
    return tuple(
        GroupProfile(
            label,
            int(sizes[label]),
            float(sizes[label] / max(len(labels), 1)),
            float(spend[label] / max(float(spend.sum()), 1.0)),
            tuple(sorted(found[label], key=lambda one: (-abs(one.difference), one.feature, one.word))),
        )
        for label in range(count)
    )


def _columns(features: Features) -> Iterator[tuple[str, str, Floats]]:
    for name, values in (*features.rfm.items(), *features.behaviour.items()):
        yield name, "", values
    for attribute, (words, table) in features.shares.items():
        for place, word in enumerate(words):
            if word != OTHER:
                yield attribute, word, table[:, place]


def _differences(
    feature: str, word: str, values: Floats, labels: NDArray[np.int32], sizes: NDArray[np.int64]
) -> list[Difference]:
    # Ranks of a share that leans on the shop's own would say how much somebody bought, not what.
    ranks = values if word else np.interp(values, *mid_ranks(values))
    spread = float(ranks.std())
    means = np.bincount(labels, ranks, len(sizes)) / np.maximum(sizes, 1)
    away = (means - ranks.mean()) / spread if spread > 1e-9 else np.zeros(len(sizes))
    middle = np.mean if word or feature.endswith("_share") else np.median
    overall = float(middle(values)) if len(values) else 0.0
    found = []
    for label in range(len(sizes)):
        value = float(middle(values[labels == label])) if sizes[label] else 0.0
        lift = value / overall if word and overall > 0 else 1.0
        found.append(Difference(feature, word, value, overall, float(away[label]), lift))
    return found
