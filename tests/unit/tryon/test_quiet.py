"""MediaPipe would report its use to its maker; through our landmarker it does not."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import shopassistant

COMPILER = shutil.which("cc")

_CHILD = """
import os, sys
from pathlib import Path
from mediapipe.tasks.python.core.base_options import BaseOptions
from mediapipe.tasks.python.vision import FaceLandmarker, FaceLandmarkerOptions
from shopassistant.tryon.face.landmarks import Landmarker
from shopassistant.tryon.face.model_files import model_file
from shopassistant.tryon.face.network import Network

lookups = Path(os.environ["LOOKUPS"])
options = BaseOptions(model_asset_path=str(model_file("face_landmarker.task")))
FaceLandmarker.create_from_options(FaceLandmarkerOptions(base_options=options)).close()
print(*sorted(set(lookups.read_text().split())))
lookups.unlink()
for _ in range(2):
    Landmarker(is_video=True).close()
    Network().close()
print(lookups.exists(), "https_proxy" in os.environ)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="LD_PRELOAD")
@pytest.mark.skipif(COMPILER is None, reason="no C compiler (cc) for the stand-in resolver")
def test_no_name_is_looked_up_for_statistics_of_use(tmp_path: Path) -> None:
    resolver = tmp_path / "lookups.so"
    source = Path(__file__).with_name("lookups.c")
    subprocess.run([str(COMPILER), "-shared", "-fPIC", "-o", resolver, source], check=True)
    told = subprocess.run(
        [sys.executable, "-c", _CHILD],
        env=os.environ | {"LD_PRELOAD": str(resolver), "LOOKUPS": str(tmp_path / "names"), "NO_PROXY": "*"},
        capture_output=True,
        text=True,
        check=True,
    )
    left_alone, ours = told.stdout.splitlines()
    assert left_alone == "play.googleapis.com", "what this is about; if it is gone, so may keep_quiet be"
    assert ours == "False False", "nothing looked up, and Python's own clients see no proxy"


def test_whoever_makes_a_task_of_mediapipe_keeps_it_quiet() -> None:
    room = Path(shopassistant.__file__).parent
    makers = [path for path in room.rglob("*.py") if ".create_from_options(" in path.read_text("utf-8")]
    assert len(makers) >= 2
    assert [path.name for path in makers if "keep_quiet()" not in path.read_text("utf-8")] == []
