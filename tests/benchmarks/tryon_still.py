"""How much something drawn trembles while the head that wears it keeps still."""

import numpy as np
from numpy.typing import NDArray

# A head keeps still that moves by less than so many pixels in about half a second.
_STILL_PX = 3.0
_HALF = 7


def jitter(places: NDArray[np.floating]) -> float:
    """Pixels, root mean square of how far places, float (n, 2), lie from a line through those around them, while all
    of these are near each other; not a number where nothing ever keeps still."""
    window = 2 * _HALF + 1
    if len(places) < window:
        return float("nan")
    around = np.lib.stride_tricks.sliding_window_view(places, window, axis=0)  # (n - window + 1, 2, window)
    is_still = (np.ptp(around, axis=2) < _STILL_PX).all(axis=1)
    still = around[is_still]
    if not len(still):
        return float("nan")
    # A line through evenly spaced points passes their mean in its middle, whatever its slope.
    off = still[..., _HALF] - still.mean(axis=2)
    return float(np.sqrt((off**2).sum(axis=1).mean()))
