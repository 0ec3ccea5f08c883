"""A language model that is asked no further once it failed several times in a row: ten thousand time-outs take days."""

import threading
from collections.abc import Mapping
from typing import Any

from shopassistant.core.errors import EnvironmentProblem
from shopassistant.core.language import LanguageModel

# Failures in a row after which the service counts as gone. Each was tried again by the client itself before.
MOST_FAILURES = 3


class PatientModel:
    """Another model until it failed `MOST_FAILURES` times in a row; then its last failure, at once. Thread safe.

    Attributes:
        name: of the model.
    """

    def __init__(self, model: LanguageModel) -> None:
        self.name = model.name
        self._model = model
        self._lock = threading.Lock()
        self._failures = 0
        self._last: EnvironmentProblem | None = None

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """See `LanguageModel.ask`. A bad answer is no failure of the service, and the next may be good."""
        with self._lock:
            if self._failures >= MOST_FAILURES and self._last is not None:
                raise EnvironmentProblem(self._last.code, **self._last.values)
        try:
            answer = self._model.ask(system, user, schema)
        except EnvironmentProblem as problem:
            with self._lock:
                if problem.code != "language.answer":
                    self._failures, self._last = self._failures + 1, problem
            raise
        with self._lock:
            self._failures = 0
        return answer
