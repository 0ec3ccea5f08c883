"""Small files and counts for import tests."""

from pathlib import Path

from sqlalchemy import func, select

from shopassistant.store.database import Store
from shopassistant.store.schema import Base

RETAIL = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country"


def write(folder: Path, text: str, name: str = "sales.csv", encoding: str = "utf-8") -> Path:
    """A file of `text` in `folder`."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def retail(folder: Path, *lines: str, name: str = "retail.csv") -> Path:
    """A file in the online-retail form with these lines."""
    return write(folder, "\n".join([RETAIL, *lines]) + "\n", name)


def row_counts(store: Store) -> dict[str, int]:
    """Rows of every table."""
    with store.read() as session:
        return {
            table.name: session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
