"""Numbers in addresses: what no row can have is no number."""

import pytest

from tracker.web.converters import LARGEST_ID, row_id


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), (str(LARGEST_ID), LARGEST_ID)])
def test_what_a_row_can_have_is_read(text, number):
    assert row_id(text) == number


@pytest.mark.parametrize("text", ["", "x", "-1", "1.5", str(LARGEST_ID + 1), "9" * 30])
def test_what_no_row_can_have_counts_as_missing(text):
    with pytest.raises(ValueError, match=r".*"):
        row_id(text)
