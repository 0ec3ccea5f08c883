"""Nothing that is known of a person tells itself in a message: not in a log, not in an error."""

import dataclasses
import importlib
import pkgutil
from types import ModuleType

import pytest

import shopassistant.desktop.kiosk as kiosk
import shopassistant.desktop.pages.tryon as page
import shopassistant.tryon.face as face
import shopassistant.tryon.hands as hands
import shopassistant.tryon.sources as sources

_ROOMS = (face, hands, sources, kiosk, page)
_MODULES = ("shopassistant.tryon.mirror", "shopassistant.tryon.worn", "shopassistant.tryon.still")
# Of things, goods and places, not of people.
_HARMLESS = {
    "Camera", "CameraInfo", "Canonical", "Spots", "SourceState", "Focus", "Goods", "Guard", "Here", "KioskPlan",
    "Limits", "Offer", "Order", "Part", "StaffVisit", "Visit", "Watched",
}  # fmt: skip


def _modules() -> list[ModuleType]:
    names = [f"{room.__name__}.{one.name}" for room in _ROOMS for one in pkgutil.iter_modules(room.__path__)]
    return [importlib.import_module(name) for name in (*names, *_MODULES)]


def _classes() -> list[type]:
    return [
        found
        for module in _modules()
        for found in vars(module).values()
        if isinstance(found, type) and dataclasses.is_dataclass(found) and found.__module__ == module.__name__
    ]


@pytest.mark.parametrize("found", _classes(), ids=lambda one: one.__name__)
def test_what_is_known_of_a_person_is_not_in_its_text(found: type) -> None:
    tells_its_fields = hasattr(found.__repr__, "__wrapped__")
    assert not tells_its_fields or found.__name__ in _HARMLESS, (
        f"{found.__module__}.{found.__name__} holds something of a person? then @dataclass(repr=False); else _HARMLESS"
    )


def test_the_list_of_harmless_ones_is_no_longer_than_needed() -> None:
    assert {one.__name__ for one in _classes()} >= _HARMLESS
