"""Public holidays of the shop's country and region, by the `holidays` library."""

from datetime import date, timedelta

from shopassistant.core.errors import UserError


def holiday_names(first: date, end: date, country: str, region: str = "") -> dict[date, str]:
    """Names of the public holidays from `first` up to and without `end`, in the country's words.

    Empty for a country the library does not know; its forecasts go without.

    Args:
        country: ISO 3166 code of two letters.
        region: the library's code of a subdivision, often that of ISO 3166-2 without the country.

    Raises:
        UserError: ``demand.region``, no region of that country.
    """
    import holidays

    known = holidays.list_supported_countries()
    if country.upper() not in known:
        return {}
    if region and region not in known[country.upper()]:
        raise UserError("demand.region", region=region, country=country)
    years = range(first.year, (end - timedelta(days=1)).year + 1)
    found = holidays.country_holidays(country.upper(), subdiv=region or None, years=years)
    return {day: name for day, name in sorted(found.items()) if first <= day < end}


def regions(country: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of a country's regions that have holidays of their own, by name; empty where it has none or is
    not known."""
    import holidays

    if country.upper() not in (known := holidays.list_supported_countries()):
        return ()
    aliases = type(holidays.country_holidays(country.upper())).subdivisions_aliases
    names = {code: name for name, code in reversed(aliases.items())}
    return tuple(sorted(((code, names.get(code, code)) for code in known[country.upper()]), key=lambda one: one[1]))
