"""Try-on at the counter: the mirror, the row of things below it, and beside it the customer, what is worn, the fit."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from shopassistant.desktop.kiosk.board_view import BoardView
from shopassistant.desktop.kiosk.looks_row import LooksRow
from shopassistant.desktop.pages.counter.words import day
from shopassistant.desktop.pages.tryon.actions import tryon_actions
from shopassistant.desktop.pages.tryon.ask_panel import AskPanel
from shopassistant.desktop.pages.tryon.coaching_line import CoachingLine
from shopassistant.desktop.pages.tryon.desk import TryOnDesk
from shopassistant.desktop.pages.tryon.holds_card import HoldsCard
from shopassistant.desktop.pages.tryon.holds_desk import HoldsDesk
from shopassistant.desktop.pages.tryon.kind_choice import KindChoice
from shopassistant.desktop.pages.tryon.measures_card import MeasuresCard
from shopassistant.desktop.pages.tryon.worn_card import WornCard
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.page import Page
from shopassistant.desktop.theme.tokens import GAP, HALF, UNIT
from shopassistant.desktop.widgets.basics import Card, KeyButton, button, column, label, row
from shopassistant.desktop.widgets.states import EmptyState

if TYPE_CHECKING:
    from shopassistant.desktop.tasks.camera_run import MirrorLike
    from shopassistant.sales.hold_view import HoldView
    from shopassistant.tryon.sources.source import Source, SourceState

_BESIDE, _BESIDE_FLOOR = 340, 460


class TryOnPage(Page):
    """Widgets only; the desk asks, shows and forgets."""

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.desk = TryOnDesk(context, _make_mirror, _make_source, _prepare, self)
        self.holds_desk = HoldsDesk(context, self)
        context.actions.add(*tryon_actions(self.desk))
        self._build()
        self._connect()
        self._on_stepped()

    def _build(self) -> None:
        theme, catalogue, actions = self.context.theme, self.context.catalogue, self.context.actions
        self.ask = AskPanel(theme)
        self.view = BoardView(theme)
        self.coaching = CoachingLine(catalogue, self.view)
        self.trouble = EmptyState(theme, "camera-off", "")
        self.ground = QStackedWidget()
        to_stock = button(self.tr("Open the stock"), theme=theme, icon="boxes")
        to_stock.clicked.connect(self._on_stock_wanted)
        nothing = self.tr("Nothing can be tried on yet")
        hint = self.tr("A product says in its attributes what it is when worn, and its measures in millimetres.")
        self.empty = EmptyState(theme, "glasses", nothing, hint, to_stock)
        for part in (self.ask, self.view, self.trouble, self.empty):
            self.ground.addWidget(part)
        self.kinds: KindChoice | None = None
        self._kinds_box = row(gap=0)
        self.end = KeyButton(actions, "tryon.end", theme)
        self.row = LooksRow(theme)
        below = row(self._kinds_box, self.end)
        below.setStretch(0, 1)
        left = column(self.ground, below, self.row, gap=UNIT)
        left.setStretch(0, 1)
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.who = label("", "title", wrap=True)
        self.whose = label(self.tr("The basket open at this terminal"), "caption", "muted")
        head = Card(gap=HALF)
        head.box.addWidget(self.who)
        head.box.addWidget(self.whose)
        self.worn = WornCard(theme, catalogue, actions)
        self.measures = MeasuresCard(theme, catalogue)
        self.holds = HoldsCard(theme, catalogue)
        inner.setLayout(column(head, self.worn, self.measures, self.holds, 1, gap=GAP))
        self.beside = QScrollArea()  # several things in large letters are higher than a low screen
        self.beside.setWidgetResizable(True)
        self.beside.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.beside.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.beside.setWidget(inner)
        whole = row(left, self.beside, margin=GAP, gap=GAP)
        whole.setStretch(0, 1)
        self.setLayout(whole)
        self._fit_beside()

    def _connect(self) -> None:
        desk, theme = self.desk, self.context.theme
        theme.changed.connect(self._fit_beside)
        self.ask.agreed.connect(desk.begin)
        self.row.chosen.connect(desk.put_on)
        self.worn.other_wanted.connect(desk.put_on_other)
        self.view.laid_out.connect(desk.order)
        self.view.pressed.connect(desk.choose_face)
        desk.arrived.connect(self._on_arrived)
        desk.offered.connect(self._on_offered)
        desk.pictured.connect(self._on_pictured)
        desk.stepped.connect(self._on_stepped)
        desk.others_told.connect(self.worn.show_others)
        desk.shown.connect(self.view.show_board)
        desk.measured.connect(self.measures.show_measures)
        desk.measured.connect(self.worn.show_measures)
        desk.coached.connect(self.coaching.say)
        desk.camera_told.connect(self._on_camera)
        desk.forgotten.connect(self._on_forgotten)
        self.measures.typed.connect(desk.tell_pupil_distance)
        self.measures.card_wanted.connect(desk.measure_by_card)
        desk.measuring.told.connect(self._on_card)
        self.holds_desk.listed.connect(self._on_holds)
        self.holds.basket_wanted.connect(self.holds_desk.put_in_basket)
        self.holds.given_up.connect(self.holds_desk.give_up)
        desk.left_alone.connect(self._on_left_alone)

    # Page

    def shown(self) -> None:
        self.ask.ask(self.desk.here.name)
        self.desk.load()
        self.holds_desk.show(True)
        self.ask.yes.setFocus()

    def hidden(self) -> None:
        self.holds_desk.show(False)
        self.desk.end()

    def go_back(self) -> bool:
        if self.desk.is_open:
            self.desk.end()
            return True
        return False

    # What comes

    def _on_arrived(self) -> None:
        here = self.desk.here
        self.who.setText(here.name or self.tr("Walk-in"))
        self.ask.ask(here.name)
        noted = here.noted
        self.measures.offer(
            None if noted is None else noted.distance_mm,
            "" if noted is None else day(self.context.catalogue, noted.noted_at, self.desk.today),
        )
        self._show_kinds()
        self._on_stepped()

    def _show_kinds(self) -> None:
        before, say = self.kinds, self.context.catalogue.say
        if before is not None:
            self._kinds_box.removeWidget(before)
            before.deleteLater()
        self.kinds = None
        kinds = self.desk.here.kinds
        if kinds:
            options = [(kind, say(f"try_on.kind.{kind}", {})) for kind in kinds]
            self.kinds = KindChoice(options, self.tr("To try on"))
            self.kinds.choose(self.desk.kind)
            self.kinds.chosen.connect(self.desk.choose_kind)
            self._kinds_box.addWidget(self.kinds)

    def _on_offered(self) -> None:
        goods = tuple(offer.goods for offer in self.desk.offers.values())
        self.row.show_goods(goods, self.context.catalogue)
        self._show_worn()

    def _on_pictured(self) -> None:
        for tile in self.row.tiles:
            offer = self.desk.offers.get(tile.goods.variant_id)
            if offer is not None and offer.goods.rendering is not tile.goods.rendering:
                tile.goods = offer.goods
                tile.update()

    def _on_stepped(self) -> None:
        is_open = self.desk.is_open
        self.end.setVisible(is_open)
        self.row.setEnabled(is_open)
        self.worn.setVisible(is_open)
        self.measures.setVisible(is_open)
        self.holds.setVisible(not is_open)
        self.measures.set_open(is_open)
        self._show_ground()
        self._show_worn()

    def _show_ground(self) -> None:
        """The question, the mirror, what is the matter with the camera, or that there is nothing to try on."""
        state = self.desk.camera_state
        if not self.desk.is_open:
            in_front: QWidget = self.ask if self.desk.here.kinds else self.empty
        elif state is None or state.state == "live":
            in_front = self.view
        else:
            is_well = state.state == "opening"
            self.trouble.say(self.context.catalogue.say(state.code, state.values))
            in_front = self.view if is_well else self.trouble
        if self.ground.currentWidget() is not in_front:
            self.ground.setCurrentWidget(in_front)
        if in_front is self.view:
            self.desk.order(self.view.fields())

    def _show_worn(self) -> None:
        visit = self.desk.visit
        self.row.show_worn(visit.worn_ids if visit is not None else ())
        self.worn.show_worn(tuple(visit.wears.values()) if visit is not None else ())
        if self.desk.measures is not None:
            self.worn.show_measures(self.desk.measures)

    def _on_camera(self, state: "SourceState") -> None:
        if state.state != "live":
            self.view.forget()
            self.coaching.say("")
        self._show_ground()

    def _on_card(self) -> None:
        self.measures.show_card(self.desk.measuring.reading, is_on=self.desk.measuring.is_on)

    def _on_forgotten(self) -> None:
        self.view.forget()
        self.coaching.say("")
        self.measures.forget()
        self._on_card()

    def _on_holds(self, holds: "tuple[HoldView, ...]") -> None:
        self.holds.show_holds(holds, self.context.store.clock.now())

    def _on_left_alone(self) -> None:
        note = self.tr("Nobody was in front of the camera any more, so it was switched off.")
        self.ask.ask(self.desk.here.name, note)

    def _on_stock_wanted(self) -> None:
        self.context.navigate.open("stock")

    def _fit_beside(self) -> None:
        self.beside.setFixedWidth(_BESIDE_FLOOR if self.context.theme.is_floor else _BESIDE)


def _prepare() -> None:
    """Import what the mirror needs, in the mirror's thread, before it is sealed: afterwards it can write no file."""
    import shopassistant.desktop.pages.tryon.staff_mirror  # noqa: F401
    from shopassistant.tryon.loading import load

    load()


def _make_mirror() -> "MirrorLike":
    """The mirror with its models; in the mirror's thread."""
    from shopassistant.desktop.pages.tryon.staff_mirror import StaffMirror

    return StaffMirror()


def _make_source(camera: str) -> "Source":
    """The camera, or the film or photograph in its place; in the capturing thread."""
    from shopassistant.tryon.sources.asked import source_of

    return source_of(camera)
