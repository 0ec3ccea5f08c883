"""Eyewear's own picture in a row of goods: rendered from its measures, in a lane."""

from functools import lru_cache

from PySide6.QtGui import QImage

from shopassistant.tryon.looks.kinds import Glasses, Wearable

_SIZE = 480, 320
# Two rows of the kiosk: the goods are read anew after every visit, and are mostly the same. 0.6 MB each.
_KEPT = 80


@lru_cache(maxsize=_KEPT)
def rendering_of(wearable: Wearable) -> QImage | None:
    """A picture of glasses by themselves; None of anything else. Takes some 30 ms: never in the window's thread."""
    if not isinstance(wearable, Glasses):
        return None
    from shopassistant.tryon.eyewear.portrait import eyewear_portrait

    pixels = eyewear_portrait(wearable.spec, *_SIZE)
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
