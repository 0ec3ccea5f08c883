"""What the desks of the page hand to its widgets; frozen, made in a lane."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shopassistant.customers.segments.conditions.words import Told, ToldGroup
from shopassistant.customers.segments.listing import RefreshLine, SegmentLine, VersionLine
from shopassistant.customers.segments.overview import SegmentFigures

if TYPE_CHECKING:
    from shopassistant.customers.segments.conditions.tree import Node


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment in the table."""

    line: SegmentLine
    figures: SegmentFigures


@dataclass(frozen=True, slots=True)
class SegmentView:
    """The segment that is open.

    Attributes:
        told: its conditions; None where it is not made of any.
        groups: the named groups it holds, where it is made of these.
        told_versions: conditions of each version by its number.
        ids: members, the most valuable first.
    """

    row: SegmentRow
    told: Told | ToldGroup | None
    groups: tuple[str, ...]
    versions: tuple[VersionLine, ...]
    told_versions: Mapping[int, Told | ToldGroup]
    refreshes: tuple[RefreshLine, ...]
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """The answer to the conditions as they stand in the builder.

    Attributes:
        problem: why they cannot be asked; empty where they can.
        sample: ids of some who fit.
        has_values: somebody worked out what customers are worth.
    """

    count: int = 0
    customers: int = 0
    sample: tuple[int, ...] = ()
    has_values: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A segment that is to be changed, with the names of what it chooses."""

    line: SegmentLine
    node: "Node"
    names: Mapping[tuple[str, int], str]
