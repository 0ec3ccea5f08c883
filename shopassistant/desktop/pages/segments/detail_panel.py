"""The segment that is open: what makes a member, who is in, and what it meant before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from shopassistant.desktop.pages.segments.list_columns import version_columns
from shopassistant.desktop.pages.segments.list_desk import ListDesk
from shopassistant.desktop.pages.segments.members import Member, load_members, member_columns, show_values
from shopassistant.desktop.pages.segments.views import SegmentView
from shopassistant.desktop.pages.segments.words import kind_words, say_tree
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.theme.tokens import GAP, UNIT
from shopassistant.desktop.widgets.basics import Card, KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState
from shopassistant.desktop.widgets.table import LazyTable


class DetailPanel(Card):
    """Beside the table.

    Signals:
        edit_wanted: change the conditions of a hand-made one.
        rename_wanted: another name.
        customer_wanted: a member's id.
    """

    edit_wanted = Signal()
    rename_wanted = Signal()
    customer_wanted = Signal(int)

    def __init__(self, context: AppContext, desk: ListDesk) -> None:
        super().__init__(margin=GAP)
        self._context = context
        self._desk = desk
        self.view: SegmentView | None = None
        self._build_head()
        self._build_tabs()
        desk.opened.connect(self.show_view)

    def _build_head(self) -> None:
        context = self._context
        self.name = label("", "lead", strong=True, wrap=True)
        self.about = label("", "caption", "muted", wrap=True)
        self.description = label("", wrap=True)
        self.edit = KeyButton(context.actions, "segments.edit", context.theme, text=self.tr("Change"))
        self.rename = button(self.tr("Rename"), "quiet", theme=context.theme, icon="pencil")
        self.archive = button(self.tr("Take out of use"), "quiet", theme=context.theme, icon="folder")
        self.rename.clicked.connect(self.rename_wanted)
        self.archive.clicked.connect(self._on_archive)
        self.box.addLayout(column(self.name, self.about, self.description, gap=UNIT // 2))
        self.box.addLayout(row(self.edit, self.rename, self.archive, 1, gap=UNIT // 2))

    def _build_tabs(self) -> None:
        context, desk = self._context, self._desk
        self.members = LazyTable(
            context, "segment-members", member_columns(context.catalogue, lambda: desk.today), self._rows
        )
        words = self.tr("Nobody fits at the moment. F5 looks again.")
        self.members.set_empty(EmptyState(context.theme, "users", self.tr("No members"), words))
        self.members.opened.connect(self.customer_wanted)
        self.versions = LazyTable(
            context, "segment-versions", version_columns(context.catalogue, lambda: desk.today), lambda ids: {}
        )
        self.back = button(self.tr("Back to this version"), theme=context.theme, icon="rotate-ccw")
        self.back.clicked.connect(self._on_back)
        self.meant = label("", "caption", "muted", wrap=True)
        history = QWidget()
        box = column(self.versions, self.meant, row(1, self.back))
        box.setContentsMargins(0, UNIT, 0, 0)
        history.setLayout(box)
        self.versions.current_changed.connect(self._on_version)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.members, self.tr("Members"))
        self.tabs.addTab(history, self.tr("Versions"))
        self.box.addWidget(self.tabs, 1)
        self.offer = button(self.tr("Make them an offer"), theme=context.theme, icon="badge-percent")
        self.write = button(self.tr("Write to them"), theme=context.theme, icon="mail")
        self.offer.clicked.connect(self._on_offer)
        self.write.clicked.connect(self._on_write)
        self.box.addLayout(row(1, self.offer, self.write, gap=UNIT))

    def show_view(self, view: SegmentView) -> None:
        """Show a segment."""
        self.view = view
        line, catalogue = view.row.line, self._context.catalogue
        self.name.setText(line.name)
        self.about.setText(self._about(view))
        told = [line.description] if line.description else []
        if view.told is not None:
            told.append(say_tree(catalogue, view.told))
        told += [
            f"{catalogue.say(f'rfm.{group}')}: {catalogue.say(f'rfm.{group}.means')}"
            for group in view.groups
            if not line.description
        ]
        self.description.setText("\n".join(told))
        self.description.setVisible(bool(told))
        self.edit.setEnabled(line.kind == "rule" and not line.is_archived)
        for one in (self.rename, self.offer, self.write):
            one.setEnabled(not line.is_archived)
        self.archive.setText(self.tr("Use again") if line.is_archived else self.tr("Take out of use"))
        show_values(self.members, bool(view.row.figures.valued))
        self.members.set_ids(view.ids)
        self.versions.show_rows({one.number: one for one in view.versions})
        self.tabs.setTabText(0, self.tr("Members {count}").format(count=catalogue.number(len(view.ids))))
        self._on_version(self.versions.current_id())

    def _about(self, view: SegmentView) -> str:
        line, figures, catalogue = view.row.line, view.row.figures, self._context.catalogue
        parts = [kind_words(line.kind)]
        if figures.valued:
            parts.append(self.tr("worth {money} in three years").format(money=catalogue.money(figures.lifetime_minor)))
        if figures.churn is not None:
            parts.append(self.tr("{share} have probably gone").format(share=catalogue.formats.say_share(figures.churn)))
        return " \u00b7 ".join(parts)

    def _rows(self, ids: Sequence[int]) -> dict[int, Member]:
        return load_members(self._context.store, ids)

    def _on_archive(self) -> None:
        if self.view is not None:
            line = self.view.row.line
            (self._desk.bring_back if line.is_archived else self._desk.archive)(line.id)

    def _on_offer(self) -> None:
        if self.view is not None:
            self._desk.offer(self.view.row.line)

    def _on_write(self) -> None:
        if self.view is not None:
            self._desk.write_to(self.view.row)

    def _on_version(self, number: int) -> None:
        current = 0 if self.view is None else self.view.row.line.version
        one = self.versions.current_row()
        told = None if self.view is None else self.view.told_versions.get(number)
        parts = ["" if one is None else one.description, say_tree(self._context.catalogue, told) if told else ""]
        self.meant.setText("\n".join(part for part in parts if part))
        self.back.setEnabled(bool(number) and number != current)

    def _on_back(self) -> None:
        if self.view is not None and self.versions.current_id():
            self._desk.restore(self.view.row.line.id, self.versions.current_id())
