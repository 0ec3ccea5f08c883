"""The tabs there are, in their order; each is imported when it is first in front."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.tabbed import Tab, TabSpec
from shopassistant.desktop.shell.context import AppContext


def tab_specs() -> tuple[TabSpec, ...]:
    """All tabs, with their names in the language of the moment."""
    translate = QCoreApplication.translate
    return (
        TabSpec("list", translate("segments", "In use"), _list),
        TabSpec("build", translate("segments", "Builder"), _build),
        TabSpec("groups", translate("segments", "By likeness"), _groups),
        TabSpec("rfm", translate("segments", "Recency and frequency"), _rfm),
    )


def _list(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.segments.list_tab import ListTab

    return ListTab(context)


def _build(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.segments.builder_tab import BuilderTab

    return BuilderTab(context)


def _groups(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.segments.groups_tab import GroupsTab

    return GroupsTab(context)


def _rfm(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.segments.rfm_tab import RfmTab

    return RfmTab(context)
