"""常态化: each period of a task has its box, and its state by the reports and the day."""

from datetime import date

from tracker.domain.period_boxes import period_boxes
from tracker.domain.values import Period, ReportEvery
from tracker.domain.words.labels import label

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TODAY = date(2026, 11, 23)


def words(whole, every, *reported):
    return [(box.name, label(box.state)) for box in period_boxes(whole, every, reported, on=TODAY)]


def test_quarters_are_reported_missed_current_or_ahead():
    assert words(YEAR, ReportEvery.QUARTER, date(2026, 2, 3), date(2026, 9, 30)) == [
        ("一季度", "已报"),
        ("二季度", "漏报"),
        ("三季度", "已报"),
        ("四季度", "本期"),
    ]


def test_a_report_of_this_month_closes_its_box_and_december_is_still_to_come():
    whole = Period(date(2026, 10, 15), date(2026, 12, 1))
    assert words(whole, ReportEvery.MONTH, TODAY) == [
        ("10月", "漏报"),
        ("11月", "已报"),
        ("12月", "未到"),
    ]


def test_two_reports_in_a_month_are_one_box_and_years_are_named_over_new_year():
    whole = Period(date(2026, 11, 1), date(2027, 1, 31))
    assert words(whole, ReportEvery.MONTH, date(2026, 11, 2), date(2026, 11, 20)) == [
        ("2026年11月", "已报"),
        ("2026年12月", "未到"),
        ("2027年1月", "未到"),
    ]
