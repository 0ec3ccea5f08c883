"""One condition in the builder: about what, how compared, with what, and over which time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.customers.segments.conditions.choices import Option
from shopassistant.customers.segments.conditions.fields import FIELDS, LONGEST_DAYS, NUMBER_KINDS
from shopassistant.customers.segments.conditions.tree import Leaf
from shopassistant.customers.segments.conditions.words import Names
from shopassistant.desktop.pages.segments.value_field import ValueField
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import HALF, UNIT
from shopassistant.desktop.widgets.basics import button, row

if TYPE_CHECKING:
    from collections.abc import Mapping

# Their longest words need more; on a small screen, in a long-winded language, a nested line must still have room.
_FIELD_LEAST, _OP_LEAST, _DAYS_LEAST = 128, 124, 132
_FIRST = Leaf("spend", "at_least", 10_000)


class ConditionRow(QWidget):
    """A line of fields.

    Signals:
        changed: the condition is another.
        removed: it is to go.
        pick_wanted: itself; something is to be chosen for it.
    """

    changed = Signal()
    removed = Signal(object)
    pick_wanted = Signal(object)

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.field = QComboBox()
        self.field.setAccessibleName(self.tr("About"))
        self.field.setMaxVisibleItems(30)
        self.field.setMinimumWidth(_FIELD_LEAST)
        for name in FIELDS:
            self.field.addItem(catalogue.say(f"condition.field.{name}"), name)
        self.op = QComboBox()
        self.op.setAccessibleName(self.tr("Compared"))
        self.op.setMinimumWidth(_OP_LEAST)
        self.value = ValueField(catalogue)
        self.days = QSpinBox()
        self.days.setRange(0, LONGEST_DAYS)
        self.days.setSpecialValueText(self.tr("ever"))
        self.days.setPrefix(self.tr("last "))
        self.days.setSuffix(self.tr(" days"))
        self.days.setSingleStep(30)
        self.days.lineEdit().setTextMargins(HALF, 0, 0, 0)
        self.days.setMinimumWidth(_DAYS_LEAST)
        self.days.setAccessibleName(self.tr("Only the last days"))
        self.remove = button("", "quiet", theme=theme, icon="x")
        self.remove.setAccessibleName(self.tr("Remove the condition"))
        self.remove.setToolTip(self.tr("Remove the condition"))
        box = row(self.field, self.op, self.value, self.days, self.remove, gap=UNIT // 2)
        box.setStretch(2, 1)
        self.setLayout(box)
        self.show_leaf(_FIRST, {})
        self.field.activated.connect(self._on_field)
        self.op.activated.connect(self._on_op)
        self.days.valueChanged.connect(self.changed)
        self.value.changed.connect(self.changed)
        self.value.pick_wanted.connect(self._on_pick)
        self.remove.clicked.connect(self._on_remove)

    @property
    def name(self) -> str:
        """What it is about."""
        return str(self.field.currentData())

    def show_leaf(self, leaf: Leaf, names: Names) -> None:
        """Show a condition."""
        self.field.setCurrentIndex(self.field.findData(leaf.field))
        self._fill_ops(leaf.op)
        self.value.show_field(leaf.field, leaf.op)
        self.value.put(leaf.value, leaf.to, self._named(leaf, names))
        self.days.blockSignals(True)
        self.days.setValue(leaf.days or 0)
        self.days.blockSignals(False)
        self.days.setVisible(FIELDS[leaf.field].has_period)

    def _named(self, leaf: Leaf, names: Names) -> "Mapping[int | str, str]":
        fixed = {one.value: one.text for one in self.fixed_options()}
        return {
            one: fixed.get(one) or (names.get((leaf.field, one), str(one)) if isinstance(one, int) else one)
            for one in leaf.choices
        }

    def fixed_options(self) -> tuple[Option, ...]:
        """All that can be chosen, where that is the same in every shop."""
        name = self.name
        codes = {"rfm": "rfm.{}", "birthday_month": "condition.month.{}"}.get(name, "condition.answer.{}")
        return tuple(Option(one, self._catalogue.say(codes.format(one))) for one in FIELDS[name].choices)

    @property
    def is_finished(self) -> bool:
        """Whether something is chosen, where something is to be."""
        return self.value.is_filled

    def as_json(self) -> dict[str, object] | None:
        """The condition; None while nothing is chosen that it could compare with."""
        if not self.is_finished:
            return None
        op = str(self.op.currentData())
        found: dict[str, object] = {"field": self.name, "op": op, **self.value.as_json(op)}
        if FIELDS[self.name].has_period and self.days.value():
            found["days"] = self.days.value()
        return found

    def _fill_ops(self, chosen: str) -> None:
        words = {
            "at_least": self.tr("at least"),
            "at_most": self.tr("at most"),
            "between": self.tr("between"),
            "any_of": self.tr("is one of"),
            "none_of": self.tr("is none of"),
        }
        self.op.clear()
        for op in FIELDS[self.name].ops:
            self.op.addItem(words[op], op)
        self.op.setCurrentIndex(max(0, self.op.findData(chosen)))

    def _on_field(self) -> None:
        field = FIELDS[self.name]
        before = str(self.op.currentData())
        self._fill_ops(before)
        self.value.show_field(field.name, str(self.op.currentData()))
        self.days.setVisible(field.has_period)
        self.changed.emit()
        if field.kind not in NUMBER_KINDS and field.kind != "starts":
            self.pick_wanted.emit(self)

    def _on_op(self) -> None:
        self.value.show_field(self.name, str(self.op.currentData()))
        self.changed.emit()

    def _on_pick(self) -> None:
        self.pick_wanted.emit(self)

    def _on_remove(self) -> None:
        self.removed.emit(self)
