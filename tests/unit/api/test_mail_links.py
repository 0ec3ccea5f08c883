"""The links of mails over real HTTP: counted, machines apart, nobody taken off by a program, no way to elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from shopassistant.core.clock import FixedClock
from shopassistant.customers.consent import has_consent, set_consent
from shopassistant.promotions.campaigns.eligibility import eligible
from shopassistant.promotions.campaigns.keys import ensure_keys
from shopassistant.promotions.campaigns.links import CLICK, UNSUBSCRIBE, signature
from shopassistant.promotions.campaigns.mail_settings import load_mail_settings
from shopassistant.promotions.campaigns.running import run_campaign
from shopassistant.recommend.engine import Engine
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.schema import MailEvent, MailMessage, MailSuppression
from tests.links_server import Web, links_server
from tests.mailbox import mailbox
from tests.unit.promotions.campaigns.shop import PLAIN, add_customers, approved, set_up_mail


@pytest.fixture
def clock(store: Store) -> FixedClock:
    store.clock = clock = FixedClock(datetime(2026, 5, 5, 10, tzinfo=UTC))
    return clock


@pytest.fixture
def web(store: Store, clock: FixedClock) -> Iterator[Web]:
    """The real service on a port of the system's choice."""
    with links_server(store) as made:
        yield made


@pytest.fixture
def mail(store: Store, manager: Actor, clock: FixedClock) -> MailMessage:
    """A mail that went out a minute ago, with a button to the shop's own page."""
    with mailbox() as box:
        set_up_mail(store, box.port, public_url="https://mail.lark.example")
        add_customers(store, 1)
        content = replace(PLAIN, url="https://lark.example/spring?a=1")
        run_campaign(store, manager, approved(store, manager, content), Engine(store))
    clock.advance(timedelta(minutes=1))
    with store.read() as session:
        return session.scalars(select(MailMessage)).one()


def _path(store: Store, mail: MailMessage, kind: str) -> str:
    return f"/{kind}/{mail.token}/{signature(ensure_keys(store), kind, mail.token)}"


def _events(store: Store) -> list[tuple[str, bool]]:
    with store.read() as session:
        return [(row.kind, row.machine) for row in session.scalars(select(MailEvent).order_by(MailEvent.id))]


def test_an_open_is_counted_and_answered_with_a_point(store: Store, web: Web, mail: MailMessage) -> None:
    response = web.call(_path(store, mail, "o") + ".gif")
    assert (response.status, response.headers["Content-Type"]) == (200, "image/gif")
    assert _events(store) == [("open", False)]


def test_a_click_is_counted_and_leads_where_the_store_says(store: Store, web: Web, mail: MailMessage) -> None:
    response = web.call(_path(store, mail, CLICK) + "?to=https://evil.example")
    assert (response.status, response.headers["Location"]) == (302, "https://lark.example/spring?a=1")
    assert _events(store) == [("click", False)]


def test_a_wrong_signature_leads_nowhere_and_counts_nothing(store: Store, web: Web, mail: MailMessage) -> None:
    good = _path(store, mail, CLICK)
    for path in (
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        f"/c/{mail.token}/",
        good.replace("/c/", "/u/"),
        "/c/x/y",
    ):
        response = web.call(path)
        assert response.status == 404
        assert "Location" not in response.headers
    assert web.call(f"/o/{mail.token}/wrong.gif").status == 200  # no broken picture in the mail
    assert _events(store) == []


@pytest.mark.parametrize("agent", ["Mozilla/5.0", "", "curl/8.5", "Barracuda Sentinel (EE)", "Googlebot/2.1"])
def test_machines_are_counted_apart(store: Store, web: Web, mail: MailMessage, agent: str) -> None:
    web.call(_path(store, mail, "o") + ".gif", agent=agent)
    assert _events(store) == [("open", True)]


def test_an_open_within_seconds_of_sending_is_a_machine_s(
    store: Store, web: Web, mail: MailMessage, clock: FixedClock
) -> None:
    clock.advance(timedelta(seconds=-56))
    web.call(_path(store, mail, "o") + ".gif")
    web.call(_path(store, mail, CLICK), method="HEAD")
    clock.advance(timedelta(minutes=5))
    for _ in range(3):
        web.call(_path(store, mail, CLICK))
    assert _events(store) == [("open", True), ("click", True), ("click", False), ("click", False), ("click", True)]


def test_following_the_link_asks_and_pressing_the_button_unsubscribes(
    store: Store, web: Web, mail: MailMessage
) -> None:
    path = _path(store, mail, UNSUBSCRIBE)
    page = web.call(path)
    assert page.status == 200
    assert '<form method="post">' in page.text  # type: ignore[attr-defined]
    with store.read() as session:
        assert has_consent(session, mail.customer_id, "email")
    for _ in range(2):  # some programs press twice
        assert web.call(path, "POST", body="List-Unsubscribe=One-Click").status == 200
    with store.read() as session:
        assert not has_consent(session, mail.customer_id, "email")
        assert session.scalars(select(MailSuppression.reason)).all() == ["unsubscribe"]
    assert _events(store) == [("unsubscribe", False)]


def test_who_agrees_anew_in_the_shop_is_written_to_again(
    store: Store, manager: Actor, web: Web, mail: MailMessage, clock: FixedClock
) -> None:
    def left_out() -> dict[int, str]:
        with store.read() as session:
            settings = replace(load_mail_settings(session), cap_days=0)
            return dict(eligible(session, [mail.customer_id], settings, ensure_keys(store), clock.now()).reasons)

    web.call(_path(store, mail, UNSUBSCRIBE), "POST", body="List-Unsubscribe=One-Click")
    assert left_out() == {mail.customer_id: "no_consent"}
    clock.advance(timedelta(days=1))
    set_consent(store, manager, mail.customer_id, "email", True)
    assert left_out() == {}
    clock.advance(timedelta(days=1))
    web.call(_path(store, mail, UNSUBSCRIBE), "POST", body="List-Unsubscribe=One-Click")  # the old mail's link, again
    assert left_out() == {mail.customer_id: "no_consent"}


def test_too_many_calls_and_too_large_bodies_are_turned_away(store: Store, web: Web, mail: MailMessage) -> None:
    path = _path(store, mail, UNSUBSCRIBE)
    assert web.call(path, "POST", body="x" * 10_000).status == 413
    statuses = [web.call("/c/x/y").status for _ in range(70)]
    assert statuses.count(404) >= 50
    assert statuses[-1] == 429
    assert _events(store) == []


def test_without_a_page_of_its_own_the_shop_shows_the_offer(
    store: Store, manager: Actor, web: Web, clock: FixedClock
) -> None:
    with mailbox() as box:
        set_up_mail(store, box.port, public_url="https://mail.lark.example")
        add_customers(store, 1, "de")
        run_campaign(store, manager, approved(store, manager), Engine(store))
    with store.read() as session:
        mail = session.scalars(select(MailMessage)).one()
    page = web.call(_path(store, mail, CLICK))
    assert page.status == 200
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]


def test_the_links_in_the_mail_are_those_of_the_service(
    store: Store, manager: Actor, web: Web, clock: FixedClock
) -> None:
    with mailbox() as box:
        set_up_mail(store, box.port, public_url="https://mail.lark.example/")
        add_customers(store, 1)
        run_campaign(store, manager, approved(store, manager), Engine(store))
        (mail,) = box.mails
    link = mail["List-Unsubscribe"].strip().split(">")[0].removeprefix("<")
    assert web.call(urlsplit(link).path, "POST", body="List-Unsubscribe=One-Click").status == 200
