"""Days as people write them."""

from __future__ import annotations

import datetime

import pytest

from onrecord.text.days import first_day, last_day


@pytest.mark.parametrize("written", ["", "soon", "2031-13", "2031-02-30", "-1", "9" * 27, "9" * 5000, "2031-1-1-1", "٢٠٣١"])  # fmt: skip
def test_what_is_no_day_is_told_as_such(written):
    for convert in (first_day, last_day):
        with pytest.raises(ValueError, match="is no day; write it as"):
            convert(written)


def test_the_last_day_there_is():
    assert last_day("9999") == last_day("9999-12") == datetime.date.max
