"""Whether elasticities are to be learned anew, and doing it where they are: in quiet moments, once a week."""

from datetime import timedelta

from sqlalchemy import func, select

from shopassistant.core.progress import Progress
from shopassistant.promotions.elasticity.keeping import ResponseKeeper
from shopassistant.store.schema import Sale

EVERY = timedelta(days=7)
# Shorter pasts say nothing; see `reading.FEWEST_WEEKS`.
_SHORTEST = timedelta(weeks=9)


def is_due(keeper: ResponseKeeper) -> bool:
    """Whether there is enough to learn from, and news since the last time, a week ago or longer.

    Raises:
        EnvironmentProblem: the store cannot be read.
    """
    fitted = keeper.current().fitted_at
    if fitted is not None and keeper.store.clock.now() - fitted < EVERY:
        return False
    with keeper.store.read() as session:
        first, last = session.execute(select(func.min(Sale.sold_at), func.max(Sale.sold_at))).one()
    if first is None or last - first < _SHORTEST:
        return False
    return fitted is None or last > fitted


def learn_if_due(keeper: ResponseKeeper, progress: Progress) -> bool:
    """Learn where it is due; whether it was.

    Raises:
        Cancelled: by `progress`.
        Conflict: ``elasticity.fit_elsewhere``, another window is at it.
        EnvironmentProblem: the store cannot be read, or the folder not written.
    """
    if not is_due(keeper):
        return False
    from shopassistant.promotions.elasticity.fitting import learn_responses

    learn_responses(keeper, progress=progress)
    return True
