"""A stored grouping as it is shown: the metrics of every number of groups, the groups, their customers on a plane."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.customers.segments.apart import Difference, GroupProfile
from shopassistant.customers.segments.choosing import Measured
from shopassistant.store.schema import Clustering

Said = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class TriedEmbedding:
    """Coordinates that were tried: their kind, how many, what they keep of the variance; kept, or not?

    Attributes:
        silhouette: the mean of three groups and more among all features.
    """

    kind: str
    width: int
    explained: float
    silhouette: float
    kept: bool


@dataclass(frozen=True)
class GroupView:
    """A group.

    Attributes:
        name: parts of the name by rules, to be joined; `about`: sentences by rules.
        written: name and description by a language model, where its words agree with the figures.
        differences: the largest first.
    """

    label: int
    size: int
    share: float
    spend_share: float
    name: tuple[Said, ...]
    about: tuple[Said, ...]
    written: tuple[str, str] | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class ClusteringView:
    """A grouping.

    Attributes:
        status: ``proposed``, ``used`` or ``replaced``.
        method: ``pca`` or ``autoencoder``.
        customers: that were grouped; `refused`: left out, because they refused personalisation.
        count, recommended: numbers of groups.
        reasons: why so many.
        advice: what a language model said of the number, and whether the metrics agree; None where none was asked.
        by_chance: silhouette of as many groups where there is nothing to find.
        points: customer id, two coordinates, label; of some thousand customers.
    """

    id: int
    at: datetime
    status: str
    method: str
    customers: int
    refused: int
    count: int
    recommended: int
    reasons: tuple[Said, ...]
    advice: Said | None
    measured: tuple[Measured, ...]
    by_chance: float
    tried: tuple[TriedEmbedding, ...]
    groups: tuple[GroupView, ...]
    points: tuple[tuple[int, float, float, int], ...]


def load_clustering(session: Session, clustering_id: int | None = None) -> ClusteringView | None:
    """One grouping, or the newest; None where there is none.

    Raises:
        UserError: ``segment.clustering_unreadable``, written by another program.
    """
    query = select(Clustering).order_by(Clustering.id.desc()).limit(1)
    if clustering_id is not None:
        query = query.where(Clustering.id == clustering_id)
    row = session.scalars(query).one_or_none()
    return None if row is None else view_of(row)


def view_of(row: Clustering) -> ClusteringView:
    """A row as it is shown; raises as `load_clustering`."""
    told = row.figures
    try:
        return ClusteringView(
            id=row.id,
            at=row.at,
            status=row.status,
            method=row.method,
            customers=row.customers,
            refused=int(told["refused"]),
            count=row.cluster_count,
            recommended=int(told["recommended"]),
            reasons=_said(told["reasons"]),
            advice=None if told.get("advice") is None else _said([told["advice"]])[0],
            measured=tuple(Measured(**one) for one in told["measured"]),
            by_chance=float(told["by_chance"]),
            tried=tuple(TriedEmbedding(**one) for one in told["tried"]),
            groups=tuple(_group(one) for one in told["groups"]),
            points=tuple((int(who), float(x), float(y), int(label)) for who, x, y, label in told["points"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UserError("segment.clustering_unreadable") from error


def group_to_json(
    profile: GroupProfile, name: tuple[Said, ...], about: tuple[Said, ...], written: tuple[str, str] | None
) -> dict[str, Any]:
    """What `view_of` reads back."""
    return {
        "label": profile.label,
        "size": profile.size,
        "share": profile.share,
        "spend_share": profile.spend_share,
        "name": said_to_json(name),
        "about": said_to_json(about),
        "written": None if written is None else list(written),
        "differences": [asdict(one) for one in profile.differences],
    }


def said_to_json(said: tuple[Said, ...]) -> list[list[Any]]:
    """Codes with their values as plain JSON."""
    return [[code, dict(values)] for code, values in said]


def _said(stored: list[Any]) -> tuple[Said, ...]:
    return tuple((str(code), dict(values)) for code, values in stored)


def _group(stored: Mapping[str, Any]) -> GroupView:
    written = stored["written"]
    return GroupView(
        label=int(stored["label"]),
        size=int(stored["size"]),
        share=float(stored["share"]),
        spend_share=float(stored["spend_share"]),
        name=_said(stored["name"]),
        about=_said(stored["about"]),
        written=None if written is None else (str(written[0]), str(written[1])),
        differences=tuple(Difference(**one) for one in stored["differences"]),
    )
