"""Evaluations that were made, kept as JSON files beside the index.

Not in the store: a result can be measured again at any time, belongs to what was learned rather than to the books, and
must not make a sale wait for a write. It lies with the models, so that it moves and is deleted with them, and holds
numbers about methods only, nothing about any customer.
"""

import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.recommend.evaluation.result import Evaluation

FOLDER = "evaluations"
KEPT = 20

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """An evaluation and when it was made (UTC)."""

    made_at: datetime
    evaluation: Evaluation


def keep(models: Path, evaluation: Evaluation, made_at: datetime) -> Path:
    """Write an evaluation beside the index and forget all but the newest `KEPT`.

    Args:
        models: folder of the index.
        made_at: the store's now.

    Raises:
        EnvironmentProblem: ``evaluation.unwritable``.
    """
    folder = models / FOLDER
    path = folder / f"{made_at.astimezone(UTC):%Y%m%dT%H%M%S%f}.json"
    text = json.dumps({"made_at": made_at.astimezone(UTC).isoformat(), **evaluation.as_json()}, allow_nan=False)
    scratch = path.with_suffix(".part")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with scratch.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        scratch.replace(path)
        for old in sorted(folder.glob("*.json"), reverse=True)[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentProblem("evaluation.unwritable", path=str(folder), reason=str(error)) from error
    return path


def all_kept(models: Path) -> list[Kept]:
    """What was kept, newest first; a file that cannot be read is left out, and the log says so."""
    return list(_kept(models))


def latest(models: Path) -> Kept | None:
    """The newest that can be read."""
    return next(_kept(models), None)


def _kept(models: Path) -> Iterator[Kept]:
    for path in sorted((models / FOLDER).glob("*.json"), reverse=True):
        try:
            raw = json.loads(path.read_text("utf-8"))
            yield Kept(datetime.fromisoformat(raw.pop("made_at")), Evaluation.from_json(raw))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _log.warning("evaluation %s was left out: %r", path.name, error)
