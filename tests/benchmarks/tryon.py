"""How long does the mirror take for a frame, how still is what it draws, and how old is what the customer sees?

    python -m tests.benchmarks.tryon --video FILE --product SKU [--db SHOP]

A film scaled to 1280 x 720, one face, one product. First as fast as it goes: the stages' times and memory over many
frames. Then live: a camera that delivers 30 (and 60) pictures a second into the lane of the window, whose picture is
fetched every 8 ms, as the window does. Without a film a free photograph that moves.
"""

import argparse
import os
import platform
import time
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import psutil

from shopassistant.desktop.tasks.camera_run import CameraRun
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.follow import Follower
from shopassistant.tryon.looks.kinds import Glasses, Wearable
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.mirror import STAGES, Mirror, Shown
from shopassistant.tryon.sources.frame import Frame
from tests.benchmarks.tryon_film import SIZE, Film, film_of, photograph_film
from tests.benchmarks.tryon_still import jitter

_WARM = 30
_EVERY = 500
_FETCHED_EVERY_S = 0.008


@dataclass(frozen=True)
class Plan:
    """What is measured."""

    film: Film
    wearable: Wearable
    frames: int = 2_000
    rates: tuple[int, ...] = (30, 60)
    seconds: float = 20.0


def run(tiny: bool = False, plan: Plan | None = None) -> dict[str, object]:
    """Milliseconds of wall time a frame, unless said otherwise."""
    if plan is None:
        glasses = Glasses(EyewearSpec())
        plan = Plan(photograph_film(20), glasses, 45, (30,), 0.7) if tiny else Plan(photograph_film(240), glasses)
    look = Look((plan.wearable,))
    figures = _as_fast_as_it_goes(plan.film, look, plan.frames)
    for rate in plan.rates:
        figures |= _live(plan.film, look, rate, plan.seconds)
    return figures


def _as_fast_as_it_goes(film: Film, look: Look, frames: int) -> dict[str, object]:
    times, processor, middles, memory = [], [], [], []
    drawn = 0
    mirror = Mirror(Follower())
    process = psutil.Process()
    try:
        for number in range(frames):
            frame = Frame(film.picture(number), number * 33, number)
            started = time.process_time()
            shown = mirror.show(frame, look)
            processor.append((time.process_time() - started) * 1000)
            times.append([shown.stage_ms[stage] for stage in STAGES])
            middles.append(_middle(shown))
            drawn += bool(shown.seen)
            if number % _EVERY == 0 or number == frames - 1:
                memory.append(process.memory_info().rss / 1e6)
    finally:
        mirror.close()
    return _figures(np.array(times[_WARM:]), np.array(processor[_WARM:]), memory) | {
        "frames": frames,
        "frames with a face": drawn / frames,
        "jitter while still, px RMS": jitter(np.array(middles)),
    }


def _middle(shown: Shown) -> tuple[float, float]:
    """Where the canonical face's bridge of the nose is drawn, pixels; not a number without a face."""
    if not shown.seen:
        return np.nan, np.nan
    face = shown.seen[0]
    x, y, z = face.pose.points(face.face[[168]])[0]
    return face.camera.centre[0] + face.camera.focal * x / -z, face.camera.centre[1] - face.camera.focal * y / -z


def _figures(times: Any, processor: Any, memory: list[float]) -> dict[str, object]:
    figures: dict[str, object] = {}
    for stage, column in zip(STAGES, times.T, strict=True):
        figures[f"{stage} p50, ms"] = float(np.median(column))
        figures[f"{stage} p95, ms"] = float(np.percentile(column, 95))
    whole = times.sum(axis=1)
    # Half a thousand frames make sure that whatever is loaded late has been.
    settled = memory[1:] if len(memory) > 2 else memory
    return figures | {
        "landmarks and drawing p50, ms": float(np.median(whole)),
        "landmarks and drawing p95, ms": float(np.percentile(whole, 95)),
        "landmarks and drawing p99, ms": float(np.percentile(whole, 99)),
        "processor time a frame p50, ms": float(np.median(processor)),
        "frames a second": 1000 / float(whole.mean()),
        "memory, MB": max(settled),
        "memory grown, MB": max(settled) - settled[0],
    }


@dataclass
class Camera:
    """A source that delivers a film's pictures on time, as a driver does, whoever fetches them."""

    film: Film
    rate: float
    name: str = "film"
    _number: int = 0
    _began: float = 0.0

    def open(self) -> None:
        self._began = time.perf_counter()

    def read(self, into: Any = None) -> Frame | None:
        picture = self.film.picture(self._number)  # what a driver does, before the picture counts as taken
        due = self._began + self._number / self.rate
        time.sleep(max(due - time.perf_counter(), 0))
        self._number += 1
        return Frame(picture, int(time.perf_counter() * 1000), self._number - 1)

    def close(self) -> None:
        """Nothing is held."""


class Dated:
    """A mirror whose pictures know when the frame was taken."""

    def __init__(self) -> None:
        self._mirror = Mirror(Follower())

    def show(self, frame: Frame, look: Any) -> Any:
        shown = self._mirror.show(frame, look)
        return SimpleNamespace(picture=shown.picture, at_ms=frame.at_ms)

    def close(self) -> None:
        self._mirror.close()


def _live(film: Film, look: Look, rate: int, seconds: float) -> dict[str, object]:
    heard = SimpleNamespace(on_state=lambda state: None, on_failure=_fail, on_end=lambda: None)
    lane = CameraRun(lambda: Camera(film, rate), Dated, heard)
    lane.wear(look)
    lane.start()
    delays: list[float] = []
    warm, since = None, 0.0
    try:
        while (found := lane.take()) is None:  # models are loaded
            time.sleep(0.01)
        began = time.perf_counter()
        tick = 0
        while time.perf_counter() - began < seconds:
            tick += 1
            time.sleep(max(began + tick * _FETCHED_EVERY_S - time.perf_counter(), 0))
            found = lane.take()
            if found is not None and tick > 30:
                if warm is None:
                    warm, since = lane.figures, time.perf_counter()
                delays.append(time.perf_counter() * 1000 - found.at_ms)
        last, lasted = lane.figures, time.perf_counter() - since
    finally:
        lane.stop()
        lane.join(5)
    assert warm is not None
    assert delays
    skipped = (last.skipped - warm.skipped) / max(last.taken - warm.taken, 1)
    return {
        f"{rate} a second: capture to shown p50, ms": float(np.median(delays)),
        f"{rate} a second: capture to shown p95, ms": float(np.percentile(delays, 95)),
        f"{rate} a second: dropped": skipped,
        f"{rate} a second: finished a second": (last.shown - warm.shown) / lasted,
    }


def _fail(error: Exception) -> None:
    raise error


def _wearable(sku: str, path: Path | None) -> Wearable:
    from sqlalchemy import select

    from shopassistant.cli.shop import opened
    from shopassistant.store.schema import Product, Variant
    from shopassistant.tryon.looks.reading import wearable_of

    with opened(path) as (store, _catalogue), store.read() as session:
        attributes, colour, size = session.execute(
            select(Product.attributes, Variant.colour, Variant.size)
            .join(Variant, Variant.product_id == Product.id)
            .where(Variant.sku == sku)
        ).one()
    return wearable_of(attributes, colour, size or "")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--video", type=Path, help="a film with a face; a free photograph that moves without it")
    parser.add_argument("--product", metavar="SKU", help="what to put on; usual glasses without it")
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")
    parser.add_argument("--frames", type=int, default=2_000)
    args = parser.parse_args()
    film = film_of(args.video) if args.video else photograph_film(240)
    wearable = _wearable(args.product, args.db) if args.product else Glasses(EyewearSpec())
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}; {SIZE[0]} x {SIZE[1]}")
    for name, value in run(plan=Plan(film, wearable, args.frames)).items():
        print(f"{name:<44} {value:>12,.3f}" if isinstance(value, float) else f"{name:<44} {value:>12}", flush=True)


if __name__ == "__main__":
    main()
