"""Tills that sell at the same moment never overdraw a budget, a limit or a coupon: threads here, processes too."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from sqlalchemy import select

from shopassistant.promotions.rules.offers import AmountOff
from shopassistant.store.check import check_store
from shopassistant.store.schema import Coupon, Promotion, Sale
from tests.unit.promotions.rush import Rush, play_rush, rushes
from tests.unit.promotions.shop import approve, open_coupon
from tests.unit.promotions.stories import Tills, make_tills

_TILLS, _SALES = 3, 6

_TILL = """
import sys
from pathlib import Path
from tests.unit.promotions.selling import sell_many
sell_many(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
"""


def test_threads_never_overdraw(tmp_path: Path) -> None:
    tills = make_tills(tmp_path / "rush.db")
    with ThreadPoolExecutor(3) as pool:

        @settings(
            max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(rushes)
        def play(rush: Rush) -> None:
            play_rush(tills, rush, pool)

        play()
    tills.store.close()


def test_processes_never_overdraw(tmp_path: Path) -> None:
    path = tmp_path / "rush.db"
    tills: Tills = make_tills(path)
    budget = approve(tills.store, AmountOff(100, "basket"), name="Budget", budget_minor=950)
    uses = approve(tills.store, AmountOff(10, "basket"), name="Uses", max_uses=7, group_name="b")
    coupon = open_coupon(
        tills.store, approve(tills.store, AmountOff(5, "basket"), needs_coupon=True, group_name="c"), max_uses=4
    )
    arguments = [[sys.executable, "-c", _TILL, str(path), f"till {n}", str(_SALES), coupon.code] for n in range(_TILLS)]
    running = [subprocess.Popen(one, stderr=subprocess.PIPE, text=True) for one in arguments]
    for one in running:
        _, errors = one.communicate(timeout=120)
        assert one.returncode == 0, errors
    with tills.store.read() as session:
        sales = session.scalars(select(Sale.total_minor)).all()
        spent = session.get_one(Promotion, budget).spent_minor
        used = session.get_one(Promotion, uses).uses
        coupon_uses = session.get_one(Coupon, coupon.id).uses
    # All that may be given is given, and not a penny more.
    assert (len(sales), spent, used, coupon_uses) == (_TILLS * _SALES, 900, 7, 4)
    assert sum(sales) == _TILLS * _SALES * 4_999 - 900 - 70 - 20
    report = check_store(tills.store)
    assert report.is_fine, report.findings
    tills.store.close()


def test_a_sale_with_offers_needs_no_numbers_library(tmp_path: Path) -> None:
    path = tmp_path / "light.db"
    tills = make_tills(path)
    approve(tills.store, AmountOff(100, "basket"))
    tills.store.close()
    heavy = "numpy scipy pandas sklearn lightgbm openai PySide6".split()  # noqa: SIM905
    code = f"{_TILL}\nfound = set({heavy!r}) & set(sys.modules)\nsys.exit(', '.join(sorted(found)) or 0)\n"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), "till", "1", "NONE"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
