"""`shopassistant forecast`: how much will be asked for, how sure that is, and how right it would have been."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from shopassistant.cli.shop import opened

if TYPE_CHECKING:
    from shopassistant.core.messages import Catalogue
    from shopassistant.inventory.demand.keeping.keeper import Keeper, Kept
    from shopassistant.store.database import Store

SHOWN_DAYS = 14


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--variant", metavar="SKU", help="only this one, day by day; without it the shop's largest")
    parser.add_argument("--days", type=int, default=SHOWN_DAYS, help=f"how many days ahead, 1 to 90 ({SHOWN_DAYS})")
    parser.add_argument("--count", type=int, default=20, help="how many variants without --variant (20)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--refit", action="store_true", help="forecast anew first, even if there are forecasts")
    parser.add_argument("--db", type=Path, help="the shop's file; the default shop without it")


def run(args: argparse.Namespace) -> int:
    """Answer; forecasts first where nothing was forecast yet."""
    from shopassistant.cli.forecast_words import print_series, print_shop
    from shopassistant.core.errors import UserError
    from shopassistant.inventory.demand.keeping.keeper import Keeper

    if not 1 <= args.days <= 90:
        raise UserError("forecast.days", days=args.days)
    with opened(args.db) as (store, catalogue):
        keeper = Keeper(store)
        kept = _prepare(keeper, catalogue, args.refit)
        if args.variant:
            print_series(keeper, kept, catalogue, _rows(store, kept, args.variant), args.days, args.json)
        else:
            print_shop(keeper, kept, catalogue, args.days, args.count, args.json)
    return 0


def _prepare(keeper: "Keeper", catalogue: "Catalogue", refit: bool) -> "Kept":
    from shopassistant.cli.terminal import TerminalProgress
    from shopassistant.inventory.demand.keeping.fit import fit

    is_there = keeper.load()
    for problem in keeper.problems:
        print(catalogue.explain(problem), file=sys.stderr)
    if refit or not is_there:
        progress = TerminalProgress(catalogue)
        summary = fit(keeper, progress)
        progress.clear()
        said = f"forecast {summary.series:,} series from {summary.days:,} days in {summary.seconds:.1f} s"
        print(said, file=sys.stderr)
    assert keeper.serving is not None  # noqa: S101  a fit that ends well serves
    return keeper.serving


def _rows(store: "Store", kept: "Kept", sku: str) -> list[int]:
    """The rows of a variant, one per location.

    Raises:
        NotFound: ``forecast.variant_unknown``, or ``forecast.not_followed`` where it is neither sold nor on a shelf.
    """
    from sqlalchemy import select

    from shopassistant.core.errors import NotFound
    from shopassistant.store.schema import Variant

    with store.read() as session:
        variant = session.scalar(select(Variant.id).where(Variant.sku == sku))
    if variant is None:
        raise NotFound("forecast.variant_unknown", sku=sku)
    rows = (kept.forecasts.keys[:, 0] == variant).nonzero()[0].tolist()
    if not rows:
        raise NotFound("forecast.not_followed", sku=sku)
    return [int(row) for row in rows]
