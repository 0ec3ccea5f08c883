"""What to count: what is due today, everything, or a category; with or without sight of the books."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from shopassistant.desktop.pages.stock.count_desk import CountDesk, CountPlan
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import HALF
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.desktop.widgets.segmented import Segmented
from shopassistant.inventory.listing import Choice

_LONGEST_LIST = 500


class CountStartDialog(FormDialog):
    """Begins a count."""

    def __init__(self, context: AppContext, desk: CountDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("CountStartDialog", "Begin a count"), translate("CountStartDialog", "Begin")
        super().__init__(context.theme, title, verb, parent, icon="list-checks", width=520)
        self.context = context
        self.desk = desk
        self.kind = Segmented(
            (
                ("cycle", self.tr("What is due")),
                ("category", self.tr("A category")),
                ("full", self.tr("Everything")),
            ),
            self.tr("What to count"),
        )
        self.hint = label("", tone="muted", wrap=True)
        self.most = QSpinBox()
        self.most.setRange(1, _LONGEST_LIST)
        self.most.setValue(20)
        self.most.lineEdit().setTextMargins(HALF, 0, 0, 0)
        self.most_field = field(self.tr("Products on the list"), self.most)
        self.category, self.location = QComboBox(), QComboBox()
        self.category_field = field(self.tr("Category"), self.category)
        self.location_field = field(self.tr("Where"), self.location)
        self.blind = QCheckBox(self.tr("Blind: those who count do not see what the books say"))
        self.blind.setChecked(True)
        for one in (field(self.tr("What to count"), self.kind), self.hint, self.most_field, self.category_field):
            self.fields.addWidget(one)
        self.fields.addWidget(self.location_field)
        self.fields.addWidget(self.blind)
        self.kind.chosen.connect(self._on_kind)
        self.submitted.connect(self._on_submitted)
        desk.refused.connect(self._on_refused)
        desk.opened.connect(self._on_opened)

    def ask(self, locations: tuple[Choice, ...], categories: tuple[Choice, ...]) -> None:
        """Open it with these to choose from."""
        self.location.clear()
        for one in locations:
            self.location.addItem(one.name, one.id)
        self.location.setCurrentIndex(max(0, self.location.findData(self.context.location_id)))
        self.location_field.setVisible(len(locations) > 1)
        self.category.clear()
        for one in categories:
            self.category.addItem(one.name, one.id)
        self._on_kind(self.kind.value)
        self.begin()
        self.kind.focus_chosen()

    def _on_kind(self, kind: str) -> None:
        self.most_field.setVisible(kind == "cycle")
        self.category_field.setVisible(kind == "category")
        self.hint.setText(
            {
                "cycle": self.tr("The dear ones and those nobody counted for longest come first: some every day."),
                "category": self.tr("All of a category that the books say is there. Sales go on meanwhile."),
                "full": self.tr("All that the books say is there. Several people can count at once; sales go on."),
            }[kind]
        )

    def is_ready(self) -> bool:
        return self.kind.value != "category" or self.category.currentData() is not None

    def _on_submitted(self, _pin: str) -> None:
        self.set_busy(True)
        plan = CountPlan(
            int(self.location.currentData() or self.context.location_id),
            self.kind.value,
            self.category.currentData(),
            self.most.value(),
            self.blind.isChecked(),
        )
        self.desk.begin(plan)

    def _on_refused(self, sentence: str) -> None:
        if self.isVisible():
            self.refuse(sentence)

    def _on_opened(self, view: object) -> None:
        if self.isVisible() and view is not None:
            self.accept()
