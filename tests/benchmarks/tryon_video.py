"""Do glasses sit where the eyes are, keep still while the head does, and go when the face goes?

    python -m tests.benchmarks.tryon_video [--video FILE] [--frames N]

The film at its own size and scaled to 1280 x 720. The lenses are as far apart as the lines from the wearer's pupils to
the camera are where they pass the lenses, as an optician has it for glasses to look at something near, so that what is
left between a lens's middle and the pupil is the follower's and the seat's error. A glance moves a pupil and not the
glasses, and a head seen from below shows lenses before higher parts of the eyes: both are in the figures.
"""

import argparse
import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.build import build
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS
from shopassistant.tryon.face.follow import Follower, Seen
from shopassistant.tryon.looks.kinds import Glasses
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.mirror import Mirror
from shopassistant.tryon.sources.frame import Frame
from shopassistant.tryon.wearing import seat
from tests.benchmarks.tryon_film import Picture, filled, film_of, photograph_film
from tests.benchmarks.tryon_still import jitter

# Between the lenses, and from their middles to the pupils.
_BRIDGE_MM, _VERTEX_MM = 17.0, 18.0
_PIXELS = NDArray[np.float64]


@dataclass
class Sight:
    """What the mirror saw and drew: per picture with a face the lens middles and pupils (2, 2), pixels."""

    middles: list[_PIXELS]
    pupils: list[_PIXELS]
    turned: list[float]
    faceless: int = 0


def run(tiny: bool = False, video: Path | None = None, frames: int = 775) -> dict[str, float]:
    """The figures, of a film or of a photograph that moves."""
    count = 45 if tiny else frames
    pictures = photograph_film(count).pictures if video is None else film_of(video, count).pictures
    figures = _figures("", _seen(pictures)) | _without_a_face(pictures[: 60 if tiny else 200])
    if video is not None:
        figures |= _figures("1280 x 720: ", _seen(tuple(filled(picture) for picture in pictures)))
    return figures


def _seen(pictures: tuple[Picture, ...]) -> Sight:
    sight = Sight([], [], [])
    with Follower() as follower:
        for number, picture in enumerate(pictures):
            seen = follower.follow(Frame(picture, number * 40, number))
            if not seen or seen[0].measures is None or seen[0].confidence < 0.5:
                sight.faceless += 1
                continue
            one = seen[0]
            near = 1 + _VERTEX_MM / float(one.pose.place[2])
            apart = one.measures.pupil_distance.value * near - _BRIDGE_MM
            sight.middles.append(_middles(one, EyewearSpec(lens_width_mm=apart, bridge_mm=_BRIDGE_MM)))
            sight.pupils.append(one.landmarks.points[[RIGHT_IRIS, LEFT_IRIS]].astype(np.float64))
            sight.turned.append(abs(one.pose.angles[0]))
    return sight


def _middles(seen: Seen, spec: EyewearSpec) -> _PIXELS:
    """Pixels of the middles of the boxes around both lenses, as they are drawn; the wearer's right first."""
    worn = seat(seen.pose, seen.face)
    lenses = [lens.points for lens in build(spec, 75.0, 92.0).lenses]
    boxes = np.array([(points.max(axis=0) + points.min(axis=0)) / 2 for points in lenses], np.float64)
    placed = boxes @ worn.rotation.T + worn.place
    camera = seen.camera
    return np.asarray(placed[:, :2] / -placed[:, 2:] * camera.focal * (1, -1) + camera.centre)


def _figures(before: str, sight: Sight) -> dict[str, float]:
    middles, pupils = np.array(sight.middles), np.array(sight.pupils)
    apart = np.linalg.norm(pupils[:, 0] - pupils[:, 1], axis=1)
    off = np.linalg.norm(middles - pupils, axis=2) / apart[:, None]
    return {
        f"{before}lens middle to pupil, share of pupil distance, median": float(np.median(off)),
        f"{before}lens middle to pupil, share of pupil distance, p95": float(np.percentile(off, 95)),
        f"{before}jitter while still, px RMS": (jitter(middles[:, 0]) + jitter(middles[:, 1])) / 2,
        f"{before}jitter of the landmarks' pupils, px RMS": (jitter(pupils[:, 0]) + jitter(pupils[:, 1])) / 2,
        f"{before}turned, degrees, p95": float(np.percentile(sight.turned, 95)),
        f"{before}pictures with a face": float(len(middles)),
        f"{before}pictures without": float(sight.faceless),
    }


def _without_a_face(pictures: tuple[Picture, ...]) -> dict[str, float]:
    """The face painted over for a second, again and again: is anything drawn, and how soon is it back?"""
    mirror = Mirror(Follower())
    look = Look((Glasses(EyewearSpec()),))
    drawn, late, hidden_before = 0, [], False
    faceless = 0
    try:
        for number, picture in enumerate(pictures):
            hide = number // 15 % 2 == 1
            shown_picture = _painted_over(picture) if hide else picture
            shown = mirror.show(Frame(shown_picture, number * 40, number), look)
            if hide:
                faceless += 1
                drawn += bool((shown.picture != shown_picture).any())
            elif hidden_before:
                late.append(0)
            if not hide and late and not shown.seen:
                late[-1] += 1
            hidden_before = hide
    finally:
        mirror.close()
    return {
        "pictures whose face is painted over": float(faceless),
        "of these drawn on": float(drawn),
        "pictures until a face is found again, most": float(max(late, default=0)),
    }


def _painted_over(picture: Picture) -> Picture:
    """The outermost columns on both sides drawn across the picture: nobody stands before that wall."""
    width = picture.shape[1]
    share = np.linspace(0, 1, width)[None, :, None]
    wall = picture[:, :1] * (1 - share) + picture[:, -1:] * share
    return np.asarray(wall, np.uint8)


def main() -> None:
    """Print the machine and the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--video", type=Path, help="a film of a face")
    asked.add_argument("--frames", type=int, default=775, help="of the film")
    args = asked.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    started = time.process_time()
    for name, value in run(video=args.video, frames=args.frames).items():
        print(f"{name:70} {value:8.3f}")
    print(f"{time.process_time() - started:.0f} s of processor time")


if __name__ == "__main__":
    main()
