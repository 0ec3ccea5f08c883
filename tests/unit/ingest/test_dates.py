"""Dates are read as they are meant, or asked about."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shopassistant.core.errors import UserError
from shopassistant.ingest import dates
from shopassistant.ingest.sales_read import zone_of


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("2010-12-01 08:26:00", "", "2010-12-01T08:26:00"),
        ("2010-12-01T08:26:00Z", "", "2010-12-01T08:26:00"),
        ("2010-12-01T08:26:00+02:00", "", "2010-12-01T06:26:00"),
        ("2010/12/1", "", "2010-12-01T00:00:00"),
        ("20101201", "", "2010-12-01T00:00:00"),
        ("1.12.2010 8:26", dates.DAY_FIRST, "2010-12-01T08:26:00"),
        ("12/1/10 8:26", dates.MONTH_FIRST, "2010-12-01T08:26:00"),
        ("12/1/2010 12:05 AM", dates.MONTH_FIRST, "2010-12-01T00:05:00"),
        ("01-Dec-2010", "", "2010-12-01T00:00:00"),
        ("1. Dezember 2010", "", "2010-12-01T00:00:00"),
        ("Dec 1, 2010 3:04 pm", "", "2010-12-01T15:04:00"),
        ("mercredi 1er décembre 2010", "", "2010-12-01T00:00:00"),
        ("1 de diciembre de 2010", "", "2010-12-01T00:00:00"),
        ("Wed, 01 Dec 2010 08:26:00", "", "2010-12-01T08:26:00"),
        ("31/02/2010", dates.DAY_FIRST, None),
        ("2010-13-01", "", None),
        ("1/2/2010 25:00", dates.DAY_FIRST, None),
        ("40513.35", "", None),
        ("yesterday", "", None),
        ("", "", None),
    ],
)
def test_texts_and_moments(text: str, order: str, expected: str | None) -> None:
    found = dates.parse(text, order, UTC)
    assert (found.replace(tzinfo=None).isoformat() if found else None) == expected


def test_the_shops_zone_is_respected_in_summer_and_winter() -> None:
    london = zone_of("Europe/London")
    assert dates.parse("2011-07-01 09:00", dates.DAY_FIRST, london) == datetime(2011, 7, 1, 8, tzinfo=UTC)
    assert dates.parse("2011-12-01 09:00", dates.DAY_FIRST, london) == datetime(2011, 12, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("texts", "order", "basis"),
    [
        (["03/04/2011", "25/04/2011"], dates.DAY_FIRST, "evidence"),
        (["03/04/2011", "04/25/2011"], dates.MONTH_FIRST, "evidence"),
        (["03.04.2011"], dates.DAY_FIRST, "dots"),
        (["03.25.2011", "03.04.2011"], dates.MONTH_FIRST, "evidence"),
        (["04/04/2011"], dates.DAY_FIRST, "same_either_way"),
        (["2011-04-03"], dates.YEAR_FIRST, "iso"),
        (["3 Apr 2011"], dates.DAY_FIRST, "names"),
        (["nothing", ""], "", ""),
    ],
)
def test_the_order_of_day_and_month_comes_from_the_file(texts: list[str], order: str, basis: str) -> None:
    found = dates.find_order(texts, None, "f.csv")
    assert (found.order, found.basis) == (order, basis)


def test_ambiguous_dates_are_a_question_with_both_readings() -> None:
    with pytest.raises(UserError) as caught:
        dates.find_order(["03/04/2011", "05/06/2011"], None, "f.csv")
    assert caught.value.code == "import.dates_ambiguous"
    assert caught.value.values["day_first_on"] == "2011-04-03"
    assert caught.value.values["month_first_on"] == "2011-03-04"
    assert dates.find_order(["03/04/2011"], True, "f.csv").basis == "option"


@pytest.mark.parametrize(
    ("texts", "said", "code"),
    [
        (["25/04/2011", "04/25/2011"], None, "import.dates_mixed"),
        (["04/25/2011"], True, "import.dates_contradict.day_first"),
        (["25/04/2011"], False, "import.dates_contradict.month_first"),
    ],
)
def test_what_cannot_be_is_refused(texts: list[str], said: bool | None, code: str) -> None:
    with pytest.raises(UserError) as caught:
        dates.find_order(texts, said, "f.csv")
    assert caught.value.code == code


@settings(deadline=None)
@given(st.lists(st.dates(date(1970, 1, 1), date(2069, 12, 31)), min_size=1, max_size=20), st.booleans())
def test_what_is_written_is_read_back_or_asked_about(days: list[date], day_first: bool) -> None:
    form = "%d/%m/%Y" if day_first else "%m/%d/%Y"
    texts = [day.strftime(form) for day in days]
    try:
        order = dates.find_order(texts, None, "f.csv")
    except UserError as error:
        code = error.code
    else:
        code = ""
    if code:
        assert code == "import.dates_ambiguous"
        assert all(day.day <= 12 for day in days)
        return
    assert [found.date() if (found := dates.parse(text, order.order, UTC)) else None for text in texts] == days


@settings(deadline=None)
@given(st.text(max_size=70))
def test_no_text_crashes(text: str) -> None:
    for order in (dates.DAY_FIRST, dates.MONTH_FIRST):
        found = dates.parse(text, order, UTC)
        assert found is None or found.tzinfo is not None
