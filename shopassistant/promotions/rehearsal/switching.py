"""What promotions of the past took from other goods and from later weeks, measured where a shop cut enough prices.

Per kind of goods (`kinds`) and week: what products that were cut sold beyond their usual weeks is their gain;
what the others of the kind sold below theirs is taken from them, and what the same products sold below theirs in the
four weeks after is taken from later. Each share is the slope of the loss on the gain through the origin. What is
measured is leaned on what is known of other shops by its precision, so that little evidence changes little.
"""

from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.rehearsal.kinds import kinds
from shopassistant.promotions.rehearsal.past import Bools, Doubles, PastBaskets
from shopassistant.promotions.rehearsal.setting import CANNIBAL, PULLED, Share

# A cut from which a product is said to be promoted in a week, as a share of its price.
_CUT = 0.08
_AFTER = 4
# Evidence: so many promoted weeks of kinds at least, and a standard error of at most so much.
_FEWEST, _WORST_ERROR = 12, 0.3
_MOST_CELLS = 20_000_000


@dataclass(frozen=True)
class Switching:
    """Shares of the additional units; `weeks` is how many promoted weeks of kinds were looked at."""

    cannibal: Share
    pulled: Share
    weeks: int


def measure_switching(past: PastBaskets) -> Switching:
    """Both shares, measured as far as the past tells."""
    table = _Table.of(past)
    if table is None:
        return Switching(CANNIBAL, PULLED, 0)
    gain, taken, later = table.gains()
    return Switching(_leaned(gain, taken, CANNIBAL), _leaned(gain, later, PULLED), len(gain))


@dataclass(frozen=True)
class _Table:
    """Weeks in the order of time; float64 (v, W) each unless said otherwise, of goods whose kind was ever cut.

    Attributes:
        units: sold; usual: expected in a week without any cut.
        is_cut: bool (v, W).
        kind: int (v,).
    """

    units: Doubles
    usual: Doubles
    is_cut: Bools
    kind: "np.ndarray[tuple[int], np.dtype[np.int64]]"

    @classmethod
    def of(cls, past: PastBaskets) -> "_Table | None":
        """None where nothing was ever cut, or there is too much of it to look at."""
        weeks, count = past.weeks, len(past.articles.ids)
        off = past.given + past.paid_by_hand
        kind = kinds(past.articles)
        was_cut = np.zeros(count, bool)
        was_cut[past.variant[off > _CUT * past.units * past.price]] = True
        mine = np.isin(kind, kind[was_cut]) & (kind >= 0)
        rows = np.flatnonzero(mine[past.variant])
        if not len(rows) or weeks < 2 * _AFTER or int(mine.sum()) * weeks > _MOST_CELLS:
            return None
        place = np.cumsum(mine) - 1
        cell = place[past.variant[rows]] * weeks + (weeks - 1 - past.week[past.basket[rows]])
        shape = (int(mine.sum()), weeks)

        def summed(values: np.ndarray) -> Doubles:
            return np.bincount(cell, values, shape[0] * weeks).reshape(shape).astype(np.float64)

        units, gross, given = summed(past.units[rows]), summed((past.units * past.price)[rows]), summed(off[rows])
        is_cut = (given >= _CUT * gross) & (gross > 0)
        kin = kind[mine].astype(np.int64)
        usual = _usual(units, _calm(is_cut, kin))
        known = ~np.isnan(usual[:, 0])
        return cls(units[known], usual[known], is_cut[known], kin[known])

    def gains(self) -> tuple[Doubles, Doubles, Doubles]:
        """Per kind and week with something cut: units gained, taken from others of the kind, and taken from later."""
        beyond = self.units - self.usual
        groups, place = np.unique(self.kind, return_inverse=True)

        def by_kind(values: Doubles) -> Doubles:
            found = np.zeros((len(groups), values.shape[1]))
            np.add.at(found, place, values)
            return found

        gain = by_kind(np.where(self.is_cut, beyond, 0))
        taken = by_kind(np.where(self.is_cut, 0, -beyond))
        others = by_kind(np.where(self.is_cut, 0, self.usual))
        later = by_kind(np.where(self.is_cut, self._after(-beyond), 0))
        used = by_kind(self.is_cut.astype(np.float64)) > 0
        used &= (others > 0) & (by_kind(np.where(self.is_cut, self.usual, 0)) > 0)
        used[:, -_AFTER:] = False  # what came after is not yet known
        return gain[used], taken[used], later[used]

    def _after(self, short: Doubles) -> Doubles:
        """Units short of usual in the uncut weeks after the last week of a cut."""
        weeks = short.shape[1]
        found = np.zeros_like(short)
        is_last = self.is_cut.copy()
        is_last[:, :-1] &= ~self.is_cut[:, 1:]
        for ahead in range(1, _AFTER + 1):
            own = np.where(self.is_cut, 0, short)[:, ahead:]
            found[:, : weeks - ahead] += own
        return np.where(is_last, found, 0)


def _calm(is_cut: Bools, kind: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> Bools:
    """bool (v, W): weeks in which nothing of the kind was cut, nor in the weeks before: neither taken from nor caught
    up on."""
    groups, place = np.unique(kind, return_inverse=True)
    any_cut = np.zeros((len(groups), is_cut.shape[1]), bool)
    np.logical_or.at(any_cut, place, is_cut)
    touched = any_cut.copy()
    for ahead in range(1, _AFTER + 1):
        touched[:, ahead:] |= any_cut[:, :-ahead]
    return np.asarray(~touched[place])


def _usual(units: Doubles, calm: Bools) -> Doubles:
    """What a product sells in a calm week, moved up and down with what the whole of them does; NaN without one."""
    weeks = calm.sum(axis=1)
    level = np.divide((units * calm).sum(axis=1), weeks, out=np.full(len(units), np.nan), where=weeks >= _AFTER)
    known = calm & ~np.isnan(level)[:, None]
    whole = (units * known).sum(axis=0)
    expected = (np.nan_to_num(level)[:, None] * known).sum(axis=0)
    season = np.divide(whole, expected, out=np.ones(units.shape[1]), where=expected > 0)
    return np.asarray(level[:, None] * season)


def _leaned(gain: Doubles, loss: Doubles, known: Share) -> Share:
    """The slope of loss on gain with what is known of other shops, each by its precision."""
    weight = float((gain**2).sum())
    if len(gain) < _FEWEST or weight <= 0:
        return known
    slope = float((gain * loss).sum()) / weight
    error = float(np.sqrt(((loss - slope * gain) ** 2).sum() / max(len(gain) - 1, 1) / weight))
    if not 0 < error <= _WORST_ERROR:
        return known
    mine, theirs = 1 / error**2, 1 / known.sd**2
    mean = (mine * slope + theirs * known.mean) / (mine + theirs)
    return Share(float(np.clip(mean, 0.0, 0.95)), (mine + theirs) ** -0.5, True)
