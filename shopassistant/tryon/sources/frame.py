"""One picture of a source. Without NumPy at run time: the window names it before anything heavy is loaded."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A picture that is lent: whoever keeps more of it than the call it was given for makes a copy.

    Attributes:
        picture: uint8 (h, w, 3), BGR, as the camera saw it: not mirrored.
        at_ms: when it came, milliseconds of a monotonic clock; later than that of every frame before.
        number: counts the frames of a source from 0, through losses and reopenings.
    """

    picture: "Picture"
    at_ms: int
    number: int

    def __repr__(self) -> str:
        """Says nothing of what is in the picture: frames may end up in messages of errors."""
        return f"Frame({self.number})"
