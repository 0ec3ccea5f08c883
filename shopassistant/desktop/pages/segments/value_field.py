"""What a condition is compared with: one number or two, in money, days or per cent, or things that are chosen."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.customers.segments.conditions.fields import FIELDS, LONGEST_DAYS, NUMBER_KINDS
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import button, label, row

_LARGEST = 10_000_000.0
_HUNDREDTHS = 100


class ValueField(QWidget):
    """The editor of one condition's value.

    Signals:
        changed: somebody changed it.
        pick_wanted: something is to be chosen.
    """

    changed = Signal()
    pick_wanted = Signal()

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._field = FIELDS["spend"]
        self.chosen: dict[int | str, str] = {}
        self.least, self.most = self._number(self.tr("From")), self._number(self.tr("To"))
        self._and = label(self.tr("to"), tone="muted")
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("SW1, EC2 \u2026"))
        self.text.setAccessibleName(self.tr("Beginnings, with commas"))
        self.text.textEdited.connect(self.changed)
        self.pick: QPushButton = button("")
        self.pick.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.pick.setMinimumWidth(120)
        self.pick.clicked.connect(self.pick_wanted)
        box: QHBoxLayout = row(self.least, self._and, self.most, self.text, self.pick, gap=UNIT // 2)
        box.setStretch(4, 1)
        self.setLayout(box)
        self.show_field("spend", "at_least")

    def _number(self, name: str) -> QDoubleSpinBox:
        made = QDoubleSpinBox()
        made.setAccessibleName(name)
        made.setGroupSeparatorShown(True)
        made.setMinimumWidth(96)
        made.lineEdit().setTextMargins(HALF, 0, 0, 0)
        made.valueChanged.connect(self.changed)
        return made

    def show_field(self, name: str, op: str) -> None:
        """Ask for what this field and comparison need."""
        field = FIELDS[name]
        is_other = field is not self._field
        self._field = field
        is_number, is_text = field.kind in NUMBER_KINDS, field.kind == "starts"
        self.least.setVisible(is_number)
        for one in (self._and, self.most):
            one.setVisible(is_number and op == "between")
        self.text.setVisible(is_text)
        self.pick.setVisible(not is_number and not is_text)
        if is_other:
            self.chosen = {}
            self.text.clear()
        if is_number:
            for spin in (self.least, self.most):
                self._shape(spin, field.kind)
        self._say_chosen()

    def _shape(self, spin: QDoubleSpinBox, kind: str) -> None:
        currency = self._catalogue.currency
        spin.blockSignals(True)
        spin.setDecimals(currency.exponent if kind == "money" else 0)
        least = -_LARGEST if kind == "money" else 0.0
        spin.setRange(least, {"share": 100.0, "days": float(LONGEST_DAYS)}.get(kind, _LARGEST))
        spin.setSingleStep({"money": 10.0, "share": 5.0}.get(kind, 1.0))
        spin.setPrefix(f"{currency.code} " if kind == "money" else "")
        spin.setSuffix({"share": self.tr(" %"), "days": self.tr(" days")}.get(kind, ""))
        spin.blockSignals(False)

    # Values

    def put(self, value: int, to: int | None, choices: Mapping[int | str, str]) -> None:
        """Show what a condition holds, in its own units."""
        for spin, number in ((self.least, value), (self.most, to or value)):
            spin.blockSignals(True)
            spin.setValue(number / self._scale)
            spin.blockSignals(False)
        self.chosen = dict(choices)
        if self._field.kind == "starts":
            self.text.setText(", ".join(str(one) for one in choices))
        self._say_chosen()

    def choose(self, choices: Mapping[int | str, str]) -> None:
        """What somebody picked."""
        self.chosen = dict(choices)
        self._say_chosen()
        self.changed.emit()

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to compare with; a number always is."""
        if self._field.kind in NUMBER_KINDS:
            return True
        return bool(self.text.text().replace(",", "").strip() if self._field.kind == "starts" else self.chosen)

    def as_json(self, op: str) -> dict[str, object]:
        """The part of the condition that is the value."""
        if self._field.kind in NUMBER_KINDS:
            found: dict[str, object] = {"value": round(self.least.value() * self._scale)}
            if op == "between":
                found["to"] = round(self.most.value() * self._scale)
            return found
        if self._field.kind == "starts":
            return {"choices": [one.strip() for one in self.text.text().split(",") if one.strip()]}
        return {"choices": list(self.chosen)}

    @property
    def _scale(self) -> int:
        if self._field.kind == "money":
            return int(10**self._catalogue.currency.exponent)
        return _HUNDREDTHS if self._field.kind == "share" else 1

    def _say_chosen(self) -> None:
        names = self._catalogue.say("condition.or").join(self.chosen.values())
        self.pick.setText(names or self.tr("Choose \u2026"))
        self.pick.setToolTip(names)
