"""Irises are measured where their edges are seen, whatever the model takes them to be; and not where none is seen."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.face.canonical import LEFT_IRIS, RIGHT_IRIS
from shopassistant.tryon.face.irises import seen_irises
from shopassistant.tryon.face.landmarks import Landmarks

# Where they truly are, and how wide their radius is: pixels.
TRUE = np.array([[120.3, 90.7], [225.6, 96.2]])
RADIUS = 9.6


def eyes(radius: float = RADIUS, iris: int = 70, opening: float = 0.8) -> NDArray[np.uint8]:
    """A picture of two eyes between lids, drawn four times as large and made smaller, with a sensor's noise."""
    large = np.full((800, 1400, 3), 150, np.uint8)
    for x, y in TRUE * 4 + 1.5:
        seen = np.zeros(large.shape[:2], np.uint8)
        at = round(x * 16), round(y * 16)
        cv2.ellipse(seen, at, (round(34.4 * radius * 4), round(16 * radius * 4 * opening)), 0, 0, 360, 255, -1, 8, 4)
        eye = np.full_like(large, 205)
        cv2.circle(eye, at, round(radius * 64), (iris, iris, iris), -1, cv2.LINE_AA, 4)
        cv2.circle(eye, at, round(radius * 26), (20, 20, 20), -1, cv2.LINE_AA, 4)
        large[seen > 0] = eye[seen > 0]
    small = cv2.resize(cv2.GaussianBlur(large, (0, 0), 3.0), (350, 200), interpolation=cv2.INTER_AREA)
    noisy = small + np.random.default_rng(3).normal(0, 2, small.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def told(middles: NDArray[np.float64], radius: float) -> Landmarks:
    """Landmarks of which only the irises are told."""
    points = np.zeros((478, 2), np.float32)
    ring = np.array([(0, 0), (1, 0), (0, -1), (-1, 0), (0, 1)]) * radius
    points[RIGHT_IRIS : RIGHT_IRIS + 5] = middles[0] + ring
    points[LEFT_IRIS : LEFT_IRIS + 5] = middles[1] + ring
    return Landmarks(points)


@pytest.mark.parametrize("wider", [0.92, 1.0, 1.08])
@pytest.mark.parametrize("off", [(-1.0, 0.3), (0.0, 0.0), (0.8, 0.0)])
def test_an_iris_is_where_its_edges_are_seen(wider: float, off: tuple[float, float]) -> None:
    guessed = told(TRUE + np.array([off, (-off[0], off[1])]), RADIUS * wider)
    seen = seen_irises(eyes(), guessed)
    assert seen is not None
    assert np.abs(seen.points[[RIGHT_IRIS, LEFT_IRIS]] - TRUE)[:, 0].max() < 0.15
    widths = [np.linalg.norm(seen.points[iris + 1] - seen.points[iris + 3]) for iris in (RIGHT_IRIS, LEFT_IRIS)]
    assert np.mean(widths) / 2 == pytest.approx(RADIUS, rel=0.025)
    assert np.array_equal(guessed.points, told(TRUE + np.array([off, (-off[0], off[1])]), RADIUS * wider).points)


@pytest.mark.parametrize(
    ("picture", "radius"),
    [(eyes(iris=203), RADIUS), (np.full((200, 350, 3), 90, np.uint8), RADIUS), (eyes(), 2.0), (eyes()[60:120], RADIUS)],
    ids=["no edge", "nothing", "tiny", "cut off"],
)
def test_no_iris_is_made_up_where_no_edge_is_seen(picture: NDArray[np.uint8], radius: float) -> None:
    assert seen_irises(picture, told(TRUE, radius)) is None
