"""Names, descriptions and a second opinion by a language model; what the figures do not bear out is not used.

The model sees figures of groups, never a customer. For every name it must say what it rests on; claims are held against
the differences, and every number against the figures it was given. A group whose words fail keeps those of the rules.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from shopassistant.core.language import LanguageModel
from shopassistant.customers.segments.apart import GroupProfile
from shopassistant.customers.segments.choosing import Choice, Measured

Said = tuple[str, Mapping[str, object]]
_LONGEST_NAME = 60
_LONGEST_DESCRIPTION = 400
# Standard deviations from which a claim of more or less holds.
_CLAIM = 0.2
_MOST_DIFFERENCES = 8
# Of the best silhouette of the usable numbers, below which advice is not sound.
_SOUND = 0.75
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NAMING = (
    "You name groups of a shop's customers for its staff, in the language whose code is given. You get figures of each "
    "group. Answer for every group with a short name (two to five plain words, no numbers), one or two sentences of "
    "description, and the claims that name and description rest on: each a figure by its key and whether the group has "
    "more or less of it than all. Use no number that is not among the group's figures. Names must differ. Promise "
    "nothing and judge nobody."
)
_ADVISING = (
    "You advise how many groups to form of a shop's customers. You get, for each number of groups, the silhouette, the "
    "Davies-Bouldin index (lower is better), the stability (adjusted Rand index over resamples; below 0.8 the groups "
    "are an accident) and the share of the smallest group. Answer with one of these numbers."
)


def write_names(
    model: LanguageModel, groups: Sequence[GroupProfile], language: str = "en"
) -> dict[int, tuple[str, str]]:
    """Name and description by label, of the groups whose words hold.

    Args:
        language: code of the language to write in.

    Raises:
        EnvironmentProblem: ``language.*``, the model did not answer.
    """
    given = {one.label: figures_of(one) for one in groups}
    keys = sorted({key for figures in given.values() for key in figures["differences"]})
    asked = json.dumps({"language": language, "groups": list(given.values())}, ensure_ascii=False)
    answer = model.ask(_NAMING, asked, _names_schema(keys))
    found: dict[int, tuple[str, str]] = {}
    taken: set[str] = set()
    for one in answer.get("groups", ()):
        label, name, text = one.get("label"), _tidy(one.get("name")), _tidy(one.get("description"))
        if label not in given or label in found or name.casefold() in taken:
            continue
        if holds(name, text, one.get("claims", ()), given[label]):
            found[label] = (name, text)
            taken.add(name.casefold())
    return found


def figures_of(group: GroupProfile) -> dict[str, Any]:
    """What the model is told of a group: plain numbers, each difference with its key."""
    differences = {
        f"{one.feature}:{one.word}" if one.word else one.feature: {
            "group": _rounded(one.value),
            "all": _rounded(one.overall),
            "standard_deviations": round(one.difference, 2),
        }
        for one in group.differences[:_MOST_DIFFERENCES]
        if not one.feature.endswith("_minor")  # amounts come in cents, which nobody says
    }
    return {
        "label": group.label,
        "customers": group.size,
        "percent_of_customers": round(100 * group.share),
        "percent_of_money": round(100 * group.spend_share),
        "differences": differences,
    }


def holds(name: str, text: str, claims: Any, figures: Mapping[str, Any]) -> bool:
    """Whether a group's words are borne out by its figures."""
    if not name or len(name) > _LONGEST_NAME or len(text) > _LONGEST_DESCRIPTION or _NUMBER.search(name):
        return False
    known = _numbers(figures)
    for number in _NUMBER.findall(text):
        decimals = len(number.replace(",", ".").partition(".")[2])
        if not any(abs(round(one, decimals) - float(number.replace(",", "."))) < 1e-9 for one in known):
            return False
    return bool(claims) and all(_is_true(claim, figures["differences"]) for claim in claims)


def _is_true(claim: Mapping[str, Any], differences: Mapping[str, Mapping[str, float]]) -> bool:
    found = differences.get(str(claim.get("figure")))
    if found is None:
        return False
    away = found["standard_deviations"]
    return away >= _CLAIM if claim.get("direction") == "more" else away <= -_CLAIM


def _numbers(figures: Mapping[str, Any]) -> list[float]:
    """Every number the model was given of a group, and shares also as per cent."""
    found = [float(figures[name]) for name in ("customers", "percent_of_customers", "percent_of_money")]
    for one in figures["differences"].values():
        for name in ("group", "all"):
            found += [one[name], 100 * one[name]] if 0 <= one[name] <= 1 else [one[name]]
    return found


def advise(model: LanguageModel, measured: Sequence[Measured], choice: Choice) -> Said | None:
    """What the model says of the number of groups, held against the metrics.

    Returns:
        ``segment.advice.same``, ``segment.advice.other`` (as sound), or ``segment.advice.unsound``.

    Raises:
        EnvironmentProblem: ``language.*``, the model did not answer.
    """
    table = [
        {
            "groups": one.count, "silhouette": round(one.silhouette, 3), "davies_bouldin": round(one.davies_bouldin, 2),
            "stability": round(one.stability, 2), "smallest_percent": round(100 * one.smallest_share),
        }
        for one in measured
    ]  # fmt: skip
    schema = _object({"groups": {"type": "integer", "enum": [one.count for one in measured]}})
    wanted = model.ask(_ADVISING, json.dumps({"table": table}), schema).get("groups")
    taken = next((one for one in measured if one.count == wanted), None)
    if taken is None:
        return None
    if taken.count == choice.recommended:
        return "segment.advice.same", {"count": taken.count}
    best = max((one.silhouette for one in measured if one.is_usable and one.count > 2), default=1.0)
    sound = taken.is_usable and taken.silhouette >= best * _SOUND
    code = "segment.advice.other" if sound else "segment.advice.unsound"
    return code, {
        "count": taken.count,
        "stability": round(taken.stability, 2),
        "silhouette": round(taken.silhouette, 3),
    }


def _names_schema(keys: Sequence[str]) -> dict[str, Any]:
    claim = _object(
        {"figure": {"type": "string", "enum": list(keys)}, "direction": {"type": "string", "enum": ["more", "less"]}}
    )
    group = _object(
        {
            "label": {"type": "integer"},
            "name": {"type": "string"},
            "description": {"type": "string"},
            "claims": {"type": "array", "items": claim},
        }
    )
    return _object({"groups": {"type": "array", "items": group}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _tidy(text: object) -> str:
    return " ".join(str(text or "").split())


def _rounded(value: float) -> float:
    return round(value) if abs(value) >= 10 else round(value, 3 if abs(value) < 1 else 1)
