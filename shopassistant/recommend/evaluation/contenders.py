"""Who takes part: methods of one index, or of indexes with other settings, and the rules they must beat."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Progress
from shopassistant.recommend.evaluation.settings import BASELINES, resolve_method
from shopassistant.recommend.index import Index, build_index
from shopassistant.recommend.purchases import Purchases

# An index of the shop as it stood at the start of a calendar day.
Builder = Callable[[Purchases, int, Progress], Index]


def usual_build(purchases: Purchases, today: int, progress: Progress) -> Index:
    """The index as the shop's own fit makes it."""
    return build_index(purchases, today, progress=progress)


@dataclass(frozen=True)
class Contender:
    """Something that ranks products for customers.

    Attributes:
        name: what the result calls it; unique among those compared.
        method: one of `METHODS`, or the rule ``own_top``.
        build: makes its index; those with the same builder share one.
    """

    name: str
    method: str
    build: Builder = usual_build

    @classmethod
    def of(cls, given: "str | Contender") -> "Contender":
        """A contender as it is, or that of a method's name. Raises UserError ``recommend.method``."""
        if isinstance(given, Contender):
            return given
        method = resolve_method(given)
        return cls(method, method)


def line_up(methods: Sequence[str | Contender], challenger: str | Contender | None) -> tuple[Contender, ...]:
    """Champion (the first method), challenger, the other methods, and the baselines; each name once.

    Raises:
        UserError: ``recommend.method`` for an unknown one, ``evaluation.no_method`` for none,
            ``evaluation.same_name`` where the challenger is the champion, or two that differ have one name.
    """
    named = [Contender.of(one) for one in methods]
    if not named:
        raise UserError("evaluation.no_method")
    against = [Contender.of(challenger)] if challenger is not None else []
    if against and against[0].name == named[0].name:
        raise UserError("evaluation.same_name", contender_method=named[0].name)
    found: dict[str, Contender] = {}
    for one in (named[0], *against, *named[1:], *map(Contender.of, BASELINES)):
        if found.setdefault(one.name, one) != one:
            raise UserError("evaluation.same_name", contender_method=one.name)
    return tuple(found.values())
