"""How well things fit a face, for the order they are offered in; only glasses have a fit to speak of. Run in a lane."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from shopassistant.tryon.looks.kinds import Glasses

if TYPE_CHECKING:
    from shopassistant.desktop.kiosk.goods import Goods
    from shopassistant.sales.fitting_room.ranking import FitOf
    from shopassistant.sales.fitting_room.wanted import Fitting
    from shopassistant.tryon.face.measures import Measures


def fit_by(measures: "Measures | None") -> "FitOf | None":
    """How well glasses fit a face of these measures; of other things nothing is known."""
    if measures is None:
        return None

    def fit(one: "Fitting") -> float | None:
        from shopassistant.core.errors import UserError
        from shopassistant.tryon.eyewear.spec import spec_of
        from shopassistant.tryon.face.fit import fit_of

        if one.kind != "glasses":
            return None
        try:
            return fit_of(measures, spec_of(one.attributes)).score
        except UserError:
            return None

    return fit


def fitting_ones(goods: "Iterable[Goods]", measures: "Measures") -> frozenset[int]:
    """Ids of the glasses of which every part more likely fits than not."""
    from shopassistant.tryon.face.fit import fit_of

    return frozenset(
        one.variant_id
        for one in goods
        if isinstance(one.wearable, Glasses) and fit_of(measures, one.wearable.spec).worst.code == "fits"
    )
