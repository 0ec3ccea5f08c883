"""Versions: what was learned when, from what, which of it serves, and how to change that."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from shopassistant.desktop.pages.model.version_panel import VersionPanel
from shopassistant.desktop.pages.model.version_words import columns, when
from shopassistant.desktop.pages.model.versions_desk import Listed, Moved, VersionsDesk
from shopassistant.desktop.pages.tabbed import Tab
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import IconLabel, KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable
from shopassistant.desktop.widgets.wrapping import WrappingRow
from shopassistant.recommend.versions import VersionInfo


class VersionsTab(Tab):
    """The table with its buttons, and the chosen version beside it."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = VersionsDesk(context, self)
        self._add_actions()
        self._build()
        self._connect()

    # Building

    def _add_actions(self) -> None:
        def add(name: str, text: str, handler: Callable[[], None], keys: str, icon: str) -> None:
            action = Action(f"versions.{name}", text, handler, keys, icon, "model", self.isVisible)
            self.context.actions.add(action)

        add("learn", self.tr("Learn anew from all sales"), self.desk.learn, "F5", "sparkles")
        add("promote", self.tr("Promote the version"), self.promote, "F6", "circle-check")
        add("back", self.tr("Roll back to the version before"), self.desk.roll_back, "F7", "rotate-ccw")
        add("keep", self.tr("Keep the version for good, or no more"), self.keep, "F8", "pin")
        add("compare", self.tr("Compare the version with another"), self.compare, "F9", "columns-2")
        add("remove", self.tr("Remove the version"), self.remove, "Ctrl+Del", "trash-2")

    def _build(self) -> None:
        context = self.context
        self.learn_button = self._button("learn", self.tr("Learn anew"), "primary")
        self.promote_button = self._button("promote", self.tr("Promote"))
        self.back_button = self._button("back", self.tr("Roll back"))
        self.keep_button = self._button("keep", self.tr("Keep"))
        self.compare_button = self._button("compare", self.tr("Compare"))
        self.remove_button = self._button("remove", self.tr("Remove"))
        buttons = WrappingRow(UNIT)
        for one in self._all_buttons():
            buttons.addWidget(one)
        self.table = LazyTable(context, "versions", columns(context.catalogue, lambda: self.desk.today), self._rows)
        self.table.set_empty(self._empty_state())
        self._buttons = QWidget()
        self._buttons.setLayout(buttons)
        self.panel = VersionPanel(context)
        self.panel.hide()
        body = row(self.table, self.panel, gap=GAP)
        body.setStretch(0, 1)
        whole = column(self._buttons, self._build_warning(), body)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def _button(self, name: str, text: str, kind: str = "") -> KeyButton:
        return KeyButton(self.context.actions, f"versions.{name}", self.context.theme, kind, text)

    def _all_buttons(self) -> tuple[KeyButton, ...]:
        return (
            self.learn_button, self.promote_button, self.back_button, self.keep_button, self.compare_button,
            self.remove_button,
        )  # fmt: skip

    def _build_warning(self) -> QWidget:
        """Why the version that should serve does not."""
        self.warning = label(tone="critical", wrap=True)
        self._warning_row = QWidget()
        line = row(IconLabel(self.context.theme, "shield-alert", "critical"), self.warning)
        line.setStretch(1, 1)
        self._warning_row.setLayout(line)
        self._warning_row.hide()
        return self._warning_row

    def _empty_state(self) -> QWidget:
        theme = self.context.theme
        self.first_button = button(self.tr("Learn from the sales"), "primary", theme=theme, icon="sparkles")
        self.first_button.clicked.connect(self.desk.learn)
        words = self.tr("Here will be every state the advice was learned in, with what it was learned from.")
        return EmptyState(theme, "gauge", self.tr("Nothing was learned here yet"), words, self.first_button)

    def _connect(self) -> None:
        desk = self.desk
        desk.listed.connect(self._on_listed)
        desk.learning.connect(self._on_learning)
        desk.moved.connect(self._on_moved)
        desk.kept.connect(self._on_kept)
        desk.removed.connect(self._on_removed)
        self.table.current_changed.connect(self._on_current)
        self.table.opened.connect(self.compare)
        self.table.deleted.connect(self.remove)

    # The page's hooks

    def shown(self) -> None:
        self.desk.load()
        (self.table.view if self.desk.by_id else self.first_button).setFocus()

    def open_with(self, what: object) -> None:
        """Show a version by its name."""
        if isinstance(what, str):
            self.table.select(self.desk.id_of(what))

    def go_back(self) -> bool:
        if self.panel.isVisible() and self.table.current_id():
            self.table.clear_selection()
            return True
        return False

    # Showing

    def _rows(self, ids: Sequence[int]) -> dict[int, VersionInfo]:
        known = self.desk.by_id
        return {one: known[one] for one in ids if one in known}

    def _on_listed(self, listed: Listed) -> None:
        is_first, had_focus = not len(self.table.model.ids), self.first_button.hasFocus()
        self._buttons.setVisible(bool(listed.versions))
        self.table.set_ids([self.desk.id_of(one.name) for one in listed.versions])
        if listed.versions and is_first:
            self.table.select_first()
        if listed.versions and had_focus:
            self.table.view.setFocus()
        self._show_warning(listed)
        self._on_current(self.table.current_id())

    def _show_warning(self, listed: Listed) -> None:
        self._warning_row.setVisible(listed.problem is not None)
        if listed.problem is None:
            return
        serving = listed.serving
        if serving is None:
            what = self.tr("No other version serves in its place: learn anew.")
        else:
            words = self.tr("The version of {when} serves in its place. Learn anew to have a newer one.")
            what = words.format(when=when(self.context.catalogue, serving, self.desk.today))
        self.warning.setText(f"{self.context.catalogue.explain(listed.problem)} {what}")

    @property
    def chosen(self) -> VersionInfo | None:
        """The version of the current row."""
        return self.desk.by_id.get(self.table.current_id())

    def _on_current(self, _row_id: int) -> None:
        version = self.chosen
        self.panel.show_version(version, self.desk.shown)
        is_sound = version is not None and version.problem is None
        is_serving = version is not None and version.is_serving
        self.promote_button.setEnabled(is_sound and not is_serving)
        self.back_button.setEnabled(bool(self.desk.shown.earlier))
        self.keep_button.setEnabled(version is not None)
        self.keep_button.setText(
            self.tr("Keep no more") if version is not None and version.is_kept else self.tr("Keep")
        )
        self.compare_button.setEnabled(is_sound and len(self.desk.by_id) > 1)
        self.remove_button.setEnabled(version is not None and not is_serving)

    def _on_learning(self, is_learning: bool) -> None:
        for one in (self.learn_button, self.first_button):
            one.setEnabled(not is_learning)

    # Doing

    def promote(self) -> None:
        """Serve the chosen version."""
        version = self.chosen
        if version is not None and version.problem is None and not version.is_serving:
            self.desk.promote(version.name)

    def keep(self) -> None:
        """Keep the chosen version for good, or no more."""
        version = self.chosen
        if version is not None:
            self.desk.keep(version.name, not version.is_kept)

    def compare(self, _row_id: int = 0) -> None:
        """Choose what to compare the chosen version with."""
        if self.chosen is not None:
            self.panel.focus_other()

    def remove(self, _row_id: int = 0) -> None:
        """Take the chosen version out."""
        version = self.chosen
        if version is not None and not version.is_serving:
            self.desk.remove(version.name)

    def _on_moved(self, moved: Moved) -> None:
        if moved.summary is not None:
            words = self.tr("Learned from {count} purchases in {seconds} s; this is what serves now")
            formats = self.context.catalogue.formats
            count = self.context.catalogue.number(moved.summary.purchases)
            text = words.format(count=count, seconds=formats.say_number(moved.summary.seconds, 1))
        else:
            version = self.desk.version(moved.name)
            name = moved.name if version is None else when(self.context.catalogue, version, self.desk.today)
            text = self.tr("The version of {when} serves now").format(when=name)
        back = _Step(self.desk.promote, moved.before) if moved.before and moved.before != moved.name else None
        self.context.toasts.show(text, back)
        self.table.select(self.desk.id_of(moved.name))

    def _on_kept(self, name: str, kept: bool) -> None:
        self.context.toasts.show(
            self.tr("This version is never cleared away") if kept else self.tr("This version may be cleared away"),
            _Step(self.desk.keep, name, not kept),
        )

    def _on_removed(self, name: str) -> None:
        self.context.toasts.show(self.tr("Removed the version"), _Step(self.desk.restore, name))


class _Step:
    """One step with its values, to be undone by."""

    def __init__(self, step: Callable[..., None], *values: object) -> None:
        self._step = step
        self._values = values

    def __call__(self) -> None:
        self._step(*self._values)
