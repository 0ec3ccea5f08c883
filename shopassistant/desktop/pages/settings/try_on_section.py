"""The try-on: which camera this terminal uses; what is offered, how long a hold waits, when the kiosk forgets."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QWidget

from shopassistant.core.messages import Catalogue
from shopassistant.desktop.pages.settings.sections import NARROW, Section, number_box
from shopassistant.desktop.pages.settings.try_on_desk import TryOnSettingsDesk, VisitFigures
from shopassistant.desktop.theme.theme import Theme
from shopassistant.desktop.theme.tokens import GAP
from shopassistant.desktop.widgets.basics import button, label, row
from shopassistant.desktop.widgets.segmented import Segmented

if TYPE_CHECKING:
    from shopassistant.sales.try_on_plan import TryOnPlan

# As `sales.try_on_plan.KINDS`, which is not loaded before somebody comes here; meshes are glasses, hats and so on.
KINDS = ("glasses", "hat", "earrings", "necklace", "ring", "watch", "lipstick", "blush", "mesh")
_ACROSS = 3


class TryOnSection(Section):
    """The camera is this machine's and holds at once; the plan is the shop's, and a manager saves it."""

    def __init__(self, theme: Theme, catalogue: Catalogue, desk: TryOnSettingsDesk) -> None:
        super().__init__(theme)
        self._desk = desk
        self._catalogue = catalogue
        self._plan: TryOnPlan | None = None
        self._cameras: tuple[str, ...] = ()
        self.camera = QComboBox()
        self.camera.setMaximumWidth(2 * NARROW)
        self.again = button(self.tr("Look again"), theme=theme, icon="refresh-cw")
        self.kinds = {kind: QCheckBox(catalogue.say(f"try_on.kind.{kind}", {})) for kind in KINDS}
        self.in_stock = QCheckBox(self.tr("only what is there"))
        self.hold = number_box(1, 72, self.tr(" h"))
        self.idle = number_box(15, 600, self.tr(" s"))
        self.exit_role = Segmented(
            (("associate", self.tr("Everybody who works here")), ("manager", self.tr("Managers")))
        )
        self.visits = label("")
        self.save = button(self.tr("Save plan"), "primary")
        self._note = label(self.tr("Only a manager changes these."), "caption", "muted")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        mine = self.add_card()
        camera = QWidget()
        camera.setLayout(row(self.camera, self.again, 1))
        mine.add_field(
            self.tr("Camera"),
            camera,
            self.tr("Of this terminal. It is switched on only while somebody tries something on, and after asking."),
        )
        self.camera.setAccessibleName(self.tr("Camera"))
        shop = self.add_card()
        ticks = QWidget()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        for place, tick in enumerate(self.kinds.values()):
            grid.addWidget(tick, place // _ACROSS, place % _ACROSS)
        ticks.setLayout(grid)
        shop.add_field(self.tr("To try on"), ticks)
        shop.add_field("", self.in_stock)
        shop.add_field(
            self.tr("A hold waits"),
            self.hold,
            self.tr("What a visitor has put aside counts as reserved for so long; nothing is booked."),
        )
        shop.add_field(
            self.tr("The kiosk forgets after"),
            self.idle,
            self.tr("Without a touch and without a face. Pictures and measures of the visit are overwritten."),
        )
        shop.add_field(
            self.tr("The kiosk is left by"),
            self.exit_role,
            self.tr("With their own PIN; five wrong ones lock it for five minutes."),
        )
        shop.add_field(
            self.tr("Visits of the last 7 days"),
            self.visits,
            self.tr("Length and number of looks are all that is written of a visit."),
        )
        shop.box.addLayout(row(self._note, 1, self.save))

    def _connect(self) -> None:
        self.camera.activated.connect(self._on_camera)
        self.again.clicked.connect(self._desk.list_cameras)
        self.save.clicked.connect(self._on_save)
        self._desk.cameras_listed.connect(self._on_cameras)
        self._desk.loaded.connect(self._on_loaded)
        self._desk.visited.connect(self._on_visited)

    def entered(self) -> None:
        may = self._desk.is_manager
        self._note.setVisible(not may)
        for field in (*self.kinds.values(), self.in_stock, self.hold, self.idle, self.exit_role, self.save):
            field.setEnabled(may)

    def _on_cameras(self, names: tuple[str, ...]) -> None:
        self._cameras = names
        wanted = self._desk.camera
        self.camera.clear()
        self.camera.addItem(self.tr("The first there is") if names else self.tr("None is plugged in"), "")
        for name in names:
            self.camera.addItem(name, name)
        if wanted and wanted not in names:
            self.camera.addItem(self.tr("{name} (not plugged in)").format(name=wanted), wanted)
        self.camera.setCurrentIndex(max(self.camera.findData(wanted), 0))

    def _on_camera(self, _place: int) -> None:
        self._desk.use_camera(str(self.camera.currentData() or ""))

    def _on_loaded(self, plan: "TryOnPlan") -> None:
        self._plan = plan
        for kind, tick in self.kinds.items():
            tick.setChecked(kind in plan.kinds)
        self.in_stock.setChecked(plan.in_stock_only)
        self.hold.setValue(plan.hold_hours)
        self.idle.setValue(plan.idle_seconds)
        self.exit_role.choose("associate" if plan.exit_role == "associate" else "manager")
        self.entered()

    def _on_visited(self, figures: VisitFigures) -> None:
        if not figures.visits:
            self.visits.setText(self.tr("none yet"))
            return
        number = self._catalogue.number
        words = self.tr("{visits}, half of them longer than {minutes} min, {looks} looks")
        minutes = self._catalogue.formats.say_number(figures.median_seconds / 60, 1)
        self.visits.setText(words.format(visits=number(figures.visits), minutes=minutes, looks=number(figures.looks)))

    def _on_save(self) -> None:
        if self._plan is not None:
            self._desk.save(
                replace(
                    self._plan,
                    not_offered=",".join(kind for kind, tick in self.kinds.items() if not tick.isChecked()),
                    in_stock_only=self.in_stock.isChecked(),
                    hold_hours=self.hold.value(),
                    idle_seconds=self.idle.value(),
                    exit_role=self.exit_role.value,
                )
            )
