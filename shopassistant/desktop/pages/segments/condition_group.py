"""Conditions under one word, all of them, any of them, or none: groups may stand in groups."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from shopassistant.core.messages import Catalogue
from shopassistant.customers.segments.conditions.tree import DEEPEST, Group, Leaf, Node
from shopassistant.customers.segments.conditions.words import Names
from shopassistant.desktop.pages.segments.condition_row import ConditionRow
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import UNIT
from shopassistant.desktop.widgets.basics import Card, button, row
from shopassistant.desktop.widgets.segmented import Segmented


class ConditionGroup(Card):
    """A card with lines and cards in it.

    Signals:
        changed: something in it is another.
        removed: it is to go.
        pick_wanted: a `ConditionRow` for which something is to be chosen.
    """

    changed = Signal()
    removed = Signal(object)
    pick_wanted = Signal(object)

    def __init__(self, theme: Theme, catalogue: Catalogue, depth: int = 1) -> None:
        super().__init__(margin=UNIT, gap=UNIT)
        self._theme, self._catalogue, self._depth = theme, catalogue, depth
        self.parts: list[ConditionRow | ConditionGroup] = []
        self.joint = Segmented(
            (("all", self.tr("All of these")), ("any", self.tr("Any of these")), ("not", self.tr("None of these"))),
            self.tr("How the conditions belong together"),
        )
        self.joint.chosen.connect(self.changed)
        self.remove = button("", "quiet", theme=theme, icon="x")
        self.remove.setAccessibleName(self.tr("Remove the group"))
        self.remove.setToolTip(self.tr("Remove the group"))
        if depth == 1:
            self.remove.hide()  # never shown here: without a parent yet it would be a window of its own
        self.remove.clicked.connect(self._on_remove)
        self.add = button(self.tr("Condition"), "quiet", theme=theme, icon="plus")
        self.add.clicked.connect(self.add_row)
        self.add_inner = button(self.tr("Group"), "quiet", theme=theme, icon="plus")
        self.add_inner.clicked.connect(self._on_add_group)
        if depth >= DEEPEST:
            self.add_inner.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(UNIT)
        self.box.addLayout(row(self.joint, 1, self.remove))
        self.box.addLayout(self._lines)
        self.box.addLayout(row(self.add, self.add_inner, 1))

    def show_node(self, node: Node, names: Names) -> None:
        """Show a tree in the place of what there is."""
        self._drop_all()
        group = node if isinstance(node, Group) else Group("all", (node,))
        self.joint.choose(group.joint)
        for part in group.parts:
            if isinstance(part, Leaf):
                self._put_row().show_leaf(part, names)
            else:
                self._put_group().show_node(part, names)

    def clear(self) -> None:
        """One condition, as at the beginning."""
        self._drop_all()
        self.joint.choose("all")
        self._put_row()

    def as_json(self) -> dict[str, object] | None:
        """The tree; groups with nothing in them are left out, None where nothing is left."""
        found = [part.as_json() for part in self.parts]
        kept = [one for one in found if one is not None]
        return {self.joint.value: kept} if kept else None

    def rows(self) -> list[ConditionRow]:
        """Every condition in it, in order."""
        found: list[ConditionRow] = []
        for part in self.parts:
            found += [part] if isinstance(part, ConditionRow) else part.rows()
        return found

    def add_row(self) -> None:
        """One more condition, with the focus in it."""
        made = self._put_row()
        made.field.setFocus()
        self.changed.emit()

    def _on_add_group(self) -> None:
        made = self._put_group()
        made.joint.choose("any")
        made.add_row()

    def _put_row(self) -> ConditionRow:
        made = ConditionRow(self._theme, self._catalogue)
        self._put(made)
        return made

    def _put_group(self) -> "ConditionGroup":
        made = ConditionGroup(self._theme, self._catalogue, self._depth + 1)
        self._put(made)
        return made

    def _put(self, part: "ConditionRow | ConditionGroup") -> None:
        self.parts.append(part)
        self._lines.addWidget(part)
        part.changed.connect(self.changed)
        part.removed.connect(self._on_part_removed)
        part.pick_wanted.connect(self.pick_wanted)

    def _drop_all(self) -> None:
        for part in list(self.parts):
            self._drop(part)

    def _drop(self, part: "ConditionRow | ConditionGroup") -> None:
        self.parts.remove(part)
        self._lines.removeWidget(part)
        part.hide()
        part.deleteLater()

    def _on_part_removed(self, part: "ConditionRow | ConditionGroup") -> None:
        self._drop(part)
        self.add.setFocus()
        self.changed.emit()

    def _on_remove(self) -> None:
        self.removed.emit(self)
