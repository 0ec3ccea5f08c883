"""The learned elasticities beside the store: sealed arrays, swapped whole; assumed ones until there are any."""

import logging
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.store.actor import Actor
from shopassistant.store.artefacts import version_folder
from shopassistant.store.artefacts.kind import Kind
from shopassistant.store.artefacts.sealing import ensure_seal_key, seal_key
from shopassistant.store.database import Store

if TYPE_CHECKING:
    from shopassistant.promotions.elasticity.diagnosis import Diagnosis
    from shopassistant.promotions.elasticity.responses import Responses

ROLE = "manager"
ELASTICITIES = Kind(
    description="elasticities.json",
    format=1,
    key_setting="elasticity.seal_key",
    damaged="elasticity.kept_damaged",
    unknown="elasticity.kept_format",
    unwritable="elasticity.kept_unwritable",
    elsewhere="elasticity.fit_elsewhere",
)
_KEEP = 2

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class KeptResponses:
    """Elasticities with where they come from.

    Attributes:
        version: name of the folder; empty where they are assumed.
        responses: mapped from the disk.
        fitted_at: when, UTC; None where they are assumed.
        diagnosis: how far each of `responses.variant_ids` is to be trusted; None where they are assumed.
        problems: why a newer version does not serve.
    """

    version: str
    responses: "Responses"
    fitted_at: datetime | None
    diagnosis: "Diagnosis | None" = None
    problems: tuple[EnvironmentProblem, ...] = ()

    def trust(self, variant_id: int) -> "Trust | None":
        """Of one variant; None where nothing was learned yet."""
        import numpy as np

        place = int(np.searchsorted(self.responses.variant_ids, variant_id))
        known = place < len(self.responses.variant_ids) and int(self.responses.variant_ids[place]) == variant_id
        if self.diagnosis is None or not known:
            return None
        errors = [float(values[place]) for values in (self.diagnosis.error, self.diagnosis.error_without)]
        return Trust(
            float(self.responses.elasticity[place]),
            float(self.responses.sd[place]),
            int(self.diagnosis.changes[place]),
            int(self.diagnosis.weeks[place]),
            *(None if error != error else error for error in errors),
        )


@dataclass(frozen=True, slots=True)
class Trust:
    """How far the elasticity of one product is to be trusted.

    Attributes:
        elasticity, sd: what is believed.
        changes: weeks in which its price was another than the week before.
        weeks: of sales that were learned from; 0 where it is only believed to be like others.
        error, error_without: of weeks held back, with the price and without it; None where nothing was sold in them.
    """

    elasticity: float
    sd: float
    changes: int
    weeks: int
    error: float | None
    error_without: float | None


def elasticities_folder(store_path: Path) -> Path:
    """Where the elasticities of a store live: beside it, so that they move and are deleted with it."""
    return store_path.with_name(f"{store_path.name}.elasticities")


class ResponseKeeper:
    """The elasticities of one shop, as they serve now. Thread safe."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.folder = elasticities_folder(store.path)
        self._changing = threading.Lock()
        self._stamp: tuple[int, int, int] | None = None
        self._serving: KeptResponses | None = None

    def current(self) -> KeptResponses:
        """What serves, another window's, too: costs a look at a file where nothing changed. Never fails for what lies
        on the disk: a damaged version is passed over, and in the end there are assumed ones.

        Raises:
            EnvironmentProblem: the store cannot be read.
        """
        with self._changing:
            stamp = version_folder.stamp(self.folder)
            if self._serving is None or stamp != self._stamp:
                self._serving, self._stamp = self._load(), stamp
            return self._serving

    def save(self, actor: Actor, responses: "Responses", diagnosis: "Diagnosis", **facts: object) -> KeptResponses:
        """Write what was learned and serve it. Call it while `version_folder.fitting`.

        Args:
            facts: plain values for the description.

        Raises:
            NotAllowed: ``role.required``.
            EnvironmentProblem: ``elasticity.kept_unwritable``; what served goes on serving.
        """
        from shopassistant.inventory.demand.keeping.packing import pack
        from shopassistant.store.artefacts import versions

        actor.require(ROLE)
        key, at = ensure_seal_key(self.store, ELASTICITIES), self.store.clock.now()
        plain, arrays = pack(responses, "responses")
        more, others = pack(diagnosis, "diagnosis")
        said = {**facts, "fitted_at": at.isoformat(), "plain": plain | more}
        name = versions.save(ELASTICITIES, self.folder, at, said, arrays | others, key=key)
        before = version_folder.served(self.folder)
        with self.store.begin(actor) as unit:
            unit.audit("elasticity.learned", "elasticity", None, version=name)
            unit.session.flush()
            version_folder.point_to(self.folder, name)
            try:
                unit.commit()
            except BaseException:
                version_folder.point_at(self.folder, before)
                raise
        version_folder.prune(self.folder, _KEEP)
        version_folder.sweep(self.folder)
        return self.current()

    def _load(self) -> KeptResponses:
        from shopassistant.promotions.elasticity.responses import Responses

        key = seal_key(self.store, ELASTICITIES)
        problems: list[EnvironmentProblem] = []
        for name in version_folder.served(self.folder):
            try:
                return self._read(name, key, tuple(problems))
            except EnvironmentProblem as problem:
                _log.warning("elasticities refused: %s", problem)
                problems.append(problem)
        return KeptResponses("", Responses.assumed(), None, None, tuple(problems))

    def _read(self, name: str, key: bytes, problems: tuple[EnvironmentProblem, ...]) -> KeptResponses:
        from shopassistant.inventory.demand.keeping.packing import unpack
        from shopassistant.promotions.elasticity.diagnosis import Diagnosis
        from shopassistant.promotions.elasticity.responses import Responses
        from shopassistant.store.artefacts import versions

        version, arrays, _texts = versions.load(ELASTICITIES, self.folder, name, key)
        said: dict[str, Any] = dict(version.description)
        try:
            found = unpack(Responses, "responses", said["plain"], arrays)
            trust = unpack(Diagnosis, "diagnosis", said["plain"], arrays)
            return KeptResponses(name, found, datetime.fromisoformat(said["fitted_at"]), trust, problems)
        except (KeyError, TypeError, ValueError) as error:
            raise EnvironmentProblem(ELASTICITIES.unknown, version=name, format=repr(error)) from error


def load_responses(store: Store) -> "Responses":
    """The elasticities that serve: learned, or assumed where the shop never learned any."""
    return ResponseKeeper(store).current().responses
