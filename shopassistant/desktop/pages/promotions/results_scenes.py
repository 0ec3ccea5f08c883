"""The Results tab for the tour: nothing yet, a campaign that is over, one that runs, a promotion by itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.results_invented import Shape, invent_campaign
from shopassistant.desktop.pages.promotions.results_tab import ResultsTab
from shopassistant.desktop.pages.promotions.results_views import PROMOTIONS_FROM
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

if TYPE_CHECKING:
    from shopassistant.store.actor import Actor
    from shopassistant.store.database import Store

OVER = Shape("Thank you for last year", 61, (("A", 0.5, 1.4), ("hold-out", 0.5, None)), visits=0.9, seed=3)
RUNS = Shape("Autumn letter", 12, (("A", 0.4, 0.5), ("B", 0.4, 0.2), ("hold-out", 0.2, None)), visits=1.6, seed=4)


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("promotions-results", "promotions", _over),
        Scene("promotions-results-running", "promotions", _running),
        Scene("promotions-results-plain", "promotions", _plain),
    )


def results_tab(page: Page) -> ResultsTab:
    """The tab, in front."""
    page.open_with("results")
    tab = page.tab("results") if isinstance(page, PromotionsPage) else None
    if not isinstance(tab, ResultsTab):
        raise TypeError("the tab of results is not there")
    return tab


def _over(page: Page) -> Iterator[None]:
    yield from _open(page, OVER.name)


def _running(page: Page) -> Iterator[None]:
    yield from _open(page, RUNS.name)


def _plain(page: Page) -> Iterator[None]:
    """What the newest promotion by itself did, if the shop has one."""
    yield from _open(page, RUNS.name)
    tab = results_tab(page)
    alone = [key for key in tab.rows if key > PROMOTIONS_FROM]
    if alone:
        tab.table.select(alone[min(1, len(alone) - 1)])
    yield


def _open(page: Page, name: str) -> Iterator[None]:
    tab = results_tab(page)
    tab.context.lanes.db.run(tab, lambda _progress: _invent(tab.context.store, tab.context.staff.actor))
    yield
    tab.desk.load()
    yield
    tab.table.select(next(key for key, row in tab.rows.items() if row.name == name))
    yield


def _invent(store: "Store", actor: "Actor") -> None:
    import numpy as np
    from sqlalchemy import select

    from shopassistant.store.schema import Campaign, Customer

    with store.begin(actor) as unit:
        if unit.session.scalar(select(Campaign.id).where(Campaign.name == OVER.name)) is None:
            ids = np.array(unit.session.scalars(select(Customer.id).where(Customer.status == "active")).all())
            for shape in (OVER, RUNS):
                invent_campaign(unit, ids, shape)
            unit.commit()
