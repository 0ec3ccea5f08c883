"""The table of promotions in the real window, and what a manager does with the chosen one."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.campaigns_tab import CampaignsTab
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.promotions_tab import PromotionsTab
from shopassistant.promotions.choosing.choice import Choice
from shopassistant.promotions.drafts.approving import approve_promotion
from shopassistant.promotions.drafts.saving import create_draft
from shopassistant.promotions.drafts.terms import GET, Terms
from shopassistant.promotions.rules.offers import BuyGet
from shopassistant.store.actor import SYSTEM
from shopassistant.store.schema import Promotion, Redemption, SaleLine, SaleLineOffer
from tests.desktop.promotions.conftest import Goods, Settle
from tests.unit.shop_rows import a_sale


def a_running_one(goods: Goods, name: str = "3 for 2 on scarves") -> int:
    terms = Terms(name, BuyGet(2, 1), {GET: Choice(picked=(goods.scarf,))})
    promotion_id = create_draft(goods.store, SYSTEM, terms).promotion_id
    approve_promotion(goods.store, SYSTEM, promotion_id, lambda choice: choice.picked)
    return promotion_id


def cells(tab: PromotionsTab, key: str) -> list[str]:
    model = tab.list.table.model
    place = [column.key for column in model.columns].index(key)
    return [str(model.index(line, place).data()) for line in range(model.rowCount())]


def show(tab: PromotionsTab, promotion_id: int, settle: Settle) -> None:
    tab.desk.load()
    settle()
    tab.list.table.select(promotion_id)
    settle()


def test_an_empty_page_says_what_will_be_here_and_begins_the_first(
    tab: PromotionsTab, settle: Settle, qtbot: QtBot
) -> None:
    labels = tab.list.table.findChildren(type(tab.list.panel.name))
    assert "No promotions yet" in [one.text() for one in labels if one.isVisible()]
    qtbot.keyClick(tab.window(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert tab.is_building
    qtbot.keyClick(tab.window(), Qt.Key.Key_Escape)
    settle()
    assert not tab.is_building
    assert cells(tab, "name") == ["Without a name"]
    assert cells(tab, "state") == ["Draft"]


def test_the_table_says_offers_in_the_words_of_a_shop(tab: PromotionsTab, goods: Goods, settle: Settle) -> None:
    show(tab, a_running_one(goods), settle)
    assert cells(tab, "offer") == ["3 for 2"]
    assert cells(tab, "people") == ["Everybody"]
    panel = tab.list.panel
    assert panel.offer.text() == "3 for 2"
    assert panel.so_far.text() == "Not used yet."


def test_used_once_at_a_loss_is_said_so(tab: PromotionsTab, goods: Goods, settle: Settle) -> None:
    one = a_running_one(goods)
    sale_id, line_id = a_sale(goods.store, goods.scarf, price=800)
    with goods.store.begin(SYSTEM) as unit:
        unit.session.add(SaleLineOffer(sale_line_id=line_id, promotion_id=one, discount_minor=1_700, units=1))
        unit.session.add(
            Redemption(
                promotion_id=one, sale_id=sale_id, kind="redeemed", uses=1, discount_minor=1_700, at=unit.clock.now()
            )
        )
        row = unit.session.get_one(Promotion, one)
        row.uses, row.spent_minor = 1, 1_700
        unit.commit()
    show(tab, one, settle)
    assert tab.list.panel.so_far.text() == "Used once, \u00a317.00 given."  # nobody knows what it cost
    with goods.store.begin(SYSTEM) as unit:
        unit.session.get_one(SaleLine, line_id).unit_cost_minor = 1_000
        unit.commit()
    show(tab, one, settle)
    assert tab.list.panel.so_far.text() == "Used once, \u00a317.00 given. The goods lost \u00a32.00."


def test_pausing_and_ending_can_be_undone(
    desktop: Desktop, tab: PromotionsTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    one = a_running_one(goods)
    show(tab, one, settle)
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        qtbot.keyClick(desktop.window, Qt.Key.Key_F10)
    settle()
    assert goods.status(one) == "paused"
    assert shown.args[0].text == "3 for 2 on scarves is paused"
    shown.args[0].undo()
    settle()
    assert goods.status(one) == "approved"
    with qtbot.waitSignal(desktop.shell.toasts.shown) as shown:
        tab.list.panel.end_button.click()
    settle()
    assert goods.status(one) == "ended"
    shown.args[0].undo()
    settle()
    assert goods.status(one) == "approved"


def test_a_copy_opens_as_a_draft(
    desktop: Desktop, tab: PromotionsTab, goods: Goods, settle: Settle, qtbot: QtBot
) -> None:
    show(tab, a_running_one(goods), settle)
    qtbot.keyClick(desktop.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert tab.builder is not None
    assert tab.builder.desk.terms.offer == BuyGet(2, 1)
    assert tab.builder.state.text() == "Draft"


def test_another_page_can_begin_a_promotion(desktop: Desktop, tab: PromotionsTab, goods: Goods, settle: Settle) -> None:
    desktop.shell.navigate.open("promotions", ("list", Terms("From the stock", choices={GET: Choice(words="hat")})))
    settle()
    assert tab.builder is not None
    assert tab.builder.name.text() == "From the stock"
    assert goods.terms(tab.builder.desk.promotion_id).choices == {GET: Choice(words="hat")}


def test_a_campaign_about_a_promotion_begins_with_it(
    desktop: Desktop, tab: PromotionsTab, goods: Goods, settle: Settle
) -> None:
    one = a_running_one(goods)
    show(tab, one, settle)
    tab.list.panel.write_button.click()
    settle()
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    campaigns = page.tab("campaigns")
    assert isinstance(campaigns, CampaignsTab)
    assert campaigns.editor.draft().promotion_id == one
