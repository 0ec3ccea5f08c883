"""Two visits of the soak: the camera is lost and comes back, and nothing is left of anybody."""

import sys

import pytest

from tests.benchmarks import kiosk_soak
from tests.unit.tryon.sources.driver import COMPILER


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the stand-in driver is Linux'")
@pytest.mark.skipif(COMPILER is None, reason="no C compiler (cc) for the stand-in driver")
def test_visits_with_a_lost_camera_leave_nothing() -> None:
    figures = kiosk_soak.run(tiny=True)
    assert figures["problems"] == []
    assert (figures["visits"], figures["visits not wiped"], figures["camera lost"]) == (2, 0, 1)
    assert figures["memory looked at"] == 1
    assert figures["rows found in memory"] == 0
    assert isinstance(figures["frames with a face"], int)
    assert figures["frames with a face"] > 0
