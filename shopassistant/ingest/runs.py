"""What was imported before: every file with its report, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.store.schema import ImportRun


@dataclass(frozen=True, slots=True)
class PastRun:
    """One file of one import.

    Attributes:
        report: of the whole import, as `ImportReport.to_json` gave it; files of one import share it.
    """

    id: int
    file_name: str
    preset: str
    at: datetime
    report: Mapping[str, Any] = field(hash=False)


def past_runs(session: Session, limit: int = 200) -> tuple[PastRun, ...]:
    """The newest imports, a row for each file."""
    rows = session.scalars(select(ImportRun).order_by(ImportRun.at.desc(), ImportRun.id.desc()).limit(limit))
    return tuple(PastRun(row.id, row.file_name, row.preset, row.at, row.report) for row in rows)
