"""Pictures made small are averages of what they were, wherever they are shrunk to."""

import numpy as np
import pytest

from shopassistant.tryon.face.shrinking import shrunk


@pytest.mark.parametrize("size", [(96, 64), (100, 50), (37, 91), (640, 480), (16, 12)])
def test_a_slope_keeps_its_shades_and_its_places(size: tuple[int, int]) -> None:
    width, height = 641, 483
    slope = np.linspace(0, 255, width)[None, :, None] * np.ones((height, 1, 3))
    small = shrunk(slope.astype(np.uint8), size)
    assert small.shape == (size[1], size[0], 3)
    places = (np.arange(size[0]) + 0.5) / size[0] * 255
    # A pixel's shade is that of its middle; an odd column left out shifts that by no more than its own share.
    assert np.abs(small[:, :, 1].astype(float) - places).max() < 2.5


def test_a_picture_as_small_as_asked_for_is_the_same() -> None:
    picture = np.random.default_rng(1).integers(0, 256, (40, 30, 3), np.uint8)
    assert (shrunk(picture, (30, 40)) == picture).all()
