"""What the rows behind a number are called, and how they are ordered when it is pressed."""

from PySide6.QtCore import QCoreApplication

# The order in which the rows behind a number are of most use: key of `rows.SORTS`, largest first.
ORDERS: dict[str, tuple[str, bool]] = {
    "all": ("chance", True),
    "value": ("value", True),
    "cover": ("cover", True),
    "service": ("lost", True),
    "likely_out": ("out_day", False),
    "out_now": ("rate", True),
    "dead": ("value", True),
    "over": ("over", True),
    "uncounted": ("rate", True),
    "without_cost": ("units", True),
    "age0": ("value", True),
    "age1": ("value", True),
    "age2": ("value", True),
    "age3": ("oldest", True),
}


def lens_words(lens: str) -> str:
    """The heading of the table."""
    say = QCoreApplication.translate
    return {
        "all": say("inventory", "Products"),
        "value": say("inventory", "In stock, by value"),
        "cover": say("inventory", "With demand, by cover"),
        "service": say("inventory", "Were out of stock lately"),
        "likely_out": say("inventory", "Run out before the next delivery"),
        "out_now": say("inventory", "Sold out now"),
        "dead": say("inventory", "Dead stock: nothing sold for 180 days"),
        "over": say("inventory", "Too many: more than three months will sell"),
        "uncounted": say("inventory", "Never counted"),
        "without_cost": say("inventory", "In stock, cost not known"),
        "age0": say("inventory", "Stock of up to 30 days"),
        "age1": say("inventory", "Stock of 31 to 90 days"),
        "age2": say("inventory", "Stock of 91 to 180 days"),
        "age3": say("inventory", "Stock of over 180 days"),
    }[lens]
