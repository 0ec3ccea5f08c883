"""What to compare: two methods, who gets the second, what decides, and how long that will take with these customers."""

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QWidget

from shopassistant.desktop.pages.model.experiments_desk import ExperimentsDesk
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.form_dialog import FormDialog, field
from shopassistant.desktop.widgets.segmented import Segmented

if TYPE_CHECKING:
    from shopassistant.recommend.experiments.design import Design
    from shopassistant.recommend.experiments.duration import Plan

_SHARES = ("10", "20", "50")
_POINTS, _AMOUNT = 2.0, 5.0
# Of what customers spend now, the share that is worth knowing.
_WORTH = 0.05
# Typing is over when nothing came for so long; then the time it takes is reckoned.
_PAUSE_MS = 250


class ExperimentDialog(FormDialog):
    """Designs an experiment; the foretold time follows every change.

    Signals:
        kept: the design, to be started another day.
        dropped: a draft is to be thrown away.
    """

    kept = Signal(object)
    dropped = Signal()

    def __init__(self, context: AppContext, desk: ExperimentsDesk, parent: QWidget) -> None:
        translate = QCoreApplication.translate
        title, verb = translate("ExperimentDialog", "Compare two methods"), translate("ExperimentDialog", "Start")
        super().__init__(context.theme, title, verb, parent, icon="play", width=560)
        self._currency = context.catalogue.currency
        self._method = context.catalogue.method
        self._desk = desk
        self._name_is_ours = True
        self._effects = {"conversion": _POINTS, "value": 0.0}
        self._decided: set[str] = set()  # measures whose smallest difference is no longer ours to propose
        self.draft_id = 0
        self._build()
        self._connect()

    def _build(self) -> None:
        self.name = QLineEdit()
        self.name.setMaxLength(80)
        self.a, self.b = self._methods(), self._methods()
        self.share = Segmented(tuple((one, f"{one} %") for one in _SHARES), self.tr("Customers who get B"))
        self.measure = Segmented(
            (("conversion", self.tr("Offers that are bought")), ("value", self.tr("Spending in 30 days"))),
            self.tr("What decides"),
        )
        self.effect = QDoubleSpinBox()
        self.effect.lineEdit().setTextMargins(UNIT - 2, 0, 0, 0)
        self.time = label("", "body", strong=True, wrap=True)
        both = row(field(self.tr("A, as now"), self.a), field(self.tr("B, compared with it"), self.b), gap=GAP)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        self.fields.addWidget(field(self.tr("Name"), self.name))
        self.fields.addLayout(both)
        self.fields.addWidget(field(self.tr("Customers who get B"), self.share))
        self.fields.addWidget(field(self.tr("What decides"), self.measure))
        self.fields.addWidget(
            field(
                self.tr("Smallest difference worth knowing"),
                self.effect,
                self.tr("The smaller it is, the longer it takes: half of it takes four times as long."),
            )
        )
        self.fields.addWidget(self.time)
        self.keep_button = button(self.tr("Keep as draft"))
        self.drop_button = button(self.tr("Throw away"), "danger")
        self.foot.insertWidget(1, self.drop_button)
        self.foot.insertWidget(3, self.keep_button)

    def _methods(self) -> QComboBox:
        from shopassistant.recommend.requests import METHODS

        made = QComboBox()
        for method in METHODS:
            made.addItem(self._method(method), method)
        return made

    def _connect(self) -> None:
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        for box in (self.a, self.b):
            box.currentIndexChanged.connect(self._on_change)
        self.share.chosen.connect(self._on_change)
        self.measure.chosen.connect(self._on_measure)
        self.effect.valueChanged.connect(self._on_effect)
        self.name.textEdited.connect(self._on_name)
        self.keep_button.clicked.connect(self._on_keep)
        self.drop_button.clicked.connect(self.dropped.emit)
        self._desk.planned.connect(self._on_planned)

    def ask(self, usual: str) -> None:
        """Open it for a new experiment; `usual` is the method in use."""
        from shopassistant.recommend.experiments.design import Design, two_arms

        other = "popular" if usual != "popular" else "hybrid"
        self._effects = {"conversion": _POINTS, "value": 0.0}
        self._decided.clear()
        self._fill(0, Design("", two_arms(usual, other)))
        self._name_is_ours = True
        self._on_change()

    def ask_draft(self, draft_id: int, design: "Design") -> None:
        """Open it for a draft."""
        shown = design.relevant_effect * 100
        if design.measure == "value":
            shown = float(self._currency.to_decimal(round(design.relevant_effect)))
        self._effects = {"conversion": _POINTS, "value": 0.0} | {design.measure: shown}
        self._decided = {design.measure}
        self._fill(draft_id, design)
        self._name_is_ours = False
        self._on_change()

    @property
    def design(self) -> "Design":
        """What the fields say."""
        from shopassistant.recommend.experiments.design import Design, two_arms

        arms = two_arms(str(self.a.currentData()), str(self.b.currentData()), int(self.share.value) / 100)
        measure = self.measure.value
        effect = self.effect.value() / 100
        if measure == "value":
            effect = self.effect.value() * 10**self._currency.exponent
        return Design(self.name.text(), arms, measure, effect)

    def _fill(self, draft_id: int, design: "Design") -> None:
        self.draft_id = draft_id
        self._desk.forget_past()
        a, b = design.arms
        for box, arm in ((self.a, a), (self.b, b)):
            box.setCurrentIndex(max(0, box.findData(arm.method)))
        self.name.setText(design.name)
        self.share.choose(min(_SHARES, key=lambda one: abs(int(one) / 100 - b.share)))
        self.measure.choose(design.measure)
        self.drop_button.setVisible(bool(draft_id))
        self._show_effect()
        self.time.setText("")
        self.begin()
        self.b.setFocus()

    def _show_effect(self) -> None:
        is_share = self.measure.value == "conversion"
        self.effect.blockSignals(True)
        self.effect.setDecimals(1 if is_share else self._currency.exponent)
        self.effect.setRange(0.1, 50.0 if is_share else 1e6)
        self.effect.setSingleStep(0.5 if is_share else 1.0)
        self.effect.setSuffix(self.tr(" percentage points") if is_share else f" {self._currency.code}")
        self.effect.setValue(self._effects[self.measure.value] or _AMOUNT)
        self.effect.blockSignals(False)

    def _on_measure(self, _measure: str) -> None:
        self._show_effect()
        self._on_change()

    def _on_effect(self, value: float) -> None:
        self._effects[self.measure.value] = value
        self._decided.add(self.measure.value)
        self._on_change()

    def _on_name(self, text: str) -> None:
        self._name_is_ours = not text

    def _on_change(self) -> None:
        if self._name_is_ours:
            words = self.tr("{a} or {b}").format(a=self.a.currentText(), b=self.b.currentText())
            self.name.setText(words[: self.name.maxLength()])
        self._pause.start()

    def _ask(self) -> None:
        if self.isVisible():
            self._desk.plan(self.design)

    def _on_planned(self, words: str, found: "Plan | None") -> None:
        self.time.setText(words)
        measure = self.measure.value
        if found is None or measure in self._decided:
            return
        self._decided.add(measure)  # what is proposed is proposed once
        proposed = self._propose(found)
        if proposed > self._effects[measure]:
            self._effects[measure] = proposed
            self._show_effect()
            self._on_change()

    def _propose(self, found: "Plan") -> float:
        """A difference worth knowing that these customers can answer: of conversion in weeks, of value a twentieth."""
        if self.measure.value == "conversion":
            return math.ceil((found.visible_effect or 0) * 200) / 2  # upwards to half a percentage point
        return float(self._currency.to_decimal(round((found.baseline or 0) * _WORTH)))

    def _on_keep(self) -> None:
        self.kept.emit(self.design)
