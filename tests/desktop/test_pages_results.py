"""The Results tab in the real window: what a campaign earned, how sure that is, files of it, and both languages."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from shopassistant.core.clock import FixedClock
from shopassistant.desktop.app import Desktop
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.results_invented import Shape
from shopassistant.desktop.pages.promotions.results_tab import ResultsTab
from shopassistant.desktop.pages.promotions.results_views import Series
from shopassistant.promotions.rules.offer_json import offer_to_json
from shopassistant.promotions.rules.offers import PercentOff
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store
from shopassistant.store.schema import Campaign, CampaignMember, SaleLine, SaleLineOffer
from tests.unit.promotions.proof.shop import NOW, campaign
from tests.unit.promotions.proof.test_command import a_promotion, about
from tests.unit.shop_rows import a_customer, a_product, a_sale


def opened(desktop: Desktop) -> ResultsTab:
    """The tab, with all it asked for."""
    desktop.window.show_page("promotions")
    page = desktop.window.page("promotions")
    assert isinstance(page, PromotionsPage)
    page.show_tab("results")
    settle(desktop)
    tab = page.tab("results")
    assert isinstance(tab, ResultsTab)
    return tab


def settle(desktop: Desktop) -> None:
    for _ in range(6):
        QApplication.processEvents()
        assert desktop.shell.lanes.wait_idle(60_000)  # the first result loads NumPy, on a busy machine slowly
        QApplication.processEvents()


def test_an_empty_tab_says_what_will_be_here_and_leads_to_the_campaigns(desktop: Desktop) -> None:
    tab = opened(desktop)
    assert tab.stack.currentWidget() is tab.empty
    assert "Plan a campaign" in tab.first.text()


def test_the_newest_campaign_is_told_with_verdict_arms_funnel_and_charts(store: Store, desktop: Desktop) -> None:
    campaign(store, 2_000, Shape(arms=(("A", 0.6, 2.0), ("hold-out", 0.4, None))))
    tab = opened(desktop)
    panel = tab.panel
    assert "That is proven" in panel.verdict.text()
    assert panel.verdict.property("tone") == "positive"
    assert "at most 5" in panel.sure.text()
    assert "however often you look" in panel.notes.text()
    assert "planned end" in panel.notes.text()
    assert not panel.warning_row.isVisible()
    assert panel.lift.isVisible()
    assert "margin per customer" in panel.lift.accessibleName()
    assert "Redeemed at the till" in panel.funnel.accessibleName()
    assert panel.is_drawn
    assert panel.growth.is_made
    assert panel.daily.table.model.rowCount() == 28
    row = tab.rows[tab.desk.picked]
    assert (row.sure, row.tone) == ("proven", "positive")
    desktop.window.resize(1366, 768)
    settle(desktop)
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width(), "nothing is cut on a small screen"
    assert row.earned.startswith("+")


def test_arms_with_the_same_subject_and_offer_are_told_apart_by_name_alone(store: Store, desktop: Desktop) -> None:
    campaign(store, 1_000, Shape(days=9))
    tab = opened(desktop)
    names = [tab.panel.arms.itemAtPosition(line, 0).widget().text() for line in (1, 2, 3)]  # type: ignore[union-attr]
    assert sorted(names) == ["A: Something for you (A)", "B: Something for you (B)", "Hold-out"]
    assert "Planned end" in tab.panel.notes.text()


def test_a_wrong_split_hides_the_lift_and_says_why(store: Store, desktop: Desktop) -> None:
    campaign(store, 2_000, Shape(arms=(("A", 0.5, 2.0), ("hold-out", 0.5, None))))
    with store.begin(SYSTEM) as unit:
        gone = CampaignMember.arm == "A", CampaignMember.customer_id % 3 == 0
        unit.session.query(CampaignMember).filter(*gone).delete()
        unit.commit()
    tab = opened(desktop)
    assert tab.panel.warning_row.isVisible()
    assert "did not split" in tab.panel.warning.text()
    assert not tab.panel.lift.isVisible()
    assert tab.rows[tab.desk.picked].earned == "\u2013"


def test_a_promotion_without_a_campaign_is_told_to_be_no_proof(store: Store, desktop: Desktop) -> None:
    campaign(store, 300)
    a_promotion(store)
    tab = opened(desktop)
    key = next(key for key, row in tab.rows.items() if row.kind == "Promotion")
    tab.table.select(key)
    settle(desktop)
    assert "no proof" in tab.panel.sure.text()
    assert tab.panel.name.text() == "Hats down"
    assert not tab.panel.funnel_card.isVisible()
    assert tab.panel.margin_card.isVisible()


def test_where_it_began_is_readable_on_the_first_and_on_the_last_day(store: Store, desktop: Desktop) -> None:
    from pyqtgraph import InfiniteLine

    a_promotion(store)
    tab = opened(desktop)
    tab.table.select(next(iter(tab.rows)))
    settle(desktop)
    chart, days = tab.panel.margin, tuple(20_000.5 + place for place in range(28))
    for began in (days[0], days[-1]):
        chart.show_series(Series("Margin", "", days, ("Margin",), (tuple(range(28)),), mark=began))
        settle(desktop)
        (line,) = [one for one in chart.plot.plotItem.items if isinstance(one, InfiniteLine)]
        words = line.label.mapRectToScene(line.label.boundingRect())
        view = chart.plot.plotItem.vb.sceneBoundingRect()
        assert view.left() <= words.left()
        assert words.right() <= view.right()


def test_a_result_is_written_for_a_spreadsheet_and_as_a_document(
    store: Store, desktop: Desktop, tmp_path: Path
) -> None:
    campaign(store, 600, Shape(name="=HYPERLINK(1)", arms=(("A", 0.5, 1.0), ("hold-out", 0.5, None))))
    tab = opened(desktop)
    tab.desk.save_csv(tmp_path / "result.csv")
    tab.desk.save_pdf(tmp_path / "result.pdf")
    settle(desktop)
    with (tmp_path / "result.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["part", "of", "what", "value"]
    assert {"arm", "funnel", "lift", "result"} <= {row[0] for row in rows}
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert (tmp_path / "result.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_lines_of_the_lift_are_painted_in_both_themes(store: Store, desktop: Desktop, mode: str) -> None:
    campaign(store, 1_500, Shape(arms=(("A", 0.5, 1.0), ("hold-out", 0.5, None))))
    desktop.shell.theme.use(mode)
    tab = opened(desktop)
    drawn = tab.panel.lift.grab().toImage()
    colours = {drawn.pixelColor(x, y).name() for x in range(0, drawn.width(), 3) for y in range(drawn.height())}
    assert desktop.shell.theme.colour("accent").name() in colours


def test_a_campaign_and_a_promotion_are_opened_from_elsewhere(store: Store, desktop: Desktop) -> None:
    older = campaign(store, 200)
    newer = campaign(store, 200, Shape(name="Winter letter", days=3))
    alone = a_promotion(store)
    with store.read() as session:
        about_older = session.get_one(Campaign, older).promotion_id
    tab = opened(desktop)
    for what, name in (
        (("campaign", newer), "Winter letter"),
        (("promotion", about_older), "Autumn letter"),
        (("promotion", alone), "Hats down"),
        (newer, "Winter letter"),
    ):
        desktop.shell.navigate.open("promotions", ("results", what))
        settle(desktop)
        assert tab.panel.name.text() == name
        assert tab.rows[tab.table.current_id()].name == name


def test_a_promotion_by_itself_is_held_against_a_rehearsal_of_the_day_before(store: Store, desktop: Desktop) -> None:
    store.clock = FixedClock(NOW)
    (hat,) = a_product(store, "Hat", stock=None)
    ann = a_customer(store)
    for day in range(1, 64):
        a_sale(store, hat, customer_id=ann, quantity=2 if day < 8 else 1, at=NOW - timedelta(days=day, hours=2))
    promotion = a_promotion(store, ends_at=NOW, offer=offer_to_json(PercentOff(2000)))
    about(store, promotion, hat)
    use(store, promotion)
    tab = opened(desktop)
    settle(desktop)
    assert "A rehearsal the day before would have said" in tab.panel.notes.text()


def use(store: Store, promotion: int) -> None:
    """The last sale had the promotion's discount."""
    with store.begin(SYSTEM) as unit:
        line = unit.session.query(SaleLine).order_by(SaleLine.id).first()
        assert line is not None
        unit.session.add(SaleLineOffer(sale_line_id=line.id, promotion_id=promotion, discount_minor=500, units=1))
        unit.commit()
