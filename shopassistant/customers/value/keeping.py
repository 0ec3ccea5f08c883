"""Working out anew what every customer is worth, and writing it: reading first, writing in short steps."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from sqlalchemy import delete

from shopassistant.core.errors import UserError
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.customers.segments.definitions import RFM_GROUPS
from shopassistant.customers.segments.reading import load_history
from shopassistant.customers.segments.rfm import Rfm, rfm_of
from shopassistant.customers.value.backtest import BGNBD, back_test
from shopassistant.customers.value.bgnbd import fit_bgnbd
from shopassistant.customers.value.histories import Ints
from shopassistant.customers.value.kept import Learned, save_learned
from shopassistant.customers.value.lifetime import Outlook, outlook
from shopassistant.customers.value.pareto import fit_pareto
from shopassistant.customers.value.reading import Past, Reader
from shopassistant.customers.value.spending import fit_spending
from shopassistant.store.actor import Actor
from shopassistant.store.bulk import insert_columns
from shopassistant.store.database import Store
from shopassistant.store.schema import CustomerValue

# With fewer customers who came back, four parameters are guesswork.
LEAST_RETURNING = 30
# Customers written at once: a till waits for one such step at most.
STEP = 20_000
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class ValueRun:
    """What was worked out.

    Attributes:
        customers: rows written.
        learned: the models and how they did.
    """

    customers: int
    learned: Learned


def refresh_values(store: Store, actor: Actor, progress: Progress | None = None) -> ValueRun:
    """Fit the models on the shop's sales and write every customer's value; any staff member may.

    Customers who refused personalisation have none, and lose the one they had.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``value.too_few`` with ``returning`` and ``needed``, hardly anybody ever came back.
        Cancelled: by `progress`; nothing or, late in the writing, a part is written, each row of it whole.
    """
    actor.require("associate")
    progress = progress or NoProgress()
    with store.read() as session:
        history = load_history(session, store.clock.now(), progress, lines=False)
    reader = Reader(history)
    past = reader.past()
    returning = int((past.histories.repeats > 0).sum())
    if returning < LEAST_RETURNING:
        raise UserError("value.too_few", returning=returning, needed=LEAST_RETURNING)
    learned = _learn(store, reader, past, progress)
    progress.report("value.foreseeing", 0, 0)
    told = outlook(learned.model, learned.pareto, learned.spending, past.histories, past.mean_minor)
    _write(store, actor, history.customer_ids[past.row], past, rfm_of(history), told, learned, progress)
    return ValueRun(len(past.row), learned)


def _learn(store: Store, reader: Reader, past: Past, progress: Progress) -> Learned:
    progress.report("value.trying", 0, 0)
    held = reader.held()
    can_try = held is not None and int((held.past.repeats > 0).sum()) >= LEAST_RETURNING
    test = back_test(held) if held is not None and can_try else None
    progress.report("value.learning", 0, 0)
    bgnbd, bgnbd_fit = fit_bgnbd(past.histories)
    pareto, pareto_fit = fit_pareto(past.histories)
    spending, _fit = fit_spending(past.histories.x + 1, past.mean_minor)
    chosen = BGNBD if test is None else test.chosen
    return Learned(
        at=store.clock.now(),
        until=date.fromordinal(past.until_day + _EPOCH),
        customers=len(past.row),
        chosen=chosen,
        bgnbd=bgnbd,
        pareto=pareto,
        spending=spending,
        fit=bgnbd_fit if chosen == BGNBD else pareto_fit,
        test=test,
    )


def _write(
    store: Store, actor: Actor, ids: Ints, past: Past, rfm: Rfm, told: Outlook, learned: Learned, progress: Progress
) -> None:
    """Replace the rows in steps by id; the last step drops what is left over and keeps what was learned."""
    bounds = [*range(0, len(ids), STEP), len(ids)]
    for number, (start, stop) in enumerate(pairwise(bounds)):
        progress.report("value.writing", start, len(ids))
        rows = slice(start, stop)
        # Half-open ranges of ids that leave no gap, so that customers without a value any more lose their row.
        low = int(ids[start]) if number else 0
        high = int(ids[stop]) if stop < len(ids) else None
        with store.begin(actor) as unit:
            gone = delete(CustomerValue).where(CustomerValue.customer_id >= low)
            if high is not None:
                gone = gone.where(CustomerValue.customer_id < high)
            unit.session.execute(gone)
            columns = _columns(ids, past, rfm, told, rows)
            insert_columns(unit.session.connection(), CustomerValue, {"at": [learned.at] * (stop - start), **columns})
            unit.audit("value.refreshed", "customer_value", None, customers=stop - start, model=learned.chosen)
            if stop == len(ids):
                save_learned(unit, learned)
            unit.commit()


def _columns(ids: Ints, past: Past, rfm: Rfm, told: Outlook, rows: slice) -> dict[str, Any]:
    at = past.row[rows]
    groups = np.array(RFM_GROUPS)[rfm.group[at]]
    return {
        "customer_id": ids[rows],
        "first_on": _dates(past.first_day[rows]),
        "last_on": _dates(past.last_day[rows]),
        "purchases": past.purchases[rows],
        "spend_minor": past.spend_minor[rows],
        "recency_score": rfm.recency[at],
        "frequency_score": rfm.frequency[at],
        "monetary_score": rfm.monetary[at],
        "rfm_group": groups.tolist(),
        "expected_purchases": told.purchases[rows].tolist(),
        "alive": told.alive[rows].tolist(),
        "expected_spend_minor": np.rint(told.spend_minor[rows]).astype(np.int64),
        "lifetime_minor": np.rint(told.lifetime_minor[rows]).astype(np.int64),
        "churn": told.churn[rows].tolist(),
    }


def _dates(days: Ints) -> list[date]:
    return [date.fromordinal(day + _EPOCH) for day in days.tolist()]
