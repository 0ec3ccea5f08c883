"""The commands: a campaign is listed, sent and looked into without a window; the service answers."""

import http.client
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from shopassistant.cli import main
from shopassistant.promotions.campaigns.halting import pause_campaign
from shopassistant.promotions.campaigns.starting import start_campaign
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from tests.mailbox import mailbox
from tests.unit.promotions.campaigns.shop import add_customers, approved, say_no, set_up_mail

Capture = pytest.CaptureFixture[str]


def test_a_campaign_is_shown_sent_and_listed(store: Store, manager: Actor, capsys: Capture) -> None:
    db = ["--db", str(store.path)]
    with mailbox() as box:
        set_up_mail(store, box.port)
        say_no(store, add_customers(store, 3)[0])
        campaign_id = str(approved(store, manager))
        assert main(["campaign", "show", campaign_id, *db]) == 0
        assert "1  have not agreed to e-mail" in capsys.readouterr().out
        assert main(["campaign", "send", campaign_id, *db]) == 0
        assert "2 sent, 0 failed" in capsys.readouterr().out
        assert len(box.raw) == 2
    assert main(["campaign", "list", *db]) == 0
    assert "2 out" in capsys.readouterr().out


def test_a_paused_one_stays_paused_until_it_is_resumed(store: Store, manager: Actor, capsys: Capture) -> None:
    db = ["--db", str(store.path)]
    with mailbox() as box:
        set_up_mail(store, box.port)
        add_customers(store, 1)
        campaign_id = approved(store, manager)
        start_campaign(store, manager, campaign_id)
        pause_campaign(store, manager, campaign_id)
        assert main(["campaign", "send", str(campaign_id), *db]) == 0
        assert "Paused." in capsys.readouterr().out
        assert main(["campaign", "resume", str(campaign_id), *db]) == 0
        assert main(["campaign", "send", str(campaign_id), *db]) == 0
        assert len(box.raw) == 1


def test_returned_mail_is_read_from_a_folder(store: Store, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "one.eml").write_bytes(b"Subject: on holiday\r\n\r\n")
    assert main(["campaign", "bounces", "--folder", str(tmp_path), "--db", str(store.path)]) == 0
    assert "One mail read" in capsys.readouterr().out
    assert main(["campaign", "bounces", "--db", str(store.path)]) == 1
    assert "No place for returned mail" in capsys.readouterr().err


def test_the_service_answers_until_it_is_stopped(store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "shopassistant", "serve", "--port", str(port), "--db", str(store.path)]
    service = subprocess.Popen(command, env=dict(os.environ))
    try:
        assert _health(port, service) == "ok"
    finally:
        service.terminate()
        service.wait(20)


def _health(port: int, service: "subprocess.Popen[bytes]") -> str:
    pause = threading.Event()
    for _ in range(600):
        assert service.poll() is None, "the service ended by itself"
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().read().decode()
        except ConnectionRefusedError:
            pause.wait(0.1)
        finally:
            connection.close()
    return ""
