"""Results stay beside the index: the newest is found, old ones go, a damaged one does not hide the rest."""

from datetime import timedelta
from pathlib import Path

import pytest

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.recommend.evaluation import kept
from shopassistant.recommend.evaluation.evaluate import evaluate
from shopassistant.recommend.evaluation.result import Evaluation
from shopassistant.recommend.evaluation.settings import EvaluationSettings
from shopassistant.store.artefacts import version_folder
from tests.unit.recommend.shop import START, arrays, two_circles


@pytest.fixture(scope="module")
def found() -> Evaluation:
    return evaluate(arrays(*two_circles(30)), ["popular"], EvaluationSettings(customers=9, resamples=20))


def test_the_newest_comes_back_as_it_was(tmp_path: Path, found: Evaluation) -> None:
    assert kept.latest(tmp_path) is None
    kept.keep(tmp_path, found, START)
    kept.keep(tmp_path, found, START + timedelta(hours=1))
    newest = kept.latest(tmp_path)
    assert newest == kept.Kept(START + timedelta(hours=1), found)
    assert [one.made_at for one in kept.all_kept(tmp_path)] == [START + timedelta(hours=1), START]
    assert version_folder.names(tmp_path) == [], "it is no version of the index"


def test_only_so_many_are_kept(tmp_path: Path, found: Evaluation) -> None:
    for hour in range(kept.KEPT + 3):
        kept.keep(tmp_path, found, START + timedelta(hours=hour))
    stamps = [one.made_at for one in kept.all_kept(tmp_path)]
    assert len(stamps) == kept.KEPT
    assert min(stamps) == START + timedelta(hours=3)


@pytest.mark.parametrize(
    "text", ["", "[]", '{"made_at": "x"}', '{"made_at": "2026-01-01T00:00:00+00:00", "format": 1}']
)
def test_a_damaged_one_is_left_out(tmp_path: Path, found: Evaluation, text: str) -> None:
    kept.keep(tmp_path, found, START)
    (tmp_path / kept.FOLDER / "29991231T000000000000.json").write_text(text)
    newest = kept.latest(tmp_path)
    assert newest is not None
    assert newest.made_at == START


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, found: Evaluation) -> None:
    (tmp_path / "models").write_text("a file is in the way")
    with pytest.raises(EnvironmentProblem, match=r"evaluation\.unwritable"):
        kept.keep(tmp_path / "models", found, START)
