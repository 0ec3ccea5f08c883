"""What an evaluation found: frozen plain values that can be written as JSON and read back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shopassistant.recommend.evaluation.calibration import Bin, Calibration
from shopassistant.recommend.evaluation.intervals import Estimate
from shopassistant.recommend.evaluation.settings import EvaluationSettings

FORMAT = 1
Measures = Mapping[str, Estimate]


@dataclass(frozen=True)
class MethodResult:
    """One contender.

    Attributes:
        name: what it is called here; method: what ranks.
        views: measures by view ("all", "new").
        by_cut: the primary measure at each cut, by view, newest cut first.
    """

    name: str
    method: str
    views: Mapping[str, Measures]
    by_cut: Mapping[str, tuple[Estimate, ...]]


@dataclass(frozen=True)
class Comparison:
    """The champion against another, customer by customer.

    Attributes:
        difference: champion minus other, of a measure.
        chance: how often as large a difference comes about by chance (p-value); None where nothing was measured.
    """

    view: str
    measure: str
    champion: str
    other: str
    difference: Estimate
    chance: float | None


@dataclass(frozen=True)
class GroupResult:
    """Customers of one group.

    Attributes:
        kind: "visits" or "segment"; name: which.
        least, most: visits before the cut.
        customers: how many of them were measured.
        methods: by contender, view and measure.
        calibration: of the champion's chance, where it states one.
    """

    kind: str
    name: str
    least: int
    most: int
    customers: int
    methods: Mapping[str, Mapping[str, Measures]]
    calibration: Calibration | None


@dataclass(frozen=True)
class CutResult:
    """One cut: ISO days, customers who came again after it and how many of them were measured."""

    cut: str
    until: str
    days: int
    customers: int
    measured: int


@dataclass(frozen=True)
class Evaluation:
    """What was measured.

    Attributes:
        champion, challenger: names of contenders; the challenger "" where there is none.
        methods: the champion first, then the challenger, other methods, the baselines.
        comparisons: of the champion with each other.
        groups: by visits, then by segment.
        calibration: of the champion's chance over everybody; None where it states none.
        ran_out: whether the time budget left customers or cuts out.
        seconds: how long it took.
    """

    settings: EvaluationSettings
    champion: str
    challenger: str
    cuts: tuple[CutResult, ...]
    methods: tuple[MethodResult, ...]
    comparisons: tuple[Comparison, ...]
    groups: tuple[GroupResult, ...]
    calibration: Calibration | None
    ran_out: bool
    seconds: float

    @property
    def measured(self) -> int:
        """Customers measured, over all cuts (one seen at two cuts counts twice)."""
        return sum(cut.measured for cut in self.cuts)

    @property
    def candidates(self) -> int:
        """Customers who came again, over all cuts."""
        return sum(cut.customers for cut in self.cuts)

    def method(self, name: str) -> MethodResult:
        """The contender of that name; KeyError for another."""
        return {one.name: one for one in self.methods}[name]

    def comparison(self, other: str, view: str, measure: str) -> Comparison | None:
        """The champion against `other`; None where they were not compared."""
        wanted = (other, view, measure)
        return next((one for one in self.comparisons if (one.other, one.view, one.measure) == wanted), None)

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> "Evaluation":
        """What `as_json` gave; ValueError, KeyError or TypeError for anything else."""
        if raw["format"] != FORMAT:
            raise ValueError(f"format {raw['format']}")
        return cls(
            settings=EvaluationSettings.from_json(raw["settings"]),
            champion=str(raw["champion"]),
            challenger=str(raw["challenger"]),
            cuts=tuple(CutResult(**cut) for cut in raw["cuts"]),
            methods=tuple(_method(one) for one in raw["methods"]),
            comparisons=tuple(
                Comparison(**{**one, "difference": Estimate(**one["difference"])}) for one in raw["comparisons"]
            ),
            groups=tuple(_group(one) for one in raw["groups"]),
            calibration=_calibration(raw["calibration"]),
            ran_out=bool(raw["ran_out"]),
            seconds=float(raw["seconds"]),
        )


def _views(raw: Mapping[str, Any]) -> dict[str, Measures]:
    return {view: {name: Estimate(**one) for name, one in measures.items()} for view, measures in raw.items()}


def _method(raw: Mapping[str, Any]) -> MethodResult:
    by_cut = {view: tuple(Estimate(**one) for one in cuts) for view, cuts in raw["by_cut"].items()}
    return MethodResult(str(raw["name"]), str(raw["method"]), _views(raw["views"]), by_cut)


def _group(raw: Mapping[str, Any]) -> GroupResult:
    methods = {name: _views(views) for name, views in raw["methods"].items()}
    return GroupResult(**{**raw, "methods": methods, "calibration": _calibration(raw["calibration"])})


def _calibration(raw: Mapping[str, Any] | None) -> Calibration | None:
    if raw is None:
        return None
    whole = {name: Estimate(**raw[name]) for name in ("chance", "bought", "brier", "ece")}
    bins = tuple(Bin(one["chance"], Estimate(**one["bought"]), one["pairs"]) for one in raw["bins"])
    return Calibration(**whole, bins=bins, pairs=int(raw["pairs"]))
