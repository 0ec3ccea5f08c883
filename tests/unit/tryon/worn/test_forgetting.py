"""After a visit nothing is kept that was made to somebody's measure."""

import numpy as np

from shopassistant.tryon.dressing import Dresser
from shopassistant.tryon.looks.kinds import Hat, Necklace
from shopassistant.tryon.looks.look import Look
from shopassistant.tryon.looks.shapes.hats import hat_model
from shopassistant.tryon.looks.shapes.necklaces import necklace_model
from shopassistant.tryon.sources.frame import Frame
from tests.unit.tryon.worn.heads import CAMERA, head


def test_models_made_for_one_body_are_gone_when_its_visit_is() -> None:
    grey = np.full((CAMERA.height, CAMERA.width, 3), 130, np.uint8)
    dresser, look = Dresser(), Look((Hat("beanie"), Necklace()))
    moment = dresser.begin(Frame(grey, 0, 0), (look,), head(scale=1.07))
    assert dresser.scene(grey, look, moment) is not None
    assert necklace_model.cache_info().currsize > 0
    dresser.close()
    assert (hat_model.cache_info().currsize, necklace_model.cache_info().currsize) == (0, 0)
