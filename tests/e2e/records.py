"""A shop's exports as a test needs them: invented, deterministic, in the form of files shops really have."""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

# code, name, price; the first ones are bought together, the last ones seldom.
WARES = (
    ("85123A", "WHITE HEART HOLDER", 2.55),
    ("71053A", "WHITE METAL LANTERN", 3.39),
    ("84406B", "CREAM CUPID COAT HANGER", 2.75),
    ("84029G", "KNITTED HOT WATER BOTTLE", 3.75),
    ("22752A", "SET OF SEVEN NESTING BOXES", 7.65),
    ("21730A", "FROSTED GLASS T-LIGHT HOLDER", 4.25),
    ("22633A", "HAND WARMER UNION FLAG", 1.85),
    ("84879A", "ASSORTED BIRD ORNAMENT", 1.69),
    ("22745A", "BUILDING BLOCK WORD", 2.10),
    ("48187A", "DOORMAT NEW ENGLAND", 7.95),
    ("22960A", "JAM MAKING SET WITH JARS", 4.25),
    ("22913A", "RED COAT RACK", 4.95),
)
CUSTOMERS = tuple(str(17040 + place) for place in range(14))
REGULAR = CUSTOMERS[2]
LAST_DAY = datetime(2026, 6, 28, 15, 30)


def write_sales(path: Path, invoices: int = 110) -> int:
    """Write sales with a cancellation and a postage line; returns the number of lines."""
    chance = random.Random(20260628)
    lines = []
    for place in range(invoices):
        at = LAST_DAY - timedelta(days=(invoices - place) * 2, minutes=chance.randrange(300))
        # The regular buys the hot water bottle and the bird again and again.
        customer = REGULAR if place % 8 == 0 else chance.choice((*CUSTOMERS, ""))
        wanted = {3, 7} if customer == REGULAR else set(chance.sample(range(len(WARES)), chance.randint(2, 4)))
        if 0 in wanted:
            wanted.add(1)
        for ware in sorted(wanted):
            code, name, price = WARES[ware]
            lines.append((500_000 + place, code, name, chance.randint(1, 4), at, price, customer, "United Kingdom"))
    lines.append((500_900, "POST", "POSTAGE", 1, LAST_DAY, 18.0, CUSTOMERS[5], "United Kingdom"))
    invoice, code, name, quantity, at, price, customer, country = lines[1]
    lines.append((f"C{invoice}", code, name, -quantity, at + timedelta(days=3), price, customer, country))
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ("Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price", "Customer ID", "Country")
        )
        for line in lines:
            writer.writerow((*line[:4], f"{line[4]:%Y-%m-%d %H:%M:%S}", *line[5:]))
    return len(lines)


def write_stock(path: Path, units: int = 25) -> None:
    """Write what lies on the shelves: the same of everything, none of the last."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("SKU", "Quantity"))
        for code, _name, _price in WARES:
            writer.writerow((code, 0 if code == WARES[-1][0] else units))
