"""Wherever a head goes (near, far, half out of the picture, turned away), drawing is no error and changes no more than
the picture."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from shopassistant.tryon.dressing import Dresser
from shopassistant.tryon.eyewear.spec import EyewearSpec
from shopassistant.tryon.face.follow import Seen
from shopassistant.tryon.looks.kinds import Earrings, Glasses, Hat, Lipstick, Necklace
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.render.renderer import Renderer
from tests.unit.tryon.worn.heads import head

LOOKS = (
    Look((Glasses(EyewearSpec()), Lipstick())),
    Look((Glasses(EyewearSpec(rim="rimless", mirror=0.4)), Earrings(shape="hoop", diameter_mm=30))),
    Look((Hat(), Glasses(EyewearSpec(pattern="crystal")), Necklace())),
)


@dataclass(frozen=True)
class Shot:
    picture: NDArray[np.uint8]
    at_ms: int


def anywhere(numbers: np.random.Generator) -> Seen:
    away = float(np.exp(numbers.uniform(np.log(90), np.log(4000))))
    place = (numbers.uniform(-0.8, 0.8) * away, numbers.uniform(-0.5, 0.5) * away, -away)
    yaw, pitch, roll = numbers.uniform(-100, 100), numbers.uniform(-60, 60), numbers.uniform(-180, 180)
    return head(yaw, pitch, roll, place, numbers.uniform(0.8, 1.2))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: "+".join(one.kind for one in look.wearables))
@pytest.mark.parametrize("seed", [2])
def test_wherever_a_head_goes_there_is_a_picture(look: Look, seed: int) -> None:
    numbers, dresser = np.random.default_rng(seed), Dresser()
    drawn = 0
    with ThreadPoolExecutor(1) as helper:
        renderer = Renderer(helper)
        for number in range(8):
            picture = numbers.integers(0, 255, (720, 1280, 3), np.uint8)
            before, seen = picture.copy(), anywhere(numbers)
            moment = dresser.begin(Shot(picture, 40 * number), [look], seen)
            dresser.think()
            scene = dresser.scene(picture, look, moment)
            if scene is None:
                continue
            shown = renderer.draw(picture, scene, seen.camera)
            drawn += bool((shown != picture).any())
            assert shown.shape == picture.shape
            assert (picture == before).all()
    dresser.close()
    assert drawn > 1
