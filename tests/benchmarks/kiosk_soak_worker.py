"""The kiosk of `kiosk_soak`: a process with a camera of its own, through which visit after visit goes.

Its window, desk, camera lane, landmarks and renderer are the program's; only time passes faster, and the camera's
driver is a stand-in (``tests/unit/tryon/sources/v4l2.c``) that answers as the kernel does.
"""

import argparse
import gc
import json
import random
import subprocess
import sys
import time
import weakref
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from shopassistant.desktop.app import Desktop, build_shell
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.door import make_mirror
from shopassistant.desktop.kiosk.flow import Event, Step
from shopassistant.desktop.kiosk.plan import KioskPlan
from shopassistant.desktop.kiosk.presence import Limits
from shopassistant.desktop.kiosk.turning import Turning
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.shell.opening import look_at
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.schema import Product, Variant
from shopassistant.store.staff import add_staff
from shopassistant.tryon.forget import keep_one_heap
from tests.blank import small_shop
from tests.unit.tryon.sources.driver import ANOTHER_PROGRAM, Machine

# Longer than this nothing may take, seconds: then it is a problem.
PATIENCE_S = 20.0
FRAMES = {
    "Alder round": {"shape": "round", "colour_hex": "#202020"},
    "Birch panto": {"shape": "panto", "colour_hex": "#803020"},
    "Cedar square": {"shape": "square", "colour_hex": "#204080"},
    "Dogwood cat-eye": {"shape": "cat-eye", "colour_hex": "#702050"},
}
_MEASURES = {"lens_width_mm": 50, "lens_height_mm": 42, "bridge_mm": 19, "temple_mm": 145, "frame_width_mm": 138}


@dataclass
class Soak:
    """What happened."""

    counts: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    recovered_s: list[float] = field(default_factory=list)
    ended_s: list[float] = field(default_factory=list)
    samples: list[tuple[float, int, int]] = field(default_factory=list)


class Watched:
    """A mirror that is watched: every picture that goes through it must be overwritten or gone after the visit."""

    def __init__(self, inner: Any, kiosk: "Kiosk") -> None:
        self._inner, self._kiosk = inner, kiosk

    def show(self, frame: Any, look: Any) -> Any:
        board = self._inner.show(frame, look)
        self._kiosk.pictures.add(frame.picture)
        counts = self._kiosk.soak.counts
        counts["frames"] += 1
        if board is not None:
            for picture in board.pictures:
                self._kiosk.pictures.add(picture)
            is_there = board.seen is not None
            counts["frames with a face"] += is_there
            counts["faces came or went"] += is_there != self._kiosk.had_face
            self._kiosk.had_face = is_there
        return board

    def choose(self, *where: Any) -> None:
        self._inner.choose(*where)

    def close(self) -> None:
        self._inner.close()


class Pictures:
    """Arrays that were seen, not kept alive."""

    def __init__(self) -> None:
        self._seen: dict[int, weakref.ref[Any]] = {}

    def add(self, picture: Any) -> None:
        self._seen[id(picture)] = weakref.ref(picture)

    def left(self) -> int:
        """How many still show something; then they are forgotten here."""
        alive = [one for one in (seen() for seen in self._seen.values()) if one is not None]
        self._seen.clear()
        return sum(bool(picture.any()) for picture in alive)


class Kiosk:
    """The window with somebody at it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.soak, self.pictures, self.had_face = Soak(), Pictures(), False
        self.rng = random.Random(seed)
        self.now = 0.0
        self.machine = Machine(folder / "dev")
        self.number = 0
        self.app = QApplication(["soak"])
        self.store = small_shop(folder / "shop.db")
        self.ids = _fill(self.store)
        with self.store.begin(SYSTEM) as unit:
            staff = add_staff(unit, "Mia", "manager", "2468")
            unit.commit()
        self.shell = build_shell(self.app, folder / "settings.json")
        self.desktop = Desktop(self.shell, MainWindow(self.shell), page_specs)
        self.desktop.show_shop(look_at(self.store), Actor("staff", "Mia", staff, "manager"))
        assert self.desktop.context is not None
        self.shell.errors.crashed.connect(self.soak.problems.append)
        plan = KioskPlan(limits=Limits(idle_s=45, ask_s=12), pictures=folder / "pictures")
        self.desk = KioskDesk(self.desktop.context, plan, self._mirror, self._source, lambda: self.now)
        self.desk.troubled.connect(self.soak.problems.append)
        self.window = KioskWindow(self.app, self.desk)
        self.desk.setParent(self.window)
        self.window.resize(1080, 1400)
        self.window.show()
        self.desk.open()
        self.until(lambda: len(self.desk.goods) == len(self.ids), "goods")

    def _mirror(self, turning: Turning) -> Any:
        return Watched(make_mirror(turning), self)

    def _source(self, _camera: str) -> Any:
        from shopassistant.tryon.sources.linux import LinuxCameras
        from shopassistant.tryon.sources.webcam import Webcam

        return Webcam(None, LinuxCameras(devices=self.machine.folder))

    # Waiting

    def until(self, is_so: Callable[[], bool], what: str) -> bool:
        """Let the window live until something is so. A wait that is too long is a problem, and ends the visit."""
        end = time.monotonic() + PATIENCE_S
        while not is_so():
            if time.monotonic() > end:
                self.soak.problems.append(f"waited for {what} at {self.desk.visit.step} {self.desk.camera_state}")
                return False
            loop = QEventLoop()
            QTimer.singleShot(3, loop.quit)
            loop.exec()
        return True

    def frames(self, count: int) -> None:
        """So many more pictures of the mirror, while somebody looks at them; time passes as if all had been shown."""
        wanted = self.soak.counts["frames"] + count
        self.until(lambda: self.soak.counts["frames"] >= wanted, "pictures")
        self.now += self.rng.uniform(5, 25)
        self.desk.look_at_clock()
        if self.rng.random() < 0.7:
            self.desk.touched()

    def state(self) -> str:
        return self.desk.camera_state.state if self.desk.camera_state is not None else ""

    # The camera's troubles

    def plug(self, fault: str = "") -> None:
        self.machine.plug(self.number, fault=fault)

    def lose(self) -> None:
        """The cable is pulled and put in again, sometimes under another number."""
        self.machine.unplug(self.number)
        if self.until(lambda: self.state() == "lost", "lost"):
            self.soak.counts["lost"] += 1
        self.number = self.rng.randrange(3)
        self.plug()
        self._back()

    def be_taken(self) -> None:
        """Another program waits for the camera, and is quicker when it is put in again."""
        self.machine.unplug(self.number)
        self.until(lambda: self.state() == "lost", "lost")
        command = [sys.executable, "-c", ANOTHER_PROGRAM, str(self.number)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdin is not None
            for _ in range(10):
                self.plug()
                self.until(lambda: self.state() in ("busy", "live"), "busy or live")
                if self.state() == "busy":
                    self.soak.counts["taken by another process"] += 1
                    break
                self.machine.unplug(self.number)  # the kiosk was quicker this time
                self.until(lambda: self.state() == "lost", "lost")
            else:
                self.plug()
            other.stdin.close()
            other.wait(2 * PATIENCE_S)
        self._back()

    def be_denied(self) -> None:
        """The system takes the right to it away, gives it back, and it comes in a wrong format before it is right."""
        for fault, state in (("denied", "refused"), ("depth", "format")):
            self.machine.unplug(self.number)
            self.until(lambda: self.state() in ("lost", "refused", "format"), "lost")
            self.plug(fault)
            if self.until(lambda wanted=state: self.state() == wanted, state):
                self.soak.counts[state] += 1
        self.plug()
        self._back()

    def hang(self) -> None:
        """It gives no pictures any more, though nobody pulled it."""
        self.plug("hangs")
        if self.until(lambda: self.state() == "lost", "lost"):
            self.soak.counts["hung"] += 1
        self.plug()
        self._back()

    def _back(self) -> None:
        began, frames = time.monotonic(), self.soak.counts["frames"]
        if self.until(lambda: self.state() == "live" and self.soak.counts["frames"] > frames, "live"):
            self.soak.recovered_s.append(time.monotonic() - began)

    # A visit

    def visit(self, troubles: tuple[Callable[[], None], ...]) -> None:
        """One customer, from the first touch to the last."""
        desk = self.desk
        desk.do(Event.BEGIN)
        desk.do(Event.AGREE)
        self.until(lambda: self.window.stage.mirror.view.has_picture, "the first picture")
        self.frames(4)
        steps: list[Callable[[], None]] = [self.try_on, self.try_on, self.compare, self.turn, self.put_aside]
        steps += troubles
        self.rng.shuffle(steps)
        for step in steps:
            step()
            if desk.visit.is_empty:
                break
        self.leave()

    def try_on(self) -> None:
        for variant_id in self.rng.sample(self.ids, 2):
            self.desk.put_on(variant_id)
            self.frames(4)

    def compare(self) -> None:
        self.desk.do(Event.COMPARE)
        if self.desk.visit.step is Step.COMPARE:
            self.soak.counts["compared"] += 1
            self.frames(3)
            self.desk.do(Event.BACK)

    def turn(self) -> None:
        self.desk.do(Event.TURN)
        if self.desk.visit.step is Step.TURN:
            self.frames(6)
            self.until(lambda: self._turned(), "a turn")
            self.soak.counts["turned"] += self.desk.visit.step is Step.REPLAY
            self.desk.do(Event.BACK)

    def _turned(self) -> bool:
        self.now += 0.1
        return self.desk.visit.step is not Step.TURN

    def put_aside(self) -> None:
        self.desk.do(Event.HOLD)
        if self.desk.visit.step is Step.HOLD and self.desk.visit.wears:
            self.desk.hold(self.desk.visit.wears)
            self.until(lambda: bool(self.desk.visit.code), "a code")
            self.soak.counts["held"] += 1
        self.desk.do(Event.BACK)

    def leave(self) -> None:
        """By the button, or by walking off: then the kiosk asks, waits, and forgets."""
        desk, began = self.desk, time.monotonic()
        ended: list[int] = []
        desk.camera.ended.connect(lambda: ended.append(1))
        if self.rng.random() < 0.5:
            desk.do(Event.LEAVE)
        else:
            self.soak.counts["walked off"] += 1
            while not desk.visit.is_empty:
                self.now += 20
                desk.look_at_clock()
        self.until(lambda: bool(ended), "the camera's end")
        desk.camera.ended.disconnect()
        self.soak.ended_s.append(time.monotonic() - began)
        self.until(lambda: self.shell.lanes.is_idle, "idle lanes")
        self.now += 30
        left = self.pictures.left()
        self.soak.counts["wiped"] += left == 0 and desk.views == () and desk.picture is None and desk.visit.is_empty
        if left:
            self.soak.problems.append(f"{left} pictures left after a visit")
        self.soak.counts["visits"] += 1
        gc.collect()
        process = psutil.Process()
        self.soak.samples.append((process.memory_info().rss / 2**20, process.num_threads(), process.num_fds()))

    def close(self) -> None:
        if not self.window.shut():
            self.soak.problems.append("the kiosk did not end")
        self.window.close()
        self.desktop.close()
        self.store.close()


def _fill(store: Any) -> list[int]:
    found = []
    with store.begin(SYSTEM) as unit:
        for name, style in FRAMES.items():
            product = Product(code=name, name=name, attributes=_MEASURES | style, created_at=unit.clock.now())
            unit.session.add(product)
            unit.session.flush()
            variant = Variant(product_id=product.id, sku=name, price_minor=12_900)
            unit.session.add(variant)
            unit.session.flush()
            found.append(variant.id)
        unit.commit()
    return found


def main() -> None:
    """Visits, with the faults spread over them; pauses now and then, so that its memory can be looked at."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--visits", type=int, required=True)
    parser.add_argument("--losses", type=int, required=True)
    parser.add_argument("--others", type=int, required=True)
    parser.add_argument("--looks", type=int, required=True)
    asked = parser.parse_args()
    keep_one_heap()
    kiosk = Kiosk(asked.folder, 6)
    faults = [kiosk.lose] * asked.losses
    faults += [kiosk.be_taken, kiosk.be_denied, kiosk.hang] * asked.others
    kiosk.rng.shuffle(faults)
    began, cpu = time.monotonic(), time.process_time()
    for number in range(asked.visits):
        share = faults[number :: asked.visits]
        kiosk.visit(tuple(share))
        if (number + 1) % max(1, asked.visits // asked.looks) == 0:
            print(json.dumps({"look": number + 1, "problems": kiosk.soak.problems}), flush=True)
            if not sys.stdin.readline():
                break  # whoever started this is gone
    soak = kiosk.soak
    figures = {
        "counts": soak.counts, "problems": soak.problems, "hours": kiosk.now / 3600, "samples": soak.samples,
        "recovered_s": soak.recovered_s, "ended_s": soak.ended_s, "wall_s": time.monotonic() - began,
        "cpu_s": time.process_time() - cpu,
    }  # fmt: skip
    kiosk.close()
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
