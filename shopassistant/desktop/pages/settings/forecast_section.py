"""When the shop's demand is forecast anew by itself, and which holidays it keeps."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox

from shopassistant.desktop.pages.settings.presenter import SettingsPresenter
from shopassistant.desktop.pages.settings.sections import NARROW, Section, number_box
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.segmented import Segmented

if TYPE_CHECKING:
    from shopassistant.inventory.demand.keeping.plan import ForecastPlan


class ForecastSection(Section):
    """The plan; managers change it, and it holds at every terminal of the shop."""

    def __init__(self, theme: Theme, presenter: SettingsPresenter) -> None:
        super().__init__(theme)
        self._presenter = presenter
        self._plan: ForecastPlan | None = None
        self.mode = Segmented((("daily", self.tr("Every day")), ("off", self.tr("Not by itself"))))
        self.hour = number_box(0, 23, self.tr(":00"))
        self.imports = QCheckBox(self.tr("after records were imported"))
        self.region = QComboBox()
        self.region.setMaximumWidth(2 * NARROW)
        self.save = button(self.tr("Save plan"), "primary")
        self.save.clicked.connect(self._on_save)
        self._note = label(self.tr("Only a manager changes these."), "caption", "muted")
        self._lay_out()
        self.mode.chosen.connect(self._on_mode)
        presenter.forecast_plan_loaded.connect(self._on_loaded)

    def _lay_out(self) -> None:
        card = self.add_card()
        card.add_field(
            self.tr("Forecast the demand"),
            self.mode,
            self.tr("In the background, for every product and the next 90 days."),
        )
        card.add_field(
            self.tr("From"),
            self.hour,
            self.tr("Once the day before is over. A terminal that is off then makes up for it when it is started."),
        )
        card.add_field(self.tr("Also"), self.imports)
        card.add_field(
            self.tr("Public holidays of"),
            self.region,
            self.tr("The country is the shop's own; closed days are seen from the sales."),
        )
        card.box.addLayout(row(self._note, 1, self.save))

    def entered(self) -> None:
        self._note.setVisible(not self._presenter.is_manager)
        self._on_mode(self.mode.value)

    def _on_mode(self, mode: str) -> None:
        may = self._presenter.is_manager
        self.mode.setEnabled(may)
        self.save.setEnabled(may)
        self.region.setEnabled(may and self.region.count() > 1)
        for field in (self.hour, self.imports):
            field.setEnabled(may and mode != "off")

    def _on_loaded(self, plan: "ForecastPlan", regions: tuple[tuple[str, str], ...]) -> None:
        self._plan = plan
        self.mode.choose(plan.mode)
        self.hour.setValue(plan.hour)
        self.imports.setChecked(plan.on_import)
        self.region.clear()
        self.region.addItem(self.tr("the whole country"), "")
        for code, name in regions:
            self.region.addItem(name, code)
        self.region.setCurrentIndex(max(self.region.findData(plan.region), 0))
        self.entered()

    def _on_save(self) -> None:
        if self._plan is not None:
            self._presenter.save_forecast_plan(
                replace(
                    self._plan,
                    mode=self.mode.value,
                    hour=self.hour.value(),
                    on_import=self.imports.isChecked(),
                    region=str(self.region.currentData() or ""),
                )
            )
