"""A language model is asked over its real protocol; nothing that disobeys the schema gets through."""

import json
from collections.abc import Iterator

import pytest

from shopassistant.assistant.language_model import ConfiguredModel, configured_model
from shopassistant.assistant.model_settings import ModelSettings, save_model_settings
from shopassistant.assistant.schema_check import disobeys
from shopassistant.core.errors import EnvironmentProblem, NotAllowed, UserError
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.database import Store
from tests.openai_server import Service, language_service

SCHEMA = {
    "type": "object", "additionalProperties": False, "required": ["subject"],
    "properties": {"subject": {"type": "string"}},
}  # fmt: skip


@pytest.fixture
def service() -> Iterator[Service]:
    with language_service(lambda _body: json.dumps({"subject": "Hello"})) as made:
        yield made


@pytest.fixture
def model(service: Service) -> Iterator[ConfiguredModel]:
    made = ConfiguredModel(ModelSettings(service.endpoint, "small", timeout_s=5), "secret key")
    yield made
    made.close()


def test_it_answers_by_the_schema(service: Service, model: ConfiguredModel) -> None:
    assert model.ask("Write.", "About spring.", SCHEMA) == {"subject": "Hello"}
    (asked,) = service.asked
    assert asked["model"] == "small"
    assert asked["response_format"]["json_schema"] == {"name": "answer", "strict": True, "schema": SCHEMA}
    assert [one["role"] for one in asked["messages"]] == ["system", "user"]
    assert service.keys == ["Bearer secret key"]


def test_a_service_without_schemas_is_told_in_words(service: Service, model: ConfiguredModel) -> None:
    def picky(body: dict[str, object]) -> "str | tuple[int, str]":
        form = body["response_format"]
        assert isinstance(form, dict)
        if form["type"] == "json_schema":
            return 400, json.dumps({"error": {"message": "response_format is not supported"}})
        return json.dumps({"subject": "Hello"})

    service.answer = picky
    assert model.ask("Write.", "About spring.", SCHEMA) == {"subject": "Hello"}
    assert model.ask("Write.", "Again.", SCHEMA) == {"subject": "Hello"}
    assert [one["response_format"]["type"] for one in service.asked] == ["json_schema", "json_object", "json_object"]
    assert '"subject"' in service.asked[1]["messages"][0]["content"]


@pytest.mark.parametrize("text", ["not JSON", "[]", "{}", '{"subject": 3}', '{"subject": "x", "more": 1}', ""])
def test_an_answer_that_disobeys_is_refused(service: Service, model: ConfiguredModel, text: str) -> None:
    service.answer = lambda _body: text
    with pytest.raises(EnvironmentProblem, match=r"language\.answer"):
        model.ask("Write.", "About spring.", SCHEMA)


@pytest.mark.parametrize(
    ("status", "code"),
    [(401, "language.key"), (403, "language.key"), (404, "language.refused"), (422, "language.refused")],
)
def test_a_refusal_says_which(service: Service, model: ConfiguredModel, status: int, code: str) -> None:
    service.answer = lambda _body: (status, json.dumps({"error": {"message": "no"}}))
    with pytest.raises(EnvironmentProblem) as caught:
        model.ask("Write.", "About spring.", SCHEMA)
    assert caught.value.code == code


def test_it_tries_again_after_an_overload_and_gives_up_after_three(service: Service, model: ConfiguredModel) -> None:
    replies = iter([(503, "{}"), json.dumps({"subject": "At last"})])
    service.answer = lambda _body: next(replies)
    assert model.ask("Write.", "x", SCHEMA) == {"subject": "At last"}
    service.answer = lambda _body: (429, "{}")
    with pytest.raises(EnvironmentProblem, match=r"language\.busy"):
        model.ask("Write.", "x", SCHEMA)
    assert len(service.asked) == 5


def test_nobody_there(model: ConfiguredModel) -> None:
    with language_service(lambda _body: "") as gone:
        endpoint = gone.endpoint
    other = ConfiguredModel(ModelSettings(endpoint, "small", timeout_s=2))
    with pytest.raises(EnvironmentProblem, match=r"language\.unreachable"):
        other.ask("Write.", "x", SCHEMA)
    other.close()


def test_the_key_comes_from_the_environment_and_never_lies_in_the_store(
    store: Store, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert configured_model(store) is None
    save_model_settings(store, SYSTEM, ModelSettings(service.endpoint, "small"))
    monkeypatch.setenv("SHOPASSISTANT_LANGUAGE_KEY", "a very secret key")
    made = configured_model(store)
    assert made is not None
    made.ask("Write.", "x", SCHEMA)
    made.close()
    assert service.keys == ["Bearer a very secret key"]
    store.close()
    assert all(b"a very secret key" not in path.read_bytes() for path in store.path.parent.glob("shop.db*"))


def test_settings_that_would_give_the_key_away_are_refused(store: Store, manager: Actor) -> None:
    with pytest.raises(UserError, match=r"language\.insecure"):
        save_model_settings(store, SYSTEM, ModelSettings("http://models.example/v1", "small"))
    for endpoint in ("ftp://x/v1", "https://", "https://user:pass@models.example/v1"):
        with pytest.raises(UserError, match=r"language\.setting"):
            save_model_settings(store, SYSTEM, ModelSettings(endpoint, "small"))
    with pytest.raises(NotAllowed):
        save_model_settings(store, manager, ModelSettings("https://models.example/v1", "small"))


def test_what_a_schema_asks() -> None:
    numbers = {"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 2}
    assert disobeys([1, 2], numbers) == ""
    assert disobeys([1, 0], numbers) == "answer[1]"
    assert disobeys([1, 2, 3], numbers) == "answer"
    assert disobeys([True], numbers) == "answer[0]"
    assert disobeys("c", {"enum": ["a", "b"]}) == "answer"
    assert (
        disobeys({"a": {"b": 1}}, {"type": "object", "properties": {"a": {"properties": {"b": {"type": "string"}}}}})
        == "answer.a.b"
    )
