"""`shopassistant segments`: who the customers are: list, RFM groups, groups by likeness, show, refresh, export."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.customers.segments.listing import SegmentLine
    from shopassistant.store.database import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--db", type=Path, default=None, help="the shop's file")
    steps = parser.add_subparsers(dest="step", required=True)
    for name, words in (
        ("list", "segments in use, with how many are in"),
        ("rfm", "groups by recency, frequency and money, with how many are in"),
        ("fit", "group the customers by likeness, and say how good it is"),
        ("show", "one segment: what it means, who came and left, its versions"),
        ("refresh", "look who is in now; for a nightly job"),
        ("export", "members of a segment as CSV; ways to reach them only with their consent"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("--db", type=Path, default=argparse.SUPPRESS, help="the shop's file")
        if name in ("show", "export"):
            step.add_argument("segment", metavar="SEGMENT", help="its name, or #ID")
        if name == "refresh":
            step.add_argument("segment", metavar="SEGMENT", nargs="?", help="its name, or #ID; all without it")
        if name == "export":
            step.add_argument("file", type=Path, metavar="FILE", help="the CSV file to write")
        else:
            step.add_argument("--json", action="store_true", help="print JSON")
        if name == "fit":
            step.add_argument("--groups", type=int, metavar="N", help="so many, whatever is recommended")
            step.add_argument("--use", action="store_true", help="make segments of them")
        if name == "list":
            step.add_argument("--archived", action="store_true", help="also those out of use")


def run(args: argparse.Namespace) -> int:
    """Do one step."""
    with opened(args.db) as (store, catalogue):
        return STEPS[args.step](store, catalogue, args)


def _list(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.customers.segments.listing import list_segments

    with store.read() as session:
        found = list_segments(session, archived=args.archived)
    if args.json:
        _print_json([_line_json(one) for one in found])
    elif not found:
        print(catalogue.say("segment.none"))
    else:
        for one in found:
            print(
                f"#{one.id:<5} {one.name:40} {one.kind:8} {catalogue.number(one.members):>9}  {_archived(one)}".rstrip()
            )
    return 0


def _rfm(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    import numpy as np

    from shopassistant.customers.segments.definitions import RFM_GROUPS
    from shopassistant.customers.segments.reading import load_history
    from shopassistant.customers.segments.rfm import rfm_of

    with store.read() as session:
        rfm = rfm_of(load_history(session, store.clock.now(), lines=False))
    counts = np.bincount(rfm.group, minlength=len(RFM_GROUPS)).tolist()
    spend = np.bincount(rfm.group, rfm.spend_minor, len(RFM_GROUPS)).astype(int).tolist()
    if args.json:
        _print_json(
            [{"group": name, "customers": counts[at], "spend_minor": spend[at]} for at, name in enumerate(RFM_GROUPS)]
        )
        return 0
    for at, name in enumerate(RFM_GROUPS):
        said, means = catalogue.say(f"rfm.{name}"), catalogue.say(f"rfm.{name}.means")
        print(f"{said:24} {catalogue.number(counts[at]):>9} {catalogue.money(spend[at]):>18}  {means}")
    return 0


def _fit(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.assistant.language_model import configured_model
    from shopassistant.cli.segments_words import as_json, as_text
    from shopassistant.cli.terminal import TerminalProgress
    from shopassistant.customers.segments.clusterings import load_clustering, propose_clustering, use_clustering
    from shopassistant.customers.segments.wording import group_description, group_name
    from shopassistant.store.actor import SYSTEM

    progress = TerminalProgress(catalogue)
    model = configured_model(store)
    try:
        made = propose_clustering(store, SYSTEM, count=args.groups, model=model, progress=progress)
    finally:
        progress.clear()
        if model is not None:
            model.close()
    with store.read() as session:
        view = load_clustering(session, made.clustering_id)
    if view is None:
        raise TypeError("what was stored is there")
    if args.json:
        _print_json(as_json(view, catalogue))
    else:
        print("\n".join(as_text(view, catalogue)))
    if args.use:
        words = {one.label: (group_name(catalogue, one), group_description(catalogue, one)) for one in view.groups}
        use_clustering(store, SYSTEM, view.id, words, progress)
        progress.clear()
    return 0


def _show(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.customers.segments.listing import list_refreshes, list_versions

    segment = _named(store, args.segment)
    with store.read() as session:
        versions, looks = list_versions(session, segment.id), list_refreshes(session, segment.id, 10)
    if args.json:
        _print_json(
            _line_json(segment)
            | {"versions": [{"number": one.number, "name": one.name, "made_at": one.made_at} for one in versions]}
            | {
                "refreshes": [
                    {"at": one.at, "members": one.members, "joined": one.joined, "left": one.left} for one in looks
                ]
            }
        )
        return 0
    print(f"#{segment.id} {segment.name}  {segment.kind}  {_archived(segment)}".rstrip())
    if segment.description:
        print(segment.description)
    for look in looks:
        joined, left = catalogue.number(look.joined), catalogue.number(look.left)
        print(f"{look.at.astimezone():%Y-%m-%d %H:%M}  {catalogue.number(look.members):>9}  +{joined} -{left}")
    for one in versions:
        print(f"{one.made_at.astimezone():%Y-%m-%d %H:%M}  {one.number}  {one.name}  {one.staff}".rstrip())
    return 0


def _refresh(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.cli.terminal import TerminalProgress
    from shopassistant.customers.segments.listing import list_segments
    from shopassistant.customers.segments.refreshing import refresh
    from shopassistant.store.actor import SYSTEM

    wanted = _named(store, args.segment).id if args.segment else None
    progress = TerminalProgress(catalogue)
    done = refresh(store, SYSTEM, wanted, progress)
    progress.clear()
    with store.read() as session:
        names = {one.id: one.name for one in list_segments(session)}
    if args.json:
        _print_json(
            [
                {"id": one.segment_id, "members": one.members, "joined": one.joined, "left": one.left}
                for one in done.segments
            ]
        )
        return 0
    for one in done.segments:
        name = names.get(one.segment_id, "")
        print(f"#{one.segment_id:<5} {name:40} {catalogue.number(one.members):>9}  +{one.joined} -{one.left}")
    return 0


def _export(store: "Store", catalogue: "Catalogue", args: argparse.Namespace) -> int:
    from shopassistant.core.csv_file import write_csv
    from shopassistant.customers.segments.exporting import HEADER, rows

    segment = _named(store, args.segment)
    with store.read() as session:
        count = write_csv(args.file, HEADER, rows(session, segment.id))
    print(catalogue.say("segment.exported", {"count": count, "path": str(args.file)}))
    return 0


def _named(store: "Store", text: str) -> "SegmentLine":
    """The segment somebody named, or ``#id``; one in use wins over one that is archived."""
    from shopassistant.core.errors import NotFound
    from shopassistant.customers.segments.listing import list_segments

    with store.read() as session:
        found = list_segments(session, archived=True)
    for one in found:
        if one.name.casefold() == text.casefold() or text == f"#{one.id}":
            return one
    raise NotFound("segment.not_found", name=text)


def _line_json(one: "SegmentLine") -> dict[str, object]:
    from shopassistant.customers.segments.definitions import definition_to_json

    return {
        "id": one.id, "name": one.name, "description": one.description, "kind": one.kind, "members": one.members,
        "archived": one.is_archived, "version": one.version, "refreshed_at": one.refreshed_at,
        "definition": definition_to_json(one.definition),
    }  # fmt: skip


def _archived(one: "SegmentLine") -> str:
    return "archived" if one.is_archived else ""


def _print_json(found: object) -> None:
    print(json.dumps(found, indent=2, ensure_ascii=False, default=str))


STEPS: dict[str, Callable[["Store", "Catalogue", argparse.Namespace], int]] = {
    "list": _list, "rfm": _rfm, "fit": _fit, "show": _show, "refresh": _refresh, "export": _export,
}  # fmt: skip
