"""The day's advice for a window or the command line: from the store and the forecasts to lines in order of urgency."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import Progress
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.inventory.reorder.advise import STATUSES, Advice, advise
from shopassistant.inventory.reorder.arrays import Flags, Ints
from shopassistant.inventory.reorder.foreseen import Foreseen
from shopassistant.inventory.reorder.lines import Fan, Line, fan, line
from shopassistant.inventory.reorder.loading import Loaded, load_situation
from shopassistant.inventory.reorder.situation import Situation
from shopassistant.inventory.reorder.terms import Terms
from shopassistant.inventory.reorder.whatif import Explorer
from shopassistant.store.schema import Category


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to advise about; None leaves a question open.

    Attributes:
        category_id: this category and all below it.
        budget_minor: money that may be spent.
    """

    location_id: int | None = None
    supplier_id: int | None = None
    category_id: int | None = None
    budget_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Today:
    """The day's advice.

    Attributes:
        lines: the most urgent first (risk, then money won).
        counts: how many rows are in each of STATUSES.
        cost_minor: of all lines.
        missing_minor: supplier id to what its order lacks to the supplier's minimum.
        advice, foreseen: what it was made from, for charts and what-if.
    """

    today: date
    lines: tuple[Line, ...]
    counts: Mapping[str, int]
    cost_minor: int
    missing_minor: Mapping[int, int]
    advice: Advice
    foreseen: Foreseen

    def fan(self, of: Line, days: int = 60) -> Fan:
        """The picture of one line."""
        rows = np.array([of.row])
        demand = self.foreseen(rows, self.advice.terms.scenarios, self.advice.terms.seed)
        return fan(self.advice.situation.take(rows), demand, of.units, days)

    def explorer(self, rows: Sequence[int]) -> Explorer:
        """What-if for one product or many.

        Raises:
            UserError: ``reorder.nothing_known``, none of them was counted or has a forecast.
        """
        chosen = np.array(sorted(rows), np.int64)
        return Explorer(
            self.advice.situation.take(chosen),
            lambda part, count, seed: self.foreseen(chosen[part], count, seed),
            self.advice.terms,
        )

    def row_of(self, variant_id: int, location_id: int) -> int | None:
        """The row of a product at a place; None where it is not on sale there."""
        keys = self.advice.situation.keys
        found = np.flatnonzero((keys[:, 0] == variant_id) & (keys[:, 1] == location_id))
        return int(found[0]) if len(found) else None


def advise_today(
    session: Session,
    forecasts: Forecasts | None,
    today: date,
    wanted: Wanted | None = None,
    terms: Terms | None = None,
    progress: Progress | None = None,
) -> Today:
    """What to order today.

    Args:
        forecasts: those that serve; None where nothing was learned yet: then every row says so.
        today: the first day forecast, as a rule.
        progress: told the stage ``reorder.sizing``; may raise Cancelled.
    """
    wanted, terms = wanted or Wanted(), terms or Terms()
    loaded = load_situation(session, today, terms, wanted.location_id)
    situation = loaded.situation
    foreseen = Foreseen(forecasts, situation.keys, today)
    asked = _asked(session, loaded, wanted)
    situation = replace(
        situation, foreseen=foreseen.known, orderable=situation.orderable & asked,
    )  # fmt: skip
    enough, due = _enough(situation, foreseen), _due(situation, foreseen)
    advice = advise(situation, foreseen, terms, wanted.budget_minor, enough, due, progress)
    lines = [_with_again(line(advice, place), loaded, advice) for place in range(len(advice.lines))]
    lines.sort(key=lambda one: (-round(one.risk_before, 2), -one.gain_minor, one.variant_id))
    counts = Counter(STATUSES[code] for code in advice.status[asked].tolist())
    return Today(
        today, tuple(lines), dict(counts), int(advice.cost_minor.sum()), advice.missing_minor, advice, foreseen
    )


def _asked(session: Session, loaded: Loaded, wanted: Wanted) -> Flags:
    """Rows the question is about."""
    rows = np.ones(len(loaded.situation), np.bool_)
    if wanted.supplier_id is not None:
        rows &= loaded.situation.supplier == wanted.supplier_id
    if wanted.category_id is not None:
        path = select(Category.path).where(Category.id == wanted.category_id).scalar_subquery()
        below = or_(Category.path == path, func.substr(Category.path, 1, func.length(path) + 3) == path.concat(" / "))
        rows &= np.isin(loaded.category, list(session.scalars(select(Category.id).where(below))))
    return rows


def _enough(situation: Situation, foreseen: Foreseen) -> Flags:
    """Rows whose stock on the shelf outlasts any demand until a later order is there; they need no scenarios."""
    if len(situation) == 0:
        return np.zeros(0, np.bool_)
    last = np.array([situation.leads[row].max() for row in range(len(situation.leads))])
    until: Ints = situation.review_days + last[situation.lead_row]
    enough = np.zeros(len(situation), np.bool_)
    for days in np.unique(until).tolist():
        rows = until == days
        enough[rows] = situation.free[rows] > foreseen.at_most(days)[rows]
    return enough & (situation.least <= situation.free)


def _due(situation: Situation, foreseen: Foreseen) -> Flags:
    """Rows whose stock and open orders do not reach beyond the next two reviews, by expectation."""
    if len(situation) == 0:
        return np.zeros(0, np.bool_)
    usual = np.rint(situation.leads.mean(axis=1)).astype(np.int64)[situation.lead_row]
    due: Flags = situation.position() <= foreseen.expected(usual + 2 * situation.review_days)
    return due


def _with_again(found: Line, loaded: Loaded, advice: Advice) -> Line:
    """Says why a question that was answered is asked again."""
    answered = int(loaded.situation.answered[found.row])
    if found.row in loaded.learned.reopened:
        return replace(found, again=loaded.learned.reopened[found.row])
    if answered < 0:
        return found
    code = "reorder.again.more" if found.units >= answered else "reorder.again.less"
    return replace(found, again=(code, {"before": answered, "now": found.units}))
