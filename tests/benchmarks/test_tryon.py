"""The try-on's benchmark runs, and its figures are figures."""

import numpy as np
import pytest

from tests.benchmarks.tryon import run
from tests.benchmarks.tryon_still import jitter


def test_tryon_runs() -> None:
    figures = run(tiny=True)
    assert float(str(figures["landmarks and drawing p95, ms"])) > 0
    assert float(str(figures["frames with a face"])) > 0.9
    assert float(str(figures["30 a second: capture to shown p50, ms"])) > 0


def test_jitter_is_what_trembles_not_what_moves() -> None:
    numbers = np.random.default_rng(5)
    still = np.full((400, 2), 100.0)
    assert jitter(still) == pytest.approx(0, abs=1e-9)
    assert jitter(still + numbers.normal(0, 0.3, still.shape)) == pytest.approx(0.3 * np.sqrt(2 * 14 / 15), rel=0.1)
    assert jitter(still + np.arange(400)[:, None] * 0.1) == pytest.approx(0, abs=1e-6), "slow and steady"
    assert np.isnan(jitter(np.arange(800.0).reshape(400, 2)))
