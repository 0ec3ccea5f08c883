"""The customers page in the real window: find, know, promise, correct, add in one line, merge and undo."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from shopassistant.core.changes import Changes
from shopassistant.customers.edit import add_follow_up, has_consent
from shopassistant.customers.erase import erase_customer
from shopassistant.customers.profile import Profile, load_profile
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.customers.page import CustomersPage
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent, Customer
from tests.unit.shop_rows import AT, a_customer, a_product, a_sale

Settle = Callable[[], None]


@pytest.fixture
def settle(desktop: Desktop, qtbot: QtBot) -> Settle:
    """Wait until nothing is under way in any lane, and every timer of typing has run."""

    def wait() -> None:
        page = desktop.window.page("customers")
        assert isinstance(page, CustomersPage)
        timers = (page._typing, page.table._fetch_timer)
        qtbot.waitUntil(lambda: desktop.shell.lanes.is_idle and not any(timer.isActive() for timer in timers))

    return wait


@pytest.fixture
def people(store: Store) -> dict[str, int]:
    (scarf,) = a_product(store, "Scarf", category="Knits")
    ann = a_customer(store, "Ann", "Lee", phone="+447700900123", city="Leeds")
    anne = a_customer(store, "Anne", "Lee", phone="+447700900123", city="Leeds", street="1 High Street")
    bob = a_customer(store, "Bob", "Young", city="York")
    a_sale(store, scarf, customer_id=ann, quantity=2)
    a_sale(store, scarf, customer_id=anne, at=AT + timedelta(days=3))
    return {"ann": ann, "anne": anne, "bob": bob, "scarf": scarf}


@pytest.fixture
def page(desktop: Desktop, people: dict[str, int], settle: Settle) -> CustomersPage:
    desktop.window.show_page("customers")
    desktop.shell.bus.publish(Changes(everything=True))  # the rows came after the page
    settle()
    made = desktop.window.page("customers")
    assert isinstance(made, CustomersPage)
    return made


def names(page: CustomersPage) -> list[str]:
    model = page.table.model
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def profile_of(store: Store, customer_id: int) -> Profile:
    with store.read() as session:
        return load_profile(session, customer_id, date(2026, 3, 10))


def test_everybody_is_listed_and_sorted_by_what_was_clicked(page: CustomersPage, settle: Settle) -> None:
    assert names(page) == ["Anne Lee", "Ann Lee", "Bob Young"]  # last visit first, never here last
    page.table.sorted_by.emit("spend", True)
    settle()
    assert names(page) == ["Ann Lee", "Anne Lee", "Bob Young"]


def test_whatever_is_known_finds_and_says_why(page: CustomersPage, people: dict[str, int], settle: Settle) -> None:
    page.search.setText("yuong")
    settle()
    assert names(page) == ["Bob Young"]
    settle()
    assert "Young" in page.count_label.text()
    assert page.panel.view is not None
    assert page.panel.view.profile.id == people["bob"]
    page.search.setText("zzzz")
    settle()
    assert names(page) == []
    assert page.table._empty is not None
    assert page.table._empty.isVisible()


def test_the_side_shows_value_and_history(page: CustomersPage, people: dict[str, int], settle: Settle) -> None:
    page.show_customer(people["ann"])
    settle()
    values = [page.panel._figures.itemAtPosition(1, place).widget().text() for place in range(3)]
    assert values == ["£50.00", "1", "£50.00"]
    assert page.panel.history.model.rowCount() == 1
    assert page.panel.history.model.index(0, 2).data() == "Scarf"


def test_a_contact_is_added_removed_and_brought_back(
    desktop: Desktop, page: CustomersPage, store: Store, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_customer(people["bob"])
    settle()
    panel = page.panel
    panel.contact_kind.setCurrentIndex(panel.contact_kind.findData("email"))
    panel.contact.setText("not an address")
    with qtbot.waitSignal(page.profile_desk.refused):
        panel._on_contact()
    assert panel.contact.text() == "not an address"  # nothing typed is lost
    panel.contact.setText("bob@example.org")
    with qtbot.waitSignal(page.profile_desk.done):
        panel._on_contact()
    settle()
    assert [entry.text for entry in panel.contacts.entries] == ["bob@example.org"]
    with qtbot.waitSignal(page.profile_desk.done):
        panel.contacts.act(0)
    settle()
    assert panel.contacts.entries == ()
    with qtbot.waitSignal(page.profile_desk.done):
        desktop.window.toast_host.undo()
    assert [one.value for one in profile_of(store, people["bob"]).contacts] == ["bob@example.org"]


def test_a_consent_is_kept_with_its_day_and_source(
    page: CustomersPage, store: Store, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_customer(people["bob"])
    settle()
    panel = page.panel
    panel.tabs.setCurrentIndex(1)
    panel.consent_source.setCurrentIndex(panel.consent_source.findData("form"))
    check, proof = panel._consents["email"]
    assert proof.text() == "never asked"
    with qtbot.waitSignal(page.profile_desk.done):
        check.click()
    settle()
    assert check.isChecked()
    assert proof.text() == "yes, today, on a form"
    with qtbot.waitSignal(page.profile_desk.done):
        check.click()
    with store.read() as session:
        assert not has_consent(session, people["bob"], "email")
        assert session.query(Consent).count() == 2  # the yes stays as proof


def test_notes_wishes_and_dates_go_and_come_back(
    desktop: Desktop, page: CustomersPage, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_customer(people["bob"])
    settle()
    panel, desk = page.panel, page.profile_desk
    panel.note.setText("likes wool")
    panel.occasion.setText("Birthday")
    for write in (panel._on_note, panel._on_date, lambda: desk.add_wish(1, people["scarf"])):
        with qtbot.waitSignal(desk.done):
            write()
        settle()
    lists = (panel.notes, panel.dates, panel.wishes)
    today = desk.today
    assert panel.dates.entries[0].detail == f"{today.day} {today:%B}"
    assert [one.entries[0].text for one in lists] == ["likes wool", "Birthday", "Scarf M"]
    for one in lists:
        with qtbot.waitSignal(desk.done):
            one.act(0)
        settle()
        assert one.entries == ()
        with qtbot.waitSignal(desk.done):
            desktop.window.toast_host.undo()
        settle()
        assert len(one.entries) == 1


def test_promises_due_are_listed_with_the_name_and_ticked_with_an_undo(
    desktop: Desktop,
    page: CustomersPage,
    store: Store,
    manager: Actor,
    people: dict[str, int],
    qtbot: QtBot,
    settle: Settle,
) -> None:
    today, store = page.desk.today, page.context.store
    add_follow_up(store, manager, people["bob"], "call about the coat", today)
    page.desk.announce(add_follow_up(store, manager, people["bob"], "later", today + timedelta(days=3)))
    settle()
    assert page.tabs.tabText(1).endswith("1")
    page.show_due()
    page.due.select_first()
    settle()
    assert page.panel.view is not None
    assert page.panel.view.profile.name == "Bob Young"
    with qtbot.waitSignal(desktop.shell.toasts.shown):
        qtbot.mouseClick(page.done_button, Qt.MouseButton.LeftButton)
    settle()
    assert page.due.model.rowCount() == 0
    with qtbot.waitSignal(page.desk.due, check_params_cb=lambda due: len(due) == 1):
        desktop.window.toast_host.undo()


def test_a_customer_is_added_in_one_line_and_a_twin_is_told(
    desktop: Desktop, page: CustomersPage, store: Store, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    desktop.shell.actions.start("customers.new")
    dialog = page.new_dialog
    with qtbot.waitSignal(page.desk.understood, check_params_cb=lambda parts: ("phone", "07700 900123") in parts):
        dialog.line.setText("Ann Lee 07700 900123")
    with qtbot.waitSignal(page.desk.created) as created:
        dialog.submit()
    settle()
    assert not dialog.isVisible()
    assert page.panel.view is not None
    assert page.panel.view.profile.id == created.args[0].customer_id
    assert page.twins.isVisible()
    twin = created.args[0].likely_duplicates[0].customer_id
    with qtbot.waitSignal(page.merge_desk.previewed):
        page.twins.compare_wanted.emit(twin, created.args[0].customer_id)
    assert page.merge_dialog.isVisible()


def test_a_form_that_another_terminal_overtook_is_refused(
    page: CustomersPage, store: Store, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_customer(people["bob"])
    settle()
    page.edit()
    with store.begin(Actor("system", "system")) as unit:
        unit.session.get_one(Customer, people["bob"]).city = "Hull"
        unit.commit()
    page.edit_dialog.edits["city"].setText("Ripon")
    with qtbot.waitSignal(page.profile_desk.refused):
        page.edit_dialog.submit()
    assert page.edit_dialog.isVisible()
    assert page.edit_dialog.notice.text()
    assert profile_of(store, people["bob"]).city == "Hull"


def test_two_are_merged_as_chosen_and_made_two_again(
    desktop: Desktop, page: CustomersPage, store: Store, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    with qtbot.waitSignal(page.merge_desk.pairs) as found:
        page.show_duplicates()
    assert {found.args[0][0].first_id, found.args[0][0].second_id} == {people["ann"], people["anne"]}
    with qtbot.waitSignal(page.merge_desk.previewed):
        page.duplicates._on_compare()
    dialog = page.merge_dialog
    assert "1 sales and returns" in dialog._moves.text()
    assert dialog.choices()["street"] == "absorbed"  # only one of them has one
    dialog.choose("given_name", "absorbed")
    with qtbot.waitSignal(page.merge_desk.merged):
        dialog.submit()
    settle()
    kept = profile_of(store, people["ann"])
    assert (kept.name, kept.street, kept.orders) == ("Anne Lee", "1 High Street", 2)
    assert names(page) == ["Anne Lee", "Bob Young"]
    assert page.duplicates.past.model.rowCount() == 1
    page.duplicates.past.select_first()
    with qtbot.waitSignal(desktop.shell.toasts.shown):
        page.duplicates._on_undo()
    settle()
    assert profile_of(store, people["ann"]).name == "Ann Lee"
    assert profile_of(store, people["anne"]).orders == 1
    assert len(names(page)) == 3


def test_an_associate_merges_only_with_a_managers_pin(
    desktop: Desktop, page: CustomersPage, store: Store, associate: Actor, people: dict[str, int], qtbot: QtBot
) -> None:
    desktop.shell.staff.sign_in(associate)
    with qtbot.waitSignal(page.merge_desk.previewed):
        page.merge_desk.preview(people["ann"], people["anne"])
    dialog = page.merge_dialog
    assert dialog.pin.isVisible()
    dialog.pin.setText("0000")
    with qtbot.waitSignal(page.merge_desk.refused):
        dialog.submit()
    assert profile_of(store, people["ann"]).orders == 1
    dialog.pin.setText("2468")
    with qtbot.waitSignal(page.merge_desk.merged):
        dialog.submit()
    assert profile_of(store, people["ann"]).orders == 2


def test_sell_opens_the_counter_and_a_purchase_its_receipt(
    desktop: Desktop, page: CustomersPage, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_customer(people["ann"])
    settle()
    page.panel.tabs.setCurrentIndex(2)
    page.panel.history.select_first()
    with qtbot.waitSignal(desktop.window.page_shown, check_params_cb=lambda name: name == "receipts"):
        page.panel.history.opened.emit(page.panel.history.current_id())
    desktop.window.show_page("customers")
    with qtbot.waitSignal(desktop.window.page_shown, check_params_cb=lambda name: name == "counter"):
        page._on_sell_current()
    assert desktop.shell.lanes.wait_idle()


def test_who_asks_is_forgotten_after_one_question_and_is_in_no_list(
    page: CustomersPage, store: Store, people: dict[str, int], qtbot: QtBot, settle: Settle
) -> None:
    page.show_customer(people["ann"])
    settle()
    page.panel.erase.click()
    settle()
    dialog = page.erase_dialog
    assert dialog.isVisible()
    assert "Ann Lee" in dialog.subtitle.text()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)  # nobody is forgotten by a slip of the Enter key
    assert dialog.notice.text() == "Tick that the customer has asked for it."
    dialog.asked.setChecked(True)
    with qtbot.waitSignal(page.erase_desk.erased):
        dialog.verb.click()
    settle()
    assert not dialog.isVisible()
    assert page.panel.isHidden()
    assert names(page) == ["Anne Lee", "Bob Young"]
    with store.read() as session:
        assert session.get_one(Customer, people["ann"]).given_name == ""


def test_an_old_receipt_leads_to_nobody_who_was_forgotten(
    desktop: Desktop, page: CustomersPage, store: Store, manager: Actor, people: dict[str, int], settle: Settle
) -> None:
    page.show_customer(people["bob"])
    settle()
    erase_customer(store, manager, people["ann"])
    page.show_customer(people["ann"])
    settle()
    assert page.panel.isHidden()
    assert "nothing is known any more" in desktop.window.messages.text


def test_an_associate_needs_a_managers_pin_to_forget_somebody(
    desktop: Desktop, page: CustomersPage, people: dict[str, int], associate: Actor, qtbot: QtBot, settle: Settle
) -> None:
    desktop.shell.staff.sign_in(associate)
    page.show_customer(people["bob"])
    settle()
    page.erase()
    settle()
    dialog = page.erase_dialog
    dialog.asked.setChecked(True)
    assert dialog.pin.isVisible()
    dialog.pin.setText("0000")
    with qtbot.waitSignal(page.erase_desk.refused):
        dialog.submit()
    assert dialog.isVisible()
    assert dialog.notice.isVisible()
    dialog.reject()


def test_what_is_known_of_a_customer_goes_into_a_file(
    page: CustomersPage,
    desktop: Desktop,
    people: dict[str, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    settle: Settle,
) -> None:
    path = tmp_path / "ann.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_named: (str(path), ""))
    page.show_customer(people["ann"])
    settle()
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        page.panel.known_wanted.emit()
    assert shown.args[0].text == "All that is known is in ann.json"
    assert "447700900123" in path.read_text("utf-8")
