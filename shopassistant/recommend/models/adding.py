"""Models whose score of a product is a sum of what speaks for it: an answer adds up what all of them say at once."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import cast

from shopassistant.recommend.history import Floats, History, Ints
from shopassistant.recommend.models.base import Model, Scored
from shopassistant.recommend.models.few import FewModel
from shopassistant.recommend.models.neighbours import gathered_each


class Adding(FewModel):
    """A model that adds up."""

    @abstractmethod
    def gains(self, customer: History) -> tuple[Ints, Floats]:
        """Products, int32 (m,), as often as something speaks for each, -1 for none; and how much, float32 (m,)."""

    def say(self, customer: History) -> Scored:
        return self.summed(customer)

    def summed(self, customer: History) -> Scored:
        """The sums of the gains where they are positive, ascending by product, worked out once per answer."""
        kept = customer.scratch.get(f"{self.name}.sum")
        if kept is None or kept[0] is not self:
            add_up([self], customer)
            kept = customer.scratch[f"{self.name}.sum"]
        return cast(Scored, kept[1])


def add_up(models: Sequence[Model], customer: History) -> None:
    """Work out at once what all those of `models` sum up that add; all of them over the same catalogue."""
    adding = [model for model in models if isinstance(model, Adding)]
    found = gathered_each([model.gains(customer) for model in adding], adding[0].size) if adding else []
    for model, scored in zip(adding, found, strict=True):
        customer.scratch[f"{model.name}.sum"] = model, scored
