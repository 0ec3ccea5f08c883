"""What runs through a frame's material: tortoise's flames, horn's streaks, the grain of wood, colours that fade."""

import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.eyewear.solids import Floats
from shopassistant.tryon.render.tone import linear

Colour = tuple[int, int, int]
_AMBER, _HONEY = (204, 134, 60), (226, 170, 96)


def patterned(points: Floats, pattern: str, colour: Colour) -> Floats:
    """float32 (n, 3): linear RGB of points of a solid, millimetres, in a pattern of plates."""
    if pattern == "tortoise":
        return _tortoise(points, colour)
    if pattern == "horn":
        streak = noise(points * np.array([0.10, 0.5, 0.5]), 5)[:, None]
        return _mixed(linear(colour), linear(_HONEY), 0.5 * streak**2)
    return np.broadcast_to(linear(colour), points.shape).astype(np.float32)


def grained(points: Floats, colour: Colour) -> Floats:
    """float32 (n, 3): linear RGB of wood whose grain runs along the front."""
    bent = noise(points * 0.05, 11)
    rings = np.sin((points[:, 1] * 0.9 + points[:, 2] * 0.5 + 9 * bent) * 2.2)[:, None]
    fine = noise(points * np.array([0.15, 1.6, 1.6]), 12)[:, None]
    return np.asarray(np.clip(linear(colour) * (0.86 + 0.22 * rings + 0.3 * (fine - 0.5)), 0.004, 1), np.float32)


def fading(points: Floats, height: float) -> Floats:
    """float32 (n, 1): 1 above to 0 below, over the height of a lens, millimetres."""
    return np.asarray(np.clip(0.42 + points[:, 1:2] / (0.8 * height), 0, 1), np.float32)


def _tortoise(points: Floats, colour: Colour) -> Floats:
    """Amber with dark flames that have soft borders, of two sizes. A colour that was told tells how dark they are: a
    light one is a blonde tortoise."""
    told = linear(colour)
    blonde = float(np.clip((told.mean() - 0.10) / 0.15, 0, 1))
    dark = told * min(1.0, (0.035 + 0.10 * blonde) / max(float(told.mean()), 1e-6))
    low = noise(points * np.array([0.075, 0.11, 0.2]), 3)
    high = noise(points * np.array([0.22, 0.28, 0.3]), 4)
    flame = np.clip((0.70 * low + 0.30 * high - 0.36) / 0.26, 0, 1)[:, None]
    base = _mixed(linear(_AMBER), linear(_HONEY), noise(points * 0.2, 6)[:, None])
    return _mixed(base * np.float32(0.62 + 0.25 * blonde), dark, flame * flame * (3 - 2 * flame))


def _mixed(first: Floats, second: Floats, share: NDArray[np.floating]) -> Floats:
    return np.asarray(first + (second - first) * share, np.float32)


def noise(points: NDArray[np.floating], seed: int) -> Floats:
    """float32 (n,), 0 to 1: soft random values in space (lattice noise: Perlin, SIGGRAPH 1985), spread to the ends."""
    base = np.floor(points).astype(np.int64)
    part = points - base
    part = part * part * (3 - 2 * part)
    found = np.zeros(len(points))
    for corner in np.ndindex(2, 2, 2):
        weight = np.prod(np.where(corner, part, 1 - part), axis=1)
        found += weight * _random(base + np.array(corner), seed)
    return np.clip((found - 0.5) * 1.5 + 0.5, 0, 1).astype(np.float32)


def _random(cells: NDArray[np.int64], seed: int) -> NDArray[np.float64]:
    mixed = (cells[:, 0] * 73856093) ^ (cells[:, 1] * 19349663) ^ (cells[:, 2] * 83492791) ^ (seed * 2654435761)
    mixed = (mixed ^ (mixed >> 13)) * 1274126177
    return np.asarray(((mixed ^ (mixed >> 16)) & 0xFFFF) / 0xFFFF, np.float64)
