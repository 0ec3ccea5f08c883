"""A process in which somebody turns before the kiosk's mirror, for the test that looks for what is left of them.

Says each step on its output and goes on when it is told to. Once "the visit" begins, everything Python opens, renames,
starts or sends is noted, and the whole process gives up what writing files and reaching networks takes.
"""

import contextlib
import json
import os
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from shopassistant.desktop.kiosk.door import make_mirror, make_source
from shopassistant.desktop.kiosk.framing import Order
from shopassistant.desktop.kiosk.turning import Turning
from shopassistant.desktop.tasks.camera import CameraLane
from shopassistant.tryon.forget import keep_one_heap, keep_out_of_dumps
from shopassistant.tryon.loading import load
from shopassistant.tryon.sealed import seal_thread

FRAMES = 25
# Of the screen the mirror is shown on: half as large as the picture.
FIELD = (640, 360)


def main(film: str) -> None:
    keep_one_heap()
    keep_out_of_dumps()
    app = QApplication(["visit"])
    load()
    from shopassistant.tryon.eyewear.spec import EyewearSpec
    from shopassistant.tryon.looks.kinds import Blush, Earrings, Glasses, Hat, Lipstick, Necklace
    from shopassistant.tryon.looks.look import Look

    worn = Glasses(EyewearSpec()), Hat(), Earrings("hoop", 30), Necklace(), Lipstick(), Blush()
    order = Order((Look(worn),), (FIELD,))
    turning = Turning()
    lane = CameraLane()
    app.processEvents()
    noted: list[str] = []
    is_noting = [True]

    def note(event: str, values: tuple[object, ...]) -> None:
        if is_noting[0] and (wrong := _wrong(event, values)):
            noted.append(wrong)

    _step("begins")
    is_sealed = seal_thread()
    sys.addaudithook(note)
    lane.start(lambda: make_source(film), lambda: make_mirror(turning), order)
    turning.begin()
    boards = 0
    board = None
    while boards < FRAMES:
        _tick()
        board = lane.take() or board
        boards += board is not None and board.seen is not None
    assert board is not None
    views = turning.end()
    _tell(board.seen.landmarks.points)
    _step("shown")
    loop = QEventLoop()
    lane.ended.connect(loop.quit)
    kept = len(views)
    board, views = None, ()
    lane.stop()
    turning.wipe()
    loop.exec()
    is_noting[0] = False
    _step("wiped")
    print(json.dumps({
        "noted": noted, "sealed": is_sealed, "kept": kept > 0, "failures": lane.figures.failures,
        "sockets": _sockets(),
    }), flush=True)  # fmt: skip


def _wrong(event: str, values: tuple[object, ...]) -> str:
    """What an audit event tells of that must not be; empty where it is harmless."""
    if event == "open":
        path, mode, flags = values
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        return f"open {path} {mode}" if writes else ""
    kinds = (
        "socket.",
        "os.rename",
        "os.link",
        "os.mkdir",
        "os.remove",
        "subprocess.",
        "os.exec",
        "tempfile.",
        "sqlite3.",
    )
    return event if event.startswith(kinds) and event != "socket.gethostname" else ""


def _tell(points: "NDArray[np.float32]") -> None:
    """Their bytes as they lie in memory, without another copy."""
    whole = points.base if isinstance(points.base, np.ndarray) else points
    os.write(1, f"{whole.nbytes}\n".encode())
    os.write(1, memoryview(whole).cast("B"))


def _sockets() -> list[str]:
    """The sockets this process has."""
    found = []
    for link in list(Path("/proc/self/fd").iterdir()):
        with contextlib.suppress(FileNotFoundError):  # the one that the folder itself was read by
            found.append(str(link.readlink()))
    return [name for name in found if name.startswith("socket:")]


def _tick() -> None:
    loop = QEventLoop()
    QTimer.singleShot(5, loop.quit)
    loop.exec()


def _step(name: str) -> None:
    """Say it, and wait until it may go on."""
    print(name, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    main(sys.argv[1])
