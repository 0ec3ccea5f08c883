"""A campaign is killed while it writes and while it sends; no mail may be lost and none may arrive twice.

``python -m tests.benchmarks.kill_mail [--mails 10000]``. A child process runs the campaign against a mail server of the
parent, on loopback; the parent kills it with SIGKILL half-way through writing, half-way through sending, and at other
random moments, and starts it again. At the end every mail is with the server exactly once and marked as sent, or was in
hand at a kill and is reported as uncertain: then it arrived once or not at all, and was not sent again.

Beside it, the rate of the standard library alone: the same mails from memory over one connection, nothing remembered.
"""

import argparse
import os
import platform
import random
import signal
import smtplib
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import func, select, text

from shopassistant.promotions.campaigns.running import run_campaign
from shopassistant.recommend.engine import Engine
from shopassistant.store.actor import SYSTEM
from shopassistant.store.database import Store, open_store
from shopassistant.store.schema import MailMessage
from shopassistant.store.shop import Shop, ensure_location, save_shop
from tests.mailbox import Mailbox, mailbox
from tests.unit.promotions.campaigns.shop import add_customers, approved, set_up_mail

_PEER_MAILS = 500


def send_until_killed(path: Path, campaign_id: int) -> None:
    """The child: does what is left of the campaign."""
    store = open_store(path)
    start = time.perf_counter()
    sent = run_campaign(store, SYSTEM, campaign_id, Engine(store))
    print(sent.status, sent.sent / (time.perf_counter() - start), flush=True)
    store.close()


def run(tiny: bool = False, mails: int = 10_000, kills: int = 8) -> dict[str, object]:
    """Kill and start again until the campaign is through; figures, with everything that is wrong in ``problems``."""
    mails, kills = (60, 3) if tiny else (mails, kills)
    rng, start = random.Random(6), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, mailbox() as box:
        path = Path(folder) / "shop.db"
        store = _shop(path, box.port, mails)
        campaign_id = approved(store, SYSTEM)
        for moment in _moments(store, box, rng, mails, kills):
            _live(path, campaign_id, moment)
        status, rate = _live(path, campaign_id, None).split()
        wrong, uncertain = _problems(store, box, mails)
        intact = _intact(store)
        store.close()
        mails_taken = len(box.raw)
        peer = _peer(box)
    wrong += [] if status == "sent" else [f"the campaign ended as {status}"]
    wrong += [] if intact == "ok" else [intact]
    return {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "mails": mails,
        "kills": kills,
        "arrived": mails_taken,
        "uncertain": uncertain,
        "problems": wrong[:20],
        "problem_count": len(wrong),
        "mails a second after the last kill": round(float(rate), 1),
        "mails a second, smtplib alone": round(peer, 1),
        "seconds": round(time.perf_counter() - start, 1),
    }


def _shop(path: Path, port: int, mails: int) -> Store:
    store = open_store(path, create=True)
    with store.begin(SYSTEM) as unit:
        save_shop(unit, Shop(name="Lark & Thread"))
        ensure_location(unit)
        unit.commit()
    set_up_mail(store, port, public_url="https://mail.lark.example")
    add_customers(store, mails)
    return store


def _moments(store: Store, box: Mailbox, rng: random.Random, mails: int, kills: int) -> list[Callable[[], bool]]:
    """When to kill: half-way through writing, half-way through sending, and anywhere else."""

    def written() -> bool:
        with store.read() as session:
            return (session.scalar(select(func.count()).select_from(MailMessage)) or 0) >= mails // 2

    def taken(count: int) -> Callable[[], bool]:
        return lambda: len(box.raw) >= count

    others = sorted({mails // 2, *(rng.randrange(1, mails - 1) for _ in range(kills - 2))})
    return [written, *(taken(count) for count in others)]


def _live(path: Path, campaign_id: int, moment: Callable[[], bool] | None) -> str:
    """Start the child and kill it at `moment`; without one wait for its end. Returns its last word."""
    program = [sys.executable, "-m", "tests.benchmarks.kill_mail", "--child", str(path), "--campaign", str(campaign_id)]
    child = subprocess.Popen(program, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    if moment is not None:
        pause = threading.Event()
        while not moment() and child.poll() is None:
            pause.wait(0.002)
        pause.wait(random.uniform(0, 0.02))
        child.send_signal(signal.SIGKILL)
    word = child.stdout.read().strip()
    child.wait()
    child.stdout.close()
    return word


def _problems(store: Store, box: Mailbox, mails: int) -> tuple[list[str], int]:
    arrived = Counter(str(mail["Message-ID"]).strip() for mail in box.mails)
    with store.read() as session:
        rows = session.execute(select(MailMessage.message_id, MailMessage.status)).all()
    wrong = [f"{count} mails for {mails} customers" for count in [len(rows)] if count != mails]
    for message_id, status in rows:
        count = arrived.pop(message_id, 0)
        if count > 1:
            wrong.append(f"{message_id} arrived {count} times")
        if status == "sent" and count != 1:
            wrong.append(f"{message_id} is marked as sent and arrived {count} times")
        if status not in ("sent", "uncertain"):
            wrong.append(f"{message_id} ended as {status}")
    wrong += [f"{message_id} arrived and is not known" for message_id in arrived]
    recipients = Counter(box.recipients)
    wrong += [f"{address} got {count} mails" for address, count in recipients.items() if count > 1]
    return wrong, sum(status == "uncertain" for _, status in rows)


def _intact(store: Store) -> str:
    with store.read() as session:
        return str(session.execute(text("PRAGMA integrity_check")).scalar_one())


def _peer(box: Mailbox) -> float:
    """Mails a second of smtplib alone."""
    address, data = box.raw[0]
    count = min(_PEER_MAILS, len(box.raw))
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", box.port, local_hostname="localhost") as server:
        for _ in range(count):
            server.sendmail("shop@lark.example", [address], data)
    return count / (time.perf_counter() - start)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--campaign", type=int, default=0, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        send_until_killed(args.child, args.campaign)
        return
    for name, value in run(args.tiny, args.mails).items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
