"""The `shopassistant` command: composes the rooms, one module per subcommand, each imported only when called."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from shopassistant import __version__


@dataclass(frozen=True)
class Command:
    """A subcommand; its module offers ``add_arguments(parser)`` and ``run(args) -> int``."""

    name: str
    module: str
    help: str


COMMANDS = (
    Command("app", "shopassistant.cli.app", "open the window (what happens without a command)"),
    Command("demo", "shopassistant.cli.demo", "make a synthetic shop"),
    Command("import", "shopassistant.cli.import_", "bring a shop's own records in"),
    Command("recommend", "shopassistant.cli.recommend", "what to offer a customer, with reasons"),
    Command("evaluate", "shopassistant.cli.evaluate", "what the advice would have been worth on the shop's own past"),
    Command("models", "shopassistant.cli.models", "versions of the index: list, compare, promote, roll back, learn"),
    Command("experiment", "shopassistant.cli.experiment", "compare two methods with the shop's own customers"),
    Command("health", "shopassistant.cli.health", "whether the recommendations still fit what is sold"),
    Command("retrain", "shopassistant.cli.retrain", "learn anew from the sales, and serve it unless it is worse"),
    Command("segments", "shopassistant.cli.segments", "who the customers are: RFM, groups by likeness, members"),
    Command("forecast", "shopassistant.cli.forecast", "how much will be asked for, and how sure that is"),
    Command("order", "shopassistant.cli.order", "what to order today, with its arithmetic, and the drafts for it"),
    Command("value", "shopassistant.cli.value", "what customers will yet be worth, and who has probably gone"),
    Command("alerts", "shopassistant.cli.alerts", "what about the stock needs somebody's eye"),
    Command("tryon", "shopassistant.cli.tryon", "put glasses on the face in a picture, in true size"),
    Command(
        "rehearse", "shopassistant.cli.rehearse", "what to promote, what a promotion would do, and how right that was"
    ),
    Command("results", "shopassistant.cli.results", "what campaigns and promotions earned, and how sure that is"),
    Command("prices", "shopassistant.cli.prices", "which prices would be better; markdowns; what others ask"),
    Command("check", "shopassistant.cli.check", "verify that a store is whole and its books agree"),
    Command("backup", "shopassistant.cli.backup", "copy a store while it is in use"),
    Command("campaign", "shopassistant.cli.campaign", "e-mail campaigns: list, show, send, pause, returned mail"),
    Command("serve", "shopassistant.cli.serve", "the service behind the links of e-mails"),
    Command("restore", "shopassistant.cli.restore", "bring a backup back, while the app runs"),
    Command("tour", "shopassistant.cli.tour", "draw every page with demo data into a folder of pictures"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line. Returns the exit status: 0 done, 1 refused with a sentence, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    names = {command.name for command in COMMANDS}
    if not any(argument in names or argument in ("-h", "--help", "--version") for argument in given):
        given = ["app", *given]
    parser = argparse.ArgumentParser(prog="shopassistant", description=__doc__)
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(dest="command", required=True)
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.help)
        if command.name in given:  # only the one that is called pays for its imports
            module = importlib.import_module(command.module)
            module.add_arguments(subparser)
            subparser.set_defaults(run=module.run)
    args = parser.parse_args(given)
    return _run(args)


def _run(args: argparse.Namespace) -> int:
    from shopassistant.core.errors import ShopError
    from shopassistant.core.messages import Catalogue

    try:
        return int(args.run(args))
    except ShopError as error:
        print(f"shopassistant: {Catalogue().explain(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("shopassistant: stopped, nothing was changed by the step under way", file=sys.stderr)
        return 130
