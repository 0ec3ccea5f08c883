"""A visit without any window: the camera waits for a yes, and whoever leaves leaves nothing."""

from hypothesis import given
from hypothesis import strategies as st

from shopassistant.desktop.kiosk.flow import MOST_COMPARED, WITH_MIRROR, Event, Step, Visit
from shopassistant.desktop.kiosk.guard import FREE, LONGEST_WAIT_S, Guard
from shopassistant.desktop.kiosk.presence import Limits, Presence, Watched


def visit(*events: Event | int) -> Visit:
    """A visit in which these things happened; a number is a variant put on, 0 takes off what is worn."""
    made = Visit()
    for event in events:
        made = made.wearing((event,) if event else ()) if isinstance(event, int) else made.after(event)
    return made


AT_MIRROR = (Event.BEGIN, Event.AGREE)


def test_the_camera_is_asked_for_before_it_opens() -> None:
    assert not visit(Event.BEGIN).wants_camera
    assert visit(Event.BEGIN).step is Step.CONSENT
    assert visit(*AT_MIRROR).wants_camera
    assert visit(Event.BEGIN, Event.BACK) == Visit()


def test_agreeing_is_not_carried_over_to_the_next_visitor() -> None:
    after = visit(*AT_MIRROR, 7, Event.HOLD, Event.LEAVE)
    assert after == Visit()
    assert not after.after(Event.BEGIN).has_agreed


def test_comparing_takes_two_and_shows_the_last_four() -> None:
    assert visit(*AT_MIRROR, 1, Event.COMPARE).step is Step.MIRROR
    assert visit(*AT_MIRROR, 1, 2, Event.COMPARE).step is Step.COMPARE
    many = visit(*AT_MIRROR, 1, 2, 3, 4, 5, 2)
    assert many.compared == ((3,), (4,), (5,), (2,))
    assert many.wears == (2,)
    assert many.looks == 5, "put on again is not another look"


def test_turning_leads_to_the_replay_and_from_there_to_the_counter() -> None:
    replay = visit(*AT_MIRROR, 1, Event.TURN, Event.TURNED)
    assert replay.step is Step.REPLAY
    assert not replay.shows_mirror
    assert replay.after(Event.HOLD).step is Step.HOLD
    assert replay.after(Event.SAVE).after(Event.BACK).step is Step.REPLAY


def test_measuring_comes_from_the_mirror_and_goes_back_to_it() -> None:
    measuring = visit(*AT_MIRROR, 1, Event.MEASURE)
    assert measuring.step is Step.MEASURE
    assert measuring.shows_mirror
    assert measuring.after(Event.BACK) == visit(*AT_MIRROR, 1).after(Event.MEASURE).after(Event.BACK)
    assert measuring.after(Event.BACK).wears == (1,)
    assert visit(Event.BEGIN).after(Event.MEASURE).step is Step.CONSENT


def test_nothing_is_held_with_a_bare_face() -> None:
    assert visit(*AT_MIRROR, Event.HOLD).step is Step.MIRROR
    assert visit(*AT_MIRROR, 3, 0, Event.HOLD).step is Step.HOLD, "what was taken off can still be wanted"


def test_staff_can_look_in_anywhere_and_the_visit_goes_on() -> None:
    for events in ((), (Event.BEGIN,), AT_MIRROR, (*AT_MIRROR, 1, Event.HOLD)):
        before = visit(*events)
        asked = before.after(Event.STAFF)
        assert asked.step is Step.STAFF
        assert not asked.shows_mirror
        assert asked.after(Event.BACK).step is before.step
        assert asked.after(Event.STAFF) == asked


@given(st.lists(st.one_of(st.sampled_from(Event), st.integers(0, 6)), max_size=30))
def test_whatever_is_pressed(events: list[Event | int]) -> None:
    made = Visit()
    agreed = False
    for event in events:
        made = made.wearing((event,) if event else ()) if isinstance(event, int) else made.after(event)
        agreed = (agreed or event is Event.AGREE) and not made.is_empty
        if made.is_empty:
            assert made == Visit(), "something of a visit is left"
        assert not made.wants_camera or agreed
        assert not made.shows_mirror or (made.wants_camera and made.step in WITH_MIRROR)
        assert len(made.compared) <= MOST_COMPARED
        assert len(set(made.worn)) == len(made.worn)
        assert made.after(Event.LEAVE) == Visit()


LIMITS = Limits(idle_s=40, ask_s=10, untouched_s=200)


def test_nobody_there_is_asked_and_then_forgotten() -> None:
    watched = Watched(0, 0)
    assert watched.look(39.9, LIMITS) == (Presence.HERE, 0)
    assert watched.look(40, LIMITS) == (Presence.ASKING, 10)
    assert watched.look(49.5, LIMITS) == (Presence.ASKING, 1)
    assert watched.look(50, LIMITS) == (Presence.GONE, 0)


def test_a_face_is_presence_but_not_for_ever() -> None:
    watched = Watched(0, 0)
    for now in range(0, 200, 5):
        assert watched.look(now, LIMITS)[0] is Presence.HERE
        watched = watched.seen(now, LIMITS)
    assert watched.look(200, LIMITS)[0] is Presence.ASKING


def test_the_next_face_does_not_answer_for_the_one_who_left() -> None:
    watched = Watched(0, 0).seen(41, LIMITS)
    assert watched.look(41, LIMITS)[0] is Presence.ASKING
    assert watched.look(50, LIMITS)[0] is Presence.GONE
    assert watched.touched(45).look(60, LIMITS)[0] is Presence.HERE


def test_guessing_takes_longer_and_longer() -> None:
    guard, now, tried = Guard(), 0.0, 0
    for _slip in range(FREE):
        guard = guard.refused(now)
        assert guard.wait(now) == 0
    while now < 24 * 3600:
        guard = guard.refused(now)
        tried += 1
        assert guard.wait(now) <= LONGEST_WAIT_S
        now += guard.wait(now)
    assert tried < 40, f"{tried} PINs in a day"
    assert guard.passed().wait(now) == 0
