"""What a visit leaves behind: nothing. Its process is watched from outside, down to its memory.

Somebody stands before the real mirror (real landmarks, real glasses) in a process of its own, with no network and no
file to write to. Rows of the picture are told from everything else by their noise: during the visit they are found in
the process's memory, so the search can find them; after it they must not be, nor the landmarks of the face.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import matplotlib.cbook
import numpy as np
import pytest

from tests.process_memory import found

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")

# Pieces of rows so long, in bytes, do not come about by chance.
_PIECE = 120


@pytest.fixture(scope="module")
def rows() -> dict[str, bytes]:
    return {}


@pytest.fixture(scope="module")
def portrait(tmp_path_factory: pytest.TempPathFactory, rows: dict[str, bytes]) -> Path:
    """A free sample face beside noise: once in single pixels, once in squares that survive being made half as large."""
    face = cv2.imread(str(matplotlib.cbook.get_sample_data("grace_hopper.jpg", asfileobj=False)))
    assert face is not None
    rng = np.random.default_rng(7)
    picture = np.full((720, 1280, 3), 128, np.uint8)
    picture[60 : 60 + len(face), 400 : 400 + face.shape[1]] = face[:660]
    picture[:4] = noise = rng.integers(0, 256, (4, 1280, 3), dtype=np.uint8)
    squares = rng.integers(0, 256, (1, 320, 3), dtype=np.uint8)
    picture[8:16] = np.repeat(squares, 4, axis=1)
    rows["as taken"] = noise[2, 600:].tobytes()[:_PIECE]
    rows["other order"] = np.ascontiguousarray(noise[2, 600:, ::-1]).tobytes()[:_PIECE]
    painted = np.dstack([np.repeat(squares, 2, axis=1)[:, ::-1], np.full((1, 640), 255, np.uint8)])
    rows["on the screen"] = painted[0, 300:].tobytes()[:_PIECE]
    path = tmp_path_factory.mktemp("portrait") / "portrait.png"
    cv2.imwrite(str(path), picture)
    return path


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_a_visit_writes_no_file_reaches_no_network_and_leaves_no_picture_in_memory(
    tmp_path: Path, portrait: Path, rows: dict[str, bytes]
) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")} | {
        "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "SHOPASSISTANT_HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path / "plots"), "QT_QPA_PLATFORM": "offscreen",
        "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "tests.desktop.tasks.visit_child", str(portrait)]
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def step(name: bytes) -> None:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == name

        step(b"begins")
        before = files(tmp_path)
        process.stdin.write(b"\n")
        process.stdin.flush()
        landmarks = process.stdout.read(int(process.stdout.readline()))
        step(b"shown")
        wanted = rows | {f"landmark {place}": landmarks[place : place + 48] for place in (0, 1200, 4800)}
        try:
            during = found(process.pid, wanted)
        except PermissionError as error:
            process.kill()
            pytest.skip(f"this system shows no process's memory to its parent: {error}")
        assert {"as taken", "on the screen"} <= during, "what is looked for can be found"
        assert any(name.startswith("landmark") for name in during)
        dumped = Path(f"/proc/{process.pid}/coredump_filter").read_text("ascii")
        assert int(dumped, 16) == 0, "a crash now would write no memory to the disk"
        process.stdin.write(b"\n")
        process.stdin.flush()
        step(b"wiped")
        assert found(process.pid, wanted) == set()
        process.stdin.write(b"\n")
        process.stdin.flush()
        told = json.loads(process.stdout.readline())
        assert process.wait(20) == 0
    assert told == {"noted": [], "sealed": True, "kept": True, "failures": 0, "sockets": []}
    assert files(tmp_path) == before
