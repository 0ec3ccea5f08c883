"""Numbers of documents: taken in the transaction that writes the document, so that they have no gaps."""

from shopassistant.store.unit_of_work import UnitOfWork

# By series: how a number is written.
FORMS = {
    "purchase_order": "PO{:06d}",
    "goods_receipt": "GR{:06d}",
    "stock_count": "SC{:06d}",
    "stock_transfer": "TR{:06d}",
    "promotion": "P{:04d}",
}


def next_number(unit: UnitOfWork, series: str) -> str:
    """The next number of one of the series in `FORMS`, such as ``PO000017``."""
    return FORMS[series].format(unit.next_number(series))
