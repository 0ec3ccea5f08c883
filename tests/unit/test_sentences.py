"""Every code that is raised, said or reported has its sentence, with the values it needs: read from the code itself."""

import ast
import json
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import shopassistant
from shopassistant.core.messages import _load
from shopassistant.core.paths import resource

ERRORS = {"ShopError", "UserError", "NotFound", "NotAllowed", "Conflict", "EnvironmentProblem"}
ROOT = Path(shopassistant.__file__).parent


@dataclass(frozen=True)
class Use:
    """A code somewhere; `values` are the names given with it, None where they are not written out."""

    where: str
    code: str
    values: frozenset[str] | None


def _constants(node: ast.expr) -> list[str]:
    """The texts an expression can be, as far as they are written out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return _constants(node.body) + _constants(node.orelse)
    return []


def _keywords(call: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None
    return frozenset(keyword.arg for keyword in call.keywords if keyword.arg)


def _dictionary(call: ast.Call) -> frozenset[str] | None:
    """The names in the dictionary that is the second argument of ``catalogue.say``."""
    if len(call.args) < 2:
        return _keywords(call)
    keys = call.args[1].keys if isinstance(call.args[1], ast.Dict) else [None]
    names = [key.value for key in keys if isinstance(key, ast.Constant)]
    return frozenset(map(str, names)) if len(names) == len(keys) else None


def _uses() -> Iterator[Use]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            where = f"{path.relative_to(ROOT.parent)}:{node.lineno}"
            if name in ERRORS:
                yield from (Use(where, code, _keywords(node)) for code in _constants(node.args[0]))
            elif name == "say":
                # Without a dot it is the context of a translation, which Qt keeps.
                yield from (Use(where, code, _dictionary(node)) for code in _constants(node.args[0]) if "." in code)
            elif name == "report" and len(node.args) == 3:
                # The job bar takes either.
                for code in _constants(node.args[0]):
                    yield Use(where, code if code in SENTENCES else f"progress.{code}", frozenset())


SENTENCES = _load(resource("messages") / "en")
USES = tuple(_uses())


def test_the_reading_finds_them() -> None:
    assert len(USES) > 300
    assert any(use.code == "basket.not_open" for use in USES)
    assert any(use.code == "backup.copying" for use in USES)


def test_every_code_has_a_sentence() -> None:
    missing = sorted({f"{use.code}  ({use.where})" for use in USES if use.code not in SENTENCES})
    assert missing == []


def _wanted(sentence: str) -> set[str]:
    return {name.split(".")[0].split("[")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_every_sentence_gets_the_values_it_needs() -> None:
    lacking = []
    for use in USES:
        if use.values is None:
            continue
        for code in (use.code, f"{use.code}.one"):
            short = _wanted(SENTENCES.get(code, "")) - use.values
            if short:
                lacking.append(f"{use.where} {code}: {sorted(short)}")
    assert lacking == []


def test_no_code_is_in_two_files() -> None:
    seen: dict[str, str] = {}
    twice = []
    for path in sorted((resource("messages") / "en").glob("*.json")):
        for code in json.loads(path.read_text("utf-8")):
            if code in seen:
                twice.append(f"{code}: {seen[code]} and {path.name}")
            seen[code] = path.name
    assert twice == []
