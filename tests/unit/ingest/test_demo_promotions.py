"""The demo shop's promotions are what the builder and the till would have written."""

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from shopassistant.ingest.demo import make_demo
from shopassistant.promotions.drafts.frozen import read_items, rule_of
from shopassistant.promotions.drafts.listing import PromotionFilter, count_promotions, list_promotions, load_promotions
from shopassistant.promotions.drafts.terms import read_terms
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import PlannedEvent, Promotion, Redemption, SaleLine, SaleLineOffer


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("demo") / "demo.db", create=True)
    make_demo(store, customers=60, products=160, years=1)
    yield store
    store.close()


def test_every_promotion_reads_as_one_the_builder_made(demo: Store) -> None:
    now = demo.clock.now()
    with demo.read() as session:
        counts = count_promotions(session, now)
        assert (counts["draft"] >= 1, counts["running"] >= 1, counts["coming"] >= 1, counts["past"] >= 1) == (True,) * 4
        for row in session.scalars(select(Promotion)):
            terms = read_terms(row)
            if row.status == "approved":
                rule_of(row.id, terms, read_items(session, row.id, terms))
        ids = list_promotions(session, PromotionFilter("past"), now, "margin", descending=True)
        best = load_promotions(session, ids, now)[ids[0]]
        assert best.uses > 0
        assert best.margin_minor is not None


def test_what_was_redeemed_adds_up_to_the_discounts_of_the_sales(demo: Store) -> None:
    with demo.read() as session:
        lines = session.execute(
            select(SaleLine.discount_minor, SaleLine.quantity, SaleLineOffer.discount_minor, SaleLineOffer.units).join(
                SaleLineOffer, SaleLineOffer.sale_line_id == SaleLine.id
            )
        ).all()
        assert lines
        assert all((line[0], line[1]) == (line[2], line[3]) for line in lines)
        cut = session.scalar(select(func.count()).select_from(SaleLine).where(SaleLine.discount_minor != 0))
        assert cut == len(lines)
        for row in session.scalars(select(Promotion)):
            totals = select(func.sum(Redemption.discount_minor), func.sum(Redemption.uses))
            given, used = session.execute(totals.where(Redemption.promotion_id == row.id)).one()
            assert (row.spent_minor, row.uses) == (given or 0, used or 0)


def test_planned_days_know_their_promotion(demo: Store) -> None:
    with demo.read() as session:
        rows = session.execute(
            select(PlannedEvent.name, Promotion.name)
            .join(Promotion, Promotion.id == PlannedEvent.promotion_id)
            .where(PlannedEvent.kind == "promotion")
        ).all()
        assert rows
        assert all(planned == promotion for planned, promotion in rows)
