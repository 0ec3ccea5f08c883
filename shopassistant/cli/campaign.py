"""`shopassistant campaign`: what campaigns there are, and sending, pausing, stopping; for nightly jobs and servers."""

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.promotions.campaigns.listing import CampaignLine
    from shopassistant.promotions.campaigns.sending import Sent
    from shopassistant.store.database import Store


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be asked."""
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    for name, words in (
        ("list", "all campaigns"),
        ("show", "one campaign, with everybody who was left out and why"),
        ("send", "draw, write and send what is left of an approved campaign"),
        ("pause", "no further mail leaves"),
        ("resume", "mail may leave again"),
        ("stop", "what is still queued never leaves"),
        ("bounces", "read returned mail and take its addresses off"),
    ):
        step = steps.add_parser(name, help=words)
        step.add_argument("--db", type=Path, default=None, help="the shop's file; the default shop without it")
        if name not in ("list", "bounces"):
            step.add_argument("campaign", type=int, metavar="NUMBER", help="as `campaign list` shows it")
        if name == "send":
            step.add_argument("--wait", action="store_true", help="wait for quiet hours and busy servers to end")
        if name == "bounces":
            step.add_argument("--folder", type=Path, help="a maildir, an mbox, or a folder of .eml files")


def run(args: argparse.Namespace) -> int:
    """Do one step. Returns 0, or 1 where mail failed or is uncertain."""
    from shopassistant.cli.shop import opened

    with opened(args.db) as (store, catalogue):
        steps = {"list": _list, "show": _show, "send": _send, "bounces": _bounces}
        return steps.get(args.step, _halt)(args, store, catalogue)


def _list(args: argparse.Namespace, store: "Store", catalogue: "Catalogue") -> int:
    from shopassistant.promotions.campaigns.listing import list_campaigns

    with store.read() as session:
        lines = list_campaigns(session)
    for line in lines:
        print(_said(line, catalogue))
    if not lines:
        print("No campaigns yet.")
    return 0


def _said(line: "CampaignLine", catalogue: "Catalogue") -> str:
    state = catalogue.say(f"campaign.status.{line.status}")
    counts = f"{line.out:>7} out  {line.left:>7} left  {line.clicks:>6} clicked"
    return f"{line.campaign_id:>5}  {state:10}  {counts}  {line.name}"


def _show(args: argparse.Namespace, store: "Store", catalogue: "Catalogue") -> int:
    from shopassistant.promotions.campaigns.audience import preview_audience
    from shopassistant.promotions.campaigns.keys import ensure_keys
    from shopassistant.promotions.campaigns.listing import list_campaigns, list_mails

    audience = preview_audience(store, ensure_keys(store), args.campaign)
    with store.read() as session:
        (line,) = list_campaigns(session, args.campaign)
        uncertain = list_mails(session, args.campaign, "uncertain")
    print(_said(line, catalogue))
    if line.started_at is None:
        print(f"       {audience.customers} customers, {len(audience.eligible.addresses)} may be written to")
        for name, count in audience.arms.items():
            print(f"       {count:>7}  {name}")
        for reason, count in audience.eligible.counts().items():
            print(f"       {count:>7}  {catalogue.say(f'campaign.reason_left.{reason}')}")
    for status, count in sorted(line.mails.items()):
        print(f"       {count:>7}  {status}")
    for mail in uncertain:
        print(f"       uncertain: mail {mail.mail_id} to customer {mail.number}")
    return 0


def _send(args: argparse.Namespace, store: "Store", catalogue: "Catalogue") -> int:
    from shopassistant.assistant.language_model import configured_model
    from shopassistant.promotions.campaigns.running import run_campaign
    from shopassistant.recommend.engine import Engine, index_folder
    from shopassistant.store.actor import SYSTEM

    engine = Engine(store, index_folder(store.path))
    engine.load()
    model = configured_model(store)
    failed = 0
    while True:
        sent = run_campaign(store, SYSTEM, args.campaign, engine, model)
        failed += sent.failed + sent.uncertain
        _tell(sent, catalogue)
        if sent.again_at is None or not args.wait:
            break
        time.sleep(max((sent.again_at - store.clock.now()).total_seconds(), 1))
    if model is not None:
        model.close()
    return 1 if failed else 0


def _tell(sent: "Sent", catalogue: "Catalogue") -> None:
    values: dict[str, object] = {
        name: getattr(sent, name) for name in ("sent", "failed", "bounced", "skipped", "uncertain", "left")
    }
    print(catalogue.say("campaign.done", values))
    if sent.uncertain:
        print(catalogue.say("campaign.uncertain", {"count": sent.uncertain}), file=sys.stderr)
    if sent.why:
        time_words = f"{sent.again_at.astimezone():%H:%M}" if sent.again_at else ""
        print(catalogue.say(f"campaign.why.{sent.why}", {"time": time_words}))


def _halt(args: argparse.Namespace, store: "Store", catalogue: "Catalogue") -> int:
    from shopassistant.promotions.campaigns.halting import pause_campaign, resume_campaign, stop_campaign
    from shopassistant.store.actor import SYSTEM

    steps = {"pause": pause_campaign, "resume": resume_campaign, "stop": stop_campaign}
    done = steps[args.step](store, SYSTEM, args.campaign)
    print(catalogue.say(f"campaign.status.{done.status}"))
    return 0


def _bounces(args: argparse.Namespace, store: "Store", catalogue: "Catalogue") -> int:
    from shopassistant.promotions.campaigns.bounce_places import configured_mails, folder_mails
    from shopassistant.promotions.campaigns.bounces import read_bounces
    from shopassistant.store.actor import SYSTEM

    mails = folder_mails(args.folder) if args.folder else configured_mails(store)
    read = read_bounces(store, SYSTEM, mails)
    values: dict[str, object] = {
        name: getattr(read, name) for name in ("count", "bounced", "complaints", "unsubscribed", "delayed", "unknown")
    }
    print(catalogue.say("campaign.bounces_read", values))
    return 0
