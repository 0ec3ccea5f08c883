"""What the figures of a rehearsal rest on, said as codes with values: nobody should have to guess it."""

import numpy as np

from shopassistant.promotions.rehearsal.past import Bools, PastBaskets
from shopassistant.promotions.rehearsal.result import Assumption
from shopassistant.promotions.rehearsal.setting import SPENT_POINTS, Setting, Share
from shopassistant.promotions.rules.rule import Rule

# With less of a past than that the range hardly knows how weeks differ.
_SHORT_WEEKS = 8


def assumptions(
    past: PastBaskets, rule: Rule, concerned: Bools, setting: Setting, sampled: float, *, is_stretched: bool
) -> tuple[Assumption, ...]:
    """The most important first.

    Codes: ``elasticity`` (mean, sd, learned: share of the units of products whose own price moved), ``cannibalisation``
    and ``pull_forward`` (share), ``uptake`` (share), ``points`` (share), ``reaching``, ``stock_unknown`` (products),
    ``sampled`` (share), ``short_past`` (weeks).
    """
    ids = past.articles.ids[concerned]
    mean, sd = setting.responses.of(ids, past.articles.category[concerned].astype(np.int64))
    sold = np.bincount(past.variant, past.units, len(past.articles.ids))[concerned]
    weight = sold if sold.sum() else np.ones(len(ids))
    found = []
    if len(ids):
        learned = float(np.average(setting.responses.is_learned(ids), weights=weight))
        values = {
            "mean": float(np.average(mean, weights=weight)),
            "sd": float(np.average(sd, weights=weight)),
            "learned": learned,
        }
        found.append(Assumption("elasticity", values, not setting.responses.is_assumed))
    found += [_share("cannibalisation", setting.cannibal), _share("pull_forward", setting.pulled)]
    if rule.needs_coupon:
        found.append(_share("uptake", setting.uptake))
    if rule.gives_points:
        found.append(Assumption("points", {"share": SPENT_POINTS}, False))
    if is_stretched:
        found.append(Assumption("reaching", {}, False))
    unknown = int((~np.isin(ids, setting.stock.variant_ids)).sum())
    if len(setting.stock.variant_ids) and unknown:
        found.append(Assumption("stock_unknown", {"products": unknown}, True))
    if sampled < 1:
        found.append(Assumption("sampled", {"share": sampled}, True))
    if past.weeks < _SHORT_WEEKS:
        found.append(Assumption("short_past", {"weeks": past.weeks}, True))
    return tuple(found)


def _share(code: str, share: Share) -> Assumption:
    return Assumption(code, {"share": share.mean, "sd": share.sd}, share.is_measured)
