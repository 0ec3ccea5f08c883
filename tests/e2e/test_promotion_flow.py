"""From too many scarves to what a promotion earned, through the window, a mail server, a web server and the till."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.counter.page import CounterPage
from shopassistant.desktop.pages.promotions.builder_view import BuilderView
from shopassistant.desktop.pages.promotions.campaigns_tab import CampaignsTab
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.promotions_tab import PromotionsTab
from shopassistant.desktop.pages.promotions.results_tab import ResultsTab
from shopassistant.desktop.pages.registry import page_specs
from shopassistant.desktop.shell.context import Shell
from shopassistant.desktop.shell.opening import look_at
from shopassistant.desktop.shell.window import MainWindow
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import Campaign, CampaignMember, Coupon, MailEvent, MailMessage, Promotion, Redemption
from shopassistant.store.shop import Shop, ensure_location, save_shop
from shopassistant.store.staff import add_staff
from tests.desktop.conftest import shell  # noqa: F401
from tests.desktop.hands import Hands
from tests.desktop.strays import StrayWindows
from tests.e2e.promotion_shop import REGULARS, SCARF_CODE, START, Goods, fill, sell
from tests.links_server import Web, links_server
from tests.mailbox import mailbox
from tests.unit.promotions.campaigns.shop import set_up_mail

CUSTOMERS = 130


@dataclass
class Flow:
    """The window, the hands in front of it, and the shop behind it."""

    desktop: Desktop
    store: Store
    manager: Actor
    goods: Goods
    qtbot: QtBot

    @property
    def hands(self) -> Hands:
        return Hands(self.desktop.window)

    @property
    def page(self) -> PromotionsPage:
        page = self.desktop.window.page("promotions")
        assert isinstance(page, PromotionsPage)
        return page

    @property
    def builder(self) -> BuilderView:
        tab = self.page.tab("list")
        assert isinstance(tab, PromotionsTab)
        assert tab.builder is not None
        return tab.builder

    def settle(self) -> None:
        for _ in range(5):
            QApplication.processEvents()
            assert self.desktop.shell.lanes.wait_idle(60_000)
            QApplication.processEvents()

    def at_rest(self) -> None:
        """What was edited is saved and looked at, without waiting for the timers."""
        self.builder.desk.save_now()
        self.builder.desk.look_again()
        self.settle()


@dataclass(frozen=True)
class Reader:
    """A customer with the coupon of their letter."""

    customer: int
    code: str


@pytest.fixture
def flow(qtbot: QtBot, shell: Shell, tmp_path: Path) -> Iterator[Flow]:  # noqa: F811
    store = open_store(tmp_path / "shop.db", create=True, clock=FixedClock(START))
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Lark & Thread"))
        ensure_location(unit)
        staff_id = add_staff(unit, "Mia", "manager", "2468")
        unit.commit()
    manager = Actor("staff", "Mia", staff_id, "manager")
    goods = fill(store, manager, CUSTOMERS)
    window = MainWindow(shell)
    qtbot.addWidget(window)
    desktop = Desktop(shell, window, page_specs)
    desktop.show_shop(look_at(store), manager)
    window.show()
    window.activateWindow()
    made = Flow(desktop, store, manager, goods, qtbot)
    with StrayWindows() as strays:
        made.settle()
        yield made
    window.close()
    store.close()
    assert strays.seen == [], strays.seen


def click(parent: QWidget, words: str) -> None:
    """The button below `parent` that says this."""
    found = [one for one in parent.findChildren(QPushButton) if one.text().startswith(words) and one.isVisible()]
    assert found, [one.text() for one in parent.findChildren(QPushButton)]
    found[0].click()


def test_from_overstock_to_what_it_earned(flow: Flow) -> None:
    with mailbox() as box, links_server(flow.store) as web:
        set_up_mail(flow.store, box.port, public_url="https://mail.lark.example")
        promotion = build(flow)
        campaign = send(flow, promotion)
        letters = {str(address): mail for address, mail in zip(box.recipients, box.mails, strict=True)}
        held = len(flow.goods.regulars) - len(letters)
        assert 45 < held < CUSTOMERS - 45
        reader = read(flow, web, letters, campaign)
        redeem(flow, reader)
        sell_on(flow, reader)
        look(flow, campaign, len(letters))


def send(flow: Flow, promotion: int) -> int:
    """A letter with a coupon to one half of the regulars, written and sent in the window; the campaign's id."""
    with flow.store.read() as session:
        segment = session.scalars(select(Promotion.segment_id).where(Promotion.id == promotion)).one()
    flow.page.show_tab("campaigns")
    flow.settle()
    tab = flow.page.tab("campaigns")
    assert isinstance(tab, CampaignsTab)
    tab.new()
    flow.settle()
    editor = tab.editor
    editor.about.name.setText("Scarf letter")
    choose(editor.about.segment, segment)
    choose(editor.about.promotion, promotion)
    editor.about.holdout.setValue(50)
    flow.qtbot.waitUntil(lambda: f"{CUSTOMERS} of {CUSTOMERS}" in editor.about.reach.text(), timeout=30_000)
    editor.keep()
    flow.settle()
    campaign = tab.desk.campaign_id
    settle_the_draw(flow, campaign)
    tab.panel.approve_button.click()
    flow.settle()
    tab.panel.send_button.click()
    flow.settle()
    return campaign


def choose(box: QComboBox, value: object) -> None:
    """Choose in a box as a person does."""
    place = box.findData(value)
    assert place >= 0, [box.itemText(one) for one in range(box.count())]
    box.setCurrentIndex(place)
    box.activated.emit(place)


def settle_the_draw(flow: Flow, campaign: int) -> None:
    """The draw is random; here it is the same every time, so that the test is."""
    with flow.store.begin(SYSTEM) as unit:
        unit.session.get_one(Campaign, campaign).salt = "the same every time"
        unit.commit()


def read(flow: Flow, web: Web, letters: dict[str, EmailMessage], campaign: int) -> Reader:
    """Somebody opens the letter and clicks; who that is, with the coupon of the letter."""
    pass_by(flow, minutes=40)
    address, mail = next(iter(letters.items()))
    body = mail.get_body(("html",))
    assert body is not None
    links = re.findall(r"https://mail\.lark\.example(/[oc]/[^\"\s]+)", body.get_content())
    for path in sorted(set(links), reverse=True):
        answer = web.call(path)
        assert answer.status in (200, 302)
    with flow.store.read() as session:
        row = session.scalars(
            select(MailMessage).where(MailMessage.campaign_id == campaign, MailMessage.address == address)
        ).one()
        code = session.scalars(select(Coupon.code).where(Coupon.id == row.coupon_id)).one()
        kinds = set(session.scalars(select(MailEvent.kind).where(MailEvent.message_id == row.id, ~MailEvent.machine)))
    assert kinds == {"open", "click"}
    text = mail.get_body(("plain",))
    assert text is not None
    assert code in text.get_content().replace("-", "")
    return Reader(row.customer_id, code)


def redeem(flow: Flow, reader: Reader) -> None:
    """The reader at the counter: a scarf and the coupon from the letter are scanned."""
    pass_by(flow, days=1)
    flow.desktop.window.show_page("counter")
    flow.settle()
    counter = flow.desktop.window.page("counter")
    assert isinstance(counter, CounterPage)
    flow.hands.scan(SCARF_CODE)
    flow.settle()
    assert counter.panel.total_text == "£30.00"
    flow.hands.scan(reader.code)
    flow.settle()
    assert counter.panel.strip.coupons == ("Coupon “Scarf week”",)
    assert counter.panel.total_text == "£21.00"
    assert counter.presenter.customer.customer_id == reader.customer
    counter.complete()
    counter.tender.take()
    flow.settle()
    with flow.store.read() as session:
        used = session.execute(select(Redemption.customer_id, Redemption.discount_minor)).all()
    assert [tuple(one) for one in used] == [(reader.customer, 900)]


def sell_on(flow: Flow, reader: Reader) -> None:
    """A week at other tills: who got a letter comes with its coupon, two in three of the others for a hat."""
    with flow.store.read() as session:
        rows = session.execute(
            select(CampaignMember.customer_id, Coupon.code)
            .outerjoin(MailMessage, MailMessage.customer_id == CampaignMember.customer_id)
            .outerjoin(Coupon, Coupon.id == MailMessage.coupon_id)
            .where(CampaignMember.customer_id != reader.customer)
            .order_by(CampaignMember.customer_id)
        ).all()
    for place, (customer, code) in enumerate(rows):
        if place % 20 == 0:
            pass_by(flow, days=1)
        if code is not None:
            sell(flow.store, flow.manager, customer, flow.goods.scarf, 2, code)
        elif place % 3:
            sell(flow.store, flow.manager, customer, flow.goods.hat)


def look(flow: Flow, campaign: int, letters: int) -> None:
    """What it earned, on the results page."""
    flow.desktop.window.show_page("promotions")
    flow.page.open_with(("results", campaign))
    flow.settle()
    tab = flow.page.tab("results")
    assert isinstance(tab, ResultsTab)
    panel = tab.panel
    assert panel.name.text() == "Scarf letter"
    assert re.match(r"It earned £[\d,.]+ more than without it, net of discounts. That is proven.", panel.verdict.text())
    assert panel.warning.text() == ""
    assert panel.lift.isVisible()
    assert f"Sent: {letters} " in panel.funnel.accessibleName()
    assert "Opened by people: 1 " in panel.funnel.accessibleName()
    assert "Clicked: 1 " in panel.funnel.accessibleName()
    assert f"Redeemed at the till: {letters} " in panel.funnel.accessibleName()
    assert tab.rows[campaign].sure == "proven"


def pass_by(flow: Flow, **span: float) -> None:
    """Time passes."""
    flow.store.clock.advance(timedelta(**span))  # type: ignore[attr-defined]


def build(flow: Flow) -> int:
    """Overstock found, segment chosen, offer built, rehearsed, approved; the promotion's id."""
    window = flow.desktop.window
    window.show_page("promotions")
    flow.settle()
    tab = flow.page.tab("list")
    assert isinstance(tab, PromotionsTab)
    tab.new()
    flow.settle()
    builder = flow.builder
    flow.hands.type("Scarf week")
    builder.products.overstock.click()
    flow.settle()
    click(builder.products.proposals, "Take these")
    flow.at_rest()
    assert flow.goods.scarf in list(builder.products.table.model.ids)
    people = builder.people.table
    regulars = next(one for one, row in builder.people._rows.items() if row.name == REGULARS)
    people.select(regulars)
    builder.offer.offer.pick("percent")
    builder.offer.offer.form("percent").share.setValue(30)  # type: ignore[attr-defined]
    builder.offer.limits.coupon.setChecked(True)
    builder.offer.when.starts.setChecked(False)
    flow.at_rest()
    one = builder.desk.promotion_id
    assert builder.rehearsal.shown_now is not None
    builder.go_button.click()
    flow.settle()
    with flow.store.read() as session:
        row = session.scalars(select(Promotion).where(Promotion.id == one)).one()
        assert row.status == "approved"
        assert row.segment_id is not None
        change = row.rehearsal["change"]["margin_minor"]
        assert change["low"] < change["high"]
    return one
