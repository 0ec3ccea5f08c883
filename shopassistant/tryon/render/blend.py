"""Skin, shadow, solids and glass into one picture, as light adds up; only where something changes."""

from concurrent.futures import Executor
from functools import partial

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.render.lenses import Passed
from shopassistant.tryon.render.opaque import Opaque
from shopassistant.tryon.render.raster import Memory
from shopassistant.tryon.render.tone import to_light, to_picture
from shopassistant.tryon.render.view import View

Floats = NDArray[np.float32]
Picture = NDArray[np.uint8]
Part = tuple[slice, slice]

# Light that is less dimmed than by this stays as it is.
_UNCHANGED = 0.996
# Lower windows are blended in one piece: two would take longer than one.
_LEAST_SPLIT_PX = 48


def blend(
    out: Picture, view: View, left: Floats, cover: Floats, solid: tuple[View | None, Opaque] | None,
    glasses: list[Passed], memory: Memory, helper: Executor | None = None,
) -> None:  # fmt: skip
    """Change a window of `out`, uint8 (h, w, 3) BGR: skin dimmed by shadow and tint, solids over it, reflections over
    all.

    Args:
        left: float32 (h, w) of the window, share of light that shadows leave. cover: the same, of pixels solids cover.
        solid: the solids, and the part of the window they lie in.
        glasses: lenses, with parts of the window they lie in.
        helper: blends the upper half while this thread blends the lower.
    """
    share = np.maximum(left * (1 - cover), 0)
    boxes = [lens.part for lens in glasses] + [_changed(share)]
    if solid is not None and solid[0] is not None:
        boxes.append(solid[0].rows_in(view))
    whole = _around(boxes)
    if whole is None:
        return
    found = None if solid is None or solid[0] is None else (solid[1], solid[0].rows_in(view))
    blended = partial(_blend, out[view.part], share, cover, found, glasses, memory)
    rows, columns = whole
    if helper is None or rows.stop - rows.start < _LEAST_SPLIT_PX:
        blended(whole, "")
        return
    half = (rows.start + rows.stop) // 2
    other = helper.submit(blended, (slice(rows.start, half), columns), " above")
    try:
        blended((slice(half, rows.stop), columns), " below")
    finally:
        other.result()


def _blend(
    out: Picture, share: Floats, cover: Floats, solid: tuple[Opaque, Part] | None, glasses: list[Passed],
    memory: Memory, whole: Part, name: str,
) -> None:  # fmt: skip
    part = out[whole]
    light = to_light(part, memory.take(f"light{name}", *part.shape))
    three = memory.take(f"three{name}", *part.shape)
    cv2.multiply(light, _tripled(share[whole], three), light)
    here = [(lens, both) for lens in glasses if (both := _shared(lens.part, whole)) is not None]
    for lens, both in here:
        inner = _within(both, whole)
        cv2.multiply(light[inner], lens.passes[_within(both, lens.part)], light[inner])
    if solid is not None and (own := _shared(solid[1], whole)) is not None:
        colour = memory.take(f"colour{name}", own[0].stop - own[0].start, own[1].stop - own[1].start, 3)
        cv2.cvtColor(solid[0].colour[_within(own, solid[1])], cv2.COLOR_RGB2BGR, dst=colour)
        _add_solids(light, colour, own, whole, here)
    for lens, both in here:
        # A rim before the lens is not covered by what the lens throws back.
        bare, within = 1 - cover[both], _within(both, lens.part)
        bare[lens.behind[within] > 0] = 1
        inner = _within(both, whole)
        cv2.add(light[inner], cv2.multiply(lens.added[within], cv2.merge([bare, bare, bare])), light[inner])
    part[:] = to_picture(light)


def _add_solids(light: Floats, colour: Floats, own: Part, whole: Part, glasses: list[tuple[Passed, Part]]) -> None:
    for lens, part in glasses:
        both = _shared(part, own)
        if both is None:
            continue
        behind = lens.behind[_within(both, lens.part)]
        if behind.any():  # a temple seen through a lens is tinted, too
            inner = _within(both, own)
            tinted = cv2.multiply(colour[inner], lens.passes[_within(both, lens.part)])
            cv2.copyTo(tinted, np.ascontiguousarray(behind), colour[inner])
    inner = _within(own, whole)
    cv2.add(light[inner], colour, light[inner])


def _tripled(share: Floats, three: Floats) -> Floats:
    cv2.merge([share, share, share], three)
    return three


def _changed(share: Floats) -> Part:
    """Where light is dimmed."""
    x, y, width, height = cv2.boundingRect(cv2.inRange(share, np.array(0.0), np.array(_UNCHANGED)))
    return slice(y, y + height), slice(x, x + width)


def _around(boxes: list[Part]) -> Part | None:
    real = [(rows, columns) for rows, columns in boxes if rows.stop > rows.start and columns.stop > columns.start]
    if not real:
        return None
    rows, columns = zip(*real, strict=True)
    return (
        slice(min(one.start for one in rows), max(one.stop for one in rows)),
        slice(min(one.start for one in columns), max(one.stop for one in columns)),
    )


def _within(part: Part, whole: Part) -> Part:
    """The same part, counted from where `whole` begins."""
    rows, columns = part
    return (
        slice(rows.start - whole[0].start, rows.stop - whole[0].start),
        slice(columns.start - whole[1].start, columns.stop - whole[1].start),
    )


def _shared(a: Part, b: Part) -> Part | None:
    rows = slice(max(a[0].start, b[0].start), min(a[0].stop, b[0].stop))
    columns = slice(max(a[1].start, b[1].start), min(a[1].stop, b[1].stop))
    return (rows, columns) if rows.stop > rows.start and columns.stop > columns.start else None
