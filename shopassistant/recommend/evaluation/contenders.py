"""Who takes part: methods of one index, or of indexes with other settings, and the rules they must beat."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace

from shopassistant.core.errors import UserError
from shopassistant.core.progress import Progress
from shopassistant.recommend.blend import BlendConfig
from shopassistant.recommend.evaluation.settings import BASELINES, resolve_method
from shopassistant.recommend.index import Index, build_index
from shopassistant.recommend.purchases import Purchases

# An index of the shop as it stood at the start of a calendar day.
Builder = Callable[[Purchases, int, Progress], Index]


def usual_build(purchases: Purchases, today: int, progress: Progress) -> Index:
    """The index as the shop's own fit makes it."""
    return build_index(purchases, today, progress=progress)


@dataclass(frozen=True)
class _With:
    """Makes indexes whose blend has other settings; equal where the settings are, so that these share one index."""

    config: BlendConfig

    def __call__(self, purchases: Purchases, today: int, progress: Progress) -> Index:
        return build_index(purchases, today, self.config, progress)


def with_settings(changes: Mapping[str, float], method: str = "hybrid") -> "Contender":
    """The method of an index whose blend has some other settings, such as ``{"candidates": 50}``.

    Raises:
        UserError: ``evaluation.blend_setting`` for a setting there is not, ``evaluation.setting`` or
            ``recommend.config`` for a value it cannot have, ``recommend.method``.
    """
    usual = BlendConfig()
    known = {one.name: getattr(usual, one.name) for one in fields(usual)}
    numbers = {name: value for name, value in known.items() if type(value) in (int, float)}
    for name, value in changes.items():
        if name not in numbers:
            raise UserError("evaluation.blend_setting", field=name, known=", ".join(sorted(numbers)))
        if isinstance(numbers[name], int) and value != int(value):
            raise UserError("evaluation.setting", field=name, value=value)
    given = {name: type(numbers[name])(value) for name, value in changes.items()}
    label = " ".join(f"{name}={value}" for name, value in given.items())
    return Contender(f"{method} {label}", resolve_method(method), _With(replace(usual, **given)))


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
