"""Who hears of which alerts: a line for each role or person with the kinds and categories they hear of."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from shopassistant.desktop.pages.inventory.alerts_desk import AlertsDesk, Hearers
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.inventory.alerts.kinds import KINDS
from shopassistant.inventory.alerts.subscriptions import Subscription
from shopassistant.store.actor import ROLES


class HearingDialog(FormDialog):
    """Managers choose for anybody, others for themselves. Adding and ending happen at once and can be undone."""

    def __init__(self, context: AppContext, desk: AlertsDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("HearingDialog", "Who hears of which alerts"), translate("HearingDialog", "Add")
        super().__init__(context.theme, title, verb, parent, icon="plus", width=560)
        self._context = context
        self._desk = desk
        self._shown: tuple[Subscription, ...] = ()
        self.describe(self.tr("A manager for whom nothing is chosen hears of everything."))
        self.lines = QVBoxLayout()
        self.lines.setSpacing(UNIT // 2)
        self.who, self.kind, self.category = QComboBox(), QComboBox(), QComboBox()
        say = context.catalogue.say
        self.kind.addItem(self.tr("All kinds"), None)
        for kind in KINDS:
            self.kind.addItem(say(f"alert.kind.{kind}"), kind)
        for one in (self.who, self.category):
            one.setMinimumContentsLength(10)
            one.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.fields.addLayout(self.lines)
        self.fields.addLayout(row(
            field(self.tr("Who"), self.who), field(self.tr("Kind"), self.kind),
            field(self.tr("Category"), self.category), gap=UNIT,
        ))  # fmt: skip
        desk.heard.connect(self.show_hearers)
        desk.refused.connect(self.refuse)
        self.submitted.connect(self._on_submitted)

    def ask(self) -> None:
        """Open it and read who hears of what."""
        self._desk.load_hearers()
        self.begin()
        self.who.setFocus()

    def show_hearers(self, hearers: Hearers) -> None:
        """Show who hears of what, and the choices."""
        self.set_busy(False)
        names = {one.id: one.name for one in hearers.people}
        categories = {one.id: one.name for one in hearers.categories}
        while (item := self.lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._shown = hearers.subscriptions
        for line, one in enumerate(self._shown):
            self.lines.addWidget(self._line(line, one, names, categories))
        if not hearers.subscriptions:
            self.lines.addWidget(label(self.tr("Nothing is chosen yet: every manager hears of everything."), wrap=True))
        self._show_choices(hearers)

    def _show_choices(self, hearers: Hearers) -> None:
        actor = self._desk.actor
        is_manager = actor.has_role("manager")
        _fill(self.who, [
            *((("role", role), self._role(role)) for role in ROLES if is_manager),
            *((("staff", one.id), one.name) for one in hearers.people if is_manager or one.id == actor.staff_id),
        ])  # fmt: skip
        _fill(self.category, [(None, self.tr("All categories")), *((one.id, one.name) for one in hearers.categories)])

    def _line(self, line: int, one: Subscription, names: dict[int, str], categories: dict[int, str]) -> QWidget:
        say = self._context.catalogue.say
        who = self._role(one.role) if one.role else names.get(one.staff_id or 0, self.tr("somebody who left"))
        kind = say(f"alert.kind.{one.kind}") if one.kind else self.tr("all kinds")
        where = categories.get(one.category_id, "") if one.category_id else self.tr("all categories")
        ends = button(self.tr("End"), "quiet", theme=self.theme, icon="x")
        actor = self._desk.actor
        if not actor.has_role("manager") and (one.staff_id is None or one.staff_id != actor.staff_id):
            ends.hide()
        ends.setProperty("line", line)
        ends.clicked.connect(self._on_ends)
        made = QWidget()
        made.setLayout(row(label(who, strong=True), label(f"{kind}, {where}", tone="muted"), 1, ends, gap=UNIT))
        return made

    def _on_ends(self) -> None:
        sender = self.sender()
        line = sender.property("line") if sender is not None else None
        if isinstance(line, int) and line < len(self._shown):
            self._desk.unsubscribe(self._shown[line])

    def _role(self, role: str) -> str:
        return {
            "associate": self.tr("All associates"),
            "manager": self.tr("All managers"),
            "administrator": self.tr("All administrators"),
        }[role]

    def _on_submitted(self, _pin: str) -> None:
        what, value = self.who.currentData()
        self._desk.subscribe(
            Subscription(
                role=value if what == "role" else None,
                staff_id=value if what == "staff" else None,
                kind=self.kind.currentData(),
                category_id=self.category.currentData(),
            )
        )


def _fill(box: QComboBox, entries: "list[tuple[object, str]]") -> None:
    """New entries; what was chosen stays chosen where it is still there."""
    before = box.currentText()
    box.clear()
    for value, words in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findText(before)))
