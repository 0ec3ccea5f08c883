"""Where the parts of the page stand: all at once on a desk; on the floor one at a time, for a thumb."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from shopassistant.desktop.pages.inventory.advice_view import AdvicePanel
from shopassistant.desktop.pages.inventory.alerts_place import AlertsPlace
from shopassistant.desktop.pages.inventory.lists import ProductsPanel, RiskPanel
from shopassistant.desktop.pages.inventory.matrix import Matrix
from shopassistant.desktop.pages.inventory.strip import Strip
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, column, row
from shopassistant.desktop.widgets.segmented import Segmented

PARTS = ("numbers", "advice", "risk", "alerts", "matrix", "products")


@dataclass(frozen=True)
class Parts:
    """The widgets, wherever they stand."""

    strip: Strip
    advice: AdvicePanel
    risk: RiskPanel
    alerts: AlertsPlace
    matrix: Matrix
    products: ProductsPanel


def part_names() -> dict[str, str]:
    """What the parts are called."""
    say = QCoreApplication.translate
    return {
        "numbers": say("inventory", "Numbers"),
        "advice": say("inventory", "Order today"),
        "risk": say("inventory", "Runs out next"),
        "alerts": say("inventory", "Alerts"),
        "matrix": say("inventory", "ABC/XYZ"),
        "products": say("inventory", "Products"),
    }


class DeskArrangement(QWidget):
    """Numbers on top, what to do in the middle, all products below."""

    def __init__(self) -> None:
        super().__init__()
        names = part_names()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self._hosts = {one: _Host() for one in PARTS}
        for one in ("risk", "alerts", "matrix"):
            self.tabs.addTab(self._hosts[one], names[one])
        left, right, below = Card(margin=UNIT + 4), Card(margin=UNIT), Card(margin=UNIT + 4)
        left.box.addWidget(self._hosts["advice"])
        right.box.addWidget(self.tabs)
        below.box.addWidget(self._hosts["products"])
        self.upper = QWidget()
        top = row(left, right, gap=UNIT)
        top.setStretch(0, 4)
        top.setStretch(1, 3)
        # Or its table would take half of the page, and what to order today is what one works through.
        right.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.upper.setLayout(top)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.upper)
        self.splitter.addWidget(below)
        self.splitter.setHandleWidth(UNIT)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([200, 100])
        self.upper.setMinimumHeight(160)
        below.setMinimumHeight(140)
        whole = column(self._hosts["numbers"], self.splitter, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def take(self, parts: Parts) -> None:
        """Put the parts here."""
        _take(self._hosts, parts)

    def show_part(self, name: str) -> None:
        """Bring a part to the front."""
        if name in ("risk", "alerts", "matrix"):
            self.tabs.setCurrentWidget(self._hosts[name])

    def show_rows_only(self, is_alone: bool) -> None:
        """The rows behind a number get the whole page below the numbers."""
        self.upper.setVisible(not is_alone)


class FloorArrangement(QWidget):
    """A row of large buttons, and under it the part that was chosen."""

    def __init__(self) -> None:
        super().__init__()
        names = part_names()
        self._hosts = {one: _Host() for one in PARTS}
        self.choice = Segmented([(one, names[one]) for one in PARTS], self.tr("Parts of this page"))
        self.choice.chosen.connect(self.show_part)
        self.stack = QStackedWidget()
        self.numbers = QScrollArea()
        self.numbers.setWidgetResizable(True)
        self.numbers.setFrameShape(QScrollArea.Shape.NoFrame)
        self.numbers.setWidget(self._hosts["numbers"])
        self._hosts["numbers"].setObjectName("scrolled")
        self._pages: dict[str, QWidget] = {one: self._hosts[one] for one in PARTS}
        self._pages["numbers"] = self.numbers
        for one in PARTS:
            self.stack.addWidget(self._pages[one])
        whole = column(self.choice, self.stack, gap=GAP)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def take(self, parts: Parts) -> None:
        """Put the parts here."""
        _take(self._hosts, parts)

    def show_part(self, name: str) -> None:
        """Bring a part to the front."""
        self.choice.choose(name)
        self.stack.setCurrentWidget(self._pages[name])

    def show_rows_only(self, is_alone: bool) -> None:
        """The rows behind a number are a part of their own."""
        if is_alone:
            self.show_part("products")


class _Host(QWidget):
    """Keeps a part's place."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)


def _take(hosts: dict[str, _Host], parts: Parts) -> None:
    widgets = (parts.strip, parts.advice, parts.risk, parts.alerts, parts.matrix, parts.products)
    for name, widget in zip(PARTS, widgets, strict=True):
        hosts[name].box.addWidget(widget)
