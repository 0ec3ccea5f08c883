"""Which stock can be sold: what lies at a place for broken goods is in the books, but offered to nobody."""

from sqlalchemy import ColumnElement, select

from shopassistant.store.schema import Location, StockLevel


def is_sellable() -> ColumnElement[bool]:
    """The condition that a stock level lies where goods can be sold from, for questions about all locations at once."""
    return StockLevel.location_id.not_in(select(Location.id).where(Location.kind == "damaged"))
