"""When the shop's recommendations are learned anew by themselves."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QComboBox

from shopassistant.desktop.pages.settings.presenter import SettingsPresenter
from shopassistant.desktop.pages.settings.sections import NARROW, Section, number_box
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.segmented import Segmented

if TYPE_CHECKING:
    from shopassistant.recommend.retraining.plan import RetrainingPlan


class LearningSection(Section):
    """The plan; managers change it, and it holds at every terminal of the shop."""

    def __init__(self, theme: Theme, presenter: SettingsPresenter) -> None:
        super().__init__(theme)
        self._presenter = presenter
        self._plan: RetrainingPlan | None = None
        self.mode = Segmented(
            (("nightly", self.tr("Every night")), ("weekly", self.tr("Every week")), ("off", self.tr("Not by itself")))
        )
        self.weekday = QComboBox()
        self.weekday.setMaximumWidth(NARROW)
        for day in range(7):
            self.weekday.addItem(QLocale().standaloneDayName(day + 1), day)
        self.hour = number_box(0, 23, self.tr(":00"))
        self.growth = number_box(0, 1000, self.tr(" %"))
        self.growth.setSpecialValueText(self.tr("never"))
        self.drift = QCheckBox(self.tr("when what is sold has changed"))
        self.imports = QCheckBox(self.tr("after records were imported"))
        self.save = button(self.tr("Save plan"), "primary")
        self.save.clicked.connect(self._on_save)
        self._note = label(self.tr("Only a manager changes these."), "caption", "muted")
        self._lay_out()
        self.mode.chosen.connect(self._on_mode)
        presenter.plan_loaded.connect(self._on_loaded)

    def _lay_out(self) -> None:
        card = self.add_card()
        card.add_field(
            self.tr("Learn from the sales"),
            self.mode,
            self.tr("In the background, in a quiet moment, and only where something new was sold."),
        )
        card.add_field(self.tr("On"), self.weekday)
        card.add_field(
            self.tr("From"),
            self.hour,
            self.tr("When the shop is closed. A terminal that is off then makes up for it the next day."),
        )
        card.add_field(self.tr("Also"), self.drift)
        card.add_field("", self.imports)
        card.add_field(
            self.tr("Also once sales grew by"), self.growth, self.tr("Beside what was known when it was last learned.")
        )
        card.box.addLayout(row(self._note, 1, self.save))

    def entered(self) -> None:
        self._note.setVisible(not self._presenter.is_manager)
        self._on_mode(self.mode.value)

    def _on_mode(self, mode: str) -> None:
        may = self._presenter.is_manager
        self.mode.setEnabled(may)
        self.save.setEnabled(may)
        self.weekday.setEnabled(may and mode == "weekly")
        for field in (self.hour, self.growth, self.drift, self.imports):
            field.setEnabled(may and mode != "off")

    def _on_loaded(self, plan: "RetrainingPlan") -> None:
        self._plan = plan
        self.mode.choose(plan.mode)
        self.weekday.setCurrentIndex(plan.weekday)
        self.hour.setValue(plan.closing_hour)
        self.growth.setValue(plan.growth_percent)
        self.drift.setChecked(plan.on_drift)
        self.imports.setChecked(plan.on_import)
        self.entered()

    def _on_save(self) -> None:
        if self._plan is None:
            return
        self._presenter.save_plan(
            replace(
                self._plan,
                mode=self.mode.value,
                weekday=self.weekday.currentIndex(),
                closing_hour=self.hour.value(),
                growth_percent=self.growth.value(),
                on_drift=self.drift.isChecked(),
                on_import=self.imports.isChecked(),
            )
        )
