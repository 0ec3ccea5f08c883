"""A source as somebody names it in a setting or on the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.tryon.sources.source import Source

_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")
_FILMS = (".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v")


def source_of(asked: str, *, repeats: bool = True) -> "Source":
    """The source that a text means: nothing is the first camera, a number a camera's index, a file name that file (by
    its ending), everything else a camera's name.

    Args:
        asked: the text.
        repeats: whether a film begins anew when it is over.
    """
    text = asked.strip()
    ending = Path(text).suffix.lower()
    if ending in _PICTURES:
        from shopassistant.tryon.sources.still import StillImage

        return StillImage(Path(text))
    if ending in _FILMS:
        from shopassistant.tryon.sources.video import VideoFile

        return VideoFile(Path(text), repeats=repeats)
    from shopassistant.tryon.sources.webcam import Webcam

    return Webcam(int(text) if text.isdecimal() else text or None)
