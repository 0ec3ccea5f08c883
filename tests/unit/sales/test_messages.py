"""Every code the room raises or returns has its sentence."""

import re
from pathlib import Path

import pytest

import shopassistant
from shopassistant.core.messages import Catalogue

_CODE = re.compile(
    r"(?:UserError|NotFound|NotAllowed|Conflict|EnvironmentProblem|BasketWarning)\(\s*\"([a-z_]+\.[a-z_]+)\""
)


@pytest.mark.parametrize("room", ["sales", "inventory"])
def test_every_code_has_a_sentence(room: str) -> None:
    folder = Path(shopassistant.__file__).parent / room
    codes = {code for path in folder.rglob("*.py") for code in _CODE.findall(path.read_text("utf-8"))}
    assert len(codes) > 5
    catalogue = Catalogue()
    assert sorted(code for code in codes if code not in catalogue) == []
