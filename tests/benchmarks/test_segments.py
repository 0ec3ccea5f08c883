"""The segments benchmark runs at its smallest, and its table holds every contender in every space."""

from datetime import timedelta
from pathlib import Path

from shopassistant.customers.segments.grouping import GroupingSettings
from shopassistant.store.database import Store
from tests.benchmarks import segments
from tests.unit.customers.segments.shop import END, fill


def test_segments_runs() -> None:
    figures = segments.run(tiny=True)
    assert figures["members"] == figures["customers"]
    assert float(str(figures["silhouette"])) > 0


def test_the_table_compares_in_common_spaces(store: Store, tmp_path: Path) -> None:
    fill(store, 50)
    settings = GroupingSettings(counts=(2, 3, 4, 5), widths=(2,), resamples=2)
    shop = segments.look(store, END + timedelta(days=1), settings)
    rows = segments.table(shop)
    assert next(iter(rows)) == "recommended"
    assert len(rows) == 7
    for one in rows.values():
        assert all(isinstance(one[space], tuple) for space in ("own", "raw", "log", "ranks", "all"))
    assert rows["recommended"]["all"] > rows["k-means, raw RFM, as many"]["all"]  # type: ignore[operator]
