"""What the kiosk does, without widgets: walks a visit through its steps, runs the camera, forgets all at the end."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from shopassistant.core.errors import ShopError
from shopassistant.core.messages import Catalogue
from shopassistant.desktop.kiosk.counter_jobs import CounterJobs
from shopassistant.desktop.kiosk.flow import Event, LookIds, Step, Visit
from shopassistant.desktop.kiosk.framing import Order, Size
from shopassistant.desktop.kiosk.goods import Goods, ids_with, look_with, read_goods
from shopassistant.desktop.kiosk.measuring import Measuring
from shopassistant.desktop.kiosk.plan import PICTURE_HOURS, KioskPlan
from shopassistant.desktop.kiosk.presence import Presence, Watched
from shopassistant.desktop.kiosk.ranking import Ranking
from shopassistant.desktop.kiosk.turning import LONGEST_S, OTHER_SIDE_S, Turning, View
from shopassistant.desktop.kiosk.words import fit_words
from shopassistant.desktop.shell.context import AppContext
from shopassistant.desktop.shell.language import reader_language
from shopassistant.desktop.tasks.camera import CameraLane
from shopassistant.store.actor import Actor
from shopassistant.tryon.sources.source import Source, SourceState

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.board import Board
    from shopassistant.desktop.tasks.camera_run import MirrorLike
    from shopassistant.tryon.face.fit import Fit

# A finished picture is asked for twice as often as a screen shows one: at the screen's own pace a picture that has just
# missed its turn would be 17 ms older when it is seen. And a look at the clock.
FRAME_MS = 8
CLOCK_MS = 500
# How often the words about the fit may change.
FIT_EVERY_S = 1.5

MirrorMaker = Callable[[Turning], "MirrorLike"]
SourceMaker = Callable[[str], Source]


class KioskDesk(QObject):
    """One kiosk. Lives in the GUI thread and never holds it.

    Args:
        mirror, source: make what the camera lane runs; called in its threads.
        clock: seconds, monotonic.
        prepare: imports what the mirror needs; by default all of the try-on.

    Signals:
        stepped: the visit is at another step, or another look is worn; see `visit`.
        shown: a `Board` of the camera.
        camera_told: the camera's `SourceState`.
        offered: the goods are loaded, see `goods`.
        asking: seconds left to answer whether anybody is there; 0 where nothing is asked.
        fitted: how what is worn fits is known, or is known better; see `fit_of_worn`.
        turned: how far a turn has come (`Turned`).
        not_turned: a turn is over in which nobody turned.
        forgotten: a visit is over; whoever holds a picture of it lets go of it now.
        troubled: code of what went wrong.
    """

    stepped = Signal()
    shown = Signal(object)
    camera_told = Signal(object)
    offered = Signal()
    asking = Signal(int)
    fitted = Signal()
    turned = Signal(object)
    not_turned = Signal()
    forgotten = Signal()
    troubled = Signal(str)

    def __init__(
        self,
        context: AppContext,
        plan: KioskPlan,
        mirror: MirrorMaker,
        source: SourceMaker,
        clock: Callable[[], float] = time.monotonic,
        prepare: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.context = context
        self.plan = plan
        self.catalogue = context.catalogue
        self.actor = Actor("kiosk", context.terminal)
        self.visit = Visit()
        self.goods: dict[int, Goods] = {}
        self.camera = CameraLane(self)
        self.camera_state: SourceState | None = None
        self.views: tuple[View, ...] = ()
        self.picture: Any = None
        self.jobs = CounterJobs(context, self.actor, self)
        self.measuring = Measuring(self.camera, self)
        self.ranking = Ranking(context, plan.looks, self)
        self._mirror, self._source, self._clock, self._prepare = mirror, source, clock, prepare
        self._turning = Turning()
        self._fields: tuple[Size, ...] = ()
        self._watched = Watched(clock(), clock())
        self._began_at = self._turn_at = 0.0
        self._side_at: float | None = None
        self._asked = 0
        self._fit: Fit | None = None
        self._fit_at = 0.0
        self._is_refused = False
        self._ticker = QTimer(self)
        self._ticker.setInterval(FRAME_MS)
        self._ticker.setTimerType(Qt.TimerType.PreciseTimer)
        self._second = QTimer(self)
        self._second.setInterval(CLOCK_MS)
        self._connect()

    def _connect(self) -> None:
        self.camera.state_changed.connect(self.tell_camera)
        self.camera.failed.connect(self._on_camera_failed)
        self._ticker.timeout.connect(self.tick)
        self._second.timeout.connect(self.look_at_clock)
        self.jobs.held.connect(self._on_held)
        self.ranking.told.connect(self._on_ranked)

    # Beginning and end

    def open(self) -> None:
        """Load what is offered and stand ready."""
        self.load()
        self.jobs.sweep_pictures(self.plan.pictures, PICTURE_HOURS)
        self._second.start()

    def use_source(self, source: SourceMaker) -> None:
        """Take the pictures of the next visit from what this makes."""
        self._source = source

    def load(self) -> None:
        """Read the goods anew."""
        store, services, most = self.context.store, self.context.services, self.plan.looks
        self.context.lanes.read.run(
            self, lambda _progress: read_goods(store, services, most), self._on_goods, self._on_no_goods, key="goods"
        )

    def close(self, seconds: float = 3.0) -> bool:
        """End the visit and everything that runs, within bounds."""
        self.do(Event.LEAVE)
        self._second.stop()
        return self.camera.close(seconds)

    def _on_goods(self, goods: tuple[Goods, ...]) -> None:
        self.goods = {one.variant_id: one for one in goods}
        self.offered.emit()

    @property
    def row(self) -> tuple[Goods, ...]:
        """What is offered, in its order for this visitor."""
        return self.ranking.goods or tuple(self.goods.values())

    def _on_ranked(self) -> None:
        self.goods |= {one.variant_id: one for one in self.ranking.goods}

    def _on_no_goods(self, error: Exception) -> None:
        self.troubled.emit(error.code if isinstance(error, ShopError) else "")

    def speak(self, language: str) -> None:
        """Write amounts as people of this language do, or as the shop does where nobody told how they do."""
        known = reader_language(language)
        is_other = known == language and known != self.context.catalogue.language
        self.catalogue = Catalogue(known, self.context.shop.money) if is_other else self.context.catalogue

    # What the visitor does

    def touched(self) -> None:
        """A finger or a key, wherever."""
        self._watched = self._watched.touched(self._clock())
        self._tell_asking(0)

    def do(self, event: Event) -> None:
        """Something was pressed; what means nothing at this step does nothing."""
        self.touched()
        self._go(self.visit.after(event))

    def put_on(self, variant_id: int) -> None:
        """One of the row was touched: put on, or taken off if it is worn."""
        self.touched()
        if variant_id in self.goods:
            self._go(self.visit.wearing(ids_with(self.goods, self.visit.wears, variant_id)))

    def put_on_look(self, look: LookIds) -> None:
        """Wear this look, one of those compared."""
        self.touched()
        self._go(self.visit.wearing(look))

    def hold(self, variant_ids: tuple[int, ...]) -> None:
        """Put these aside for the visitor."""
        self.touched()
        if self.visit.step is Step.HOLD and not self.visit.code:
            self.jobs.hold(variant_ids)

    def measure_again(self) -> None:
        """Once more, by another card for example."""
        self.touched()
        if self.visit.step is Step.MEASURE:
            self.measuring.begin()

    def offer_picture(self, picture: Any) -> None:
        """A picture the visitor may want to keep, uint8 (h, w, 3), BGR; this object is its owner now."""
        self._drop_picture()
        self.picture = picture
        self.do(Event.SAVE)

    def save_picture(self) -> None:
        """Write the picture that was offered: the visitor said yes to it."""
        self.touched()
        if self.visit.step is Step.SAVE and self.picture is not None:
            self.jobs.save_picture(self.plan.pictures, self.picture)

    def choose_face(self, x: float, y: float) -> None:
        """Of several faces the one that was touched, in shares of the mirror's field."""
        self.touched()
        if self.visit.shows_mirror and self._fields:
            field = self._fields[0]
            self.camera.ask(lambda board_maker: board_maker.choose(x, y, field))

    def fit_of_worn(self) -> str:
        """How the glasses that are worn fit, as a few words; empty while nothing is known."""
        return "" if self._fit is None else fit_words(self._fit.worst)

    def coaching(self, board: "Board") -> str:
        """What would help to be seen better: a code, empty for nothing."""
        return board.fault

    def order(self, fields: tuple[Size, ...]) -> None:
        """The views say how large their pictures are, in the screen's pixels, one per look shown."""
        if fields != self._fields:
            self._fields = fields
            self._wear()

    # Steps

    def _go(self, visit: Visit) -> None:
        before, self.visit = self.visit, visit
        if visit == before:
            return
        if visit.has_agreed and not before.has_agreed:
            self._begin()
        if before.step is Step.TURN and visit.step is not Step.TURN:
            self.views = self._turning.end()
        if visit.step is Step.TURN and before.step is not Step.TURN:
            self.views = ()
            self._turning.begin()
            self._turn_at, self._side_at = self._clock(), None
        if visit.step is Step.MEASURE and before.step is not Step.MEASURE:
            self.measuring.begin()
        elif before.step is Step.MEASURE and visit.step is not Step.MEASURE:
            self.measuring.end()
        if before.step is Step.SAVE and visit.step not in (Step.SAVE, Step.STAFF):
            self._drop_picture()
        if visit.is_empty:
            self._forget(before)
        if visit.wears != before.wears:
            self._fit = None
        self._wear()
        self.stepped.emit()

    def _begin(self) -> None:
        self._began_at = self._clock()
        self.camera_state = None
        turning, mirror, source, camera = self._turning, self._mirror, self._source, self.plan.camera
        self.camera.start(lambda: source(camera), lambda: mirror(turning), prepare=self._prepare)
        self._ticker.start()

    def _forget(self, before: Visit) -> None:
        """Nothing of the visitor is left in this program but that somebody was here."""
        self._ticker.stop()
        self.camera.stop()
        self.views = ()
        self._drop_picture()
        self._turning.wipe()
        self._fields = ()
        self._fit = None
        self.measuring.forget()
        self.ranking.forget()
        self.camera_state = None
        self._tell_asking(0)
        self.jobs.forget()
        self.forgotten.emit()
        if before.has_agreed:
            self.jobs.note_visit(self._clock() - self._began_at, before.looks)
            self.jobs.sweep_pictures(self.plan.pictures, PICTURE_HOURS)
            self.load()

    def _drop_picture(self) -> None:
        if self.picture is not None:
            self.picture.fill(0)
            self.picture = None

    def _wear(self) -> None:
        if not self.visit.shows_mirror:
            self.camera.wear(None)
            return
        # To measure, the face is bare: glasses drawn over a card would show neither.
        worn = () if self.visit.step is Step.MEASURE else self.visit.wears
        ids = self.visit.compared if self.visit.step is Step.COMPARE else (worn,)
        count = min(len(ids), len(self._fields))
        looks = tuple(look_with(self.goods, one) for one in ids[:count])
        self.camera.wear(Order(looks, self._fields[:count]))

    # What comes to pass

    def tick(self) -> None:
        """Fetch the newest picture, if there is one."""
        board: Board | None = self.camera.take()
        # What was under way when the camera went would stand still where people expect a mirror.
        is_live = self.camera_state is not None and self.camera_state.state == "live"
        if board is None or not is_live or not self.visit.shows_mirror:
            return
        if board.seen is not None:
            self._watched = self._watched.seen(self._clock(), self.plan.limits)
        self.shown.emit(board)
        self._tell_fit(board)
        self.ranking.watch(board, self._clock())
        if board.is_refused and not self._is_refused:
            self.troubled.emit("kiosk.refused")
        self._is_refused = board.is_refused
        if self.visit.step is Step.TURN:
            self._follow_turn()
        elif self.visit.step is Step.MEASURE:
            self.measuring.take(board)

    def _tell_fit(self, board: "Board") -> None:
        """Measures settle over seconds: words that change with every picture nobody could read."""
        now = self._clock()
        if (board.fit is None) != (self._fit is None) or now - self._fit_at >= FIT_EVERY_S:
            self._fit, self._fit_at = board.fit, now
            self.fitted.emit()

    def _follow_turn(self) -> None:
        turned, now = self._turning.progress(), self._clock()
        self.turned.emit(turned)
        if turned.has_one_side and self._side_at is None:
            self._side_at = now
        waited = self._side_at is not None and now - self._side_at > OTHER_SIDE_S
        if turned.is_whole or waited or now - self._turn_at > LONGEST_S:
            self.end_turn()

    def end_turn(self) -> None:
        """It is enough: show what was seen, unless that is a picture that stands still."""
        if self.visit.step is not Step.TURN:
            return
        self.touched()
        is_worth_it = self._turning.progress().is_worth_it
        self._go(self.visit.after(Event.TURNED if is_worth_it else Event.BACK))
        if not is_worth_it:
            self.not_turned.emit()

    def look_at_clock(self) -> None:
        """Is the visitor still there?"""
        if self.visit.is_empty:
            return
        presence, left = self._watched.look(self._clock(), self.plan.limits)
        if presence is Presence.GONE:
            self._go(self.visit.after(Event.LEAVE))
        else:
            self._tell_asking(left)

    def _tell_asking(self, left: int) -> None:
        if left != self._asked:
            self._asked = left
            self.asking.emit(left)

    def tell_camera(self, state: SourceState) -> None:
        """The camera is well, or what is the matter with it."""
        self.camera_state = state
        self.camera_told.emit(state)

    def _on_camera_failed(self, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.troubled.emit(error.code)
        else:
            self.context.errors.show(error)

    def _on_held(self, hold: Any) -> None:
        if self.visit.step is Step.HOLD:
            self._go(self.visit.put_aside(hold.code))
