"""A campaign that is killed again and again loses no mail and sends none twice."""

from tests.benchmarks.kill_mail import run


def test_a_killed_campaign_sends_each_mail_once() -> None:
    figures = run(tiny=True)
    assert figures["problems"] == []
    assert int(str(figures["arrived"])) + int(str(figures["uncertain"])) >= 60
    assert int(str(figures["uncertain"])) <= 3
