"""Whoever is before the counter's mirror, for as long as they are."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.tryon.face.measures import Measures


@dataclass(repr=False)
class Face:
    """What is known of whoever wears the look, from when they came until they go; never longer."""

    who: int = 0
    since: float = 0.0
    told_at: float = 0.0
    measures: "Measures | None" = None
    is_ranked: bool = False
    alone: int = 0
