"""The page Segments in its states, for the tour. What a demo shop lacks is written through the use cases."""

from collections.abc import Callable, Iterator

from shopassistant.core.errors import Conflict, UserError
from shopassistant.customers.segments.definitions import Definition, RfmGroups, Rule
from shopassistant.desktop.pages.segments.builder_tab import BuilderTab
from shopassistant.desktop.pages.segments.groups_tab import GroupsTab
from shopassistant.desktop.pages.segments.page import SegmentsPage
from shopassistant.desktop.pages.segments.rfm_tab import RfmTab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.tour import Scene

LAPSED: dict[str, object] = {
    "all": [
        {"field": "spend", "op": "at_least", "value": 40_000, "days": 730},
        {"field": "days_since_visit", "op": "at_least", "value": 90},
        {
            "any": [
                {"field": "consent_email", "op": "any_of", "choices": ["yes"]},
                {"field": "consent_post", "op": "any_of", "choices": ["yes"]},
            ]
        },
        {"not": [{"field": "returned_share", "op": "at_least", "value": 5_000}]},
    ]
}
_MADE: tuple[tuple[str, Definition], ...] = (
    ("Good customers who stay away", Rule(LAPSED)),
    ("May birthdays", Rule({"all": [{"field": "birthday_month", "op": "any_of", "choices": ["5"]}]})),
    ("Champions", RfmGroups(("champions",))),
    ("At risk", RfmGroups(("at_risk", "cannot_lose"))),
)


def scenes() -> tuple[Scene, ...]:
    """What is worth a picture."""
    return (
        Scene("segments-empty", "segments", _on(_empty)),
        Scene("segments-rfm-empty", "segments", _on(_rfm_empty)),
        Scene("segments", "segments", _on(_plain)),
        Scene("segments-versions", "segments", _on(_versions)),
        Scene("segments-rename", "segments", _on(_rename)),
        Scene("segments-builder", "segments", _on(_builder)),
        Scene("segments-builder-pick", "segments", _on(_pick)),
        Scene("segments-groups-empty", "segments", _on(_groups_empty)),
        Scene("segments-groups", "segments", _on(_groups)),
        Scene("segments-groups-how-many", "segments", _on(_how_many)),
        Scene("segments-rfm", "segments", _on(_rfm)),
        Scene("segments-rfm-cell", "segments", _on(_rfm_cell)),
    )


def _on(steps: Callable[[SegmentsPage], Iterator[None]]) -> Callable[[Page], Iterator[None]]:
    def prepare(page: Page) -> Iterator[None]:
        if isinstance(page, SegmentsPage):
            yield from steps(page)

    return prepare


def _tab(page: SegmentsPage, tab_id: str, kind: type[object]) -> object:
    page.show_tab(tab_id)
    found = page.tab(tab_id)
    if not isinstance(found, kind):
        raise TypeError(tab_id)
    return found


def _empty(page: SegmentsPage) -> Iterator[None]:
    page.show_tab("list")
    yield


def _rfm_empty(page: SegmentsPage) -> Iterator[None]:
    page.show_tab("rfm")
    yield


def _plain(page: SegmentsPage) -> Iterator[None]:
    write_segments(page.context)
    page.show_tab("list")
    yield
    tab = page.listed
    tab.table.select_first()
    tab.panel.tabs.setCurrentIndex(0)
    yield


def _versions(page: SegmentsPage) -> Iterator[None]:
    yield from _plain(page)
    line = next(one.line for one in page.listed.desk.rows.values() if one.line.kind == "rule")
    page.listed.table.select(line.id)
    if line.version == 1:
        page.listed.desk.rename(line.id, line.name, "Called by phone in spring")
    yield
    page.listed.panel.tabs.setCurrentIndex(1)
    yield


def _rename(page: SegmentsPage) -> Iterator[None]:
    yield from _plain(page)
    page.listed.rename()


def _builder(page: SegmentsPage) -> Iterator[None]:
    yield from _plain(page)
    rows = page.listed.desk.rows.values()
    page.change(next(one.line.id for one in rows if one.line.name == _MADE[0][0]))
    yield
    page.builder.desk.count_now()
    yield


def _pick(page: SegmentsPage) -> Iterator[None]:
    tab = _tab(page, "build", BuilderTab)
    assert isinstance(tab, BuilderTab)  # noqa: S101
    tab.begin()
    yield
    tab.tree.add_row()
    line = tab.tree.rows()[-1]
    line.field.setCurrentIndex(line.field.findData("bought_category"))
    line.field.activated.emit(line.field.currentIndex())
    yield
    tab.desk.count_now()
    yield


def _groups_empty(page: SegmentsPage) -> Iterator[None]:
    page.show_tab("groups")
    yield


def _groups_tab(page: SegmentsPage) -> GroupsTab:
    tab = _tab(page, "groups", GroupsTab)
    assert isinstance(tab, GroupsTab)  # noqa: S101
    return tab


def _groups(page: SegmentsPage) -> Iterator[None]:
    tab = _groups_tab(page)
    yield
    if tab.view is None:
        tab.group()
        yield
    tab.tabs.setCurrentIndex(0)
    tab.groups.select_first()
    yield


def _how_many(page: SegmentsPage) -> Iterator[None]:
    yield from _groups(page)
    _groups_tab(page).tabs.setCurrentIndex(1)
    yield


def _rfm(page: SegmentsPage) -> Iterator[None]:
    tab = _tab(page, "rfm", RfmTab)
    assert isinstance(tab, RfmTab)  # noqa: S101
    yield
    if tab.desk.table is None or tab.desk.table.at is None:
        tab.desk.work_out()
        yield
    tab.groups.select_first()
    yield


def _rfm_cell(page: SegmentsPage) -> Iterator[None]:
    yield from _rfm(page)
    tab = _tab(page, "rfm", RfmTab)
    assert isinstance(tab, RfmTab)  # noqa: S101
    tab.matrix.cells[5, 4].click()
    yield


def write_segments(context: AppContext) -> None:
    """Some segments, once per shop."""
    from shopassistant.customers.segments.keeping import save_segment

    for name, definition in _MADE:
        try:
            save_segment(context.store, context.staff.actor, name, definition)
        except (Conflict, UserError):
            return  # they are there
