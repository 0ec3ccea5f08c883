"""The kiosk's screens for the tour, before a photograph that a library brings as a sample, or before a drawn figure."""

import importlib.util
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from shopassistant.core.paths import data_dir
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.kiosk.compare_screen import CompareScreen
from shopassistant.desktop.kiosk.flow import Event
from shopassistant.desktop.kiosk.measure_screen import MeasureScreen
from shopassistant.desktop.kiosk.mirror_screen import MirrorScreen
from shopassistant.desktop.kiosk.window import KioskWindow
from shopassistant.desktop.tour import Scene
from shopassistant.tryon.sources.source import SourceState

LONGEST_WAIT_MS = 20_000
# Pictures enough to turn a head that stands still.
VIEWS = 4

Walk = Callable[[KioskWindow], Iterator[None]]


def scenes() -> tuple[Scene, ...]:
    """Every step of a visit, and what can go wrong."""
    steps = {
        "attract": _attract, "consent": _consent, "mirror": _mirror, "measure": _measure, "measured": _measured,
        "compare": _compare, "replay": _replay,
        "save": _save, "hold": _hold, "code": _code, "camera-lost": _lost, "still-there": _asking, "pin": _pin,
        "contrast": _contrast,
    }  # fmt: skip
    return tuple(Scene(f"kiosk-{name}", "", partial(_play, step), is_kiosk=True) for name, step in steps.items())


def picture_of(kiosk: KioskWindow) -> QPixmap:
    """The window as it is, with a picture of the camera that was made for its size."""
    screen = kiosk.stage.front
    state = kiosk.desk.camera_state
    is_live = state is not None and state.state == "live" and kiosk.desk.visit.shows_mirror
    if is_live and isinstance(screen, MirrorScreen | CompareScreen | MeasureScreen) and screen.isVisible():
        _wait(kiosk)
    return kiosk.grab()


def _play(step: Walk, desktop: Desktop) -> Iterator[None]:
    if desktop.kiosk is None or desktop.kiosk.window is None:
        desktop.open_kiosk(str(_someone()))
        yield
    kiosk = desktop.kiosk.window if desktop.kiosk is not None else None
    if kiosk is None:
        raise RuntimeError("the kiosk did not open")
    kiosk.showNormal()
    kiosk.desk.do(Event.LEAVE)
    yield
    yield from step(kiosk)


def _attract(_kiosk: KioskWindow) -> Iterator[None]:
    yield


def _consent(kiosk: KioskWindow) -> Iterator[None]:
    kiosk.desk.do(Event.BEGIN)
    yield


def _mirror(kiosk: KioskWindow) -> Iterator[None]:
    yield from _worn(kiosk)
    _wait(kiosk)
    yield


def _measure(kiosk: KioskWindow) -> Iterator[None]:
    yield from _mirror(kiosk)
    kiosk.desk.do(Event.MEASURE)
    _wait(kiosk)
    yield


def _measured(kiosk: KioskWindow) -> Iterator[None]:
    from shopassistant.tryon.face.measures import Interval

    yield from _measure(kiosk)
    kiosk.desk.measuring.pupil_distance = Interval(63.2, 62.1, 64.3)
    kiosk.desk.measuring.told.emit()
    yield


def _worn(kiosk: KioskWindow) -> Iterator[None]:
    """At the mirror with three pairs of glasses tried; no picture came yet."""
    yield from _consent(kiosk)
    kiosk.desk.do(Event.AGREE)
    for variant_id in _glasses(kiosk)[:3]:
        kiosk.desk.put_on(variant_id)


def _compare(kiosk: KioskWindow) -> Iterator[None]:
    yield from _mirror(kiosk)
    for variant_id in _glasses(kiosk)[3:4]:
        kiosk.desk.put_on(variant_id)
    kiosk.desk.do(Event.COMPARE)
    _wait(kiosk)
    yield


def _replay(kiosk: KioskWindow) -> Iterator[None]:
    yield from _mirror(kiosk)
    kiosk.desk.do(Event.TURN)
    for _picture in range(VIEWS):
        _wait(kiosk)
    kiosk.desk.do(Event.TURNED)
    yield


def _save(kiosk: KioskWindow) -> Iterator[None]:
    yield from _compare(kiosk)
    kiosk.stage.ask_to_save()
    yield


def _hold(kiosk: KioskWindow) -> Iterator[None]:
    yield from _worn(kiosk)
    kiosk.desk.camera.stop()  # nobody looks into the mirror here
    kiosk.desk.do(Event.HOLD)
    yield


def _code(kiosk: KioskWindow) -> Iterator[None]:
    yield from _hold(kiosk)
    kiosk.desk.hold(kiosk.desk.visit.wears)
    yield


def _lost(kiosk: KioskWindow) -> Iterator[None]:
    yield from _worn(kiosk)
    kiosk.desk.camera.stop()
    kiosk.desk.tell_camera(SourceState("lost"))
    yield


def _asking(kiosk: KioskWindow) -> Iterator[None]:
    yield from _mirror(kiosk)
    kiosk.stage.still_there.show_left(9)
    yield


def _pin(kiosk: KioskWindow) -> Iterator[None]:
    kiosk.desk.do(Event.STAFF)
    yield


def _contrast(kiosk: KioskWindow) -> Iterator[None]:
    kiosk.ease.toggle_contrast()
    kiosk.ease.toggle_large()
    yield from _mirror(kiosk)


def _glasses(kiosk: KioskWindow) -> list[int]:
    return [one.variant_id for one in kiosk.desk.goods.values() if one.place == "eyes"]


def _wait(kiosk: KioskWindow) -> None:
    """Until the camera's next picture is on the screen, one that was made for the fields of now."""
    screen = kiosk.stage.front
    if not isinstance(screen, MirrorScreen | CompareScreen | MeasureScreen):
        return
    screen.view.forget()
    while not screen.view.has_picture:
        _wait_for_board(kiosk)


def _wait_for_board(kiosk: KioskWindow) -> None:
    loop, timer = QEventLoop(), QTimer()
    timer.setSingleShot(True)
    timer.timeout.connect(loop.quit)
    kiosk.desk.shown.connect(loop.quit)
    timer.start(LONGEST_WAIT_MS)
    loop.exec()
    if not timer.isActive():
        raise TimeoutError("no picture came")


def _someone() -> Path:
    """A file with somebody's portrait."""
    path = data_dir() / "tour-visitor.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    _before_a_camera(_sample()).save(str(path))
    return path


def _before_a_camera(portrait: QImage) -> QImage:
    """A portrait as a camera in a shop would have it: wide, with room on both sides."""
    image = QImage(1280, 720, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    high, wide = portrait.height(), portrait.width()
    width = 720 * wide / high
    side = (1280 - width) / 2
    painter.drawImage(QRectF(0, 0, side, 720), portrait, QRectF(0, 0, 2, high))  # its edges go on as a wall
    painter.drawImage(QRectF(1280 - side, 0, side, 720), portrait, QRectF(wide - 2, 0, 2, high))
    painter.drawImage(QRectF(side, 0, width, 720), portrait, QRectF(portrait.rect()))
    painter.end()
    return image


def _sample() -> QImage:
    """A portrait free of rights that comes with a library, where that is installed, else a drawn figure."""
    samples = {"skimage": ("data", "astronaut.png"), "matplotlib": ("mpl-data", "sample_data", "grace_hopper.jpg")}
    for package, parts in samples.items():
        found = importlib.util.find_spec(package)
        if found is not None and found.origin is not None:
            path = Path(found.origin).parent.joinpath(*parts)
            if path.is_file():
                return QImage(str(path))
    return _drawn()


def _drawn() -> QImage:
    """A figure without a face."""
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(QColor(Qt.GlobalColor.lightGray))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(Qt.GlobalColor.gray))
    painter.drawEllipse(QRectF(245, 110, 150, 195))
    painter.drawEllipse(QRectF(150, 300, 340, 330))
    painter.end()
    return image
