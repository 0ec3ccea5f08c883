"""The tour: every page opens on demo data and every scene is a picture with something on it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.tour_shop import tour
from tests.desktop.strays import StrayWindows


def test_every_page_and_dialogue(qapp: QApplication, tmp_path: Path) -> None:
    with StrayWindows() as strays:
        files = tour(
            tmp_path / "pictures", tmp_path, customers=60, products=80, sizes=((1366, 768),), modes=("dark",), tall=()
        )
    assert strays.seen == []
    names = {path.name.removesuffix("-1366x768-dark.png") for path in files}
    assert len(names) == len(files), "two scenes share a name"
    for spec in page_specs():
        assert any(name.startswith(spec.id) for name in names), spec.id
    for path in files:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 768)
        tones = {image.pixel(x, y) for x in range(0, 1366, 7) for y in range(0, 768, 7)}
        assert len(tones) > 12, f"{path.name} is as good as empty"


@pytest.mark.parametrize("only", ["no-such-scene"])
def test_unknown_scene(qapp: QApplication, tmp_path: Path, only: str) -> None:
    assert tour(tmp_path / "pictures", tmp_path, only, customers=10, products=20) == []
