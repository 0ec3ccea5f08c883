"""Campaigns in the real window: written with a letter beside, refused where words are wrong, sent to a real server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import QTime
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.campaigns_tab import CampaignsTab
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.promotions.campaigns.drafts import change_campaign
from shopassistant.promotions.campaigns.listing import list_campaigns, load_draft
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import MailMessage
from tests.mailbox import Mailbox, mailbox
from tests.unit.promotions.campaigns.shop import add_customers, say_no, set_up_mail
from tests.unit.shop_rows import a_product


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as made:
        yield made


@pytest.fixture
def tab(desktop: Desktop, store: Store, box: Mailbox) -> CampaignsTab:
    """The tab in front, in a shop with four customers (one said no) and a product."""
    set_up_mail(store, box.port)
    a_product(store, "Wool scarf", stock=5)
    say_no(store, add_customers(store, 4)[0])
    desktop.shell.navigate.open("promotions", "campaigns")
    settle(desktop)
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    made = page.tab("campaigns")
    assert isinstance(made, CampaignsTab)
    return made


def settle(desktop: Desktop) -> None:
    """Wait until nothing is under way and what it brought is shown."""
    for _round in range(4):
        assert desktop.shell.lanes.wait_idle(20_000)
        QApplication.processEvents()
    assert desktop.shell.lanes.wait_idle()


def write(desktop: Desktop, tab: CampaignsTab, qtbot: QtBot, name: str = "Spring") -> int:
    """A campaign to everybody from the first template, kept. Returns its id."""
    tab.new()
    settle(desktop)
    tab.editor.about.name.setText(name)
    tab.editor.about.holdout.setValue(0)
    with qtbot.waitSignal(tab.desk.kept) as kept:
        tab.editor.keep()
    settle(desktop)
    return int(kept.args[0])


def test_the_letter_of_a_real_customer_stands_beside_the_words(
    desktop: Desktop, tab: CampaignsTab, qtbot: QtBot
) -> None:
    tab.new()
    settle(desktop)
    editor, preview = tab.editor, tab.editor.preview
    assert "3 of 4" in editor.about.reach.text()
    assert "1 have not agreed to e-mail" in editor.about.reach.text()
    assert "Wool scarf" in preview.page.toPlainText()
    assert preview.whose.full_text() == "As Ann1 Bell would get it"
    with qtbot.waitSignal(tab.desk.previewed):
        editor.subject.setPlainText("Good morning, {first_name}")
    settle(desktop)
    assert preview.subject.full_text() == "Good morning, Ann1"
    preview.next_wanted.emit()
    settle(desktop)
    assert preview.subject.full_text() == "Good morning, Ann2"
    preview.look.choose("text")
    preview._draw()
    assert "Wool scarf" in preview.plain.toPlainText()


def test_a_placeholder_that_is_not_there_is_told_while_typing_and_not_kept(desktop: Desktop, tab: CampaignsTab) -> None:
    tab.new()
    settle(desktop)
    tab.editor.about.name.setText("Spring")
    tab.editor.subject.setPlainText("Hello {frist_name}")
    assert "Did you mean first_name?" in tab.editor.subject.fault.text()
    tab.editor.keep()
    settle(desktop)
    assert tab.editor.notice.text()
    assert tab.editor.subject.hasFocus()
    assert tab.desk.rows == {}


def test_a_price_nobody_gave_is_refused(desktop: Desktop, tab: CampaignsTab, qtbot: QtBot) -> None:
    tab.new()
    settle(desktop)
    tab.editor.about.name.setText("Spring")
    with qtbot.waitSignal(tab.desk.previewed):
        tab.editor.subject.setPlainText("Everything for £5.00")
    settle(desktop)
    assert "£5.00" in tab.editor.preview.written.text()
    with qtbot.waitSignal(tab.desk.refused):
        tab.editor.keep()
    assert "£5.00" in tab.editor.notice.text()


def test_what_was_chosen_is_kept_and_comes_back(
    desktop: Desktop, tab: CampaignsTab, store: Store, qtbot: QtBot
) -> None:
    tab.new()
    settle(desktop)
    editor = tab.editor
    editor.about.name.setText("Two ways")
    editor.about.holdout.setValue(20)
    editor.about.letters._pick("2")
    editor.subject.setPlainText("Another subject")
    editor.hour.setCurrentIndex(editor.hour.findData(9))
    editor._on_edited()
    with qtbot.waitSignal(tab.desk.kept) as kept:
        editor.keep()
    settle(desktop)
    with store.read() as session:
        draft = load_draft(session, kept.args[0])
    assert [arm.name for arm in draft.arms] == ["A", "B"]
    assert [round(arm.share, 6) for arm in draft.arms] == [0.4, 0.4]
    assert draft.arms[1].content.words["en"].subject == "Another subject"
    assert draft.arms[0].content.words["en"].subject != "Another subject"
    assert [arm.send_hour for arm in draft.arms] == [None, 9]
    tab.edit()
    settle(desktop)
    assert editor.about.holdout.value() == 20
    assert editor.draft() == draft


def test_four_letters_are_compared_and_each_keeps_its_words(
    desktop: Desktop, tab: CampaignsTab, store: Store, qtbot: QtBot
) -> None:
    tab.new()
    settle(desktop)
    editor = tab.editor
    editor.about.name.setText("Four ways")
    editor.about.holdout.setValue(20)
    for count in (2, 3, 4):
        editor.about.letters._pick(str(count))
        assert editor.arm.value == str(count - 1), "the new letter is in front"
        editor.subject.setPlainText(f"Subject {count}")
    with qtbot.waitSignal(tab.desk.reached):
        editor._pause.timeout.emit()
    assert "Letter D: about" in editor.about.reach.text()
    editor.arm._pick("1")
    assert editor.subject.text == "Subject 2"
    with qtbot.waitSignal(tab.desk.kept) as kept:
        editor.keep()
    settle(desktop)
    with store.read() as session:
        draft = load_draft(session, kept.args[0])
    assert [arm.name for arm in draft.arms] == ["A", "B", "C", "D"]
    assert [round(arm.share, 6) for arm in draft.arms] == [0.2] * 4
    assert [arm.content.words["en"].subject for arm in draft.arms][1:] == ["Subject 2", "Subject 3", "Subject 4"]
    tab.edit()
    settle(desktop)
    assert editor.draft() == draft
    editor.about.letters._pick("2")
    assert [arm.content.words["en"].subject for arm in editor.draft().arms][1:] == ["Subject 2"]


def test_a_campaign_starts_by_itself_at_its_hour(
    desktop: Desktop, tab: CampaignsTab, store: Store, box: Mailbox, qtbot: QtBot
) -> None:
    tab.new()
    settle(desktop)
    about = tab.editor.about
    about.name.setText("Later")
    about.holdout.setValue(0)
    assert not about.day.isVisible()
    about.start._pick("planned")
    assert about.day.isVisible()
    about.clock.setTime(QTime(7, 30))
    with qtbot.waitSignal(tab.desk.kept) as kept:
        tab.editor.keep()
    settle(desktop)
    with store.read() as session:
        planned = load_draft(session, kept.args[0]).scheduled_at
    tomorrow = store.clock.now().astimezone().date() + timedelta(days=1)
    assert planned is not None
    assert planned.astimezone() == datetime.combine(tomorrow, time(7, 30)).astimezone()
    tab.panel.approve_button.click()
    settle(desktop)
    assert "starts " in tab.panel.facts.text()
    assert not tab.panel.send_button.isEnabled()
    tab.desk.later.look()
    settle(desktop)
    assert box.recipients == [], "its hour has not come"
    store.clock = FixedClock(planned + timedelta(seconds=5))
    tab.desk.later.look()
    settle(desktop)
    assert box.recipients == ["ann1@mail.example", "ann2@mail.example", "ann3@mail.example"]


def test_a_start_that_was_missed_is_left_to_a_manager(
    desktop: Desktop, tab: CampaignsTab, store: Store, box: Mailbox, manager: Actor, qtbot: QtBot
) -> None:
    campaign_id = write(desktop, tab, qtbot)
    with store.read() as session:
        draft = load_draft(session, campaign_id)
    change_campaign(store, manager, campaign_id, replace(draft, scheduled_at=store.clock.now() - timedelta(hours=1)))
    tab.panel.approve_button.click()
    settle(desktop)
    assert "was to start " in tab.panel.facts.text()
    tab.desk.later.look()
    settle(desktop)
    assert box.recipients == []
    tab.panel.send_button.click()
    settle(desktop)
    assert len(box.recipients) == 3


def test_a_campaign_is_approved_taken_back_and_sent(
    desktop: Desktop, tab: CampaignsTab, store: Store, box: Mailbox, qtbot: QtBot
) -> None:
    campaign_id = write(desktop, tab, qtbot)
    assert tab.desk.campaign_id == campaign_id
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        tab.panel.approve_button.click()
    settle(desktop)
    assert tab.panel.send_button.isVisible()
    shown.args[0].undo()
    settle(desktop)
    assert tab.panel.approve_button.isVisible()
    tab.panel.approve_button.click()
    settle(desktop)
    tab.panel.send_button.click()
    settle(desktop)
    assert box.recipients == ["ann1@mail.example", "ann2@mail.example", "ann3@mail.example"]
    with store.read() as session:
        (line,) = list_campaigns(session)
    assert (line.status, line.out, line.left) == ("sent", 3, 0)
    assert "3 sent" in tab.panel.said.text()
    assert "Wool scarf" in box.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    tab.panel.mails_button.click()
    settle(desktop)
    rows = [tab.mails.table.model.row(line) for line in range(len(tab.mails.table.model.ids))]
    assert [row.customer for row in rows if row is not None] == ["Ann1 Bell", "Ann2 Bell", "Ann3 Bell"]
    tab.mails.accept()


def test_a_test_mail_goes_to_oneself_and_counts_nothing(
    desktop: Desktop, tab: CampaignsTab, store: Store, box: Mailbox, qtbot: QtBot
) -> None:
    tab.new()
    settle(desktop)
    tab.editor.preview.address.setText("mia@lark.example")
    with qtbot.waitSignal(desktop.shell.toasts.shown):
        tab.editor.preview.test_button.click()
    settle(desktop)
    assert box.recipients == ["mia@lark.example"]
    assert box.mails[0]["List-Unsubscribe"] is None
    with store.read() as session:
        assert session.scalar(select(MailMessage.id)) is None


def test_a_mail_nobody_knows_the_fate_of_is_settled(
    desktop: Desktop, tab: CampaignsTab, store: Store, box: Mailbox, qtbot: QtBot
) -> None:
    box.after_data = lambda address, _times: "hang up" if address.startswith("ann2") else ""
    write(desktop, tab, qtbot)
    tab.panel.approve_button.click()
    settle(desktop)
    tab.panel.send_button.click()
    settle(desktop)
    assert "One mail was in hand" in tab.panel.uncertain.text()
    tab.panel.arrived_button.click()
    settle(desktop)
    assert not tab.panel.uncertain.isVisible()
    assert len(box.raw) == 3


def test_what_was_not_kept_comes_back(desktop: Desktop, tab: CampaignsTab, qtbot: QtBot) -> None:
    tab.new()
    settle(desktop)
    tab.editor.about.name.setText("Half a thought")
    tab.editor.subject.setPlainText("Not ready yet")
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        tab.editor.back_button.click()
    settle(desktop)
    assert tab.stack.currentWidget() is tab.list
    shown.args[0].undo()
    settle(desktop)
    assert tab.stack.currentWidget() is tab.editor
    assert (tab.editor.about.name.text(), tab.editor.subject.text) == ("Half a thought", "Not ready yet")
