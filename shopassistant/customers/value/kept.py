"""What was learned of the customers' purchases, kept as plain JSON among the shop's settings."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy.orm import Session

from shopassistant.customers.value.backtest import BGNBD, BackTest, Score
from shopassistant.customers.value.bgnbd import BgNbd
from shopassistant.customers.value.fitting import Fit
from shopassistant.customers.value.pareto import ParetoNbd
from shopassistant.customers.value.spending import GammaGamma
from shopassistant.store.schema import ShopSetting
from shopassistant.store.unit_of_work import UnitOfWork

_MODEL, _TEST = "value.model", "value.test"
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Learned:
    """Three models fitted on one past, and how they did when tried.

    Attributes:
        at: when.
        until: the last day they know.
        customers: they were fitted on.
        chosen: `BGNBD` or ``pareto``.
        fit: of the chosen one, for the doubt in its parameters.
        test: None where the past is too short to try anything.
    """

    at: datetime
    until: date
    customers: int
    chosen: str
    bgnbd: BgNbd
    pareto: ParetoNbd
    spending: GammaGamma
    fit: Fit
    test: BackTest | None

    @property
    def model(self) -> BgNbd | ParetoNbd:
        """The one in use."""
        return self.bgnbd if self.chosen == BGNBD else self.pareto


def save_learned(unit: UnitOfWork, learned: Learned) -> None:
    """Keep it in the transaction of `unit`; who may is for the caller to ask."""
    model = {
        "at": learned.at.isoformat(),
        "until": learned.until.isoformat(),
        "customers": learned.customers,
        "chosen": learned.chosen,
        **{name: asdict(getattr(learned, name)) for name in ("bgnbd", "pareto", "spending")},
        "covariance": [[_short(one) for one in row] for row in learned.fit.covariance.tolist()],
        "log_likelihood": learned.fit.log_likelihood,
        "fitted_on": learned.fit.customers,
    }
    unit.session.merge(ShopSetting(key=_MODEL, value=json.dumps(model)))
    test = None if learned.test is None else _shortened(asdict(learned.test))
    unit.session.merge(ShopSetting(key=_TEST, value=json.dumps(test)))


def load_learned(session: Session) -> Learned | None:
    """What was kept; None where nothing was learned yet."""
    rows = [session.get(ShopSetting, key) for key in (_MODEL, _TEST)]
    if rows[0] is None:
        return None
    stored = json.loads(rows[0].value)
    test = json.loads(rows[1].value) if rows[1] is not None else None
    bgnbd, pareto = BgNbd(**stored["bgnbd"]), ParetoNbd(**stored["pareto"])
    chosen = bgnbd if stored["chosen"] == BGNBD else pareto
    return Learned(
        at=datetime.fromisoformat(stored["at"]),
        until=date.fromisoformat(stored["until"]),
        customers=stored["customers"],
        chosen=stored["chosen"],
        bgnbd=bgnbd,
        pareto=pareto,
        spending=GammaGamma(**stored["spending"]),
        fit=Fit(
            np.array(list(asdict(chosen).values())), np.array(stored["covariance"]),
            stored["log_likelihood"], stored["fitted_on"],
        ),
        test=None if test is None else _test(test),
    )  # fmt: skip


def _test(stored: Mapping[str, object]) -> BackTest:
    values = dict(stored)
    scores, classes = values.pop("scores"), values.pop("classes")
    assert isinstance(scores, list) and isinstance(classes, list)  # noqa: S101, PT018  written by `save_learned`
    return BackTest(
        **values,  # type: ignore[arg-type]
        classes=tuple((int(one[0]), int(one[1]), float(one[2])) for one in classes),
        scores=tuple(Score(**{**one, "classes": tuple(one["classes"])}) for one in scores),
    )


def _shortened(value: object) -> object:
    """Numbers to six digits: a setting is short, and no more of them mean anything."""
    if isinstance(value, dict):
        return {name: _shortened(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_shortened(one) for one in value]
    return _short(value) if isinstance(value, float) else value


def _short(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
