"""Which method the cards come from, how old the advice is, and the way to the filters."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QSizePolicy, QWidget

from shopassistant.desktop.pages.counter.advice_desk import METHODS
from shopassistant.desktop.pages.counter.filters import Filters
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import keycap, label, row, set_property

# Where there is no room for all, the last of these go into a menu first.
_GO_FIRST = ("all", "content", "segment", "similar", "peers", "popular")


class MethodBar(QWidget):
    """Where advice comes from.

    Signals:
        chosen: one of `METHODS`.
        filters_wanted: fold the filters out or in.
    """

    chosen = Signal(str)
    filters_wanted = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._names = {
            "hybrid": (self.tr("Personal"), self.tr("What suits this customer best, from everything we know")),
            "peers": (self.tr("Same taste"), self.tr("What the customers who buy most alike took")),
            "similar": (self.tr("Goes along"), self.tr("What people took who bought the same things")),
            "content": (self.tr("Alike"), self.tr("What is like the things this customer bought: kind, brand, price")),
            "segment": (self.tr("Segment"), self.tr("What customers with the same habits buy")),
            "popular": (self.tr("Popular"), self.tr("What sells well lately")),
            "all": (self.tr("All"), self.tr("The best of every method, side by side")),
        }
        self._group = QButtonGroup(self)
        self._buttons = [self._segment(method) for method in METHODS]
        self._buttons[0].setChecked(True)
        self._group.idToggled.connect(self._on_toggled)
        self._more = QPushButton(self.tr("More"))
        self._more.setProperty("segment", True)
        self._more.setProperty("edge", "last")
        self._more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._more.setMenu(QMenu(self._more))
        self.filter_button = QPushButton()
        self.filter_button.setCheckable(True)
        self.filter_button.setProperty("kind", "quiet")
        self.filter_button.setProperty("look", "small")
        self.filter_button.setIcon(theme.icon("filter", "muted"))
        self.filter_button.toggled.connect(self.filters_wanted)
        self.age = label("", "caption", "muted")
        self._key = keycap("F9")
        self._segments = row(*self._buttons, self._more, gap=0)
        self.setLayout(row(self._segments, self.filter_button, 1, self.age, self._key, gap=UNIT))
        self.show_filters(Filters())
        theme.changed.connect(self._on_theme)
        self._on_theme()

    def _segment(self, method: str) -> QPushButton:
        text, tip = self._names[method]
        made = QPushButton(text)
        made.setCheckable(True)
        made.setProperty("segment", True)
        made.setToolTip(tip)
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # a name cut in half is no name
        self._group.addButton(made, METHODS.index(method))
        return made

    def _on_theme(self) -> None:
        """On the floor the letters are large enough at the smaller size."""
        for made in (*self._buttons, self._more):
            set_property(made, "look", "small" if self._theme.is_floor else "")
        self._make_room()

    def show_age(self, text: str) -> None:
        """Say how old the advice is, where there is room."""
        self.age.setText(text)
        self._make_room()

    def show_filters(self, filters: Filters) -> None:
        """Say how many filters are on."""
        count = filters.count
        words = self.tr("Filter ({count})").format(count=count) if count else self.tr("Filter")
        self.filter_button.setText(words)
        self.filter_button.setToolTip(self.tr("In stock, new to the customer, category, price (Ctrl+F)"))
        set_property(self.filter_button, "tone", "accent" if count else "")
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where there is no room for everything, the age of the advice goes first, then the key, then some methods."""
        room = self.width() - self.filter_button.sizeHint().width() - 4 * UNIT
        wide = {method: self._buttons[place].sizeHint().width() for place, method in enumerate(METHODS)}
        needed = sum(wide.values())
        hidden: list[str] = []
        for method in _GO_FIRST:
            if needed <= room:
                break
            if not hidden:
                needed += self._more.sizeHint().width()
            if not self._buttons[METHODS.index(method)].isChecked():
                hidden.append(method)
                needed -= wide[method]
        self._fold([method for method in METHODS if method in hidden])
        self._key.setVisible(needed + self._key.sizeHint().width() <= room and not self._theme.is_floor)
        aged = needed + self._key.sizeHint().width() + self.age.sizeHint().width() + UNIT
        self.age.setVisible(aged <= room)
        self.setToolTip("" if aged <= room else self.age.text())

    def _fold(self, hidden: list[str]) -> None:
        """Put these methods into the menu."""
        shown = [made for place, made in enumerate(self._buttons) if METHODS[place] not in hidden]
        for place, made in enumerate(self._buttons):
            made.setVisible(METHODS[place] not in hidden)
        for made in shown:
            is_last = made is shown[-1] and not hidden
            set_property(made, "edge", "first" if made is shown[0] else "last" if is_last else "")
        self._more.setVisible(bool(hidden))
        menu = self._more.menu()
        menu.clear()
        for method in hidden:
            choose: Callable[[], None] = partial(self.choose, method)
            action = menu.addAction(self._names[method][0])
            action.setToolTip(self._names[method][1])
            action.triggered.connect(choose)

    def choose(self, method: str) -> None:
        """Press the button of `method`."""
        self._group.button(METHODS.index(method)).setChecked(True)

    def _on_toggled(self, position: int, is_on: bool) -> None:
        if is_on:
            self.chosen.emit(METHODS[position])
            self._make_room()
