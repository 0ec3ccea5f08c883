"""What stands where the page will be while the shop is being opened: room kept, nothing that moves."""

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import column, row
from shopassistant.desktop.widgets.states import Skeleton


class StartingScreen(QWidget):
    """Pale shapes in the places of search, results and basket."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("surface")
        left = column(Skeleton(theme, lines=1, line_height=44), Skeleton(theme, lines=5), 1, gap=GAP)
        right = column(Skeleton(theme, lines=8), 1)
        whole = row(left, right, margin=GAP, gap=GAP)
        whole.setStretch(0, 2)
        whole.setStretch(1, 1)
        self.setLayout(whole)
