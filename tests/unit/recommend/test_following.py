"""What the next visit brings: directed, fading with visits, and with reasons that count what the books say."""

import numpy as np

from shopassistant.core.progress import NoProgress
from shopassistant.recommend.models.base import Training
from shopassistant.recommend.models.following import Following, FollowingConfig
from shopassistant.recommend.shoptime import ShopTime
from tests.unit.recommend.shop import Buy, Ware, arrays

GOODS = [Ware(name) for name in ("Racket", "Balls", "Grip", "Bread")]


def training(buys: list[Buy]) -> Training:
    purchases = arrays(GOODS, buys)
    today = int(purchases.day.max()) + 1
    return Training(purchases, ShopTime.from_days(purchases.day), today, NoProgress())


def test_what_came_after_is_offered_and_what_came_before_is_not() -> None:
    """A racket is followed by balls; who has balls is not sent back for a racket."""
    buys = [Buy(c, c % 5, (1,)) for c in range(1, 21)] + [Buy(c, 10 + c % 5, (2,)) for c in range(1, 21)]
    given = training([*buys, Buy(21, 15, (1,)), Buy(22, 15, (2,))])
    model = Following.fit(given, FollowingConfig())
    histories = given.histories()
    assert set(model.candidates(histories[20], 5).products.tolist()) == {0, 1}
    assert model.candidates(histories[21], 5).products.tolist() == [1]


def test_what_follows_sooner_counts_more() -> None:
    buys = []
    for c in range(1, 21):
        buys += [Buy(c, 0, (1,)), Buy(c, 4, (2,)), Buy(c, 8, (3,)), Buy(c, 12, (4,))]
    given = training([*buys, Buy(21, 12, (1,))])
    table = Following.fit(given, FollowingConfig()).table
    assert table.index[0, :3].tolist() == [1, 2, 3]
    assert (np.diff(table.similarity[0, :3]) < 0).all()


def test_visits_fade_what_was_bought_before_them() -> None:
    """Two bought tea once on the same day; one of them came back five times since without it."""
    buys = [Buy(1, 0, (1,)), Buy(2, 0, (1,))] + [Buy(1, day, (4,)) for day in range(1, 6)]
    given = training(buys)
    model = Following.fit(given, FollowingConfig(share=1e-6))
    often, once = given.histories()
    assert once.by_visit.tolist() == [1.0]
    assert np.isclose(often.by_visit[0], 0.9**5)
    assert model.score(often)[0] < model.score(once)[0]


def test_a_reason_counts_how_often_it_followed() -> None:
    buys = [Buy(c, c, (1,)) for c in range(1, 5)] + [Buy(c, 20 + c, (2,)) for c in range(1, 4)]
    given = training([*buys, Buy(4, 24, (4,)), Buy(5, 25, (1,))])
    evidence = Following.fit(given, FollowingConfig()).evidence(given.histories()[4], 1)
    assert evidence is not None
    assert (evidence.code, evidence.product) == ("recommend.reason.follows", 0)
    assert (evidence.values["count"], evidence.values["visits"], evidence.is_weak) == (3, 3, False)


def test_customers_are_drawn_where_there_are_too_many_to_learn_from() -> None:
    buys = [Buy(c, c % 5, (1,)) for c in range(1, 41)] + [Buy(c, 10 + c % 5, (2,)) for c in range(1, 41)]
    few, every = (
        Following.fit(training(buys), FollowingConfig(customers=count)).table.together[0, 0] for count in (10, 100)
    )
    assert (few, every) == (10, 40)
