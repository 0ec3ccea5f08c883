"""What makes somebody a member of a segment, as frozen values and as stored JSON; nothing heavy is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass

from shopassistant.core.errors import UserError

# Of recency, frequency and money: from the best to those who will hardly come back. See `rfm`.
RFM_GROUPS = (
    "champions", "loyal", "promising", "new", "needs_attention", "about_to_sleep", "at_risk", "cannot_lose",
    "hibernating", "lost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A hand-made segment: a tree of conditions, see `conditions`."""

    tree: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RfmGroups:
    """Everybody of one or several of `RFM_GROUPS`."""

    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClusterLabel:
    """Everybody nearest to one centre of a stored clustering."""

    clustering_id: int
    label: int


Definition = Rule | RfmGroups | ClusterLabel
KINDS = ("rule", "rfm", "cluster")
_KIND: Mapping[type[Rule] | type[RfmGroups] | type[ClusterLabel], str] = {
    Rule: "rule",
    RfmGroups: "rfm",
    ClusterLabel: "cluster",
}


def kind_of(definition: Definition) -> str:
    """One of `KINDS`."""
    return _KIND[type(definition)]


def definition_to_json(definition: Definition) -> dict[str, object]:
    """Plain JSON values."""
    if isinstance(definition, Rule):
        return dict(definition.tree)
    if isinstance(definition, RfmGroups):
        return {"groups": list(definition.groups)}
    return {"clustering_id": definition.clustering_id, "label": definition.label}


def definition_from_json(kind: str, stored: Mapping[str, object]) -> Definition:
    """What `definition_to_json` made.

    Raises:
        UserError: ``segment.kind``, ``segment.group``, ``segment.definition``.
    """
    if kind == "rule":
        return Rule(stored)
    if kind == "rfm":
        return _rfm_groups(stored.get("groups"))
    if kind == "cluster":
        clustering_id, label = stored.get("clustering_id"), stored.get("label")
        if not _is_number(clustering_id) or not _is_number(label):
            raise UserError("segment.definition")
        return ClusterLabel(int(str(clustering_id)), int(str(label)))
    raise UserError("segment.kind", kind=kind)


def _rfm_groups(named: object) -> RfmGroups:
    if not isinstance(named, list | tuple) or not named:
        raise UserError("segment.definition")
    for name in named:
        if name not in RFM_GROUPS:
            raise UserError("segment.group", group=str(name))
    return RfmGroups(tuple(name for name in RFM_GROUPS if name in named))


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
