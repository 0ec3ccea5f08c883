"""The page Promotions in its states, for the tour."""

from collections.abc import Callable, Iterator

from shopassistant.desktop.pages.promotions import campaigns_scenes, prices_scenes, results_scenes
from shopassistant.desktop.pages.promotions.page import PromotionsPage
from shopassistant.desktop.pages.promotions.promotions_tab import PromotionsTab
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

Steps = Callable[[PromotionsTab], Iterator[None]]


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("promotions-list", "promotions", _on(_list)),
        Scene("promotions-builder", "promotions", _on(_builder)),
        Scene("promotions-builder-offer", "promotions", _on(_offer)),
        Scene("promotions-builder-go", "promotions", _on(_go)),
        Scene("promotions-builder-compare", "promotions", _on(_compare)),
        Scene("promotions-builder-overstock", "promotions", _on(_overstock)),
        Scene("promotions-builder-pin", "promotions", _on(_pin)),
        *prices_scenes.scenes(),
        *campaigns_scenes.scenes(),
        *results_scenes.scenes(),
    )


def _on(steps: Steps) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, PromotionsPage):
            page.show_tab("list")
            yield
            tab = page.tab("list")
            if isinstance(tab, PromotionsTab):
                if tab.is_building:
                    tab.close_builder()
                    yield
                yield from steps(tab)

    return prepare


def _list(tab: PromotionsTab) -> Iterator[None]:
    tab.list.scope.choose("all")
    tab.desk.narrow(scope="all", text="")
    yield
    tab.list.table.select_first()
    yield


def _segments(tab: PromotionsTab) -> None:
    """Some segments, once per shop; a demo shop has none of its own."""
    from shopassistant.customers.segments.definitions import RfmGroups
    from shopassistant.customers.segments.keeping import save_segment
    from shopassistant.customers.segments.listing import list_segments

    store, actor = tab.context.store, tab.context.staff.actor
    with store.read() as session:
        if list_segments(session):
            return
    groups = {"Our best": ("champions", "loyal"), "Slipping away": ("at_risk", "cannot_lose"), "New here": ("new",)}
    for name, chosen in groups.items():
        save_segment(store, actor, name, RfmGroups(chosen))


def _draft(tab: PromotionsTab) -> Iterator[None]:
    """The draft of the demo shop, or a new one that overstock proposed."""
    _segments(tab)
    yield from _list(tab)
    rows = tab.desk.rows(tab.list.table.model.ids)
    draft = next((one for one, row in rows.items() if row.state == "draft" and row.name), 0)
    if draft:
        tab.open(draft)
        yield
        return
    tab.new()
    yield
    builder = tab.builder
    if builder is not None:
        builder.products.overstock.setChecked(True)
        yield
        proposals = builder.products.proposals._proposals
        if proposals:
            builder.products.proposals.taken.emit(proposals[0])
        yield
        builder.desk.save_now()
        yield


def _builder(tab: PromotionsTab) -> Iterator[None]:
    yield from _draft(tab)
    if tab.builder is not None:
        tab.builder.show_step("products")
        yield


def _offer(tab: PromotionsTab) -> Iterator[None]:
    yield from _draft(tab)
    if tab.builder is not None:
        tab.builder.show_step("offer")
        yield


def _go(tab: PromotionsTab) -> Iterator[None]:
    yield from _draft(tab)
    if tab.builder is not None:
        tab.builder.show_step("go")
        yield


def _compare(tab: PromotionsTab) -> Iterator[None]:
    """Three variants side by side."""
    from shopassistant.promotions.rules.offers import BuyGet, PercentOff

    yield from _draft(tab)
    builder = tab.builder
    if builder is None:
        return
    before = builder.desk.terms
    for offer in (PercentOff(1_500), BuyGet(2, 1)):
        builder.compare()
        yield
        builder.desk.edit(offer=offer)
        builder.desk.look_again()
        yield
    builder.show_step("people")
    yield
    builder.desk.put(before)  # the next picture shows the draft as it was


def _overstock(tab: PromotionsTab) -> Iterator[None]:
    yield from _draft(tab)
    if tab.builder is not None:
        tab.builder.show_step("products")
        tab.builder.products.overstock.setChecked(True)
        yield


def _pin(tab: PromotionsTab) -> Iterator[None]:
    """Half price and more goes below cost."""
    from shopassistant.promotions.rules.offers import PercentOff

    yield from _draft(tab)
    builder = tab.builder
    if builder is None:
        return
    before = builder.desk.terms
    builder.desk.edit(offer=PercentOff(6_500))
    builder.desk.look_again()
    yield
    builder.show_step("go")
    builder.go()
    yield
    builder.desk.put(before)
