"""The elasticity benchmark runs at its smallest, and looks at no week after the one it stands in."""

import numpy as np

from tests.benchmarks import elasticity
from tests.benchmarks.orange_juice import invent


def test_elasticity_runs() -> None:
    figures = elasticity.run(tiny=True)
    assert figures["negative of 11"] == 11
    assert float(str(figures["error beside log-log"])) < 1


def test_sales_after_the_origin_are_not_read() -> None:
    sales = invent(3, 64)
    shelves = elasticity.read_shelves(sales)
    late = sales["week"] >= elasticity.FIRST_WEEK + 50
    poisoned = elasticity.read_shelves(sales.assign(logmove=np.where(late, 1.0, sales["logmove"])))
    assert np.allclose(elasticity.ours(shelves, 50)[1], elasticity.ours(poisoned, 50)[1])
    for kind in elasticity.PEERS:
        assert np.allclose(elasticity.peer(shelves, 50, kind)[1], elasticity.peer(poisoned, 50, kind)[1])
