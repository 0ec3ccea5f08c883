"""The tabs there are, in their order; each is imported when it is first in front."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.tabbed import Tab, TabSpec
from shopassistant.desktop.shell.context import AppContext


def tab_specs() -> tuple[TabSpec, ...]:
    """All tabs, with their names in the language of the moment."""
    translate = QCoreApplication.translate
    return (
        TabSpec("health", translate("model", "Health"), _health),
        TabSpec("accuracy", translate("model", "Accuracy"), _accuracy),
        TabSpec("versions", translate("model", "Versions"), _versions),
        TabSpec("experiments", translate("model", "Experiments"), _experiments),
    )


def _health(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.model.health_tab import HealthTab

    return HealthTab(context)


def _accuracy(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.model.accuracy_tab import AccuracyTab

    return AccuracyTab(context)


def _versions(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.model.versions_tab import VersionsTab

    return VersionsTab(context)


def _experiments(context: AppContext) -> Tab:
    from shopassistant.desktop.pages.model.experiments_tab import ExperimentsTab

    return ExperimentsTab(context)
