"""Whether an open or a click was a machine's: mail programs fetch pictures before anybody looks, scanners follow links.

Heuristics, each of which can be wrong for a single event; counted apart they keep the share of readers honest:

- the request only asks for the head of the answer;
- the caller says it is a scanner, a bot, a library or a prefetching proxy (Apple's Mail Privacy Protection fetches all
  pictures through proxies that call themselves nothing but ``Mozilla/5.0``);
- it comes sooner after the mail left than somebody can have read it: within 10 seconds for an open, 4 for a click;
- three or more events of one mail within two seconds.

Google's image proxy is none of these: it fetches when the reader opens the mail.
"""

import re
from datetime import datetime, timedelta

SOONEST = {"open": timedelta(seconds=10), "click": timedelta(seconds=4)}
BURST = 2
_MACHINES = re.compile(
    r"bot\b|crawl|spider|scan|preview|prefetch|fetcher|monitor|curl|wget|python|java/|okhttp|go-http|libwww|headless|"
    r"barracuda|proofpoint|mimecast|symantec|trendmicro|fireeye|sophos|ironport|cisco|safelinks|defender|avanan|"
    r"checkpoint|yahoomailproxy|httpclient|axios|node-fetch",
    re.I,
)


def is_machine(kind: str, agent: str, method: str, at: datetime, sent_at: datetime | None, burst: int = 0) -> bool:
    """Whether an event is to be counted as a machine's.

    Args:
        kind: ``open`` or ``click``.
        agent: what the caller calls itself.
        sent_at: when the mail left, None where that is not known.
        burst: events of the same mail within the last two seconds.
    """
    said = agent.strip()
    if method.upper() == "HEAD" or not said or said == "Mozilla/5.0" or _MACHINES.search(said):
        return True
    if sent_at is not None and at - sent_at < SOONEST[kind]:
        return True
    return burst >= BURST
