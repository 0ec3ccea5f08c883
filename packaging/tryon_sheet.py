"""Twelve pictures of the try-on, for the README: `python packaging/tryon_sheet.py --astronaut FILE --out FILE.jpg`.

The faces are free samples: Grace Hopper comes with matplotlib, the astronaut (Eileen Collins, NASA) with scikit-image
as ``skimage/data/astronaut.png``, which is no dependency of ours and therefore a file to be named. Products are told as
a shop tells them, and every picture is what the mirror shows after a second of looking at the same frame.
"""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import matplotlib.cbook
import numpy as np
from numpy.typing import NDArray
from turned import relief_of, turned

from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.face.landmarks import Landmarker
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.looks.reading import wearable_of
from shopassistant.tryon.mirror import Mirror

Picture = NDArray[np.uint8]
Attributes = Mapping[str, Any]

CELL, COLUMNS = 480, 4
_FRAMES, _EVERY_MS = 24, 40


@dataclass(frozen=True)
class Shot:
    """A frame, as the mirror takes it."""

    picture: Picture
    at_ms: int


@dataclass(frozen=True)
class Cell:
    """One picture of the sheet: whose, how far turned, and what is worn (attributes and colour of each product).

    Attributes:
        wide: how much of the picture is shown, as a share of the face's width.
        up: how far above the middle of the face its middle lies, as a share of the same.
    """

    face: str
    yaw: float
    worn: tuple[tuple[Attributes, str], ...]
    wide: float = 1.9
    up: float = 0.10


def frame(shape: str, lens: tuple[float, float], bridge: float, width: float, **more: object) -> Attributes:
    """Attributes of eyewear in the boxing system."""
    return {"shape": shape, "lens_width_mm": lens[0], "lens_height_mm": lens[1], "bridge_mm": bridge,
            "frame_width_mm": width, **more}  # fmt: skip


PANTO = frame("panto", (48, 42), 20, 138, pattern="tortoise"), "#46281a"
ROUND = frame("round", (47, 45), 21, 134, material="metal"), "#c8a868"
CAT_EYE = frame("cat-eye", (52, 40), 17, 140), "#80122c"
RIMLESS = frame("rectangle", (52, 33), 18, 136, material="titanium", rim="rimless"), "#bebec4"
BROWLINE = frame("browline", (50, 40), 20, 138), "#221a16"
BLUE = frame("square", (50, 40), 19, 138), "#243a66"
SUN = frame("wayfarer", (51, 41), 19, 142, tint="green", lens_category=3), "#161314"
AVIATOR = frame("aviator", (57, 49), 14, 140, material="metal", tint="brown", lens_category=3, gradient=True), "#c8a868"
MIRRORED = frame("round", (50, 47), 20, 138, material="metal", tint="grey", lens_category=3, mirror="blue"), "#3c3c40"
CRYSTAL = frame("square", (50, 41), 19, 138, pattern="crystal"), "#e2dcce"
HAT = {"wearable": "hat", "shape": "brimmed", "circumference_mm": 590, "crown_mm": 112, "brim_mm": 62,
       "material": "felt", "band_colour_hex": "#2a1a14"}, "#6a5644"  # fmt: skip
HOOPS = {"wearable": "earrings", "shape": "hoop", "diameter_mm": 30, "thickness_mm": 2.4}, "#cda85a"
LIPSTICK = {"wearable": "lipstick", "coverage": 0.8, "gloss": 0.4}, "#a01830"

CELLS = (
    Cell("astronaut", 0, (PANTO,)), Cell("astronaut", 0, (ROUND,)), Cell("astronaut", 0, (CAT_EYE,)),
    Cell("astronaut", 0, (RIMLESS,)),
    Cell("astronaut", 20, (BROWLINE,)), Cell("astronaut", -40, (BLUE,)), Cell("astronaut", 0, (SUN,)),
    Cell("astronaut", -20, (AVIATOR,)),
    Cell("astronaut", 0, (MIRRORED,)), Cell("astronaut", 0, (HAT, CRYSTAL), wide=2.3, up=0.3),
    Cell("hopper", 0, (HOOPS,), wide=1.8, up=0.0), Cell("astronaut", 0, (LIPSTICK,)),
)  # fmt: skip


def main() -> int:
    """Make the sheet."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("--astronaut", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument("--only", type=int, nargs="*", help="these cells, counted from 0, instead of all")
    told = ask.parse_args()
    faces = {"astronaut": _astronaut(told.astronaut), "hopper": _hopper()}
    cells = CELLS if told.only is None else tuple(CELLS[place] for place in told.only)
    made = [_shown(faces[cell.face], cell) for cell in cells]
    while len(made) % min(COLUMNS, len(cells)):
        made.append(np.full_like(made[0], 255))
    across = min(COLUMNS, len(cells))
    rows = [np.hstack(made[at : at + across]) for at in range(0, len(made), across)]
    return 0 if cv2.imwrite(str(told.out), np.vstack(rows), [cv2.IMWRITE_JPEG_QUALITY, 92]) else 1


def _astronaut(file: Path) -> Picture:
    whole = cv2.imread(str(file))
    if whole is None:
        sys.exit(f"{file} is no picture")
    return np.asarray(cv2.resize(whole[0:300, 50:350], (1200, 1200), interpolation=cv2.INTER_LANCZOS4), np.uint8)


def _hopper() -> Picture:
    whole = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    if whole is None:
        sys.exit("matplotlib's sample data is missing")
    return np.asarray(cv2.resize(whole[0:440, 60:500], (1320, 1320), interpolation=cv2.INTER_LANCZOS4), np.uint8)


def _shown(picture: Picture, cell: Cell) -> Picture:
    if cell.yaw:
        with Landmarker() as landmarker:
            face = landmarker.find(picture)[0]
        picture = turned(relief_of(picture, face), cell.yaw)
    look = Look(tuple(wearable_of(attributes, colour) for attributes, colour in cell.worn))
    mirror, last = Mirror(Follower()), (picture, np.zeros((478, 2), np.float32))
    try:
        for place in range(_FRAMES):
            shown = mirror.show(Shot(picture, 1000 + place * _EVERY_MS), look)
            if shown.seen:  # a face turned so far is lost now and then
                last = shown.picture, shown.seen[0].landmarks.points.copy()
    finally:
        mirror.close()
    return _cut(*last, cell)


def _cut(picture: Picture, points: NDArray[np.float32], cell: Cell) -> Picture:
    """A square around the face; a turned face is as tall as a straight one, so that is what is measured."""
    tall = float(np.linalg.norm(points[10] - points[152]))
    middle = (points.min(axis=0) + points.max(axis=0)) / 2 - [0, cell.up * tall]
    side = min(cell.wide * tall, *picture.shape[:2])
    left = int(np.clip(middle[0] - side / 2, 0, picture.shape[1] - side))
    top = int(np.clip(middle[1] - side / 2, 0, picture.shape[0] - side))
    square = picture[top : top + int(side), left : left + int(side)]
    return np.asarray(cv2.resize(square, (CELL, CELL), interpolation=cv2.INTER_AREA), np.uint8)


if __name__ == "__main__":
    sys.exit(main())
