from datetime import date

import pytest

from tests.parsing.marked import parsed
from tracker.domain.values import Period, Recurrence
from tracker.parsing.dates.ongoing import find_ongoing

YEAR = Period(date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("持续推进", "持续推进"),
        ("长期坚持。", "长期坚持"),
        (" 常态化 ", "常态化"),
        ("全年持续推进", "全年持续推进"),
        ("贯穿全年", "贯穿全年"),
        ("经常性工作", "经常性工作"),
        ("加强巡查。(责任单位:水政科;完成时限:长期坚持)", "长期坚持"),
        ("加强巡查。\n完成时间:持续推进\n", "持续推进"),
    ],
)
def test_work_without_a_day_is_reported_on_each_month_with_a_doubt(text: str, words: str):
    found = find_ongoing(text, 0, len(text), YEAR)
    assert found is not None
    assert text[found.span.start : found.span.end] == words
    assert (found.recurrence, found.due_on) == (Recurrence.MONTHLY, date(2027, 1, 31))
    assert [(doubt.code, doubt.words) for doubt in found.doubts] == [("deadline.ongoing", words)]


@pytest.mark.parametrize(
    "text",
    [
        "持续推进河长制",
        "全年",
        "长期护理保险",
        "6月底前,长期坚持",
        "常态化开展巡查,压实责任",
        "发布时间:持续更新",
    ],
)
def test_other_work_that_goes_on_says_nothing_of_its_day(text: str):
    assert find_ongoing(text, 0, len(text), YEAR) is None


def test_a_cell_without_a_day_makes_an_ongoing_task_and_a_day_in_the_words_wins():
    rows = "1\t加强河道巡查\t水政科\t持续推进\n2\t10月底前修订预案\t工程科\t长期坚持\n"
    first, second = parsed("2027年任务分解表\n序号\t任务\t责任科室\t完成时限\n" + rows).tasks
    assert [each.recurrence for each in first.deadlines] == [Recurrence.MONTHLY]
    assert [each.due_on for each in second.deadlines] == [date(2027, 10, 31)]
