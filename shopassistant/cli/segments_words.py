"""A grouping as text for a terminal and as JSON for a script."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from shopassistant.customers.segments.wording import feature_name, group_description, group_name, tell, tell_value

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.customers.segments.clustering_view import ClusteringView

_MOST = 6


def as_text(view: "ClusteringView", catalogue: "Catalogue") -> list[str]:
    """The metrics of every number of groups, the reason for this one, then each group with what sets it apart."""
    said = [f"{'':>2}  {'inertia':>8}  {'silhouette':>10}  {'DB':>5}  {'stability':>9}  {'smallest':>8}"]
    for one in view.measured:
        mark = "*" if one.count == view.count else " "
        said.append(
            f"{one.count:>2}{mark} {one.inertia:8.3f}  {one.silhouette:10.3f}  {one.davies_bouldin:5.2f}  "
            f"{one.stability:9.2f}  {catalogue.formats.say_share(one.smallest_share):>8}"
        )
    said += [tell(catalogue, one) for one in view.reasons]
    if view.advice is not None:
        said.append(tell(catalogue, view.advice))
    for group in view.groups:
        said += ["", group_name(catalogue, group), f"  {group_description(catalogue, group)}"]
        for difference in group.differences[:_MOST]:
            name = feature_name(catalogue, difference.feature, difference.word)
            value = tell_value(catalogue, difference.feature, difference.value, difference.word)
            usual = tell_value(catalogue, difference.feature, difference.overall, difference.word)
            said.append(f"  {difference.difference:+5.2f} sd  {name}: {value} ({usual})")
    return said


def as_json(view: "ClusteringView", catalogue: "Catalogue") -> dict[str, Any]:
    """Everything but the plot, with the sentences."""
    return {
        "id": view.id,
        "customers": view.customers,
        "refused": view.refused,
        "method": view.method,
        "count": view.count,
        "recommended": view.recommended,
        "reasons": [tell(catalogue, one) for one in view.reasons],
        "measured": [asdict(one) for one in view.measured],
        "silhouette_by_chance": view.by_chance,
        "embeddings": [asdict(one) for one in view.tried],
        "groups": [
            {
                "label": one.label, "name": group_name(catalogue, one),
                "description": group_description(catalogue, one), "size": one.size, "share": one.share,
                "spend_share": one.spend_share, "differences": [asdict(each) for each in one.differences],
            }
            for one in view.groups
        ],
    }  # fmt: skip
