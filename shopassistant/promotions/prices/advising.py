"""Price advice for a whole shop: what each price would bring, and the best one allowed, if it is worth a change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.orm import Session

from shopassistant.core.progress import NoProgress, Progress
from shopassistant.inventory.forecast.forecasts import Forecasts
from shopassistant.promotions.elasticity.responses import Responses, draw
from shopassistant.promotions.prices.goods import Priced, read_goods
from shopassistant.promotions.prices.ladder import candidates, floor_of, reach
from shopassistant.promotions.prices.limits import LimitBook, Limits, load_limits
from shopassistant.promotions.prices.outcome import Gain, Outcomes, Situation, gains, outcomes
from shopassistant.promotions.prices.reasons import Said, reasons_of

ADVISING = "prices.advising"
# Looked ahead: long enough for a price to be seen, short enough to be foreseen.
DAYS = 28
DRAWS = 400
_SEED = 17
# A change that would earn less than this share of the margin, or is likelier than this to earn less, is not worth it.
_LEAST_SHARE, _MOST_RISK = 0.01, 0.35
# So many are looked at closely, those that promise most.
_CLOSELY = 300
_REST = timedelta(days=60)


@dataclass(frozen=True)
class Advice:
    """A price that would be better.

    Attributes:
        goods: what it is about.
        price_minor: the new one.
        gain: against today's, over `DAYS` days.
        units_now, units_then, margin_now, margin_then: three quantiles each, see `outcome.LEVELS`.
        elasticity, elasticity_sd: believed of it; `is_learned` where its own prices told something.
        cover_days: of the stock at today's price; None where nobody counted.
        limits: that held.
        reasons: why, the sentence to be said aloud first.
    """

    goods: Priced
    price_minor: int
    gain: Gain
    units_now: tuple[float, ...]
    units_then: tuple[float, ...]
    margin_now: tuple[float, ...]
    margin_then: tuple[float, ...]
    elasticity: float
    elasticity_sd: float
    is_learned: bool
    cover_days: float | None
    limits: Limits
    reasons: tuple[Said, ...]


@dataclass(frozen=True)
class Curve:
    """What each of n prices would bring.

    Attributes:
        goods: what it is about.
        prices: int64 (n,), ascending.
        units, margin: float64 (n, 3), one outcome in ten lies below the first, one above the last; the middle one is
            expected. Over `DAYS` days.
        low, high: what one change may lead to.
    """

    goods: Priced
    prices: NDArray[np.int64]
    units: NDArray[np.float64]
    margin: NDArray[np.float64]
    low: int
    high: int


class Adviser:
    """Holds what advice rests on, so that one product after the other can be asked about.

    Args:
        forecasts: that serve.
        responses: that serve.
        today: the shop's date.
    """

    def __init__(
        self, session: Session, forecasts: Forecasts, responses: Responses, now: datetime, today: date
    ) -> None:
        self._forecasts, self._responses = forecasts, responses
        self.now, self.today = now, today
        self.book: LimitBook = load_limits(session)
        self.goods = {one.id: one for one in read_goods(session, now, today)}
        self.of_variant = {id_: one for one in self.goods.values() for id_ in one.variant_ids}
        rows: dict[int, list[int]] = {}
        for row, variant in enumerate(forecasts.keys[:, 0].tolist()):
            rows.setdefault(variant, []).append(row)
        self._rows = rows
        # Sales since the forecast was made are not in it; the days that are over are passed over.
        self._skip = min(max((today - forecasts.first_day).days, 0), max(forecasts.horizon - DAYS, 0))

    def limits(self, goods: Priced) -> Limits:
        """What holds for it."""
        return self.book.of(goods.id, goods.category_id)

    def situation(self, goods: Priced, draws: int = DRAWS) -> Situation | None:
        """What is known; None without a forecast or a cost. With `draws` 1, what is expected of everything."""
        rows = [row for id_ in goods.variant_ids for row in self._rows.get(id_, ())]
        if not rows or goods.cost_minor is None:
            return None
        days = min(DAYS, self._forecasts.horizon - self._skip)
        split = days if goods.ends else min(goods.lead_days, days)
        begin, middle, end = self._skip, self._skip + split, self._skip + days
        mean, sd = self._responses.of(np.array([goods.id]), np.array([goods.category_id or -1]))
        if draws == 1:
            daily = self._forecasts.mean[rows].sum(axis=0)
            soon, later = (np.array([float(part.sum())]) for part in (daily[begin:middle], daily[middle:end]))
            elasticity = mean
        else:
            paths = self._forecasts.scenarios(rows, draws, _SEED, end).sum(axis=0, dtype=np.int64)
            soon, later = (
                part.sum(axis=1).astype(np.float64) for part in (paths[:, begin:middle], paths[:, middle:end])
            )
            elasticity = draw(mean, sd, draws, goods.id)[:, 0]
        stock = None if goods.stock is None else goods.stock + goods.coming
        expected = float(self._forecasts.mean[rows, begin:end].sum())
        return Situation(
            price_minor=goods.price_minor, cost_minor=goods.cost_minor, rate_bp=goods.rate_bp, days=days, soon=soon,
            later=later, stock=stock, ends=goods.ends, elasticity=elasticity, after=self._responses.after,
            cross=self._responses.cross,
            others_minor=goods.others_minor, cover_days=0.0 if stock is None else stock / max(expected / days, 1e-6),
        )  # fmt: skip

    def expected_days(self, goods: Priced) -> NDArray[np.float64]:
        """float64 (days,): units expected on each day that was forecast, from today on, at today's price."""
        rows = [row for id_ in goods.variant_ids for row in self._rows.get(id_, ())]
        return np.asarray(self._forecasts.mean[rows, self._skip :].sum(axis=0), np.float64)

    def allowed(self, goods: Priced) -> tuple[int, ...]:
        """Prices the limits allow now, without today's; none where it changed a short while ago."""
        limits = self.limits(goods)
        if goods.changed_at is not None and self.now - goods.changed_at < timedelta(days=limits.min_days_between or 0):
            return ()
        low, high = reach(limits, goods.price_minor, floor_of(limits, goods.cost_minor or 0, goods.rate_bp))
        return candidates(goods.price_minor, low, high, limits.ending or "")

    def advise(self, progress: Progress | None = None, without: Mapping[int, datetime] | None = None) -> list[Advice]:
        """What is worth changing, the most worth first.

        Args:
            without: when somebody last said no to a change, by variant; left alone for a while.

        Raises:
            Cancelled: by `progress`.
        """
        progress = progress or NoProgress()
        refused = {id_ for id_, at in (without or {}).items() if self.now - at < _REST}
        promising = self._promising(progress, refused)
        found = []
        for done, goods in enumerate(promising):
            progress.report(ADVISING, done, len(promising))
            if (advice := self.look_closely(goods)) is not None:
                found.append(advice)
        return sorted(found, key=lambda one: (-one.gain.mean, one.goods.id))

    def look_closely(self, goods: Priced) -> Advice | None:
        """The best price of one product with its risk; None where today's is as good."""
        situation, prices = self.situation(goods), self.allowed(goods)
        if situation is None or not prices:
            return None
        found = outcomes(situation, np.array(prices))
        each = gains(situation, found)
        now = outcomes(situation, np.array([goods.price_minor]))
        least = max(abs(float(now.margin.mean())) * _LEAST_SHARE, 1.0)
        floor = floor_of(self.limits(goods), goods.cost_minor or 0, goods.rate_bp)
        must = goods.price_minor < floor
        able = [n for n, one in enumerate(each) if must or (one.mean >= least and one.risk <= _MOST_RISK)]
        if not able:
            return None
        best = max(able, key=lambda n: (each[n].mean, -abs(prices[n] - goods.price_minor)))
        return self._advice(goods, situation, now, found, best, each[best], must)

    def curve(self, variant_id: int) -> Curve | None:
        """What other prices would bring, beyond the limits, too; None where nothing can be said."""
        goods = self.of_variant.get(variant_id)
        situation = None if goods is None else self.situation(goods)
        if goods is None or situation is None:
            return None
        prices = np.unique(np.round(goods.price_minor * np.linspace(0.6, 1.4, 33)).astype(np.int64))
        found = outcomes(situation, prices)
        limits = self.limits(goods)
        low, high = reach(limits, goods.price_minor, floor_of(limits, goods.cost_minor or 0, goods.rate_bp))
        return Curve(goods, prices, _expected(found, found.units), _expected(found, found.margin), low, high)

    def _promising(self, progress: Progress, refused: set[int]) -> list[Priced]:
        """Those whose expected margin could grow most, by what is expected alone."""
        worth: list[tuple[float, Priced]] = []
        for done, goods in enumerate(self.goods.values()):
            if done % 100 == 0:
                progress.report(ADVISING, done, len(self.goods))
            if goods.is_promoted or not refused.isdisjoint(goods.variant_ids):
                continue
            prices = self.allowed(goods)
            situation = self.situation(goods, draws=1) if prices else None
            if situation is None or situation.mean_units <= 0:
                continue
            found = outcomes(situation, np.array([goods.price_minor, *prices])).margin[:, 0]
            below = goods.price_minor < floor_of(self.limits(goods), goods.cost_minor or 0, goods.rate_bp)
            if below or found[1:].max() > found[0]:
                worth.append((np.inf if below else float(found[1:].max() - found[0]), goods))
        worth.sort(key=lambda one: (-one[0], one[1].id))
        return [goods for _, goods in worth[:_CLOSELY]]

    def _advice(
        self, goods: Priced, situation: Situation, now: Outcomes, found: Outcomes, best: int, gain: Gain, must: bool
    ) -> Advice:
        mean, sd = self._responses.of(np.array([goods.id]), np.array([goods.category_id or -1]))
        learned = bool(self._responses.is_learned(np.array([goods.id]))[0])
        units_now, units_then = now.quantiles(now.units)[0], found.quantiles(found.units)[best]
        margin_now, margin_then = now.quantiles(now.margin)[0], found.quantiles(found.margin)[best]
        price = int(found.prices[best])
        return Advice(
            goods=goods, price_minor=price, gain=gain, units_now=_plain(units_now), units_then=_plain(units_then),
            margin_now=_plain(margin_now), margin_then=_plain(margin_then), elasticity=float(mean[0]),
            elasticity_sd=float(sd[0]), is_learned=learned,
            cover_days=None if goods.stock is None else situation.cover_days, limits=self.limits(goods),
            reasons=reasons_of(goods, situation, price, gain, now, found, best, must, learned),
        )  # fmt: skip


def _expected(found: Outcomes, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """float64 (n, 3): the outer quantiles with the mean between."""
    made = found.quantiles(values)
    made[:, 1] = values.mean(axis=1)
    return made


def _plain(values: Sequence[float] | NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
