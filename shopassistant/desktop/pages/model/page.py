"""The model behind the advice: its health, its accuracy, its versions and experiments, one tab each."""

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.model.tabs import tab_specs
from shopassistant.desktop.pages.tabbed import TabbedPage
from shopassistant.desktop.shell.context import AppContext


class ModelPage(TabbedPage):
    """The tabs, of which one is in front."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, "model", QCoreApplication.translate("ModelPage", "Model"), tab_specs())
