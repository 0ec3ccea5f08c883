"""A small shop with frames, the page Try-on in the real window, and a film in the camera's place."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.core.errors import UserError
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.kiosk.board import Board
from shopassistant.desktop.kiosk.card_reading import CardReading
from shopassistant.desktop.kiosk.framing import Order
from shopassistant.desktop.pages.tryon import page as page_module
from shopassistant.desktop.pages.tryon.page import TryOnPage
from shopassistant.desktop.pages.tryon.staff_mirror import CoachedBoard
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Product, Variant
from shopassistant.tryon.face.measures import Interval, Measures
from shopassistant.tryon.face.scale import Scale
from tests.unit.tryon.sources.devices import a_film

ROUND = {"lens_width_mm": 50, "frame_width_mm": 138, "bridge_mm": 18, "shape": "round"}
SQUARE = {"lens_width_mm": 58, "frame_width_mm": 160, "bridge_mm": 20, "shape": "square"}
FRAMES: dict[str, tuple[dict[str, Any], int, tuple[str, ...]]] = {
    "Linden round": (ROUND, 12_000, ("black", "gold")), "Ash square": (SQUARE, 9_000, ("black",)),
    "Sun hat": ({"wearable": "hat", "shape": "brimmed"}, 3_500, ("straw",)),
}  # fmt: skip


def around(value: float, off: float = 2.0) -> Interval:
    return Interval(value, value - off, value + off)


MEASURES = Measures(around(61.0), around(62.0), around(140.0), around(18.0), around(100.0), Scale(1.0, 0.03, ("iris",)))


@dataclass
class Wearer:
    """Who stands before the mirror; a mirror shows a plain grey picture of them."""

    is_there: bool = True
    who: int = 1
    coaching: str = ""
    worn: list[tuple[str, ...]] = field(default_factory=list)
    typed: list[float] = field(default_factory=list)
    pictures: list[Any] = field(default_factory=list)
    fails: list[Exception] = field(default_factory=list)
    refuses: dict[str, UserError] = field(default_factory=dict)
    closed: int = 0
    measures: Measures = field(default_factory=lambda: MEASURES)
    card: CardReading | None = None
    is_measured: bool = False


class PlainMirror:
    def __init__(self, wearer: Wearer) -> None:
        self._wearer = wearer

    def show(self, frame: Any, look: Order | None) -> CoachedBoard | None:
        wearer = self._wearer
        if wearer.fails:
            raise wearer.fails.pop()
        if look is None or not look.fields:
            return None
        wearer.worn.append(tuple(one.kind for one in look.looks[0].wearables))
        width, height = look.fields[0]
        picture = np.full((height, width, 4), 90, np.uint8)
        wearer.pictures.append(picture)
        seen = SimpleNamespace(who=wearer.who, measures=wearer.measures) if wearer.is_there else None
        worn = look.looks[0].wearables
        refused = tuple((one, wearer.refuses[one.kind]) for one in worn if one.kind in wearer.refuses)
        card = wearer.card if wearer.is_measured else None
        return CoachedBoard(Board((picture,), seen, frame.at_ms, card=card), wearer.coaching, refused)

    def told(self, distance_mm: float) -> None:
        self._wearer.typed.append(distance_mm)

    def measure(self, *, is_on: bool) -> None:
        self._wearer.is_measured = is_on

    def choose(self, *_where: Any) -> None:
        self._wearer.who += 1

    def close(self) -> None:
        self._wearer.closed += 1


@pytest.fixture
def wearer(monkeypatch: pytest.MonkeyPatch) -> Wearer:
    made = Wearer()
    monkeypatch.setattr(page_module, "_make_mirror", lambda: PlainMirror(made))
    monkeypatch.setattr(page_module, "_prepare", lambda: None)
    return made


@pytest.fixture
def variants(store: Store) -> dict[str, int]:
    """Ids by name; the first colour's."""
    found = {}
    with store.begin(SYSTEM) as unit:
        for name, (attributes, price, colours) in FRAMES.items():
            product = Product(code=name, name=name, attributes=attributes, created_at=unit.clock.now())
            unit.session.add(product)
            unit.session.flush()
            made = [
                Variant(product_id=product.id, sku=f"{name} {colour}", colour=colour, price_minor=price)
                for colour in colours
            ]
            unit.session.add_all(made)
            unit.session.flush()
            found[name] = made[0].id
        unit.commit()
    return found


@dataclass
class TryOn:
    """The page in the real window."""

    desktop: Desktop
    page: TryOnPage
    qtbot: QtBot
    clock: list[float]

    def settle(self) -> None:
        """Let everything that was asked for arrive."""
        for _ in range(4):
            QApplication.processEvents()
            assert self.desktop.shell.lanes.wait_idle()
            QApplication.processEvents()

    def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something of the camera's threads."""
        self.qtbot.waitUntil(condition, timeout=10_000)

    def begin(self) -> None:
        """The customer agrees."""
        self.page.ask.yes.click()
        self.until(lambda: self.page.view.has_picture)

    @property
    def row(self) -> list[str]:
        return [tile.goods.name for tile in self.page.row.tiles]


@pytest.fixture
def tryon(qtbot: QtBot, desktop: Desktop, wearer: Wearer, variants: dict[str, int], tmp_path: Path) -> Iterator[TryOn]:
    desktop.shell.settings.change(camera=str(a_film(tmp_path / "film.avi")))
    desktop.window.show_page("tryon")
    page = cast(TryOnPage, desktop.window.page("tryon"))
    now = [100.0]
    page.desk._clock = lambda: now[0]
    made = TryOn(desktop, page, qtbot, now)
    made.settle()
    yield made
    assert page.desk.close(10)
