"""Values in the store: worked out from real sales, replaced as a whole, asked for in a moment."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from shopassistant import cli
from shopassistant.core.errors import UserError
from shopassistant.customers.value.foreseeing import foresee
from shopassistant.customers.value.keeping import refresh_values
from shopassistant.customers.value.kept import load_learned
from shopassistant.customers.value.lookup import risk_of, value_of
from shopassistant.store.actor import SYSTEM, Actor
from shopassistant.store.bulk import insert_columns
from shopassistant.store.database import Store
from shopassistant.store.schema import AuditEntry, Consent, Customer, CustomerValue, Location, Sale

START = datetime(2025, 1, 6, 10, tzinfo=UTC)
CUSTOMERS = 120


@pytest.fixture
def shop(store: Store) -> Store:
    """A year of sales: every fourth customer came once, the others every few weeks, some until they stopped."""
    random = np.random.default_rng(5)
    who, at, total = [], [], []
    for customer in range(1, CUSTOMERS + 1):
        gap, first = float(random.integers(10, 60)), int(random.integers(0, 60))
        stops = 365 if customer % 3 else int(random.integers(90, 200))
        visits = [first] if customer % 4 == 0 else np.arange(first, stops, gap).astype(int).tolist()
        for day in visits:
            who.append(customer)
            at.append(START + timedelta(days=day, hours=int(random.integers(0, 6))))
            total.append(int(random.integers(1_000, 9_000)))
    with store.begin(SYSTEM) as unit:
        ids = list(range(1, CUSTOMERS + 3))
        people = {"id": ids, "number": [f"C{one}" for one in ids], "status": ["active"] * len(ids)}
        insert_columns(
            unit.session.connection(),
            Customer,
            people | dict.fromkeys(("created_at", "updated_at"), [START] * len(ids)),
        )
        rows = len(who)
        place = unit.session.query(Location.id).scalar()
        insert_columns(
            unit.session.connection(),
            Sale,
            {
                "number": [f"R{one}" for one in range(rows)], "kind": ["sale"] * rows, "source": ["counter"] * rows,
                "customer_id": who, "location_id": [place] * rows, "sold_at": at, "currency": ["GBP"] * rows,
                "gross_minor": total, "discount_minor": [0] * rows, "total_minor": total, "tax_minor": [0] * rows,
            },
        )  # fmt: skip
        unit.commit()
    return store


def _rows(store: Store) -> dict[int, CustomerValue]:
    with store.read() as session:
        return {row.customer_id: row for row in session.query(CustomerValue)}


def test_every_customer_who_bought_has_a_value_that_makes_sense(shop: Store, associate: Actor) -> None:
    run = refresh_values(shop, associate)
    rows = _rows(shop)
    assert sorted(rows) == list(range(1, CUSTOMERS + 1))
    assert run.customers == CUSTOMERS
    for row in rows.values():
        assert 0 <= row.churn <= 1
        assert row.churn == pytest.approx(1 - row.alive)
        assert row.lifetime_minor >= 0
        assert row.expected_spend_minor > 0
        assert row.first_on <= row.last_on
    once = rows[4]
    assert (once.purchases, once.first_on) == (1, once.last_on)
    stopped = [row.churn for one, row in rows.items() if one % 3 == 0 and row.purchases > 3]
    stayed = [row.churn for one, row in rows.items() if one % 3 and row.purchases > 3]
    assert min(stopped) > max(stayed)
    with shop.read() as session:
        last = session.query(AuditEntry).order_by(AuditEntry.id.desc()).first()
    assert last is not None
    assert (last.action, last.details["customers"]) == ("value.refreshed", CUSTOMERS)


def test_what_was_learned_is_kept_and_read_back(shop: Store) -> None:
    run = refresh_values(shop, SYSTEM)
    with shop.read() as session:
        kept = load_learned(session)
    assert kept is not None
    assert (kept.bgnbd, kept.pareto, kept.spending) == (run.learned.bgnbd, run.learned.pareto, run.learned.spending)
    assert kept.test is not None
    assert run.learned.test is not None
    assert kept.test.chosen == kept.chosen == run.learned.test.chosen
    assert kept.until > date(2025, 12, 1)


def test_one_customer_can_be_asked_for_with_doubt(shop: Store) -> None:
    refresh_values(shop, SYSTEM)
    with shop.read() as session:
        learned = load_learned(session)
        assert learned is not None
        told = foresee(session, learned, 1)
        assert foresee(session, learned, CUSTOMERS + 1) is None
        assert value_of(session, CUSTOMERS + 1) is None
    assert told is not None
    assert told.purchases.mid == pytest.approx(told.line.expected_purchases, rel=1e-6)
    assert told.lifetime.low <= told.lifetime.mid <= told.lifetime.high
    assert told.lifetime.mid == pytest.approx(told.line.lifetime_minor, rel=0.01)
    assert [risk_of(churn) for churn in (0.0, 0.5, 0.9)] == ["steady", "drifting", "gone"]


def test_who_refuses_personal_advice_loses_the_value(shop: Store) -> None:
    refresh_values(shop, SYSTEM)
    with shop.begin(SYSTEM) as unit:
        unit.session.add(
            Consent(customer_id=7, purpose="personalisation", granted=False, at=unit.clock.now(), source="counter")
        )
        unit.commit()
    refresh_values(shop, SYSTEM)
    assert sorted(set(range(1, CUSTOMERS + 1)) - set(_rows(shop))) == [7]


def test_rows_are_written_in_steps_without_gaps(shop: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shopassistant.customers.value.keeping.STEP", 7)
    with shop.begin(SYSTEM) as unit:
        unit.session.execute(Customer.__table__.update().where(Customer.id == 50).values(status="erased"))
        unit.commit()
    refresh_values(shop, SYSTEM)
    first = _rows(shop)
    refresh_values(shop, SYSTEM)
    assert sorted(_rows(shop)) == sorted(first) == [one for one in range(1, CUSTOMERS + 1) if one != 50]


def test_a_shop_to_which_hardly_anybody_came_back_is_told_so(store: Store) -> None:
    with pytest.raises(UserError, match=r"value\.too_few"):
        refresh_values(store, SYSTEM)


def test_the_command_prints_models_test_and_customers(
    shop: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["value", "--db", str(shop.path)]) == 1
    assert "--refresh" in capsys.readouterr().out
    assert cli.main(["value", "--refresh", "--count", "3", "--db", str(shop.path)]) == 0
    said = capsys.readouterr().out
    assert "BG/NBD: r " in said
    assert "held out" in said
    assert cli.main(["value", "C1", "--db", str(shop.path)]) == 0
    assert "four times in five" in capsys.readouterr().out
    assert cli.main(["value", f"C{CUSTOMERS + 1}", "--db", str(shop.path)]) == 0
    assert "bought nothing yet" in capsys.readouterr().out


def test_the_profile_tells_what_may_be_expected_and_the_counter_says_it_without_money(shop: Store) -> None:
    from shopassistant.core.messages import Catalogue
    from shopassistant.customers.profile import load_profile
    from shopassistant.desktop.pages.counter.card_words import card_of

    refresh_values(shop, SYSTEM)
    today = date(2026, 1, 10)
    with shop.read() as session:
        rows = {one.customer_id: one for one in session.query(CustomerValue)}
        stopped = max(rows.values(), key=lambda one: (one.purchases > 3, one.churn)).customer_id
        best = next(one.customer_id for one in rows.values() if one.rfm_group == "champions")
        catalogue = Catalogue()
        standing = dict(card_of(load_profile(session, stopped, today), catalogue, today).standing)
        assert standing.get("Had nearly stayed away") == "warning"
        assert ("One of our best", "accent") in card_of(load_profile(session, best, today), catalogue, today).standing
        assert load_profile(session, CUSTOMERS + 1, today).worth is None
