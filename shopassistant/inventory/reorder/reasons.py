"""Why somebody says no to advice, and what follows from it."""

import math

# Reason to days the answer holds; None until something changes or it is taken back.
REASONS: dict[str, int | None] = {
    "too_much": None,
    "too_little": None,
    "season_over": 180,
    "replaced": None,
    "supplier_discontinued": None,
    "display_only": None,
    "bought_elsewhere": 30,
    "no_money": 14,
    "wrong_stock": None,
    "other": None,
}
# After these the product is not ordered at all.
STOPPING = frozenset({"season_over", "replaced", "supplier_discontinued", "display_only"})
# Doublings of what a lost sale counts.
_WEIGHTS = {"too_much": -1.0, "too_little": 1.0}
# Ordering this much more or less than advised is an opinion; less of a difference is rounding.
_DIFFERENT = 1.3
_EDIT_SHARE = 0.5


def weight_of(reason: str, kind: str, advised: int, ordered: int | None) -> float:
    """How many doublings of what a lost sale counts a decision asks for; negative for less stock.

    Args:
        ordered: units of the order line behind it, None without.
    """
    if reason in _WEIGHTS:
        return _WEIGHTS[reason]
    if kind != "ordered" or not ordered or advised <= 0:
        return 0.0
    change = math.log2(ordered / advised)
    return 0.0 if abs(change) < math.log2(_DIFFERENT) else _EDIT_SHARE * min(max(change, -1.0), 1.0)
