"""A kiosk on a small shop, before a film instead of a camera."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.kiosk.board import BoardMaker
from shopassistant.desktop.kiosk.desk import KioskDesk
from shopassistant.desktop.kiosk.door import make_source
from shopassistant.desktop.kiosk.flow import Event
from shopassistant.desktop.kiosk.plan import KioskPlan
from shopassistant.desktop.kiosk.presence import Limits
from shopassistant.desktop.kiosk.turning import Turning
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.inventory.stock import count_stock
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Product, Variant
from shopassistant.store.shop import ensure_location
from shopassistant.tryon.card.meter import Reading
from shopassistant.tryon.face.measures import Interval, Measures
from shopassistant.tryon.face.scale import Scale
from shopassistant.tryon.looks.look import Look
from tests.unit.tryon.sources.devices import a_film

CARD = np.array([[140, 90], [180, 90], [180, 115], [140, 115]], np.float64)
GLASSES = {"lens_width_mm": 50, "lens_height_mm": 42, "bridge_mm": 19, "temple_mm": 145, "frame_width_mm": 138}


@dataclass(frozen=True)
class Marks:
    points: NDArray[np.float32]


@dataclass(frozen=True)
class Pose:
    rotation: NDArray[np.float64]


@dataclass(frozen=True)
class Face:
    """What is asked of a face that was seen; a plain stand-in for what MediaPipe finds."""

    landmarks: Marks
    pose: Pose
    who: int = 1
    measures: Measures | None = None


@dataclass(frozen=True)
class Shown:
    picture: NDArray[np.uint8]
    seen: tuple[Face, ...]
    refused: tuple[object, ...] = ()


class PlainMirror:
    """Sees a face that turns from side to side in the middle of the picture; a look is bars in its colours."""

    def __init__(self, people: "People") -> None:
        self.people = people
        self.chosen: list[int | None] = []

    def show_all(self, frame: Any, looks: Sequence[Look | None]) -> tuple[Shown, ...]:
        """The frame with as many bars as there are things in the look."""
        height, width = frame.picture.shape[:2]
        box = np.array([[0.4, 0.3], [0.6, 0.7]], np.float32) * [width, height]
        angle = np.radians(self.people.turns * np.sin(frame.number / 6))
        rotation = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
        marks = Marks(box.astype(np.float32))
        seen = (Face(marks, Pose(rotation), 1, self.people.measures),) if self.people.are_there else ()
        refused = self.people.refused
        return tuple(Shown(self._worn(frame.picture, look), seen, refused) for look in looks)

    def choose(self, who: int | None) -> None:
        """Note it."""
        self.people.chosen.append(who)

    def close(self) -> None:
        """Note it."""
        self.people.closed += 1

    def _worn(self, picture: NDArray[np.uint8], look: Look | None) -> NDArray[np.uint8]:
        made = picture.copy()
        height, width = picture.shape[:2]
        for place, wearable in enumerate(look.wearables if look is not None else ()):
            colour = getattr(getattr(wearable, "spec", wearable), "colour", (255, 255, 255))
            top = height * (4 + place) // 10
            made[top : top + height // 10, width * 4 // 10 : width * 6 // 10] = colour[::-1]
        return made


class PlainMeter:
    """Measures by a card as far as it is told to."""

    def __init__(self, people: "People") -> None:
        self._people = people
        self.is_on = False
        self.reading = Reading("search", 0.0, CARD)

    def begin(self) -> None:
        """From now on."""
        self.is_on = True

    def stop(self) -> None:
        """No longer."""
        self.is_on = False

    def look(self, _picture: object, _seen: object, _at_ms: int) -> Reading | None:
        """What it is told to say; once it is done, the face is known by the card."""
        if not self.is_on:
            return None
        if self.reading.code == "done":
            self._people.measures = measures_by("card", 1.0)
        return self.reading


def measures_by(source: str, off: float) -> Measures:
    """A face 142 mm wide, its eyes 63 mm apart, so many millimetres off."""
    pupils, wide, nose, back = (Interval(one, one - off, one + off) for one in (63.0, 142.0, 18.0, 98.0))
    return Measures(pupils, pupils, wide, nose, back, Scale(1.0, off / 63, (source,)))


class People:
    """Who stands before the mirror."""

    def __init__(self) -> None:
        self.are_there = True
        self.turns = 30.0
        self.chosen: list[int | None] = []
        self.closed = 0
        self.fault = ""
        self.refused: tuple[object, ...] = ()
        self.now = 1000.0
        self.measures: Measures | None = None
        self.meter = PlainMeter(self)

    def mirror(self, turning: Turning) -> BoardMaker:
        """A mirror that they are seen in."""
        return BoardMaker(PlainMirror(self), turning, self, self.meter)

    def watch(self, _picture: object, _seen: object, _at_ms: int) -> str:
        """What hinders seeing them."""
        return self.fault

    def clock(self) -> float:
        """Seconds, which pass only when told to."""
        return self.now


@pytest.fixture
def people() -> People:
    """One person, who is there."""
    return People()


@pytest.fixture
def goods(store: Store) -> tuple[int, ...]:
    """Ids of five things to put on: four pairs of glasses and a hat; three of each in stock, of the last one none."""
    ids = [
        add_goods(store, "Alder round", GLASSES | {"colour_hex": "#101010"}, 12_900, 3),
        add_goods(store, "Birch round", GLASSES | {"colour_hex": "#c02020"}, 12_900, 3),
        add_goods(store, "Cedar round", GLASSES | {"colour_hex": "#2040c0"}, 12_900, 3),
        add_goods(store, "Dogwood round", GLASSES | {"colour_hex": "#20a040"}, 12_900, 3),
        add_goods(store, "Elm felt hat", {"wearable": "hat", "colour_hex": "#505040"}, 4_500, 0),
    ]
    return tuple(ids)


def add_goods(store: Store, name: str, attributes: dict[str, Any], price: int, units: int) -> int:
    with store.begin(SYSTEM) as unit:
        product = Product(code=name, name=name, attributes=attributes, created_at=unit.clock.now())
        unit.session.add(product)
        unit.session.flush()
        made = Variant(product_id=product.id, sku=name, price_minor=price)
        unit.session.add(made)
        unit.session.flush()
        place, variant_id = ensure_location(unit), made.id
        unit.commit()
    count_stock(store, SYSTEM, place, {variant_id: units})
    return variant_id


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A film of grey pictures."""
    return a_film(tmp_path / "camera.avi")


@pytest.fixture
def kiosk(
    qtbot: QtBot,
    qapp: QApplication,
    desktop: Desktop,
    goods: tuple[int, ...],
    people: People,
    film: Path,
    tmp_path: Path,
) -> Iterator[KioskWindow]:
    """The kiosk's window, nobody before it yet."""
    assert desktop.context is not None
    limits = Limits(idle_s=40, ask_s=10, untouched_s=200)
    plan = KioskPlan(camera=str(film), limits=limits, pictures=tmp_path / "pictures")
    desk = KioskDesk(desktop.context, plan, people.mirror, make_source, people.clock, lambda: None)
    window = KioskWindow(qapp, desk)
    desk.setParent(window)
    window.resize(1080, 1400)
    window.show()
    window.watch()
    desk.open()
    assert desktop.shell.lanes.wait_idle()
    yield window
    assert window.shut()
    window.close()
    window.deleteLater()


@pytest.fixture
def at_mirror(qtbot: QtBot, kiosk: KioskWindow) -> Callable[..., KioskWindow]:
    """Goes to the mirror and waits for its first picture; variants are put on one after the other, each instead of
    the one before."""

    def go(*variant_ids: int) -> KioskWindow:
        kiosk.desk.do(Event.BEGIN)
        kiosk.desk.do(Event.AGREE)
        qtbot.waitUntil(lambda: kiosk.stage.mirror.view.has_picture)
        for variant_id in variant_ids:
            kiosk.desk.put_on(variant_id)
        return kiosk

    return go
