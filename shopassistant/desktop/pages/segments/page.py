"""Segments: those in use, the builder, groups by likeness, and the matrix of recency and frequency; for managers."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from shopassistant.desktop.pages.segments.builder_tab import BuilderTab
from shopassistant.desktop.pages.segments.list_tab import ListTab
from shopassistant.desktop.pages.segments.tabs import tab_specs
from shopassistant.desktop.pages.tabbed import Tab, TabbedPage, TabSpec
from shopassistant.desktop.shell.actions import Action
from shopassistant.desktop.shell.context import AppContext


class SegmentsPage(TabbedPage):
    """The tabs, of which one is in front."""

    def __init__(self, context: AppContext) -> None:
        title = QCoreApplication.translate("SegmentsPage", "Segments")
        self._register(context)
        super().__init__(context, "segments", title, tab_specs())

    def _register(self, context: AppContext) -> None:
        def one(name: str, text: str, handler: Callable[[], None], keys: str = "", icon: str = "") -> Action:
            return Action(f"segments.{name}", text, handler, keys, icon, "segments")

        translate = QCoreApplication.translate
        context.actions.add(
            one("new", translate("SegmentsPage", "Build a segment"), self.new_segment, "Ctrl+N", "plus"),
            one("edit", translate("SegmentsPage", "Change the segment"), self.edit, "F2", "pencil"),
            one("refresh", translate("SegmentsPage", "Look who is in, now"), self.refresh, "F5", "refresh-cw"),
            one("save", translate("SegmentsPage", "Save the segment"), self.save, "Ctrl+S", "save"),
            one("export", translate("SegmentsPage", "Save the members as CSV"), self.export, "Ctrl+E", "file-down"),
        )

    @property
    def listed(self) -> ListTab:
        """The segments in use."""
        found = self.tab("list") or self._build_tab(self._specs["list"])
        assert isinstance(found, ListTab)  # noqa: S101  made by our own factory
        return found

    @property
    def builder(self) -> BuilderTab:
        """The builder."""
        found = self.tab("build") or self._build_tab(self._specs["build"])
        assert isinstance(found, BuilderTab)  # noqa: S101
        return found

    def _build_tab(self, spec: TabSpec) -> Tab:
        made = super()._build_tab(spec)
        if isinstance(made, ListTab):
            made.edit_wanted.connect(self.change)
            made.new_wanted.connect(self.new_segment)
        if isinstance(made, BuilderTab):
            made.saved.connect(self._on_saved)
            made.left.connect(self._on_left)
        return made

    def open_with(self, what: object) -> None:
        """Another page hands over a segment's id, or what `TabbedPage` understands."""
        if isinstance(what, int):
            self.show_tab("list")
            self.listed.open_with(what)
            return
        super().open_with(what)

    def new_segment(self) -> None:
        """Begin one by hand."""
        self.show_tab("build")
        self.builder.begin()

    def edit(self) -> None:
        """Change the one that is chosen."""
        self.listed.edit()

    def change(self, segment_id: int) -> None:
        """Change a hand-made one in the builder."""
        self.show_tab("build")
        self.builder.change(segment_id)

    def refresh(self) -> None:
        """Look who is in."""
        self.listed.desk.refresh()

    def save(self) -> None:
        """Save what the builder holds."""
        if self.tab("build") is not None:
            self.builder.save()

    def export(self) -> None:
        """Members as a file."""
        self.listed.export()

    def _on_saved(self, segment_id: int) -> None:
        self.show_tab("list")
        self.listed.open_with(segment_id)

    def _on_left(self) -> None:
        self.show_tab("list")
