"""30 June 2014 is included, in Zhejiang's time; later batches need a window."""

from datetime import UTC, date, datetime, timedelta

import pytest

from examsite.accreditation.rules.deadline import Receipt, judge, local_day

LAST = date(2014, 6, 30)


@pytest.mark.parametrize("window", [False, True])
def test_papers_of_the_last_day_are_of_the_first_batch(window):
    assert judge(LAST, window) == Receipt(first_batch=True, accepted=True)


@pytest.mark.parametrize("window", [False, True])
def test_papers_of_the_day_after_need_a_window(window):
    received = judge(LAST + timedelta(days=1), window)
    assert received == Receipt(first_batch=False, accepted=window)


def test_a_moment_in_utc_is_turned_into_the_local_day():
    assert local_day(datetime(2014, 6, 30, 15, 59, 59, tzinfo=UTC)) == LAST
    assert local_day(datetime(2014, 6, 30, 16, 0, 0, tzinfo=UTC)) == date(2014, 7, 1)


def test_a_moment_without_an_offset_is_local():
    assert local_day(datetime(2014, 6, 30, 23, 59, 59)) == LAST
