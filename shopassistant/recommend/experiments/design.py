"""What an experiment is: two arms, what decides between them, and how sure the answer must be."""

from dataclasses import dataclass
from datetime import datetime

from shopassistant.core.errors import UserError
from shopassistant.recommend.requests import ALIASES, METHODS

STATES = ("draft", "running", "stopped")
# "conversion": the share of offered products that are bought. "value": what a customer spends in 30 days.
MEASURES = ("conversion", "value")
ARMS = ("A", "B")
# With fewer than one customer in twenty, the smaller arm would take years.
LEAST_SHARE = 0.05
LONGEST_NAME = 80


@dataclass(frozen=True)
class Arm:
    """One of the two methods compared.

    Attributes:
        name: one of `ARMS`.
        method: one of `recommend.requests.METHODS`.
        share: of the customers, 0 to 1.
    """

    name: str
    method: str
    share: float


@dataclass(frozen=True)
class Design:
    """What somebody wants to find out.

    Attributes:
        name: what staff call it.
        arms: A, which is usually what the shop does now, and B.
        measure: one of `MEASURES`, the one that decides.
        relevant_effect: the smallest difference worth knowing: of conversion a share (0.02 are two percentage points),
            of value minor units per customer.
        alpha: how often, at most, an experiment without any difference may end with a winner.
    """

    name: str
    arms: tuple[Arm, Arm]
    measure: str = "conversion"
    relevant_effect: float = 0.02
    alpha: float = 0.05


@dataclass(frozen=True)
class Experiment:
    """A design in the books.

    Attributes:
        state: one of `STATES`.
        salt: what customers are assigned by, together with their id.
        verdict: what was concluded when it was stopped, one of `results.VERDICTS`.
    """

    id: int
    design: Design
    state: str
    salt: str
    created_at: datetime
    started_at: datetime | None = None
    stopped_at: datetime | None = None
    verdict: str | None = None

    def arm(self, name: str) -> Arm:
        """The arm called `name`."""
        return self.design.arms[ARMS.index(name)]


def two_arms(method_a: str, method_b: str, share_b: float = 0.5) -> tuple[Arm, Arm]:
    """Arms A and B, of which B gets `share_b` of the customers; aliases of methods become the method."""
    a, b = (ALIASES.get(method, method) for method in (method_a, method_b))
    return Arm("A", a, 1 - share_b), Arm("B", b, share_b)


def check(design: Design) -> None:
    """Refuse what could not be run or could not be judged.

    Raises:
        UserError: ``experiments.name``, ``experiments.same_method``, ``experiments.share``, ``experiments.measure``,
            ``experiments.effect``, ``experiments.alpha``, ``recommend.method``.
    """
    a, b = design.arms
    for arm in design.arms:
        if arm.method not in METHODS:
            raise UserError("recommend.method", method=arm.method, known=", ".join((*METHODS, *ALIASES)))
        if not LEAST_SHARE <= arm.share <= 1 - LEAST_SHARE:
            raise UserError("experiments.share", least_share=LEAST_SHARE)
    if not 0 < len(design.name.strip()) <= LONGEST_NAME:
        raise UserError("experiments.name", most=LONGEST_NAME)
    if a.method == b.method:
        raise UserError("experiments.same_method", method=a.method)
    if design.measure not in MEASURES:
        raise UserError("experiments.measure", measure=design.measure, known=", ".join(MEASURES))
    most = 1.0 if design.measure == "conversion" else float("inf")
    if not 0 < design.relevant_effect < most:
        raise UserError("experiments.effect")
    if not 0 < design.alpha <= 0.5:
        raise UserError("experiments.alpha")
