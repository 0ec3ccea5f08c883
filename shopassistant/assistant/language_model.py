"""The language model the shop configured, asked through the openai client: any service that speaks its protocol.

Answers come as one JSON object that obeys a schema (structured outputs; a service without them is asked for JSON and
told the schema). The client itself tries again after refused connections, time-outs, 429 and 5xx, with back-off.
"""

import json
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from shopassistant.assistant.model_settings import ModelSettings, load_model_settings
from shopassistant.assistant.schema_check import disobeys
from shopassistant.core.errors import EnvironmentProblem
from shopassistant.store.database import Store
from shopassistant.store.secrets import read_secret

if TYPE_CHECKING:
    from openai import OpenAI
    from openai.types.chat import ChatCompletion

RETRIES = 2
LARGEST_ANSWER = 20_000
_MOST_TOKENS = 2_000


class ConfiguredModel:
    """A `LanguageModel` behind an endpoint. Thread safe; close it when done.

    Args:
        key: of the service; one on this machine may want none.

    Attributes:
        name: of the model, for the record.
    """

    def __init__(self, settings: ModelSettings, key: str = "") -> None:
        self.name = settings.model
        self._settings = settings
        self._key = key
        self._client: OpenAI | None = None
        self._lock = threading.Lock()
        self._has_schemas = True

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
        """See `LanguageModel.ask`.

        Raises:
            EnvironmentProblem: ``language.unreachable``, ``language.slow``, ``language.key``, ``language.refused``,
                ``language.busy``, ``language.answer``.
        """
        answer = self._complete(system, user, schema)
        choice = answer.choices[0] if answer.choices else None
        text = choice.message.content if choice is not None and choice.message is not None else None
        if choice is None or not text or getattr(choice.message, "refusal", None):
            raise EnvironmentProblem("language.answer", model=self.name, where="answer")
        return _read(text, schema, self.name)

    def _complete(self, system: str, user: str, schema: Mapping[str, Any]) -> "ChatCompletion":
        from openai import (
            APIConnectionError,
            APIStatusError,
            APITimeoutError,
            AuthenticationError,
            BadRequestError,
            OpenAIError,
            PermissionDeniedError,
            RateLimitError,
        )

        host = self._settings.endpoint
        try:
            try:
                return self._call(system, user, schema)
            except BadRequestError:
                if not self._has_schemas:
                    raise
                self._has_schemas = False  # from now on the schema is told in words
                return self._call(system, user, schema)
        except APITimeoutError as error:
            raise EnvironmentProblem("language.slow", endpoint=host, seconds=self._settings.timeout_s) from error
        except APIConnectionError as error:
            raise EnvironmentProblem("language.unreachable", endpoint=host) from error
        except (AuthenticationError, PermissionDeniedError) as error:
            raise EnvironmentProblem("language.key", endpoint=host) from error
        except RateLimitError as error:
            raise EnvironmentProblem("language.busy", endpoint=host) from error
        except APIStatusError as error:
            raise EnvironmentProblem("language.refused", endpoint=host, status=error.status_code) from error
        except (OpenAIError, ValueError) as error:  # an answer that is not of the protocol
            raise EnvironmentProblem("language.answer", model=self.name, where=type(error).__name__) from error

    def _call(self, system: str, user: str, schema: Mapping[str, Any]) -> "ChatCompletion":
        if self._has_schemas:
            form: Any = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "strict": True, "schema": dict(schema)},
            }
        else:
            form = {"type": "json_object"}
            system = f"{system}\n\nAnswer with one JSON object that obeys this JSON schema:\n{json.dumps(schema)}"
        return self._open().chat.completions.create(
            model=self.name,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": user}],
            response_format=form,
            max_tokens=_MOST_TOKENS,
        )

    def _open(self) -> "OpenAI":
        from openai import OpenAI

        with self._lock:  # a second one would keep its connections open for ever
            if self._client is None:
                self._client = OpenAI(
                    api_key=self._key or "none",  # the client wants one; services on this machine do not look
                    base_url=self._settings.endpoint,
                    timeout=float(self._settings.timeout_s),
                    max_retries=RETRIES,
                )
            return self._client

    def close(self) -> None:
        """Close its connections."""
        if self._client is not None:
            self._client.close()
            self._client = None


def configured_model(store: Store) -> ConfiguredModel | None:
    """The model the shop configured; None where it did not.

    Raises:
        EnvironmentProblem: ``secrets.keyring``.
    """
    with store.read() as session:
        settings = load_model_settings(session)
    return ConfiguredModel(settings, read_secret(settings.secret_name)) if settings.is_ready else None


def _read(text: str, schema: Mapping[str, Any], model: str) -> Mapping[str, Any]:
    if len(text) > LARGEST_ANSWER:
        raise EnvironmentProblem("language.answer", model=model, where="length")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise EnvironmentProblem("language.answer", model=model, where="JSON") from error
    if wrong := disobeys(answer, schema):
        raise EnvironmentProblem("language.answer", model=model, where=wrong)
    made: Mapping[str, Any] = answer
    return made
