"""What solids are made of, point by point: colour, gloss, how much of the room they mirror."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Finish:
    """What a surface does with light.

    Attributes:
        gloss: how bright its highlight is. sharp: how small. metal: whether the highlight has the surface's colour.
        sky: how much of the surroundings it mirrors.
    """

    gloss: float
    sharp: float
    metal: bool = False
    sky: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Surface:
    """The same for every point of a solid.

    Attributes:
        colour: float32 (n, 3), linear RGB.
        gloss, sharp, metal, sky: float32 (n, 1), as in `Finish`; metal is 0 or 1.
        opacity: float32 (n, 1), 0 to 1, of what can be seen through (crystal); None where nothing can.
    """

    colour: Floats
    gloss: Floats
    sharp: Floats
    metal: Floats
    sky: Floats
    opacity: Floats | None = None

    @classmethod
    def even(cls, count: int, colour: Floats, finish: Finish, opacity: float = 1.0) -> "Surface":
        """The same at each of `count` points; `colour` is float32 (3,) or (count, 3), linear RGB."""
        columns = (finish.gloss, finish.sharp, float(finish.metal), finish.sky)
        gloss, sharp, metal, sky = (np.full((count, 1), value, np.float32) for value in columns)
        clear = None if opacity >= 1 else np.full((count, 1), opacity, np.float32)
        return cls(
            np.array(np.broadcast_to(np.asarray(colour, np.float32), (count, 3))), gloss, sharp, metal, sky, clear
        )


def joined_surfaces(surfaces: Sequence[Surface]) -> Surface:
    """Those of several solids in one, in their order."""

    def column(name: str) -> Floats:
        return np.concatenate([getattr(one, name) for one in surfaces])

    clear = None
    if any(one.opacity is not None for one in surfaces):
        whole = [np.ones_like(one.gloss) if one.opacity is None else one.opacity for one in surfaces]
        clear = np.concatenate(whole)
    return Surface(column("colour"), column("gloss"), column("sharp"), column("metal"), column("sky"), clear)
