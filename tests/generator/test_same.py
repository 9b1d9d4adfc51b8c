"""A plan gives the same draft whatever file and look it comes in."""

import pytest

from tests.generator.same import different, printed_differs
from tests.parsing.files_of import can_print


@pytest.mark.parametrize("seed", [3, 7, 12])
def test_every_form_gives_the_same_draft(seed: int):
    assert list(different(seed)) == []


@pytest.mark.browser
@pytest.mark.skipif(not can_print(), reason="Chromium is not installed")
def test_a_printed_page_gives_the_same_draft(sleep_allowed):
    assert printed_differs(3) == []
