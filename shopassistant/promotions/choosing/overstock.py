"""Overstock proposes: groups of products worth a promotion, the most money first, each with its reasons."""

from dataclasses import dataclass

import numpy as np

from shopassistant.promotions.choosing.choice import TROUBLES, Choice
from shopassistant.promotions.choosing.choosing import ChosenFigures, chosen_figures, chosen_mask
from shopassistant.promotions.choosing.goods import Bools, Goods
from shopassistant.promotions.elasticity.responses import ASSUMED

# A brand that holds this share of a category's money too much is proposed alone.
_MOSTLY = 2 / 3
_WHOLE_BP = 10_000
# Of its cost, what a unit still brings when it is kept instead: the graver the trouble, the less. No shop's books tell
# it, so these are rough; a cut that is suggested from them is a start, and the rehearsal says what it does.
_LATER = {"spoils": 0.0, "dead": 0.4, "discontinued": 0.5, "season_over": 0.6, "aged": 0.7, "too_much": 0.8}
_DEEPEST_BP, _STEP_BP, _SLIGHTEST_BP = 5_000, 500, 1_000


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: one of `TROUBLES`, in so many products with so many units."""

    code: str
    products: int
    units: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A group worth a promotion.

    Attributes:
        choice: the products; narrows it further, or take it as it is.
        category_id: 0 for products without one; category: its path.
        brand: empty where the group is of several.
        reasons: the one with most units first.
        figures: of all products of the choice.
        excess_units, excess_minor: what will not be sold by all that is known, and its cost.
        days: how far was looked ahead, on average over the money.
        ahead_units: expected to be asked for in that time.
        suggested_share_bp: off the price, to begin with; 0 where not even a slight cut is left above cost.
    """

    choice: Choice
    category_id: int
    category: str
    brand: str
    reasons: tuple[Reason, ...]
    figures: ChosenFigures
    excess_units: int
    excess_minor: int
    days: int
    ahead_units: float
    suggested_share_bp: int


def propose(goods: Goods, most: int = 12, elasticity: float = ASSUMED) -> tuple[Proposal, ...]:
    """At most `most` groups, those that bind the most money first.

    Args:
        elasticity: of the shop, for the cut that is suggested.
    """
    troubles = goods.troubles
    has = troubles.has.any(axis=1)
    category = goods.snapshot.variants.category
    worth = np.bincount(category[has], troubles.excess_minor[has], int(category.max(initial=0)) + 1)
    ranked = np.argsort(-worth, kind="stable")[: int((worth > 0).sum())][:most]
    found = [_proposal(goods, int(one), has & (category == one), elasticity) for one in ranked]
    return tuple(sorted(found, key=lambda one: -one.excess_minor))


def _proposal(goods: Goods, category_id: int, mask: Bools, elasticity: float) -> Proposal:
    troubles = goods.troubles
    brand = _brand(goods, mask)
    if brand >= 0:
        mask = mask & (goods.brand == brand)
    reasons = _reasons(goods, mask)
    name = goods.labels.brands[brand] if brand >= 0 else ""
    choice = _choice(goods, category_id, name, tuple(one.code for one in reasons), mask)
    excess, ahead = float(troubles.excess[mask].sum()), float(troubles.ahead[mask].sum())
    money = troubles.excess_minor[mask]
    return Proposal(
        choice=choice,
        category_id=category_id,
        category=goods.labels.categories.get(category_id, ""),
        brand=name,
        reasons=reasons,
        figures=chosen_figures(goods, mask),
        excess_units=round(excess),
        excess_minor=round(float(money.sum())),
        days=round(float(np.average(troubles.days[mask], weights=money))) if money.sum() else 0,
        ahead_units=ahead,
        suggested_share_bp=_cut(goods, mask, reasons, elasticity),
    )


def _brand(goods: Goods, mask: Bools) -> int:
    """The brand that holds most of the money of several; -1 where none does, or there is only one."""
    own = goods.brand[mask]
    if len(np.unique(own)) < 2 or (own < 0).all():
        return -1
    money = np.bincount(own + 1, goods.troubles.excess_minor[mask])
    top = int(money.argmax()) - 1
    return top if top >= 0 and money[top + 1] >= _MOSTLY * money.sum() else -1


def _reasons(goods: Goods, mask: Bools) -> tuple[Reason, ...]:
    """One per kind of trouble, the gravest trouble of a unit only."""
    has, excess = goods.troubles.has[mask], goods.troubles.excess[mask]
    gravest = has.argmax(axis=1)
    found = [
        Reason(code, int((gravest == place).sum()), round(float(excess[gravest == place].sum())))
        for place, code in enumerate(TROUBLES)
    ]
    return tuple(sorted((one for one in found if one.products), key=lambda one: (-one.units, TROUBLES.index(one.code))))


def _choice(goods: Goods, category_id: int, brand: str, codes: tuple[str, ...], mask: Bools) -> Choice:
    """Conditions that choose just these products, so that the choice stays readable; by hand where there are none."""
    if category_id in goods.labels.categories:
        ordered = tuple(one for one in TROUBLES if one in codes)
        made = Choice(category_ids=(category_id,), brands=(brand,) if brand else (), troubles=ordered)
        extra = chosen_mask(goods, made) & ~mask
        if not extra.any():
            return made
    return Choice(picked=tuple(goods.ids[mask].tolist()))


def _cut(goods: Goods, mask: Bools, reasons: tuple[Reason, ...], elasticity: float) -> int:
    """The share off at which a unit sold now earns most beside what it would still bring later.

    With constant elasticity e the best price of a good whose unit is worth w elsewhere is w * e / (1 + e); here w is
    the part of its cost that it brings when it is kept. Never deeper than it takes to sell all, nor below cost.
    """
    troubles, figures = goods.troubles, chosen_figures(goods, mask)
    excess, ahead = float(troubles.excess[mask].sum()), float(troubles.ahead[mask].sum())
    enough = 1 - ((ahead + excess) / max(ahead, 1.0)) ** (1 / elasticity)
    units = sum(one.units for one in reasons)
    later = sum(_LATER[one.code] * one.units for one in reasons) / units if units else 1.0
    margin = 0.5 if figures.margin_bp is None else figures.margin_bp / _WHOLE_BP
    markup = elasticity / (1 + elasticity) if elasticity < -1 else 1.0
    best = 1 - later * (1 - margin) * markup if elasticity < -1 else 0.0
    share = min(best, enough) * _WHOLE_BP
    rounded = int(np.clip(round(share / _STEP_BP) * _STEP_BP, _SLIGHTEST_BP, _DEEPEST_BP))
    return max(0, min(rounded, int(margin * _WHOLE_BP) // _STEP_BP * _STEP_BP))
