"""The page Try-on without its widgets: asks who is here, runs the camera from a yes until the page is left."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.desktop.kiosk.framing import Order, Size
from shopassistant.desktop.kiosk.goods import Goods
from shopassistant.desktop.kiosk.measuring import Measuring
from shopassistant.desktop.pages.counter.desk import Desk
from shopassistant.desktop.pages.tryon.face import Face
from shopassistant.desktop.pages.tryon.offers import (
    Here,
    Offer,
    read_here,
    read_offers,
    read_other,
    read_others,
    unrendered,
)
from shopassistant.desktop.pages.tryon.visit import StaffVisit
from shopassistant.desktop.tasks.camera import CameraLane
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.sources.source import Source, SourceState

if TYPE_CHECKING:
    from shopassistant.core.errors import UserError
    from shopassistant.desktop.pages.tryon.staff_mirror import CoachedBoard
    from shopassistant.desktop.shell.context import AppContext
    from shopassistant.desktop.tasks.camera_run import MirrorLike
    from shopassistant.store.actor import Actor
    from shopassistant.tryon.face.follow import Seen
    from shopassistant.tryon.face.measures import Measures

# As the kiosk does: a finished picture is asked for twice as often as a screen shows one.
FRAME_MS = 8
CLOCK_MS = 1_000
# Measures are shown so often, and are steady enough to rank frames by after so long.
MEASURE_S = 0.5
STEADY_S = 2.0
# So many pictures without a face until somebody is told.
_PATIENCE = 20
_RENDERED_AT_ONCE = 6


class TryOnDesk(Desk):
    """One mirror at the counter. Lives in the GUI thread and never holds it.

    Args:
        mirror, source: make what the camera lane runs; called in its threads.
        prepare: imports what they need, before those threads are sealed.
        clock: seconds, monotonic.

    Signals:
        arrived: who is here was read anew, see `here`.
        offered: the row was read anew, see `offers`.
        pictured: some of the offers have a better picture now.
        stepped: the visit began or ended, or something else is worn.
        others_told: id of a variant that is worn, and tuple of the `Goods` its product has besides.
        shown: a `Board` of the camera.
        measured: the `Measures` of whoever wears the look, twice a second; nobody keeps them.
        coached: code of what would help to see the face better, empty for nothing.
        camera_told: the camera's `SourceState`, None while nothing is known yet.
        forgotten: the visit is over; whoever holds a picture of it lets go of it now.
        left_alone: nobody was before the camera for so long that it was switched off.
    """

    arrived = Signal()
    offered = Signal()
    pictured = Signal()
    stepped = Signal()
    others_told = Signal(int, object)
    shown = Signal(object)
    measured = Signal(object)
    coached = Signal(str)
    camera_told = Signal(object)
    forgotten = Signal()
    left_alone = Signal()

    def __init__(
        self,
        context: "AppContext",
        mirror: "Callable[[], MirrorLike]",
        source: Callable[[str], Source],
        prepare: Callable[[], None],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(context, parent)
        self.camera = CameraLane(self)
        self.measuring = Measuring(self.camera, self)
        self.camera_state: SourceState | None = None
        self.here = Here(None, "", None, (), False, 60)
        self.offers: dict[int, Offer] = {}
        self.kind = ""
        self._known: dict[int, Goods] = {}
        self.visit: StaffVisit | None = None
        self._mirror, self._source, self._prepare, self._clock = mirror, source, prepare, clock
        self._fields: tuple[Size, ...] = ()
        self._visit_actor: Actor | None = None
        self._noticed_at = 0.0
        self._face = Face()
        self._ticker = QTimer(self)
        self._ticker.setInterval(FRAME_MS)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._second = QTimer(self)
        self._second.setInterval(CLOCK_MS)
        self._ticker.timeout.connect(self.tick)
        self._second.timeout.connect(self.look_at_clock)
        self.camera.state_changed.connect(self._on_camera)
        self.camera.failed.connect(self._on_camera_failed)
        context.staff.changed.connect(self.end)

    # Who is here, and what is offered

    @Slot()
    def load(self) -> None:
        """Read whose basket is open at this terminal, then the row."""
        store, services, terminal = self.store, self.context.services, self.context.terminal
        self.look("try_on.here", lambda: read_here(store, services, terminal), self._on_here)

    @Slot(str)
    def choose_kind(self, kind: str) -> None:
        """Offer another kind of things."""
        if kind in self.here.kinds and kind != self.kind:
            self.kind = kind
            self._load_offers()

    def _on_here(self, here: Here) -> None:
        self.here = here
        if self.kind not in here.kinds:
            self.kind = here.kinds[0] if here.kinds else ""
        self.arrived.emit()
        self._load_offers()

    def _load_offers(self) -> None:
        from shopassistant.sales.fitting_room.taste import VisitTaste

        services, here, kind = self.context.services, self.here, self.kind
        taste = VisitTaste(list(self.visit.taste.trials)) if self.visit is not None else VisitTaste()
        measures, known = self._face.measures, dict(self._known)

        def job() -> tuple[Offer, ...]:
            return read_offers(services, here, kind, taste, measures, known)

        self.look("try_on.offers", job, self._on_offers)

    def _on_offers(self, offers: tuple[Offer, ...]) -> None:
        self.offers = {one.goods.variant_id: one for one in offers}
        self._known |= {one.goods.variant_id: one.goods for one in offers}
        self.offered.emit()
        self._render_next()

    def _render_next(self) -> None:
        """Frames are drawn first and rendered a few at a time, from the left, so that nobody waits for the row."""
        goods = unrendered(self.offers.values(), _RENDERED_AT_ONCE)
        if not goods:
            return

        def job(_progress: object) -> tuple[Goods, ...]:
            from shopassistant.desktop.kiosk.rendering import rendering_of

            return tuple(replace(one, rendering=rendering_of(one.wearable)) for one in goods)

        self.context.lanes.cpu.run(self, job, self._on_rendered, key="try_on.render")

    def _on_rendered(self, rendered: tuple[Goods, ...]) -> None:
        for goods in rendered:
            offer = self.offers.get(goods.variant_id)
            self._known[goods.variant_id] = goods
            if offer is not None:
                self.offers[goods.variant_id] = replace(offer, goods=goods)
        self.pictured.emit()
        self._render_next()

    # The visit

    @property
    def is_open(self) -> bool:
        """Whether the customer said yes, and the camera runs."""
        return self.visit is not None

    @Slot()
    def begin(self) -> None:
        """The customer said yes: open the camera."""
        if self.visit is not None:
            return
        self._visit_actor = self.actor
        self.visit = StaffVisit(self._clock())
        self.camera_state = None
        self._noticed_at = self._clock()
        source, camera = self._source, self.context.settings.current.camera
        self.camera.start(lambda: source(camera), self._mirror, prepare=self._prepare)
        self._ticker.start()
        self._second.start()
        self.stepped.emit()

    @Slot()
    def end(self) -> None:
        """Close the camera and forget; the books keep that a visit was, how long, and with how many looks."""
        visit, actor = self.visit, self._visit_actor
        if visit is None or actor is None:
            return
        self._ticker.stop()
        self._second.stop()
        self.camera.stop()
        self.visit = self._visit_actor = self.camera_state = None
        self._face, self._fields = Face(), ()
        self.measuring.forget()
        looks = visit.looks
        seconds = visit.end(self._clock())
        self.forgotten.emit()
        self.stepped.emit()
        self._record(actor, seconds, looks)

    def close(self, seconds: float = 3.0) -> bool:
        """End, and wait for the camera at most so long. Returns whether its threads ended."""
        self.end()
        return self.camera.close(seconds)

    def _record(self, actor: "Actor", seconds: float, looks: int) -> None:
        from shopassistant.sales.visits import record_visit

        self.write(lambda: record_visit(self.store, actor, seconds, looks))

    @Slot(int)
    def put_on(self, variant_id: int) -> None:
        """One of the row was chosen: put on, or taken off if it is worn."""
        if variant_id in self.offers:
            self._toggle(self.offers[variant_id])

    def put_on_other(self, offer: Offer, variant_id: int) -> None:
        """The same product in another colour or size."""
        services = self.context.services

        def told(other: Offer | None) -> None:
            if other is not None:
                self._toggle(other)

        self.look("try_on.other", lambda: read_other(services, offer, variant_id), told)

    def _toggle(self, offer: Offer) -> None:
        if self.visit is None:
            return
        self._noticed_at = self._clock()
        self.visit.toggle(offer, self._clock())
        self._wear()
        self.stepped.emit()
        self._ask_others()

    def _ask_others(self) -> None:
        """Which colours and sizes there are besides of what is worn."""
        services = self.context.services
        worn = tuple(self.visit.wears.values()) if self.visit is not None else ()

        def job() -> tuple[tuple[int, object], ...]:
            return tuple((one.goods.variant_id, read_others(services, one)) for one in worn)

        def told(found: tuple[tuple[int, object], ...]) -> None:
            for variant_id, others in found:
                self.others_told.emit(variant_id, others)

        self.look("try_on.others", job, told)

    @Slot(float, float)
    def choose_face(self, x: float, y: float) -> None:
        """Of several faces the one that was clicked, in shares of the mirror's field."""
        if self._fields:
            field = self._fields[0]
            self.camera.ask(lambda mirror: mirror.choose(x, y, field))

    @Slot(object)
    def order(self, fields: tuple[Size, ...]) -> None:
        """The view says how large its picture is, in the screen's pixels."""
        self._fields = fields
        self._wear()

    def _wear(self) -> None:
        if self.visit is None or not self._fields:
            return
        look = Look()
        for offer in () if self.measuring.is_on else self.visit.wears.values():
            look = look.with_(offer.goods.wearable)
        self.camera.wear(Order((look,), self._fields[:1]))

    # Into the basket

    @Slot()
    def put_in_basket(self) -> None:
        """What is worn goes into this terminal's open basket."""
        if self.visit is None or not self.visit.wears:
            return
        actor, ids = self.actor, self.visit.worn_ids
        self.visit.kept(self._clock())
        terminal, place = self.context.terminal, self.context.location_id

        def job() -> int:
            from shopassistant.sales.basket import add_variant, open_basket

            basket_id = open_basket(self.store, actor, terminal, place).id
            for variant_id in ids:
                add_variant(self.store, actor, basket_id, variant_id, origin="try-on")
            return basket_id

        def told(basket_id: int) -> None:
            self.announce(Changes(baskets=frozenset({basket_id})))
            self.context.toasts.show(self.say("try_on.in_basket", count=len(ids)))

        self.write(job, told)

    # What comes to pass

    @Slot()
    def tick(self) -> None:
        """Fetch the newest picture, if there is one."""
        coached: CoachedBoard | None = self.camera.take()
        if coached is None or self.visit is None:
            return
        if coached.refused:
            self._take_off(coached.refused[0])
        seen = coached.board.seen
        self.shown.emit(coached.board)
        self._face.alone = self._face.alone + 1 if seen is None else 0
        self.coached.emit("nobody" if self._face.alone > _PATIENCE else coached.coaching)
        if seen is not None:
            self._noticed_at = self._clock()
            self._follow(seen)
        self.measuring.take(coached.board)
        if self.measuring.is_on and self.measuring.pupil_distance is not None:
            self.measure_by_card(False)
            self._rank_anew()

    def _take_off(self, refused: "tuple[Any, UserError]") -> None:
        """A thing cannot be drawn, a mesh is broken for one: say why; the others stay on."""
        wearable, error = refused
        if self.visit is not None and self.visit.take_off(wearable, self._clock()):
            self._wear()
            self.stepped.emit()
            self.context.errors.show(error)

    def _follow(self, seen: "Seen") -> None:
        """Show the measures now and then; once they are steady, rank the frames by them."""
        now, face = self._clock(), self._face
        if seen.who != face.who:
            self._face = face = Face(who=seen.who, since=now)
        if seen.measures is None or now - face.told_at < MEASURE_S:
            return
        face.measures, face.told_at = seen.measures, now
        self.measured.emit(seen.measures)
        if not face.is_ranked and now - face.since >= STEADY_S:
            face.is_ranked = True
            if self.visit is not None and not self.visit.wears:  # a row that moves under a hand helps nobody
                self._load_offers()

    @Slot(float)
    def tell_pupil_distance(self, distance_mm: float) -> None:
        """From a prescription: the size is surer then; frames are ranked by it at once."""
        if self.visit is None:
            return
        self.camera.ask(lambda mirror: mirror.told(distance_mm))
        self._rank_anew()

    def _rank_anew(self) -> None:
        self._face.is_ranked, self._face.since = False, self._clock() - STEADY_S + MEASURE_S

    @Slot(bool)
    def measure_by_card(self, is_on: bool) -> None:
        """Begin to look for a card at the forehead, with nothing drawn over it, or give it up."""
        if self.visit is not None and is_on != self.measuring.is_on:
            self.measuring.begin() if is_on else self.measuring.end()
            self._wear()

    @property
    def measures(self) -> "Measures | None":
        """Of whoever wears the look, while they do."""
        return self._face.measures

    @Slot()
    def look_at_clock(self) -> None:
        """Is anybody still there? A camera that shows an empty shop is switched off."""
        if self.visit is not None and self._clock() - self._noticed_at > self.here.idle_seconds:
            self.end()
            self.left_alone.emit()

    @Slot(object)
    def _on_camera(self, state: SourceState) -> None:
        self.camera_state = state
        self.camera_told.emit(state)

    @Slot(Exception)
    def _on_camera_failed(self, error: Exception) -> None:
        if isinstance(error, EnvironmentProblem):
            self.end()  # the model is missing: no picture will come however long one waits
        self.context.errors.show(error)
