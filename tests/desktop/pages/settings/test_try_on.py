"""The try-on's settings: a camera for this machine, a plan for the shop."""

from typing import cast

import pytest

from shopassistant.core.settings import SettingsFile
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.settings.page import SettingsPage
from shopassistant.desktop.pages.settings.try_on_section import KINDS, TryOnSection
from shopassistant.sales import try_on_plan
from shopassistant.sales.try_on_plan import TryOnPlan, load_try_on_plan
from shopassistant.sales.visits import record_visit
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.tryon.sources.listing import CameraInfo


@pytest.fixture
def plugged_in(monkeypatch: pytest.MonkeyPatch) -> list[CameraInfo]:
    found = [CameraInfo(0, "Brio"), CameraInfo(2, "Kiosk camera")]
    monkeypatch.setattr("shopassistant.tryon.sources.listing.cameras", lambda: tuple(found))
    return found


@pytest.fixture
def section(desktop: Desktop, manager: Actor, plugged_in: list[CameraInfo]) -> TryOnSection:
    desktop.shell.staff.sign_in(manager)
    desktop.window.show_page("settings")
    assert desktop.shell.lanes.wait_idle()
    page = cast(SettingsPage, desktop.window.page("settings"))
    page.open_with("try_on")
    return cast(TryOnSection, page._sections["try_on"])


def items(section: TryOnSection) -> list[str]:
    return [section.camera.itemText(place) for place in range(section.camera.count())]


def test_the_camera_is_chosen_by_its_name_and_remembered_here(
    desktop: Desktop, section: TryOnSection, plugged_in: list[CameraInfo]
) -> None:
    assert items(section) == ["The first there is", "Brio", "Kiosk camera"]
    section.camera.setCurrentIndex(2)
    section.camera.activated.emit(2)
    assert SettingsFile(desktop.shell.settings.file.path).load().camera == "Kiosk camera"
    plugged_in.pop()
    section.again.click()
    assert desktop.shell.lanes.wait_idle()
    assert items(section) == ["The first there is", "Brio", "Kiosk camera (not plugged in)"]
    assert section.camera.currentData() == "Kiosk camera"  # it comes back by itself
    plugged_in.clear()
    section.again.click()
    assert desktop.shell.lanes.wait_idle()
    assert items(section)[0] == "None is plugged in"


def test_a_manager_says_what_is_offered_and_how_long_a_hold_waits(
    desktop: Desktop, section: TryOnSection, store: Store
) -> None:
    section.kinds["lipstick"].setChecked(False)
    section.kinds["mesh"].setChecked(False)
    section.hold.setValue(24)
    section.idle.setValue(90)
    section.exit_role._pick("manager")
    section.save.click()
    assert desktop.shell.lanes.wait_idle()
    with store.read() as session:
        plan = load_try_on_plan(session)
    assert plan == TryOnPlan("lipstick,mesh", False, 24, 90, "manager")
    assert set(KINDS) == set(try_on_plan.KINDS)


def test_an_associate_only_reads(desktop: Desktop, section: TryOnSection, associate: Actor) -> None:
    desktop.shell.staff.sign_in(associate)
    assert not section.save.isEnabled()
    assert not section.hold.isEnabled()
    assert section.camera.isEnabled()  # whoever stands here knows which camera is before them


def test_the_visits_of_a_week_are_counted_not_who_came(desktop: Desktop, section: TryOnSection, store: Store) -> None:
    assert section.visits.text() == "none yet"
    for seconds, looks in ((60, 3), (120, 5), (300, 9)):
        record_visit(store, Actor("kiosk", "Kiosk"), seconds, looks)
    section._desk.load()
    assert desktop.shell.lanes.wait_idle()
    assert section.visits.text() == "3, half of them longer than 2.0 min, 17 looks"
