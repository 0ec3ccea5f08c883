"""The hours of the night in which no mail leaves, by the clock on the shop's wall."""

from datetime import datetime, timedelta

from shopassistant.promotions.campaigns.mail_settings import MailSettings


def quiet_until(settings: MailSettings, now: datetime) -> datetime | None:
    """When the quiet hours that hold now end; None where none hold."""
    start, end = settings.quiet_from, settings.quiet_until
    if start == end:
        return None
    local = now.astimezone()
    is_quiet = start <= local.hour < end if start < end else local.hour >= start or local.hour < end
    if not is_quiet:
        return None
    over = local.replace(hour=end, minute=0, second=0, microsecond=0)
    return (over if over > local else over + timedelta(days=1)).astimezone(now.tzinfo)
