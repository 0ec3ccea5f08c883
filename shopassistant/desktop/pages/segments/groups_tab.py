"""Customers grouped by likeness: the plane, the groups with what sets them apart, and how many there should be."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSpinBox, QStackedWidget, QTabWidget, QWidget

from shopassistant.customers.segments.wording import group_description, group_name, tell
from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.segments.groups_columns import difference_columns, group_columns, measured_columns
from shopassistant.desktop.pages.segments.groups_desk import GroupsDesk
from shopassistant.desktop.pages.segments.name_dialog import NameDialog
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, ElidedLabel, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable

if TYPE_CHECKING:
    from shopassistant.customers.segments.clustering_view import ClusteringView, GroupView
    from shopassistant.desktop.pages.segments.groups_plot import GroupsPlot

_MOST_GROUPS = 12


class GroupsTab(Tab):
    """The plane on the left, the groups on the right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = GroupsDesk(context, self)
        self.view: ClusteringView | None = None
        self._names: dict[int, tuple[str, str]] = {}
        self._build()
        self._connect()

    # Building

    def _build(self) -> None:
        theme = self.context.theme
        self.state = ElidedLabel("", tone="muted")
        self.count = QSpinBox()
        self.count.setRange(1, _MOST_GROUPS)
        self.count.setSpecialValueText(self.tr("as many as fit"))
        self.count.setSuffix(self.tr(" groups"))
        self.count.setAccessibleName(self.tr("Number of groups"))
        self.count.lineEdit().setTextMargins(HALF, 0, 0, 0)
        self.count.setMinimumWidth(150)
        self.again = button(self.tr("Group my customers"), theme=theme, icon="refresh-cw")
        self.use = button(self.tr("Use these groups"), "primary", theme=theme, icon="check")
        filled = QWidget()
        body = row(self._left(), self._right(), gap=GAP)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        head = row(self.state, self.count, self.again, self.use, gap=UNIT)
        head.setStretch(0, 1)
        whole = column(head, body, gap=UNIT)
        whole.setStretch(1, 1)
        filled.setLayout(whole)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty_state())
        self.stack.addWidget(filled)
        self.setLayout(column(self.stack))

    def _empty_state(self) -> EmptyState:
        self.first = button(self.tr("Group my customers"), "primary", theme=self.context.theme, icon="play")
        words = self.tr(
            "Here will be your customers in groups of those who buy alike: what, how much, how often. The shop's sales "
            "are looked at, several numbers of groups are tried, and nothing changes until you use them."
        )
        return EmptyState(self.context.theme, "users", self.tr("Nobody was grouped yet"), words, self.first)

    def _left(self) -> QWidget:
        self._place = QWidget()
        self._place.setLayout(column(gap=0))
        self.measured = LazyTable(
            self.context, "segment-measured",
            measured_columns(self.context.catalogue, lambda: self.view.recommended if self.view else 0), lambda ids: {},
        )  # fmt: skip
        self.reason = label("", "caption", "muted", wrap=True)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self._place, self.tr("Plane"))
        metrics = QWidget()
        box = column(self.reason, self.measured)
        box.setContentsMargins(0, UNIT, 0, 0)
        metrics.setLayout(box)
        tabs.addTab(metrics, self.tr("How many groups"))
        self.tabs = tabs
        return tabs

    def _right(self) -> QWidget:
        context = self.context
        self.groups = LazyTable(
            context, "segment-groups", group_columns(context.theme, context.catalogue, self._name), lambda ids: {}
        )
        self.name = label("", "lead", strong=True, wrap=True)
        self.about = label("", tone="muted", wrap=True)
        self.rename = button(self.tr("Rename"), "quiet", theme=context.theme, icon="pencil")
        self.differences = LazyTable(
            context, "segment-differences", difference_columns(context.catalogue), lambda ids: {}
        )
        card = Card()
        head = row(self.name, self.rename)
        head.setStretch(0, 1)
        card.box.addLayout(head)
        card.box.addWidget(self.about)
        card.box.addWidget(self.differences, 1)
        side = QWidget()
        box = column(self.groups, card, gap=UNIT)
        box.setStretch(0, 2)
        box.setStretch(1, 3)
        side.setLayout(box)
        return side

    def _connect(self) -> None:
        desk = self.desk
        desk.shown.connect(self._on_shown)
        desk.working.connect(self._on_working)
        desk.refused.connect(self._on_refused)
        self.first.clicked.connect(self.group)
        self.again.clicked.connect(self.group)
        self.use.clicked.connect(self.use_groups)
        self.rename.clicked.connect(self.rename_group)
        self.groups.current_changed.connect(self._on_group)
        self.groups.opened.connect(self._on_opened)
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(0)
        self._drawing.timeout.connect(self._draw)
        self.context.theme.changed.connect(self._drawing.start)

    @cached_property
    def plot(self) -> "GroupsPlot":
        """The plane; pyqtgraph is loaded by the time it is first asked for."""
        from shopassistant.desktop.pages.segments.groups_plot import GroupsPlot

        made = GroupsPlot(self.context.theme)
        made.setAccessibleName(self.tr("Customers on a plane, those alike near each other"))
        made.customer_wanted.connect(self._on_customer)
        layout = self._place.layout()
        if layout is not None:
            layout.addWidget(made)
        return made

    @cached_property
    def naming(self) -> NameDialog:
        """Another name for a group."""
        return NameDialog(self.context.theme, self.tr("Rename the group"), self.tr("Rename"), self)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()

    # Showing

    def _name(self, label_: int) -> str:
        return self._names.get(label_, ("", ""))[0]

    def _on_shown(self, view: "ClusteringView | None") -> None:
        before, self.view = self.view, view
        self.stack.setCurrentIndex(0 if view is None else 1)
        if view is None:
            return
        catalogue = self.context.catalogue
        if before is None or before.id != view.id:
            self._names = {
                one.label: (group_name(catalogue, one), group_description(catalogue, one)) for one in view.groups
            }
        self.state.setText(self._state(view))
        self.use.setEnabled(view.status == "proposed")
        self.use.setText(self.tr("In use") if view.status == "used" else self.tr("Use these groups"))
        said = [tell(catalogue, one) for one in view.reasons]
        if view.advice is not None:
            said.append(tell(catalogue, view.advice))
        self.reason.setText("\n".join(said))
        self.measured.set_rows({one.count: one for one in view.measured})
        rows: dict[int, Any] = {one.label + 1: one for one in view.groups}
        self.groups.show_rows(rows)
        self._on_group(self.groups.current_id())
        self._drawing.start()

    def _state(self, view: "ClusteringView") -> str:
        catalogue = self.context.catalogue
        words = self.tr("{count} customers in {groups} groups, {day}").format(
            count=catalogue.number(view.customers),
            groups=view.count,
            day=day(catalogue, view.at, self.desk.today),
        )
        if view.refused:
            refused = self.tr("{count} want no personal advice and are left out")
            words += " \u00b7 " + refused.format(count=catalogue.number(view.refused))
        return words

    def _draw(self) -> None:
        if self.view is not None:
            self.plot.show_points(self.view.points, {one.label: self._name(one.label) for one in self.view.groups})
            self.plot.setAccessibleDescription(self.reason.text())
            self.plot.choose(self.groups.current_id() - 1)

    def _group(self) -> "GroupView | None":
        current = self.groups.current_id() - 1
        groups: Sequence[GroupView] = () if self.view is None else self.view.groups
        return next((one for one in groups if one.label == current), None)

    def _on_group(self, place: int) -> None:
        one = self._group()
        if one is None:
            return
        name, about = self._names[one.label]
        self.name.setText(name)
        self.about.setText(about)
        self.differences.set_rows(dict(enumerate(one.differences, 1)))
        if "plot" in self.__dict__:
            self.plot.choose(place - 1)

    def _on_working(self, is_working: bool) -> None:
        for one in (self.first, self.again):
            one.setEnabled(not is_working)
        self.use.setEnabled(not is_working and self.view is not None and self.view.status == "proposed")

    # Doing

    def group(self) -> None:
        """Group the customers, into as many groups as were asked for."""
        wanted = self.count.value()
        self.desk.group(wanted if wanted > 1 else None)

    def use_groups(self) -> None:
        """Let the groups be segments."""
        self.desk.use(self._names)

    def rename_group(self) -> None:
        """Another name for the group that is open, before it becomes a segment."""
        one = self._group()
        if one is not None:
            label_ = one.label
            self.naming.ask(*self._names[label_], lambda name, about: self._renamed(label_, name, about))

    def _renamed(self, label_: int, name: str, about: str) -> None:
        self.naming.accept()
        self._names[label_] = (name.strip(), about.strip())
        self.groups.view.viewport().update()
        self._on_group(label_ + 1)
        self._drawing.start()

    def _on_opened(self, _place: int) -> None:
        self.rename_group()

    def _on_customer(self, customer_id: int) -> None:
        self.context.navigate.open("customers", ("customer", customer_id))

    def _on_refused(self, sentence: str) -> None:
        self.context.errors.tell(sentence, "warning")
