"""The cameras of this machine, by index and name."""

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CameraInfo:
    """One camera.

    Attributes:
        index: what OpenCV opens it by; may change when it is plugged in again.
        name: what its maker calls it; ``Camera 1`` and so on where the system does not tell.
        place: where it is plugged in, or its serial number; empty where unknown. Tells two of one kind apart.
    """

    index: int
    name: str
    place: str = ""


def cameras() -> tuple[CameraInfo, ...]:
    """Those plugged in now, by index. None of them is switched on for it."""
    if sys.platform.startswith("linux"):
        from shopassistant.tryon.sources.linux import LinuxCameras

        return LinuxCameras().list()
    from shopassistant.tryon.sources.elsewhere import OtherCameras

    return OtherCameras().list()


def chosen(
    among: tuple[CameraInfo, ...], asked: int | str | None, before: CameraInfo | None = None
) -> CameraInfo | None:
    """The camera that is meant.

    Args:
        among: those there are.
        asked: by index, by name (or a part of it, in any case), or None for the first one.
        before: the one used until now: it is taken again under whatever index it comes back.
    """
    if before is not None:
        same = [one for one in among if one.name == before.name]
        again = [one for one in same if one.place == before.place] or same
        if again:
            return again[0]
    if isinstance(asked, int):
        return next((one for one in among if one.index == asked), None)
    wanted = (asked or "").strip().casefold()
    exact = [one for one in among if one.name.casefold() == wanted]
    partly = [one for one in among if wanted in one.name.casefold()]
    return next(iter(exact or partly), None)
