"""Whatever page is open, managers hear what waits on Promotions, and a planned campaign leaves at its hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.campaigns_tab import CampaignsTab
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.promotions.campaigns.drafts import ArmDraft, CampaignDraft, approve_campaign, create_campaign
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.mailbox import Mailbox, mailbox
from tests.unit.promotions.campaigns.shop import PLAIN, add_customers, set_up_mail
from tests.unit.promotions.test_waiting import plan
from tests.unit.shop_rows import a_product


@pytest.fixture
def box(store: Store) -> Iterator[Mailbox]:
    with mailbox() as made:
        set_up_mail(store, made.port)
        yield made


@pytest.fixture
def told(desktop: Desktop) -> list[str]:
    found: list[str] = []
    desktop.shell.toasts.shown.connect(lambda toast: found.append(toast.text))
    return found


def look(desktop: Desktop) -> None:
    assert desktop.background is not None
    desktop.background.promotions.look()
    for _round in range(4):
        assert desktop.shell.lanes.wait_idle(20_000)
        QApplication.processEvents()


def planned(store: Store, manager: Actor, hours: int) -> int:
    """An approved campaign that starts so many hours from now."""
    at = store.clock.now() + timedelta(hours=hours)
    draft = replace(CampaignDraft("Spring", (ArmDraft("A", 1.0, PLAIN),), holdout_share=0), scheduled_at=at)
    campaign_id = create_campaign(store, manager, draft).campaign_id
    approve_campaign(store, manager, campaign_id)
    return campaign_id


def test_a_campaign_leaves_at_its_hour_though_nobody_opened_the_page(
    desktop: Desktop, store: Store, manager: Actor, box: Mailbox, told: list[str]
) -> None:
    add_customers(store, 2)
    planned(store, manager, 3)
    assert desktop.window.page("promotions") is None
    before = desktop.window.current_page
    look(desktop)
    assert desktop.window.current_page == before
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    tab = page.tab("campaigns")
    assert isinstance(tab, CampaignsTab)
    assert box.recipients == []
    store.clock = FixedClock(store.clock.now() + timedelta(hours=3, seconds=5))
    tab.desk.later.look()
    look(desktop)
    assert box.recipients == ["ann0@mail.example", "ann1@mail.example"]
    assert any(text.startswith("Spring: ") for text in told)


def test_a_missed_start_is_told_of_once_and_counted(
    desktop: Desktop, store: Store, manager: Actor, box: Mailbox, told: list[str]
) -> None:
    add_customers(store, 1)
    planned(store, manager, 3)
    store.clock = FixedClock(store.clock.now() + timedelta(hours=4))
    look(desktop)
    look(desktop)
    assert box.recipients == []
    assert desktop.window.rail.count("promotions") == 1
    assert told == ["Spring was to start by itself and did not. Promotions, Campaigns"]


def test_a_price_that_is_due_is_told_of_but_not_to_an_associate(
    desktop: Desktop, store: Store, manager: Actor, associate: Actor, told: list[str]
) -> None:
    (hat,) = a_product(store, "Hat")
    plan(store, hat, (store.clock.now().astimezone().date(), False))
    desktop.shell.staff.sign_in(associate)
    look(desktop)
    assert (told, desktop.window.rail.count("promotions")) == ([], 0)
    desktop.shell.staff.sign_in(manager)
    look(desktop)
    assert told == ["The next price of Hat is due. Promotions, Prices, Markdowns"]
    assert desktop.window.rail.count("promotions") == 1
