"""Parts of a window: their pixels are the window's own, and nothing that lies in them is cut off."""

import numpy as np
import pytest

from shopassistant.tryon.render.view import View, part_around

WHOLE = View(1000.0, (640.0, 360.0), 101, 57, 300, 200)


@pytest.mark.parametrize("fine", [0.5, 1.0, 1.5, 2.0])
def test_a_part_holds_what_it_is_around_on_pixels_of_the_whole_drawing(fine: float) -> None:
    rng = np.random.default_rng(3)
    view = View(WHOLE.focal, WHOLE.centre, WHOLE.left, WHOLE.top, WHOLE.width, WHOLE.height, fine)
    drawing = rng.random(view.size)
    for _ in range(100):
        low, high = np.sort(rng.uniform((60, 20), (440, 300), (2, 2)), axis=0)
        part = part_around(view, (low[0], high[0], low[1], high[1]))
        if part is None:
            assert low[0] > 395 or high[0] < 105 or low[1] > 250 or high[1] < 61
            continue
        assert part.left <= max(low[0], view.left)
        assert part.left + part.width >= min(high[0], view.left + view.width)
        assert part.top <= max(low[1], view.top)
        assert part.top + part.height >= min(high[1], view.top + view.height)
        rows, columns = part.drawn_in(view)
        assert drawing[rows, columns].shape == part.size
        assert rows.start == (part.top - view.top) * fine, "a whole number of pixels"
        assert columns.start == (part.left - view.left) * fine


def test_around_nothing_there_is_no_part() -> None:
    assert part_around(WHOLE, (np.inf, -np.inf, np.inf, -np.inf)) is None
    assert part_around(WHOLE, (500.0, 600.0, 60.0, 80.0)) is None
