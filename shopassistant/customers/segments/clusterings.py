"""Groupings in the store: proposed with their figures, used as segments, and taken back as if they had not been.

A new grouping takes over the segments of the one in use where they hold mostly the same customers: what points to a
segment goes on pointing to those it meant.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from shopassistant.core.changes import Changes
from shopassistant.core.errors import EnvironmentProblem, UserError
from shopassistant.core.language import LanguageModel
from shopassistant.core.progress import NoProgress, Progress
from shopassistant.customers.segments.apart import GroupProfile, profiles
from shopassistant.customers.segments.clustering_view import group_to_json, load_clustering, said_to_json
from shopassistant.customers.segments.features import features_of
from shopassistant.customers.segments.grouping import Grouping, GroupingSettings, group_customers
from shopassistant.customers.segments.keeping import ROLE
from shopassistant.customers.segments.naming import about, names
from shopassistant.customers.segments.reading import load_history
from shopassistant.customers.segments.reliability import reliability
from shopassistant.customers.segments.rfm import rfm_of
from shopassistant.customers.segments.scaling import fit_scaling
from shopassistant.customers.segments.using import Used, undo_clustering, use_clustering
from shopassistant.customers.segments.writing import advise, write_names
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import Clustering

__all__ = ["Proposed", "Used", "load_clustering", "propose_clustering", "undo_clustering", "use_clustering"]
_MOST_POINTS = 3_000


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was stored."""

    clustering_id: int
    changes: Changes


def propose_clustering(
    store: Store,
    actor: Actor,
    *,
    count: int | None = None,
    model: LanguageModel | None = None,
    language: str = "en",
    progress: Progress | None = None,
    settings: GroupingSettings | None = None,
) -> Proposed:
    """Group the customers by likeness and store it as a proposal; managers only. No segment changes.

    Args:
        count: of groups; as many as are recommended without it.
        model: writes names and descriptions, and advises on the number; its words are checked against the figures.
        language: code of the language it writes in.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``segment.too_few``, ``segment.count``.
        Cancelled: by `progress`; nothing was stored.
    """
    actor.require(ROLE)
    if count is not None and not 2 <= count <= 20:
        raise UserError("segment.count", count=count)
    progress = progress or NoProgress()
    settings = settings or GroupingSettings(wanted=count)
    with store.read() as session:
        history = load_history(session, store.clock.now(), progress)
    rfm = rfm_of(history)
    features = features_of(history, rfm)
    scaling = fit_scaling(features, reliability(history, rfm, features))
    found = group_customers(features, scaling, settings, progress)
    figures = _figures(found, history.refused)
    groups = profiles(features, found.labels, found.count)
    said = names(groups)
    written: Mapping[int, tuple[str, str]] = {}
    if model is not None:
        progress.report("segment.writing", 0, 0)
        written, told = _ask(model, groups, found, language)
        figures["advice"] = None if told is None else said_to_json((told,))[0]
    figures["groups"] = [
        group_to_json(one, said[place], about(one), written.get(one.label)) for place, one in enumerate(groups)
    ]
    return _store(store, actor, found, figures)


def _ask(
    model: LanguageModel, groups: tuple[GroupProfile, ...], found: Grouping, language: str
) -> tuple[Mapping[int, tuple[str, str]], tuple[str, Mapping[str, object]] | None]:
    """Words by label, and the advice; where the model does not answer, why, and the rules' words stay."""
    try:
        return write_names(model, groups, language), advise(model, found.measured, found.choice)
    except EnvironmentProblem as problem:
        return {}, (problem.code, dict(problem.values))


def _store(store: Store, actor: Actor, found: Grouping, figures: dict[str, Any]) -> Proposed:
    with store.begin(actor) as unit:
        row = Clustering(
            at=unit.clock.now(),
            method=found.model.embedding.kind,
            cluster_count=found.count,
            customers=len(found.customer_ids),
            status="proposed",
            figures=figures,
            model=found.model.to_json(),
            staff_id=actor.staff_id,
        )
        unit.session.add(row)
        unit.session.flush()
        unit.audit("clustering.proposed", "clustering", row.id, groups=found.count, customers=row.customers)
        unit.commit()
    return Proposed(row.id, Changes())


def _figures(found: Grouping, refused: int) -> dict[str, Any]:
    some = np.sort(np.random.default_rng(0).permutation(len(found.customer_ids))[:_MOST_POINTS])
    return {
        "refused": refused,
        "recommended": found.choice.recommended,
        "reasons": said_to_json(found.choice.reasons),
        "advice": None,
        "measured": [asdict(one) for one in found.measured],
        "by_chance": found.by_chance,
        "tried": [asdict(one) for one in found.tried],
        "points": [
            [int(found.customer_ids[at]), *(round(float(one), 3) for one in found.plot[at]), int(found.labels[at])]
            for at in some
        ],
    }
