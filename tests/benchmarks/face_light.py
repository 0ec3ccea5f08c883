"""Does the face tell where the light comes from? Heads of known light are drawn and looked at as the mirror does.

    python -m tests.benchmarks.face_light [--tiny] [--heads N]

Every head is the average face, stretched by up to 7 % each way and dented by a millimetre, its skin mottled by 8 %,
turned up to 25 degrees aside and 12 up and down, lit evenly by 35, 55 or 75 % and for the rest from one direction
before it. No hair, no shine and no glasses: real faces are harder. What is told beside it is the light of a studio,
which the mirror would have to take if it did not look.
"""

import argparse
import os
import platform

import cv2
import numpy as np
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import canonical_face
from shopassistant.tryon.render.light import STUDIO
from shopassistant.tryon.render.lighting import light_of

Points = NDArray[np.float64]

_EVEN = (0.35, 0.55, 0.75)


def run(tiny: bool = False) -> dict[str, float]:
    """The figures over all heads."""
    return measure(6 if tiny else 180)


def main() -> None:
    """Print the machine and the figures."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--tiny", action="store_true", help="six heads")
    asked.add_argument("--heads", type=int, default=180)
    args = asked.parse_args()
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for name, value in measure(6 if args.tiny else args.heads).items():
        print(f"{name}: {value:.3g}")


def measure(heads: int, seed: int = 5) -> dict[str, float]:
    """Degrees between the light told and the true one, and how often its side is right."""
    rng = np.random.default_rng(seed)
    off, studio, side = [], [], []
    for place in range(heads):
        towards = np.array([rng.uniform(-1, 1), rng.uniform(-0.1, 1), rng.uniform(0.45, 1)])
        towards /= np.linalg.norm(towards)
        told = _seen(rng, towards, _EVEN[place % len(_EVEN)])
        off.append(_between(told, towards))
        studio.append(_between(STUDIO.towards, towards))
        if abs(towards[0]) > 0.15:
            side.append(np.sign(told[0]) == np.sign(towards[0]))
    return {
        "heads": float(heads), "direction off, median, degrees": float(np.median(off)),
        "direction off, p90, degrees": float(np.percentile(off, 90)), "side right, share": float(np.mean(side)),
        "a studio's light off, median, degrees": float(np.median(studio)),
    }  # fmt: skip


def _between(one: NDArray[np.floating], other: NDArray[np.floating]) -> float:
    return float(np.degrees(np.arccos(np.clip(one @ other / np.linalg.norm(one) / np.linalg.norm(other), -1, 1))))


def _seen(rng: np.random.Generator, towards: Points, even: float) -> NDArray[np.float32]:
    """Where the light on one drawn head is said to come from."""
    model = canonical_face()
    shape = model.points * rng.uniform(0.93, 1.07, 3) + rng.normal(0, 1.0, model.points.shape)
    yaw, pitch = np.radians([rng.uniform(-25, 25), rng.uniform(-12, 12)])
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]]) @ np.array(
        [[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]]
    )
    points, normals = shape @ turn.T, _normals(shape, model.triangles) @ turn.T
    bright = 0.3 * (even + (1 - even) * 1.3 * np.maximum(normals @ towards, 0)) * rng.normal(1, 0.08, len(normals))
    at = np.column_stack([320 + 2 * points[:, 0], 320 - 2 * points[:, 1]]).astype(np.float32)
    picture = np.zeros((640, 640, 3), np.uint8)
    for corners in model.triangles[np.argsort(points[model.triangles].mean(axis=1)[:, 2])]:
        tone = float(np.clip(bright[corners].mean(), 0, 1)) ** 0.5 * 255
        cv2.fillConvexPoly(picture, at[corners].astype(np.int32), (tone * 0.75, tone * 0.9, tone))
    noisy = np.clip(picture + rng.normal(0, 3, picture.shape), 0, 255).astype(np.uint8)
    irises = np.repeat(at[[168]], 10, axis=0)  # no eyes, so no whites
    return light_of(noisy, np.vstack([at, irises]), turn).towards


def _normals(points: Points, triangles: NDArray[np.int32]) -> Points:
    a, b, c = (points[triangles[:, corner]] for corner in range(3))
    found = np.zeros_like(points)
    for corner in range(3):
        np.add.at(found, triangles[:, corner], np.cross(b - a, c - a))
    found /= np.linalg.norm(found, axis=1, keepdims=True)
    return found * np.sign(found[4, 2])


if __name__ == "__main__":
    main()
