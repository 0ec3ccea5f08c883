"""The tab Prices for the tour: suggestions with a curve, a markdown, the limits, other shops' prices."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.prices_tab import PricesTab
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("promotions-prices", "promotions", _on(_suggestions)),
        Scene("promotions-prices-limits", "promotions", _on(_limits)),
        Scene("promotions-prices-competitors", "promotions", _on(_competitors)),
        Scene("promotions-prices-plan", "promotions", _on(_plan)),
        Scene("promotions-prices-markdown", "promotions", _on(_markdown)),
    )


def prices_tab(page: Page) -> PricesTab:
    """The tab, in front."""
    page.open_with("prices")
    tab = page.tab("prices") if isinstance(page, PromotionsPage) else None
    if not isinstance(tab, PricesTab):
        raise TypeError("the tab of prices is not there")
    return tab


def _on(steps: Callable[[PricesTab], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        tab = prices_tab(page)
        yield
        yield from steps(tab)

    return prepare


def _suggestions(tab: PricesTab) -> Iterator[None]:
    tab.show_view("waiting")
    if not tab.desk.rows:
        tab.look_for_better()
        yield
    tab.table.select_first()
    yield


def _limits(tab: PricesTab) -> Iterator[None]:
    yield from _suggestions(tab)
    found = tab.panel.suggestion
    tab.limits_dialog.ask(found.variant_id if found else 0, found.name if found else "")
    yield


def _competitors(tab: PricesTab) -> Iterator[None]:
    yield from _suggestions(tab)
    lines = [f"{row.sku};Corner shop;{row.old_price_minor / 100:.2f};2026-05-01" for row in tab.desk.rows.values()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prices-seen.csv"
        path.write_text(
            "SKU;Shop;Price;Date\n" + "\n".join([*lines[:40], "unknown;Corner shop;9.99;2026-05-01"]), "utf-8"
        )
        tab.competitors_dialog.ask()
        yield
        tab.setup.choose(path)
        yield


def _plan(tab: PricesTab) -> Iterator[None]:
    tab.mark_down()
    yield


def _markdown(tab: PricesTab) -> Iterator[None]:
    if not tab.markdown_desk.plans:
        tab.mark_down()
        yield
        tab.markdowns.dialog.submit()
        yield
    tab.show_view("markdowns")
    yield
    tab.markdowns.table.select_first()
    yield
