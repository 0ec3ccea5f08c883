"""Business terms as options of a command: every term of the engine, in the shop's own money and words."""

import argparse

from shopassistant.core.money import Currency
from shopassistant.recommend.terms import USUAL_ARRIVALS, USUAL_NEW, Terms


def add_terms(parser: argparse.ArgumentParser) -> None:
    """Declare an option for each term."""
    group = parser.add_argument_group("business terms", "all hold together, also for what fills the list up")
    group.add_argument("--least-stock", type=int, default=0, metavar="N", help="at least so many there, counted")
    group.add_argument("--least-margin", type=float, metavar="SHARE", help="what must remain after cost, such as 0.3")
    group.add_argument(
        "--margin-weight", type=float, default=0.0, metavar="W", help="0: rank by chance, 1: by expected margin (0)"
    )
    group.add_argument("--category", action="append", default=[], metavar="PATH", help="only this and what is below")
    group.add_argument("--not-category", action="append", default=[], metavar="PATH", help="nothing of this or below")
    group.add_argument("--most-per-category", type=int, metavar="N", help="at most so many of one category")
    group.add_argument("--most-per-brand", type=int, metavar="N", help="at most so many of one brand")
    group.add_argument("--diversity", type=float, default=0.0, metavar="D", help="0: none, to 1 (0)")
    group.add_argument("--exclude", action="append", default=[], type=int, metavar="ID", help="never this product")
    group.add_argument("--only", action="append", type=int, metavar="ID", help="nothing but these products")
    group.add_argument("--price-from", metavar="AMOUNT", help="lowest shelf price")
    group.add_argument("--price-to", metavar="AMOUNT", help="highest shelf price")
    group.add_argument(
        "--least-new", type=float, default=USUAL_NEW, metavar="SHARE", help=f"new to the customer ({USUAL_NEW})"
    )
    group.add_argument(
        "--most-arrivals",
        type=float,
        default=USUAL_ARRIVALS,
        metavar="SHARE",
        help=f"entered after the last fit ({USUAL_ARRIVALS})",
    )


def read_terms(args: argparse.Namespace, currency: Currency) -> Terms:
    """The terms that were given. Raises UserError for one that cannot be."""
    return Terms(
        least_stock=args.least_stock,
        least_margin=args.least_margin,
        margin_weight=args.margin_weight,
        categories=tuple(args.category),
        not_categories=tuple(args.not_category),
        most_per_category=args.most_per_category,
        most_per_brand=args.most_per_brand,
        diversity=args.diversity,
        excluded_product_ids=tuple(args.exclude),
        only_product_ids=None if args.only is None else tuple(args.only),
        least_price_minor=None if args.price_from is None else currency.parse(args.price_from),
        most_price_minor=None if args.price_to is None else currency.parse(args.price_to),
        least_new=args.least_new,
        most_arrivals=args.most_arrivals,
    )
