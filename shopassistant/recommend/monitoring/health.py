"""The look at the recommendations as a whole: reads what was sold since, measures, and says what to do."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.recommend.monitoring.accuracy import Accuracy, judge_accuracy
from shopassistant.recommend.monitoring.drift import Drift, find_drift
from shopassistant.recommend.monitoring.findings import Circumstances, Limits, with_findings
from shopassistant.recommend.monitoring.lines import first_and_last_day, read_lines
from shopassistant.recommend.monitoring.replay import Replay, choose_visits, replay, share_for
from shopassistant.recommend.monitoring.report import HealthReport
from shopassistant.recommend.monitoring.windows import LONGEST_DAYS, LOOKBACK_DAYS, Windows, choose_windows
from shopassistant.recommend.purchases import to_date, to_day
from shopassistant.recommend.serving import Serving
from shopassistant.store.database import Store
from shopassistant.store.schema import Consent, ModelCheck, RecommendationEvent, Sale, SaleLine

RECENT = timedelta(days=LONGEST_DAYS)


def check_health(
    store: Store, serving: Serving | None, progress: Progress | None = None, limits: Limits | None = None
) -> HealthReport:
    """Measure drift and accuracy of what serves, and say what to do. Writes nothing.

    Args:
        serving: what answers; None where nothing was learned yet.

    Raises:
        Cancelled: by `progress`.
        EnvironmentProblem: the store cannot be read.
    """
    progress, limits, now = progress or NoProgress(), limits or Limits(), store.clock.now()
    with store.read() as session:
        span = first_and_last_day(session)
        if serving is None or span is None:
            bare = HealthReport(now, None, ())
            return with_findings(bare, Circumstances(span is not None), limits)
        look = _Look(session, serving, now, span, progress)
        report = look.report()
    return with_findings(report, look.circumstances(), limits)


class _Look:
    """One look, while the store is open.

    Args:
        span: days of the oldest and the newest sale.
    """

    def __init__(
        self, session: Session, serving: Serving, now: datetime, span: tuple[int, int], progress: Progress
    ) -> None:
        self._session, self._serving, self._now, self._progress = session, serving, now, progress
        self._base = serving.index.base
        self._span = span
        self._last = min(to_day(now) - 1, span[1])  # today is not over
        self._learned = self._base.time.last_day if len(self._base.time.days) else span[0] - 1
        self._windows = choose_windows(span[0], self._last, self._learned)
        self._lines = read_lines(session, self._first_needed(), self._last, progress)
        self._since = self._lines.between(self._learned + 1, self._last)
        self._filled, self._lists = filled_lists(session, now - RECENT)

    def _first_needed(self) -> int:
        recent = min(self._learned + 1, self._last + 1) - LONGEST_DAYS
        if self._windows is None:
            return recent
        used = (*self._windows.before, *self._windows.years_ago)
        return min(recent, min(window.first for window in used) - LOOKBACK_DAYS)

    def report(self) -> HealthReport:
        """Everything measured, without findings."""
        new_lines = lines_after(self._session, self._base.newest_sale_id)
        known = np.isin(self._since.product, self._base.products.product_ids)
        windows, own = self._windows, self._replay()
        return HealthReport(
            at=self._now,
            fitted_at=self._serving.fitted_at,
            findings=(),
            drifts=self._drifts(windows) if windows else (),
            accuracy=self._accuracy(own),
            own_hits=int(own.hits.sum()),
            own_trials=own.trials,
            unknown_share=float(1 - known.mean()) if len(known) else None,
            growth_share=new_lines / max(len(self._base.events.product), 1),
            new_lines=new_lines,
            filled_share=self._filled / self._lists if self._lists else None,
            compared_from=to_date(windows.now.first).isoformat() if windows else None,
            compared_to=to_date(windows.now.last).isoformat() if windows else None,
        )

    def circumstances(self) -> Circumstances:
        """What the findings depend on besides."""
        windows = self._windows
        return Circumstances(
            has_sales=True,
            is_older_index=self._serving.is_older,
            is_after_fit=windows is not None and windows.is_after_fit,
            days=windows.now.days if windows else 0,
            silent_days=to_day(self._now) - self._span[1],
            longest_silence=int(np.diff(self._base.time.days[-365:]).max(initial=1)),
            lines_since=self._since.count,
            lists=self._lists,
        )

    def _drifts(self, windows: Windows) -> tuple[Drift, ...]:
        self._progress.report("health.comparing", 0, 0)
        return find_drift(self._lines, windows, self._span[0])

    def _replay(self) -> Replay:
        """Recent visits once more, with what serves."""
        recent = self._since.between(self._last - LONGEST_DAYS + 1, self._last)
        learned = self._lines.between(self._learned - LONGEST_DAYS + 1, self._learned)
        share = share_for(len(np.unique(learned.visit[learned.customer > 0])))  # known before what is judged
        visits = choose_visits(recent, share, refusing(self._session))
        return replay(self._serving.index, self._since, visits, self._progress)

    def _accuracy(self, own: Replay) -> Accuracy:
        earlier = hits_of_earlier_fits(self._session, self._serving.fitted_at, self._now - RECENT)
        metrics = self._serving.index.metrics
        return judge_accuracy(
            int(own.hits.sum()) + earlier[0],
            own.trials + earlier[1],
            int(metrics.get("visit_hits", 0)),
            int(metrics.get("visit_trials", 0)),
        )


def lines_after(session: Session, sale_id: int) -> int:
    """Lines of products sold to known customers since a sale: what the next fit will have learned more from."""
    statement = (
        select(func.count())
        .select_from(SaleLine)
        .join(Sale, Sale.id == SaleLine.sale_id)
        .where(Sale.id > sale_id, Sale.customer_id.is_not(None), SaleLine.kind == "product", SaleLine.quantity > 0)
    )
    return int(session.scalar(statement) or 0)


def refusing(session: Session) -> frozenset[int]:
    """Customers whose newest word on personalisation is no."""
    statement = (
        select(Consent.customer_id, Consent.granted)
        .where(Consent.purpose == "personalisation")
        .order_by(Consent.at, Consent.id)
    )
    newest = dict(session.execute(statement).all())
    return frozenset(customer for customer, granted in newest.items() if not granted)


def filled_lists(session: Session, since: datetime) -> tuple[int, int]:
    """Of the personal lists shown to known customers since then, those filled up with what sells well; and all."""
    log = RecommendationEvent
    popular, personal = (func.sum(case((log.method == name, 1), else_=0)) for name in ("popular", "hybrid"))
    lists = (
        select(popular.label("popular"))
        .where(log.at >= since, log.event == "shown", log.customer_id.is_not(None))
        .group_by(log.list_key)
        .having(personal > 0, personal + popular == func.count())
        .subquery()
    )
    filled = func.sum(case((lists.c.popular > 0, 1), else_=0))
    row = session.execute(select(filled, func.count()).select_from(lists)).one()
    return int(row[0] or 0), int(row[1])


def hits_of_earlier_fits(session: Session, fitted_at: datetime, since: datetime) -> tuple[int, int]:
    """Hits and visits of the last look at each index that served before, as far as that look is recent."""
    newest: dict[datetime, ModelCheck] = {}
    rows: Sequence[ModelCheck] = session.scalars(
        select(ModelCheck).where(ModelCheck.at >= since, ModelCheck.fitted_at < fitted_at).order_by(ModelCheck.id)
    ).all()
    for row in rows:
        newest[row.fitted_at] = row
    return sum(row.hits for row in newest.values()), sum(row.trials for row in newest.values())
