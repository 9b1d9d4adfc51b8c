import pytest

from tracker.parsing.text.quotes import inside_quotes, quote_around


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("落实“3个到位”要求", True),
        ("印发《2025年方案》", True),
        ("落实“两单”3个", False),
        ("3个“两单”", False),
        ("创办“工坊\n共3个,开展“大赛”", False),
        ("“" + "长" * 40 + "3个”", False),
    ],
)
def test_a_number_inside_short_quotes_is_a_name(text: str, *, inside: bool) -> None:
    at = text.index("3") if "3" in text else text.index("2")
    assert inside_quotes(text, 0, at, len(text)) is inside


def test_the_quotation_is_given_without_its_marks() -> None:
    text = "落实“3个到位”要求"
    assert quote_around(text, 0, 3, len(text)) == (3, 7)
    assert quote_around(text, 0, 9, len(text)) is None
