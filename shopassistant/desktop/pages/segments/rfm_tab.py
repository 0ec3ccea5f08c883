"""Who came lately and often: the matrix, the named groups, the customers behind each, and a segment from a group."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.customers.segments.definitions import RFM_GROUPS
from shopassistant.customers.value.rfm_table import Cell, RfmTable
from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.segments.members import Member, load_members, member_columns
from shopassistant.desktop.pages.segments.name_dialog import NameDialog
from shopassistant.desktop.pages.segments.rfm_desk import RfmDesk
from shopassistant.desktop.pages.segments.rfm_matrix import RfmMatrix
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import Column, LazyTable

Group = tuple[str, Cell]


def _tr(text: str) -> str:
    return QCoreApplication.translate("segments", text)


def group_columns(catalogue: Catalogue, table: list[RfmTable]) -> tuple[Column, ...]:
    """Columns of a named group and its figures; `table` holds the one that is shown."""
    currency = catalogue.currency

    def share(one: Group) -> str:
        everybody = table[0].together.customers if table else 0
        return catalogue.formats.say_share(one[1].customers / everybody) if everybody else ""

    return (
        Column(
            "name", _tr("Group"), lambda one: catalogue.say(f"rfm.{one[0]}"), 0, strong=True,
            tip=lambda one: catalogue.say(f"rfm.{one[0]}.means"),
        ),
        Column(
            "count", _tr("Customers"), lambda one: catalogue.number(one[1].customers),
            92, "right", value=lambda one: one[1].customers,
        ),
        Column("share", _tr("Share"), share, 70, "right"),
        Column(
            "worth", _tr("Worth {currency}").format(currency=currency.code),
            lambda one: catalogue.number(round(currency.to_decimal(one[1].lifetime_minor))), 110, "right",
            value=lambda one: currency.to_decimal(one[1].lifetime_minor),
        ),
        Column(
            "gone", _tr("Gone"),
            lambda one: catalogue.formats.say_share(one[1].churn) if one[1].customers else "", 70, "right",
            tip=lambda one: _tr("Share that has probably gone"),
        ),
    )  # fmt: skip


class RfmTab(Tab):
    """Matrix and groups on the left, the customers of what is chosen on the right."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = RfmDesk(context, self)
        self._held: list[RfmTable] = []
        self._rows: dict[int, Group] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        context, theme = self.context, self.context.theme
        self.matrix = RfmMatrix(theme, context.catalogue)
        self.groups = LazyTable(context, "rfm-groups", group_columns(context.catalogue, self._held), lambda ids: {})
        self.people = LazyTable(
            context, "rfm-people", member_columns(context.catalogue, lambda: self.desk.today), self._load
        )
        hint = self.tr("Choose a cell or a group to see its customers.")
        self.people.set_empty(EmptyState(theme, "users", self.tr("Nothing chosen"), hint))
        self.means = label("", tone="muted", wrap=True)
        self.use = button(self.tr("Make a segment of it"), "primary", theme=theme, icon="plus")
        self.use.setEnabled(False)
        self.use.setToolTip(self.tr("A segment is made of one of the groups in the table."))
        self.age = label("", "caption", "muted")
        self.again = button(self.tr("Work out anew"), theme=theme, icon="refresh-cw")
        left = column(self.matrix, self.groups, gap=UNIT)
        left.setStretch(0, 5)
        left.setStretch(1, 6)
        right = column(row(self.means, self.use, gap=UNIT), self.people, gap=UNIT)
        right.setStretch(1, 1)
        body = row(left, right, gap=GAP)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        filled = QWidget()
        whole = column(row(self.age, 1, self.again), body, gap=UNIT)
        whole.setStretch(1, 1)
        filled.setLayout(whole)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._empty_state())
        self.stack.addWidget(filled)
        self.setLayout(column(self.stack))

    def _empty_state(self) -> EmptyState:
        self.first = button(self.tr("Work it out"), "primary", theme=self.context.theme, icon="play")
        words = self.tr(
            "Here will be all customers by how lately and how often they came, what each will yet be worth, and who "
            "has probably gone. It is learned from the sales and takes some seconds."
        )
        return EmptyState(self.context.theme, "gauge", self.tr("Not worked out yet"), words, self.first)

    def _connect(self) -> None:
        desk = self.desk
        desk.shown.connect(self._on_shown)
        desk.chosen.connect(self._on_chosen)
        desk.working.connect(self._on_working)
        desk.made.connect(self._on_made)
        desk.refused.connect(self._on_refused)
        self.first.clicked.connect(desk.work_out)
        self.again.clicked.connect(desk.work_out)
        self.matrix.wanted.connect(self._on_cell)
        self.groups.current_changed.connect(self._on_group)
        self.groups.opened.connect(self._on_use)
        self.use.clicked.connect(self._on_use)
        self.people.opened.connect(self._on_customer)

    @cached_property
    def naming(self) -> NameDialog:
        """A name for the segment; made when first asked for."""
        return NameDialog(self.context.theme, self.tr("Make a segment of this group"), self.tr("Make it"), self)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()

    # Showing

    def _load(self, ids: Sequence[int]) -> dict[int, Member]:
        return load_members(self.context.store, ids)

    def _on_shown(self, table: RfmTable) -> None:
        self._held[:] = [table]
        self.stack.setCurrentIndex(1 if table.at is not None else 0)
        if table.at is None:
            return
        catalogue = self.context.catalogue
        self.matrix.show_table(table)
        self._rows = {place: (name, table.groups[name]) for place, name in enumerate(RFM_GROUPS, 1)}
        chosen = self.groups.current_id()
        self.groups.set_rows(self._rows)
        if chosen:  # a cell that is open stays open
            self.groups.select(chosen)
        words = self.tr("{count} customers, worked out {day}")
        count, when = catalogue.number(table.together.customers), day(catalogue, table.at, self.desk.today)
        self.age.setText(words.format(count=count, day=when) + self._tried())

    def _tried(self) -> str:
        """How right it would have been on the weeks held out, beside everybody going on as before."""
        test = self.desk.test
        if test is None:
            return ""
        words = self.tr(
            "for the last {weeks} weeks it would have foretold {told} of the purchases, \u201cas before\u201d {before}"
        )
        say = self.context.catalogue.formats.say_share
        told, before = (1 + test.of(name).total_error for name in (test.chosen, "naive"))
        return " \u00b7 " + words.format(weeks=round(test.weeks), told=say(told), before=say(before))

    def _on_cell(self, recency: int, frequency: int) -> None:
        self.groups.clear_selection()
        self.use.setEnabled(False)
        self.means.setText(self.matrix.cells[recency, frequency].toolTip())
        self.desk.choose_cell(recency, frequency)

    def _on_group(self, place: int) -> None:
        if place not in self._rows:
            return
        name, _cell = self._rows[place]
        self.matrix.choose(None)
        self.use.setEnabled(True)
        self.means.setText(self.context.catalogue.say(f"rfm.{name}.means"))
        self.desk.choose_group(name)

    def _on_chosen(self, ids: list[int]) -> None:
        self.people.set_ids(ids)

    def _on_working(self, is_working: bool) -> None:
        self.first.setEnabled(not is_working)
        self.again.setEnabled(not is_working)

    # Doing

    def _on_use(self, _place: object = None) -> None:
        one = self._rows.get(self.groups.current_id())
        if one is None:
            return
        name, say = one[0], self.context.catalogue.say
        self.naming.ask(
            say(f"rfm.{name}"), say(f"rfm.{name}.means"), lambda text, about: self.desk.make_segment(name, text, about)
        )

    def _on_made(self, segment_id: int) -> None:
        self.naming.accept()
        self.context.navigate.open("segments", segment_id)

    def _on_refused(self, sentence: str) -> None:
        if self.naming.isVisible():
            self.naming.refuse(sentence)
        else:
            self.context.errors.tell(sentence, "warning")

    def _on_customer(self, customer_id: int) -> None:
        self.context.navigate.open("customers", ("customer", customer_id))
