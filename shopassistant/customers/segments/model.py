"""What is kept of a grouping so that customers who come later are placed by the same measure: JSON, no code in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopassistant.core.errors import UserError
from shopassistant.customers.segments.embedding import Embedding, embedding_from_json
from shopassistant.customers.segments.features import Usual, features_of
from shopassistant.customers.segments.kmeans import nearest
from shopassistant.customers.segments.reading import History
from shopassistant.customers.segments.rfm import Rfm
from shopassistant.customers.segments.scaling import Scaling, scaling_from_json

FORMAT = 1


@dataclass(frozen=True)
class GroupingModel:
    """Attributes:
    centres: float64 (groups, width), in the coordinates of the embedding.
    """

    usual: Usual
    scaling: Scaling
    embedding: Embedding
    centres: NDArray[np.float64]

    def place(self, history: History, rfm: Rfm) -> NDArray[np.int32]:
        """The group of every customer of the history, int32 (n,)."""
        features = features_of(history, rfm, self.usual)
        return nearest(self.embedding.apply(self.scaling.apply(features)), self.centres)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "format": FORMAT,
            "usual": self.usual.to_json(),
            "scaling": self.scaling.to_json(),
            "embedding": self.embedding.to_json(),
            "centres": self.centres.tolist(),
        }


def model_from_json(stored: Mapping[str, Any]) -> GroupingModel:
    """What `GroupingModel.to_json` made.

    Raises:
        UserError: ``segment.clustering_unreadable``, made by another program.
    """
    if stored.get("format") != FORMAT:
        raise UserError("segment.clustering_unreadable")
    try:
        return GroupingModel(
            Usual(**stored["usual"]),
            scaling_from_json(stored["scaling"]),
            embedding_from_json(stored["embedding"]),
            np.array(stored["centres"], np.float64),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UserError("segment.clustering_unreadable") from error
