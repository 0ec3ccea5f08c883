"""Measures say how sure they are; advice and ranking follow them; a typed distance or a card makes them surer."""

from dataclasses import replace

import pytest

from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.fit import PARTS, fit_of, ranked
from shopassistant.tryon.face.measures import Interval, Measures, inwards, measured
from shopassistant.tryon.face.scale import Scale, ScaleTeller
from shopassistant.tryon.face.shape import Shape

FACE = Interval(142, 138, 146)


def measures(face: Interval = FACE) -> Measures:
    scale = Scale(1.0, 0.03, ("iris", "people"))
    return replace(measured(Shape(), 63.6, scale, 600), face_width=face)


def test_an_average_face_measures_what_average_faces_do() -> None:
    told = measured(Shape(), 63.6, Scale(63 / 63.6, 0.03, ("people",)), 600)
    assert told.pupil_distance.value == pytest.approx(63, abs=1)
    assert 0.5 < told.far_pupil_distance.value - told.pupil_distance.value < 2
    assert 135 < told.face_width.value < 152
    assert 14 < told.nose_bridge.value < 22
    assert 80 < told.temple_to_ear.value < 115
    assert told.face_width.low < told.face_width.value < told.face_width.high


@pytest.mark.parametrize(("width", "code"), [(140, "fits"), (138, "fits"), (118, "narrow"), (160, "wide")])
def test_the_width_of_a_frame_is_advised_beside_the_face(width: float, code: str) -> None:
    told = fit_of(measures(), EyewearSpec(frame_width_mm=width))
    assert [one.part for one in told.advice] == list(PARTS)
    advice = told.advice[0]
    assert (advice.code, advice.frame_mm, advice.face) == (code, width, FACE)
    assert told.worst.code == code
    assert advice.sure > 0.6


def test_a_surer_measure_makes_surer_advice() -> None:
    rough, exact = (fit_of(measures(Interval(142, 142 - off, 142 + off)), EyewearSpec(frame_width_mm=132)).advice[0]
                    for off in (8, 1))  # fmt: skip
    assert rough.code == exact.code == "narrow"
    assert rough.sure < 0.7 < 0.9 < exact.sure


def test_frames_are_ranked_by_how_they_fit() -> None:
    specs = [EyewearSpec(frame_width_mm=width) for width in (160, 141, 125, 141)]
    assert ranked(measures(), specs) == [1, 3, 2, 0] or ranked(measures(), specs) == [1, 3, 0, 2]
    wide_bridge = EyewearSpec(frame_width_mm=141, bridge_mm=26, lens_width_mm=46)
    assert ranked(measures(), [wide_bridge, EyewearSpec(frame_width_mm=141)]) == [1, 0]


def test_what_is_told_outweighs_what_people_usually_have() -> None:
    teller = ScaleTeller()
    assert teller.tell(63.6).sources == ("people",)
    teller.type_pupil_distance(70)
    typed = teller.tell(63.6)
    assert typed.sources == ("typed",)
    assert typed.value == pytest.approx(70 / 63.6, rel=0.001)
    assert typed.spread < 0.02
    assert ScaleTeller(iris_mm=12.0).tell(63.6).sources == ("people",), "no iris was seen yet"
    teller = ScaleTeller()
    teller.show_card(59.1, 0.012)
    assert teller.tell(63.6).value == pytest.approx(59.1 / 63.6, rel=0.001)
    assert teller.tell(63.6).spread == pytest.approx(0.012)


def test_eyes_that_look_near_turn_inwards() -> None:
    assert 63 * inwards(400) - 63 == pytest.approx(1.65, abs=0.1)
