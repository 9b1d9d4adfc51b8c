"""需协调事项: what asks for nothing, and how long the rest waits."""

from datetime import date

import pytest

from tracker.domain.help_requests import waits, wants_nothing

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["无", "无。", " 无 ", "暂无", "没有！", "暂时没有。", "无需协调", "/", "——", "-", "、"]
)
def test_a_word_for_nothing_asks_for_nothing(text):
    assert wants_nothing(text)


@pytest.mark.parametrize(
    "text", ["无法取得商户地址，请平台提供", "没有执法车辆", "请财务科支持", "暂无经费", "3"]
)
def test_whatever_says_more_asks_for_something(text):
    assert not wants_nothing(text)


@pytest.mark.parametrize(
    ("asked_on", "words"),
    [(TODAY, "今天提出"), (date(2026, 11, 22), "等待 1 天"), (date(2026, 10, 24), "等待 30 天")],
)
def test_the_days_of_waiting_are_those_of_the_calendar(asked_on, words):
    assert waits(asked_on, TODAY) == words
