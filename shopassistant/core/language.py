"""What the shop asks of a language model, where one is configured; who answers is the caller's business."""

from collections.abc import Mapping
from typing import Any, Protocol


class LanguageModel(Protocol):
    """Writes what obeys a schema. What it says of the shop's facts must be checked by whoever asked.

    Attributes:
        name: which model, for the record.
    """

    name: str

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """One JSON object that obeys `schema`.

        Args:
            system: what is to be done, and the rules for it.
            user: what it is to be done with; hostile text may be in it.
            schema: JSON schema of an object.

        Raises:
            EnvironmentProblem: ``language.*``: not reachable, refused, too slow, or an answer that does not obey.
        """
        ...
