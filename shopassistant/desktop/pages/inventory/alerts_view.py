"""The panel of alerts: what needs an eye, for whom, and the buttons that take it on, put it off or close it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QMenu, QPushButton, QWidget

from shopassistant.desktop.pages.inventory.alerts_desk import AlertsDesk, Listed
from shopassistant.desktop.pages.inventory.alerts_words import alert_columns
from shopassistant.desktop.pages.inventory.hearing_dialog import HearingDialog
from shopassistant.desktop.pages.inventory.put_off_dialog import PutOffDialog
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState, Skeleton
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.inventory.alerts.kinds import CLOSE_REASONS, KINDS
from shopassistant.inventory.alerts.listing import AlertLine

if TYPE_CHECKING:
    from shopassistant.store.staff import StaffMember

_WEEK = 7
Handler = Callable[[], None]


class AlertsPanel(QWidget):
    """Shows alerts; what is done to them is the desk's.

    Args:
        page: that it stands on; its keys hold on Inventory alone, elsewhere they mean something else.

    Signals:
        opened: the `AlertLine` whose rows are to be shown.
    """

    opened = Signal(object)

    def __init__(self, context: AppContext, desk: AlertsDesk, page: str = "inventory") -> None:
        super().__init__()
        self._context = context
        self.desk = desk
        self._page = page
        self.people: tuple[StaffMember, ...] = ()
        self.lines: dict[int, AlertLine] = {}
        self.menu = QMenu(self)
        self.menu.triggered.connect(self._on_entry)
        self._entries: list[Handler] = []
        self._add_actions()
        self._build_head()
        self._build_body()
        self._connect()
        desk.load()

    # Building

    def _add_actions(self) -> None:
        def add(name: str, text: str, handler: Handler, keys: str, icon: str) -> None:
            keys = keys if self._page == "inventory" else ""
            self._context.actions.add(Action(f"{self._page}.alerts.{name}", text, handler, keys, icon, self._page))

        add("take", self.tr("Look into this alert"), self.take, "F6", "user-round")
        add("later", self.tr("Put this alert off"), self.ask_later, "F7", "clock")
        add("close", self.tr("Close this alert"), self.ask_reason, "F10", "check")
        add("give", self.tr("Give this alert to somebody"), self.ask_person, "Shift+F6", "user-plus")
        add("reopen", self.tr("Open this alert again"), self.reopen, "Shift+F10", "undo-2")
        add("hearing", self.tr("Who hears of which alerts"), self.ask_hearing, "", "bell")

    def _build_head(self) -> None:
        theme = self._context.theme
        self.status = _choice(self.tr("Which alerts"), (
            ("open", self.tr("Open")), ("snoozed", self.tr("Put off")), ("closed", self.tr("Closed")),
        ))  # fmt: skip
        self.whose = _choice(self.tr("Whose alerts"), (("", self.tr("Mine")), ("all", self.tr("Everyone's"))))
        say = self._context.catalogue.say
        kinds = [(kind, say(f"alert.kind.{kind}")) for kind in KINDS]
        self.kind = _choice(self.tr("Kind of alert"), (("", self.tr("All kinds")), *kinds))
        self.kind.setMinimumContentsLength(8)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.hearing = button("", "quiet", theme=theme, icon="bell")
        self.hearing.setToolTip(self.tr("Who hears of which alerts"))
        self.hearing.setAccessibleName(self.tr("Who hears of which alerts"))
        self.hearing.clicked.connect(self.ask_hearing)
        self.head = row(self.status, self.whose, self.kind, 1, self.hearing, gap=UNIT // 2)

    def _build_body(self) -> None:
        context = self._context
        actions, theme = context.actions, context.theme
        columns = alert_columns(context.catalogue, theme, context.store.clock.now)
        self.table = LazyTable(context, "inventory-alerts", columns, self._load, lines=3)
        self.table.view.horizontalHeader().hide()
        self.take_button = KeyButton(actions, f"{self._page}.alerts.take", theme, "", self.tr("Take"))
        self.later_button = KeyButton(actions, f"{self._page}.alerts.later", theme, "", self.tr("Later"))
        self.close_button = KeyButton(actions, f"{self._page}.alerts.close", theme, "", self.tr("Close"))
        self.reopen_button = KeyButton(actions, f"{self._page}.alerts.reopen", theme, "", self.tr("Reopen"))
        self.give_button = button(self.tr("Give to"), theme=theme, icon="user-plus")
        self.give_button.clicked.connect(self.ask_person)
        self.notice = label("", tone="critical", wrap=True)
        self.notice.hide()
        foot = row(self.take_button, self.give_button, self.later_button, self.close_button, self.reopen_button, 1,
                   gap=UNIT // 2)  # fmt: skip
        self.table.set_empty(self._skeleton())
        whole = column(self.head, self.table, self.notice, foot, gap=UNIT)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.desk.listed.connect(self.show_list)
        self.desk.refused.connect(self._on_refused)
        self.desk.people.connect(self._on_people)
        self.status.activated.connect(self._on_filter)
        self.whose.activated.connect(self._on_filter)
        self.kind.activated.connect(self._on_filter)
        self.table.opened.connect(self._on_opened)
        self.table.view.selectionModel().selectionChanged.connect(self._tell)
        self._tell()

    @cached_property
    def put_off_dialog(self) -> PutOffDialog:
        """Asks for a day; made when first asked for."""
        made = PutOffDialog(self._context, self)
        made.chosen.connect(self._on_day)
        return made

    @cached_property
    def hearing_dialog(self) -> HearingDialog:
        """Who hears of what; made when first asked for."""
        return HearingDialog(self._context, self.desk, self)

    # Showing

    def show_list(self, listed: Listed) -> None:
        """Show these alerts."""
        self.notice.hide()
        self.lines = {line.id: line for line in listed.lines}
        if not self.lines:
            self.table.set_empty(self._empty(listed))
        self.table.model.forget(list(self.table.model.ids))
        self.table.set_ids(list(self.lines), keep_rows=True)
        self._tell()

    def _load(self, ids: Sequence[int]) -> dict[int, AlertLine]:
        lines = self.lines
        return {one: lines[one] for one in ids if one in lines}

    def _skeleton(self) -> QWidget:
        made = QWidget()
        made.setLayout(column(Skeleton(self._context.theme, 4), 1))
        return made

    def _empty(self, listed: Listed) -> EmptyState:
        theme = self._context.theme
        if listed.in_all or listed.wanted.status != "open":
            return EmptyState(theme, "filter", self.tr("No alert matches"))
        text = self.tr(
            "Here will be what needs somebody's eye: what runs out, stock below zero, late suppliers, sudden changes, "
            "what went missing, money tied up. It is looked for by itself whenever the stock changes."
        )
        if listed.wanted.everyones:
            return EmptyState(theme, "circle-check", self.tr("Nothing needs an eye"), text)
        made = button(self.tr("Show everyone's"), theme=theme, icon="users")
        made.clicked.connect(self._on_everyone)
        return EmptyState(theme, "circle-check", self.tr("Nothing here needs your eye"), text, made)

    def _on_everyone(self) -> None:
        self.whose.setCurrentIndex(1)
        self._on_filter()

    def _on_filter(self) -> None:
        self.desk.narrow(
            status=self.status.currentData(), everyones=bool(self.whose.currentData()), kind=self.kind.currentData()
        )

    def _on_people(self, people: "tuple[StaffMember, ...]") -> None:
        self.people = people

    def _on_refused(self, sentence: str) -> None:
        self.notice.setText(sentence)
        self.notice.show()

    def _tell(self) -> None:
        has_any, status = bool(self.chosen()), self.desk.wanted.status
        shown = {
            self.take_button: status == "open", self.give_button: status == "open" and self.desk.may_give,
            self.later_button: status != "closed", self.close_button: status != "closed",
            self.reopen_button: status != "open",
        }  # fmt: skip
        for one, is_shown in shown.items():
            one.setVisible(is_shown)
            one.setEnabled(has_any)

    def chosen(self) -> tuple[AlertLine, ...]:
        """The selected alerts."""
        return tuple(self.lines[one] for one in self.table.selected_ids() if one in self.lines)

    # What people do

    def take(self) -> None:
        """Whoever is signed in looks into the selected ones."""
        actor, chosen = self.desk.actor, self._unsettled()
        if chosen and actor.staff_id is not None:
            self.desk.give(chosen, actor.staff_id, actor.name)

    def ask_person(self) -> None:
        """A menu of who could look into them."""
        if not self._unsettled():
            return
        entries = [(one.name, partial(self._give, one.id, one.name)) for one in self.people]
        self._ask(self.give_button, [*entries, (self.tr("Nobody"), partial(self._give, None, ""))])

    def _give(self, staff_id: int | None, name: str) -> None:
        self.desk.give(self._unsettled(), staff_id, name)

    def ask_later(self) -> None:
        """A menu of days until which nothing is said of them."""
        if not self._unsettled():
            return
        today = self.desk.today
        entries: list[tuple[str, Handler]] = [
            (self.tr("Until tomorrow"), partial(self._on_day, today + timedelta(days=1))),
            (self.tr("For a week"), partial(self._on_day, today + timedelta(days=_WEEK))),
            (self.tr("Until a day …"), self._ask_day),
        ]
        self._ask(self.later_button, entries)

    def _ask_day(self) -> None:
        self.put_off_dialog.ask(self.desk.today)

    def _on_day(self, until: date) -> None:
        chosen = self._unsettled()
        if chosen:
            self.desk.put_off(chosen, until)

    def ask_reason(self) -> None:
        """A menu of why they are closed."""
        if self._unsettled():
            say = self._context.catalogue.say
            self._ask(
                self.close_button, [(say(f"alert.reason.{one}"), partial(self._close, one)) for one in CLOSE_REASONS]
            )

    def _close(self, reason: str) -> None:
        self.desk.close(self._unsettled(), reason)

    def reopen(self) -> None:
        """Open what was put off or closed."""
        chosen = [line for line in self.chosen() if line.status != "open"]
        if chosen:
            self.desk.reopen(chosen)

    def ask_hearing(self) -> None:
        """Who hears of what."""
        self.hearing_dialog.ask()

    def _unsettled(self) -> tuple[AlertLine, ...]:
        return tuple(line for line in self.chosen() if line.status != "closed")

    def _ask(self, under: QPushButton, entries: Sequence[tuple[str, Handler]]) -> None:
        """A menu at a button; the first entry is at once under the keyboard."""
        self._entries = [handler for _text, handler in entries]
        self.menu.clear()
        for place, (text, _handler) in enumerate(entries):
            self.menu.addAction(text).setData(place)
        self.menu.popup(under.mapToGlobal(QPoint(0, under.height())))
        self.menu.setActiveAction(self.menu.actions()[0])

    def _on_entry(self, action: QAction) -> None:
        self._entries[int(action.data())]()

    def _on_opened(self, alert_id: int) -> None:
        if alert_id in self.lines:
            self.opened.emit(self.lines[alert_id])


def _choice(name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    for value, words in entries:
        made.addItem(words, value)
    return made
