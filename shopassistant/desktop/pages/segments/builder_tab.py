"""A segment from conditions, with the number of customers beside it while they change, and some of them to look at."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from shopassistant.customers.segments.conditions.choices import Option
from shopassistant.desktop.pages.segments.builder_desk import BuilderDesk
from shopassistant.desktop.pages.segments.condition_group import ConditionGroup
from shopassistant.desktop.pages.segments.condition_row import ConditionRow
from shopassistant.desktop.pages.segments.members import Member, load_members, member_columns, show_values
from shopassistant.desktop.pages.segments.pick_dialog import PickDialog
from shopassistant.desktop.pages.segments.views import Counted, Opened
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, KeyButton, button, column, label, row, set_property
from shopassistant.desktop.widgets.form_dialog import field
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable


class BuilderTab(Tab):
    """Conditions on the left; name, number and people on the right.

    Signals:
        saved: id of the segment that was written.
        left: nothing is to be built any more.
    """

    saved = Signal(int)
    left = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = BuilderDesk(context, self)
        self.before: Opened | None = None
        self._picking: ConditionRow | None = None
        self._sample: tuple[int, ...] = ()
        self._counted = Counted()
        self._build()
        self._connect()
        self.begin()

    def _build(self) -> None:
        theme = self.context.theme
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.name.setPlaceholderText(self.tr("Good customers who stay away"))
        self.description = QLineEdit()
        self.description.setMaxLength(400)
        self.description.setPlaceholderText(self.tr("What it is for"))
        self.tree = ConditionGroup(theme, self.context.catalogue)
        ground = QWidget()
        ground.setObjectName("surface")
        inner = column(self.tree, 1)
        ground.setLayout(inner)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(ground)
        words = row(field(self.tr("Name"), self.name), field(self.tr("Note"), self.description), gap=GAP)
        words.setStretch(0, 2)
        words.setStretch(1, 3)
        conditions = column(words, self.area, gap=UNIT + UNIT // 2)
        conditions.setStretch(1, 1)
        whole = row(conditions, self._side(), gap=GAP)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.setLayout(whole)

    def _side(self) -> QWidget:
        context = self.context
        self.figure = label("", "display", strong=True)
        self.share = label("", tone="muted", wrap=True)
        columns = member_columns(context.catalogue, lambda: self.desk.today)
        self.people = LazyTable(  # beside conditions there is little room: names before money
            context, "segment-preview", [one for one in columns if one.key != "spend"], self._rows
        )
        hint = self.tr("Change the conditions until somebody fits.")
        self.people.set_empty(EmptyState(context.theme, "users", self.tr("Nobody fits"), hint))
        self.save_button = KeyButton(context.actions, "segments.save", context.theme, "primary", self.tr("Save"))
        self.leave_button = button(self.tr("Leave"))
        self.leave_button.clicked.connect(self._on_leave)
        self.notice = label("", tone="critical", wrap=True)
        self.notice.hide()
        side = Card()
        side.box.addLayout(column(self.figure, self.share, gap=0))
        side.box.addWidget(label(self.tr("Some of them"), "caption", "muted", strong=True))
        side.box.addWidget(self.people, 1)
        side.box.addWidget(self.notice)
        side.box.addLayout(row(self.leave_button, 1, self.save_button))
        return side

    def _connect(self) -> None:
        desk = self.desk
        desk.counted.connect(self._on_counted)
        desk.found.connect(self._on_found)
        desk.opened.connect(self._on_opened)
        desk.saved.connect(self._on_saved)
        desk.refused.connect(self._on_refused)
        self.tree.changed.connect(self._ask)
        self.tree.pick_wanted.connect(self._on_pick)
        self.name.textEdited.connect(self._on_typed)
        self.people.opened.connect(self._on_customer)

    @cached_property
    def picking(self) -> PickDialog:
        """Choosing among many; made when first asked for."""
        return PickDialog(self.context.theme, self, self._find)

    # The page's hooks

    def shown(self) -> None:
        self.name.setFocus()
        self._ask()

    def go_back(self) -> bool:
        self._on_leave()
        return True

    def begin(self) -> None:
        """An empty form."""
        self.before = None
        self.name.clear()
        self.description.clear()
        self.notice.hide()
        self.tree.clear()
        self._ask()
        self.name.setFocus()

    def change(self, segment_id: int) -> None:
        """Open a hand-made segment."""
        self.desk.open(segment_id)

    def save(self) -> None:
        """Write it; what is missing is said."""
        self.notice.hide()
        tree = self.tree.as_json()
        unfinished = next((one for one in self.tree.rows() if not one.is_finished), None)
        if not self.name.text().strip():
            self._on_refused(self.tr("Give the segment a name."))
            self.name.setFocus()
        elif unfinished is not None:
            words = self.tr("Choose something for \u201c{field}\u201d, or remove the condition.")
            self._on_refused(words.format(field=unfinished.field.currentText()))
            unfinished.value.pick.setFocus()
        elif tree is None:
            self._on_refused(self.tr("Add a condition."))
        else:
            self.save_button.setEnabled(False)
            self.desk.save(self.name.text(), self.description.text(), tree, self.before)

    # What comes back

    def _ask(self) -> None:
        self.desk.ask(self.tree.as_json())

    def _on_counted(self, counted: Counted) -> None:
        self._counted = counted
        catalogue = self.context.catalogue
        set_property(self.share, "tone", "critical" if counted.problem else "muted")
        if counted.problem:
            self.figure.setText("\u2013")
            self.share.setText(counted.problem)
        else:
            self.figure.setText(catalogue.number(counted.count))
            part = catalogue.formats.say_share(counted.count / counted.customers if counted.customers else 0.0)
            everybody = catalogue.number(counted.customers)
            words = self.tr("customers fit, {share} of {count}")
            self.share.setText(words.format(share=part, count=everybody))
        show_values(self.people, counted.has_values)
        self.people.set_ids(counted.sample)

    def _rows(self, ids: Sequence[int]) -> dict[int, Member]:
        return load_members(self.context.store, ids)

    def _on_opened(self, opened: Opened) -> None:
        self.before = opened
        self.name.setText(opened.line.name)
        self.description.setText(opened.line.description)
        self.tree.show_node(opened.node, opened.names)
        self.notice.hide()
        self._ask()

    def _on_saved(self, segment_id: int) -> None:
        self.save_button.setEnabled(True)
        self.begin()
        self.saved.emit(segment_id)

    def _on_refused(self, sentence: str) -> None:
        self.save_button.setEnabled(True)
        self.notice.setText(sentence)
        self.notice.show()

    # Choosing

    def _on_pick(self, line: ConditionRow) -> None:
        self._picking = line
        self.picking.ask(line.field.currentText(), line.fixed_options(), line.value.chosen, line.value.choose)

    def _find(self, text: str) -> None:
        if self._picking is not None:
            self.desk.find(self._picking.name, text)

    def _on_found(self, name: str, options: tuple[Option, ...]) -> None:
        if self._picking is not None and self._picking.name == name:
            self.picking.show_options(options)

    def _on_typed(self) -> None:
        self.notice.hide()

    def _on_customer(self, customer_id: int) -> None:
        self.context.navigate.open("customers", ("customer", customer_id))

    def _on_leave(self) -> None:
        self.begin()
        self.left.emit()
