"""The same document in another file is the same document."""

import pytest

from tracker.domain.same_text import is_same_text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("一、抓好落实。", "一、抓好落实。", True),
        ("一、抓好落实。\r\n\u3000\u3000二、", "一、抓好落实。\n二、", True),
        ("（一）检查120家", "(一)检查１２０家", True),
        ("检查120家", "检查121家", False),
        ("", "检查120家", False),
        ("检查企业。" * 200, "检查企业。\u3000" * 200, True),
        ("检查企业。" * 200 + "一", "检查企业。" * 200 + "二", False),
        ("本局" + "检查企业。" * 200, "检查企业。" * 200, False),
    ],
)
def test_only_words_and_figures_tell_documents_apart(one, other, same):
    assert is_same_text(one, other) is same
