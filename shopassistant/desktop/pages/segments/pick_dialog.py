"""Choosing one or several of many by a part of the name: products, categories, brands, places, months."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from shopassistant.customers.segments.conditions.choices import Option
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.widgets.basics import label
from shopassistant.desktop.widgets.form_dialog import FormDialog

Chosen = Mapping[int | str, str]
_TYPING_MS = 120


class PickDialog(FormDialog):
    """A list with boxes; what is ticked stands first and stays while something else is looked for.

    Args:
        find: asks for what has a text in its name; the answer goes to `show_options`.
    """

    def __init__(self, theme: Theme, parent: QWidget, find: Callable[[str], None]) -> None:
        super().__init__(theme, "", "", parent, width=520)
        self.verb.setText(self.tr("Choose"))
        self._find = find
        self._then: Callable[[Chosen], None] | None = None
        self._chosen: dict[int | str, str] = {}
        self._fixed: tuple[Option, ...] = ()
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setPlaceholderText(self.tr("Part of the name"))
        self.search.setAccessibleName(self.tr("Find"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setMinimumHeight(280)
        self.list.setAccessibleName(self.tr("What can be chosen"))
        self.count = label("", "caption", "muted")
        for one in (self.search, self.list, self.count):
            self.fields.addWidget(one)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._on_typed)
        self.search.textChanged.connect(self._typing.start)
        self.list.itemChanged.connect(self._on_ticked)
        self.submitted.connect(self._on_submitted)

    def ask(self, title: str, fixed: Sequence[Option], chosen: Chosen, then: Callable[[Chosen], None]) -> None:
        """Open it.

        Args:
            fixed: all there are; empty where they are looked for.
            chosen: what is ticked at first, with its names.
        """
        self.setWindowTitle(title)
        self.title.setText(title)
        self._then, self._chosen, self._fixed = then, dict(chosen), tuple(fixed)
        self.search.setVisible(not fixed)
        self.search.clear()
        self._typing.stop()
        self.list.clear()
        self._fill(self._fixed)
        self.begin()
        if fixed:
            self.list.setFocus()
        else:
            self._find("")
            self.search.setFocus()

    def show_options(self, options: Sequence[Option]) -> None:
        """What was found."""
        if not self._fixed:
            self._fill(options)

    def is_ready(self) -> bool:
        if not self._chosen:
            self.refuse(self.tr("Tick at least one."))
            return False
        return True

    def _fill(self, options: Sequence[Option]) -> None:
        shown = list(options)
        if not self._fixed:
            shown = [Option(value, text) for value, text in self._chosen.items()]
            shown += [one for one in options if one.value not in self._chosen]
        self.list.blockSignals(True)
        self.list.clear()
        for one in shown:
            item = QListWidgetItem(one.text)
            item.setData(Qt.ItemDataRole.UserRole, one.value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_in = one.value in self._chosen
            item.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)
        self.list.setCurrentRow(0)
        self._say_count()

    def _say_count(self) -> None:
        self.count.setText(self.tr("{count} chosen").format(count=len(self._chosen)))

    def _on_typed(self) -> None:
        self._find(self.search.text())

    def _on_ticked(self, item: QListWidgetItem) -> None:
        value = item.data(Qt.ItemDataRole.UserRole)
        if item.checkState() == Qt.CheckState.Checked:
            self._chosen[value] = item.text()
        else:
            self._chosen.pop(value, None)
        self._say_count()

    def _on_submitted(self, _pin: str) -> None:
        self.accept()
        if self._then is not None:
            self._then(dict(self._chosen))
