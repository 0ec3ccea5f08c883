"""The whole way once, with nothing replaced: a photograph in the camera's place, the models, glasses on the face."""

from pathlib import Path
from typing import cast

import cv2
import matplotlib.cbook
import numpy as np
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.tryon.page import TryOnPage


def a_photograph(folder: Path) -> Path:
    """A free sample face as a camera would take it: in the middle of a wide picture."""
    picture = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert picture is not None
    path = folder / "portrait.png"
    cv2.imwrite(str(path), cv2.copyMakeBorder(picture, 0, 0, 200, 200, cv2.BORDER_REPLICATE))
    return path


def test_glasses_sit_on_the_face_its_measures_stand_beside_it_and_nothing_is_left(
    qtbot: QtBot, desktop: Desktop, variants: dict[str, int], tmp_path: Path
) -> None:
    desktop.shell.settings.change(camera=str(a_photograph(tmp_path)))
    desktop.window.show_page("tryon")
    page = cast(TryOnPage, desktop.window.page("tryon"))
    for _ in range(4):
        QApplication.processEvents()
        assert desktop.shell.lanes.wait_idle()
    page.ask.yes.click()
    qtbot.waitUntil(lambda: page.desk.measures is not None, timeout=30_000)
    measures = page.desk.measures
    assert measures is not None
    assert 52 < measures.far_pupil_distance.value < 74  # what grown people have (Dodgson 2004: 52 to 78)
    assert measures.far_pupil_distance.low < measures.far_pupil_distance.value < measures.far_pupil_distance.high
    bare = page.view.copied()
    page.desk.put_on(variants["Linden round"])
    boards = []
    page.desk.shown.connect(boards.append)

    def is_worn() -> bool:
        now = page.view.copied()
        return now.shape == bare.shape and int((np.abs(now.astype(int) - bare).max(axis=2) > 60).sum()) > 500

    qtbot.waitUntil(is_worn, timeout=30_000)
    assert page.worn.lines[0].fit.text().startswith("Frame 138 mm, face ")
    with qtbot.waitSignal(page.desk.camera.ended, timeout=10_000):
        page.hidden()
    assert page.desk.measures is None
    assert page.view.copied() is None
    assert all(not picture.any() for board in boards for picture in board.pictures)
