"""The page Segments in the real window: build, count, save, look, rename, go back, take out of use, and the matrix."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from shopassistant.core.clock import FixedClock
from shopassistant.customers.consent import set_consent
from shopassistant.customers.edit import add_contact
from shopassistant.customers.segments.definitions import RfmGroups, Rule
from shopassistant.customers.segments.keeping import save_segment
from shopassistant.customers.segments.listing import list_segments, list_versions
from shopassistant.customers.segments.membership import members
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.segments.builder_tab import BuilderTab
from shopassistant.desktop.pages.segments.groups_tab import GroupsTab
from shopassistant.desktop.pages.segments.page import SegmentsPage
from shopassistant.desktop.pages.segments.rfm_tab import RfmTab
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Promotion
from tests.unit.customers.segments.shop import fill
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale

RICH = Rule({"all": [{"field": "spend", "op": "at_least", "value": 5_000}]})


def settle(desktop: Desktop) -> None:
    """Let everything that was asked for arrive."""
    for _ in range(5):
        QApplication.processEvents()
        assert desktop.shell.lanes.wait_idle(60_000)
        QApplication.processEvents()


@pytest.fixture
def people(store: Store) -> list[int]:
    """Ten customers; the n-th spent n times 20 pounds in Bath or York, once each."""
    variant = a_product(store, "Scarf", category="Scarves", brand="Nord", stock=None)[0]
    ids = [a_customer(store, "Ann", f"Lee {place}", city="Bath" if place % 2 else "York") for place in range(10)]
    for place, who in enumerate(ids):
        a_sale(store, variant, customer_id=who, at=AT + timedelta(days=place), price=2_000 * (place + 1))
    store.clock = FixedClock(AT + timedelta(days=30))
    return ids


@pytest.fixture
def page(people: list[int], desktop: Desktop) -> SegmentsPage:
    """The page, at rest."""
    desktop.window.show_page("segments")
    desktop.window.activateWindow()
    made = desktop.window.page("segments")
    assert isinstance(made, SegmentsPage)
    settle(desktop)
    return made


def builder(page: SegmentsPage, desktop: Desktop) -> BuilderTab:
    page.new_segment()
    settle(desktop)
    return page.builder


def count(tab: BuilderTab, desktop: Desktop) -> str:
    """The number in sight, once nobody types any more."""
    tab.desk.count_now()
    settle(desktop)
    return tab.figure.text()


def test_an_empty_page_says_what_it_is_for_and_leads_to_the_builder(page: SegmentsPage, desktop: Desktop) -> None:
    page.listed.new_wanted.emit()
    settle(desktop)
    assert page.choice.value == "build"
    assert QApplication.focusWidget() is page.builder.name


def test_the_count_follows_the_conditions_and_its_people_can_be_opened(page: SegmentsPage, desktop: Desktop) -> None:
    tab = builder(page, desktop)
    line = tab.tree.rows()[0]
    line.value.least.setValue(100)
    assert tab.desk.is_counting
    assert count(tab, desktop) == "6"
    assert "60%" in tab.share.text()
    line.value.least.setValue(199)
    assert count(tab, desktop) == "1"
    tab.people.select_first()
    tab.people.opened.emit(tab.people.current_id())
    settle(desktop)
    assert desktop.window.current_page == "customers"


def test_places_are_picked_by_a_part_of_their_name(page: SegmentsPage, desktop: Desktop, qtbot: QtBot) -> None:
    tab = builder(page, desktop)
    line = tab.tree.rows()[0]
    line.field.setCurrentIndex(line.field.findData("city"))
    line.field.activated.emit(line.field.currentIndex())
    settle(desktop)
    assert tab.picking.isVisible()
    tab.picking.search.setText("bat")
    tab.picking._on_typed()
    settle(desktop)
    assert [tab.picking.list.item(place).text() for place in range(tab.picking.list.count())] == ["Bath"]
    tab.picking.submit()
    assert tab.picking.notice.isVisible()
    tab.picking.list.item(0).setCheckState(Qt.CheckState.Checked)
    tab.picking.submit()
    assert not tab.picking.isVisible()
    assert line.value.pick.text() == "Bath"
    assert count(tab, desktop) == "5"
    line.op.setCurrentIndex(line.op.findData("none_of"))
    line.op.activated.emit(line.op.currentIndex())
    assert count(tab, desktop) == "5"


def test_groups_of_conditions_stand_in_groups(page: SegmentsPage, desktop: Desktop) -> None:
    tab = builder(page, desktop)
    tab.tree.rows()[0].value.least.setValue(100)
    tab.tree._on_add_group()
    inner = tab.tree.rows()[1]
    inner.field.setCurrentIndex(inner.field.findData("days_since_visit"))
    inner.field.activated.emit(inner.field.currentIndex())
    inner.value.least.setValue(23)
    assert count(tab, desktop) == "4"
    tab.tree.parts[1].joint._pick("not")  # type: ignore[union-attr]
    assert count(tab, desktop) == "2"
    inner.remove.click()
    assert count(tab, desktop) == "6"


def test_what_makes_no_sense_is_said_in_the_number_s_place(page: SegmentsPage, desktop: Desktop) -> None:
    tab = builder(page, desktop)
    line = tab.tree.rows()[0]
    line.op.setCurrentIndex(line.op.findData("between"))
    line.op.activated.emit(line.op.currentIndex())
    line.value.least.setValue(50)
    line.value.most.setValue(10)
    assert count(tab, desktop) == "–"
    assert "lower bound" in tab.share.text()
    tab.name.setText("Nonsense")
    page.save()
    settle(desktop)
    assert tab.notice.isVisible()
    assert "lower bound" in tab.notice.text()


def test_a_segment_is_built_saved_changed_and_brought_back(
    page: SegmentsPage, desktop: Desktop, store: Store, people: list[int]
) -> None:
    tab = builder(page, desktop)
    page.save()
    assert "name" in tab.notice.text()
    tab.name.setText("Good ones")
    tab.tree.rows()[0].value.least.setValue(100)
    page.save()
    settle(desktop)
    assert page.choice.value == "list"
    with store.read() as session:
        line = list_segments(session)[0]
        assert (line.name, line.members) == ("Good ones", 6)
        assert members(session, line.id).tolist() == people[4:]
    listed = page.listed
    assert listed.table.current_id() == line.id
    assert "Spent: at least £100.00" in listed.panel.description.text()
    page.edit()
    settle(desktop)
    assert page.builder.name.text() == "Good ones"
    page.builder.tree.rows()[0].value.least.setValue(180)
    page.save()
    settle(desktop)
    assert listed.panel.tabs.tabText(0) == "Members 2"
    assert len(listed.panel.versions.model.ids) == 2
    listed.panel.versions.select(1)
    assert "at least £100.00" in listed.panel.meant.text()
    listed.panel.back.click()
    settle(desktop)
    with store.read() as session:
        assert [one.number for one in list_versions(session, line.id)] == [3, 2, 1]
        assert len(members(session, line.id)) == 6


def test_a_segment_is_renamed_taken_out_of_use_and_the_undo_brings_it_back(
    page: SegmentsPage, desktop: Desktop, store: Store, manager: Actor
) -> None:
    saved = save_segment(store, manager, "Good ones", RICH)
    page.listed.desk.load()
    settle(desktop)
    listed = page.listed
    listed.table.select(saved.segment_id)
    settle(desktop)
    listed.rename()
    listed.naming.name.setText("")
    listed.naming.submit()
    assert listed.naming.notice.isVisible()
    listed.naming.name.setText("Better ones")
    listed.naming.submit()
    settle(desktop)
    assert not listed.naming.isVisible()
    assert listed.panel.name.text() == "Better ones"
    listed.panel.archive.click()
    settle(desktop)
    assert listed.table.model.ids == []
    desktop.window.toast_host.undo()
    settle(desktop)
    assert list(listed.table.model.ids) == [saved.segment_id]


def test_a_look_tells_who_joined(
    page: SegmentsPage, desktop: Desktop, store: Store, manager: Actor, people: list[int]
) -> None:
    save_segment(store, manager, "Good ones", RICH)
    a_sale(store, a_product(store, stock=None)[0], customer_id=people[0], at=AT + timedelta(days=20), price=9_000)
    page.refresh()
    settle(desktop)
    row = next(iter(page.listed.desk.rows.values()))
    assert (row.line.members, row.figures.joined) == (9, 1)


def test_too_few_customers_for_the_matrix_are_told_so(page: SegmentsPage, desktop: Desktop) -> None:
    page.show_tab("rfm")
    settle(desktop)
    tab = page.tab("rfm")
    assert isinstance(tab, RfmTab)
    assert tab.stack.currentIndex() == 0
    tab.first.click()
    settle(desktop)
    assert "ever came back" in desktop.window.messages.text
    assert tab.first.isEnabled()


def test_the_matrix_opens_its_customers_and_a_group_becomes_a_segment(desktop: Desktop, store: Store) -> None:
    fill(store, 40)
    desktop.window.show_page("segments")
    page = desktop.window.page("segments")
    assert isinstance(page, SegmentsPage)
    page.show_tab("rfm")
    tab = page.tab("rfm")
    assert isinstance(tab, RfmTab)
    settle(desktop)
    tab.first.click()
    settle(desktop)
    assert tab.stack.currentIndex() == 1
    assert "it would have foretold" in tab.age.text()
    cell = max(tab.matrix.cells.values(), key=lambda one: int(one.text() or 0))
    cell.click()
    settle(desktop)
    assert len(tab.people.model.ids) == int(cell.text())
    tab.desk.load()
    settle(desktop)
    assert cell.isChecked()
    assert tab.groups.current_id() == 0
    assert len(tab.people.model.ids) == int(cell.text())
    place = next(one for one, (_name, figures) in tab._rows.items() if figures.customers)
    tab.groups.select(place)
    settle(desktop)
    name, figures = tab._rows[place]
    assert len(tab.people.model.ids) == figures.customers
    tab.use.click()
    tab.naming.submit()
    settle(desktop)
    assert page.choice.value == "list"
    with store.read() as session:
        line = list_segments(session)[0]
    assert line.definition == RfmGroups((name,))
    assert line.members == figures.customers


def test_customers_are_grouped_renamed_used_and_the_undo_takes_it_back(
    desktop: Desktop, store: Store, manager: Actor
) -> None:
    fill(store, 40)
    desktop.window.show_page("segments")
    page = desktop.window.page("segments")
    assert isinstance(page, SegmentsPage)
    page.show_tab("groups")
    tab = page.tab("groups")
    assert isinstance(tab, GroupsTab)
    settle(desktop)
    assert tab.stack.currentIndex() == 0
    tab.first.click()
    settle(desktop)
    assert tab.stack.currentIndex() == 1
    assert tab.view is not None
    assert len(tab.groups.model.ids) == tab.view.count
    assert tab.reason.text()
    with store.read() as session:
        assert list_segments(session) == ()
    tab.groups.select_first()
    settle(desktop)
    assert tab.differences.model.ids
    assert tab.plot._scatters.keys() == {one.label for one in tab.view.groups}
    tab.rename.click()
    tab.naming.name.setText("Our first")
    tab.naming.submit()
    assert tab.name.text() == "Our first"
    tab.use.click()
    settle(desktop)
    assert not tab.use.isEnabled()
    with store.read() as session:
        segments = list_segments(session)
    assert "Our first" in [one.name for one in segments]
    assert len(segments) == tab.view.count
    desktop.window.toast_host.undo()
    settle(desktop)
    with store.read() as session:
        assert list_segments(session) == ()


def test_a_condition_without_a_choice_is_left_out_of_the_count_and_stops_the_save(
    page: SegmentsPage, desktop: Desktop, store: Store
) -> None:
    tab = builder(page, desktop)
    tab.tree.rows()[0].value.least.setValue(100)
    tab.tree.add_row()
    line = tab.tree.rows()[1]
    line.field.setCurrentIndex(line.field.findData("city"))
    line.field.activated.emit(line.field.currentIndex())
    tab.picking.reject()
    assert count(tab, desktop) == "6"
    tab.name.setText("Half done")
    page.save()
    assert "City" in tab.notice.text()
    with store.read() as session:
        assert list_segments(session) == ()


def test_members_are_saved_as_a_file_with_addresses_only_where_allowed(
    page: SegmentsPage, desktop: Desktop, store: Store, manager: Actor, people: list[int], tmp_path: Path
) -> None:
    add_contact(store, manager, people[9], "email", "ann@example.org")
    add_contact(store, manager, people[8], "email", "eve@example.org")
    set_consent(store, manager, people[9], "email", True)
    saved = save_segment(store, manager, "Good ones", RICH)
    page.listed.desk.load()
    settle(desktop)
    page.listed.table.select(saved.segment_id)
    settle(desktop)
    page.listed.desk.export(saved.segment_id, tmp_path / "members.csv")
    settle(desktop)
    text = (tmp_path / "members.csv").read_text("utf-8-sig")
    assert len(text.splitlines()) == 1 + 8
    assert "ann@example.org" in text
    assert "eve@example.org" not in text


def test_a_segment_leads_to_an_offer_and_to_a_campaign_for_its_members(
    page: SegmentsPage, desktop: Desktop, store: Store, manager: Actor
) -> None:
    saved = save_segment(store, manager, "Good ones", RICH)
    page.listed.desk.load()
    settle(desktop)
    page.listed.table.select(saved.segment_id)
    settle(desktop)
    page.listed.panel.offer.click()
    settle(desktop)
    assert desktop.window.current_page == "promotions"
    with store.read() as session:
        assert [(one.name, one.segment_id) for one in session.query(Promotion)] == [("Good ones", saved.segment_id)]
    page.listed.panel.write.click()
    settle(desktop)
    promotions = desktop.window.page("promotions")
    assert isinstance(promotions, PromotionsPage)
    assert promotions.choice.value == "campaigns"
