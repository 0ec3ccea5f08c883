"""What the experiments tab shows: frozen, already in words, so that a widget decides nothing."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArmRow:
    """One side in figures; `share` is the share of offered products that were bought."""

    name: str
    method: str
    customers: str
    lists: str
    offered: str
    bought: str
    share: str
    value: str
    is_better: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A difference (B less A) and what it lies between, in any unit; `relevant` is the smallest that matters."""

    estimate: float
    low: float
    high: float
    relevant: float
    words: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An experiment that runs or ran.

    Attributes:
        about: when, and who gets what.
        so_far, verdict: the sentences to read first.
        tone: of the verdict.
        bar: None while it is too early.
        better_method: to be used from now on; empty where none is better, or it is in use already.
    """

    id: int
    name: str
    is_running: bool
    about: str
    so_far: str
    verdict: str
    tone: str
    arms: tuple[ArmRow, ArmRow]
    bar: Bar | None = None
    better_method: str = ""
    better_name: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list below: an experiment of another time, or one that waits to be started."""

    id: int
    name: str
    detail: str
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Experiments:
    """All of the tab. `chosen` is the running one, or the one somebody picked, or the newest that ended."""

    chosen: Shown | None = None
    rows: tuple[Row, ...] = ()
    is_running: bool = False
    usual: str = "hybrid"
