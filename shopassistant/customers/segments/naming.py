"""Names and descriptions of groups by rules: what they are worth, how lately they came, then what is most their own."""

from collections.abc import Mapping, Sequence

from shopassistant.customers.segments.apart import Difference, GroupProfile

Said = tuple[str, Mapping[str, object]]
# Standard deviations from everybody from which a figure is called high or low.
_WORTH = 0.5
_LATELY = 0.35
_TRAIT = 0.25
_ONE_OR_TWO = 2
_MOST_TRAITS = 3
_LEAST_SHARE = 0.05
_LIFT = 1.5
# What worth and recency say already; a trait must say something else.
_SAID = frozenset({"recency_days", "purchases", "spend_minor", "tenure_days", "gap_days", "gap_spread", "products"})


def names(groups: Sequence[GroupProfile]) -> tuple[tuple[Said, ...], ...]:
    """The parts of each group's name; no two groups get the same."""
    found: list[tuple[Said, ...]] = [((base(one), {}),) for one in groups]
    for place, group in enumerate(groups):
        if sum(name[0] == found[place][0] for name in found) > 1:
            found[place] = (found[place][0], *(_trait_name(one) for one in traits(group)[:1]))
    for place in range(len(found)):
        alike = [name for name in found[:place] if name == found[place]]
        if alike:
            found[place] = (*found[place], ("segment.name.again", {"number": len(alike) + 1}))
    return tuple(found)


def base(group: GroupProfile) -> str:
    """Code of what a group is called by its worth and how lately it came."""
    worth = (group.of("purchases").difference + group.of("spend_minor").difference) / 2
    away = group.of("recency_days").difference
    if worth <= -_WORTH:
        return _small(group, away)
    level = "high" if worth >= _WORTH else "middle"
    when = "lately" if away <= -_LATELY else "away" if away >= _LATELY else "between"
    return f"segment.name.{level}_{when}"


def _small(group: GroupProfile, away: float) -> str:
    """Of those who bought little: whether they are new, or gone after a purchase or two, is in the figures, too."""
    if away >= _LATELY:
        return "segment.name.low_gone" if group.of("purchases").value <= _ONE_OR_TWO else "segment.name.low_away"
    if away > -_LATELY:
        return "segment.name.low_between"
    return "segment.name.low_new" if group.of("tenure_days").difference <= -_WORTH else "segment.name.low_lately"


def traits(group: GroupProfile) -> list[Difference]:
    """What is most its own beside worth and recency, the strongest first."""
    return [one for one in group.differences if one.feature not in _SAID and _is_trait(one)]


def _is_trait(one: Difference) -> bool:
    """Whether it is worth saying aloud: of words only what is bought at all, and clearly more or less than usual."""
    if abs(one.difference) < _TRAIT:
        return False
    if not one.word or one.feature == "band":
        return True
    # A size is what somebody needs, not what they like, and the same letters mean shoes here and lenses there.
    if one.feature == "size" or max(one.value, one.overall) < _LEAST_SHARE:
        return False
    return one.lift >= _LIFT if one.difference > 0 else one.lift <= 1 / _LIFT


def about(group: GroupProfile) -> tuple[Said, ...]:
    """The sentences of its description."""
    found: list[Said] = [
        ("segment.about.size", {"count": group.size, "of_share": group.share, "spend_share": group.spend_share}),
        (
            "segment.about.habit",
            {
                "days": round(group.of("recency_days").value),
                "count": round(group.of("purchases").value),
                "basket_minor": round(group.of("basket_minor").value),
            },
        ),
    ]
    return tuple(found + [_trait_sentence(one) for one in traits(group)[:_MOST_TRAITS]])


def _trait_name(one: Difference) -> Said:
    direction = "more" if one.difference > 0 else "less"
    if one.feature == "band":
        return f"segment.trait.band_{one.word}.{direction}", {}
    if one.word:
        return f"segment.trait.word.{direction}", {"word": one.word}
    return f"segment.trait.{one.feature}.{direction}", {}


def _trait_sentence(one: Difference) -> Said:
    if one.feature == "band":
        return f"segment.differs.band_{one.word}", {"value_share": one.value, "usual_share": one.overall}
    if one.word:
        return "segment.differs.word", {"word": one.word, "value_share": one.value, "usual_share": one.overall}
    code = f"segment.differs.{one.feature}"
    if one.feature.endswith("_share"):
        return code, {"value_share": one.value, "usual_share": one.overall}
    if one.feature.endswith("_minor"):
        return code, {"value_minor": round(one.value), "usual_minor": round(one.overall)}
    return code, {"value": round(one.value, 1), "usual": round(one.overall, 1)}
