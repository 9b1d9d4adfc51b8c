"""The chart of a task with sub-tasks is drawn from them, and a split makes no cliff in it."""

from datetime import date
from decimal import Decimal

from tracker.domain.part_courses import PartCourse, course_of_parts

MARCH, MAY, JUNE, JULY = (date(2026, month, 10) for month in (3, 5, 6, 7))


def part(percent, *reports, began_on=MAY, start=40, weight=1):
    begins = None if start is None else Decimal(start)
    told = [(on, Decimal(said)) for on, said in reports]
    return PartCourse(began_on, begins, Decimal(percent), weight, told)


def test_the_course_goes_on_from_where_the_task_stood() -> None:
    before = [(MARCH, Decimal(40)), (JUNE, Decimal(99))]
    parts = [part(100, (JUNE, 60), (JULY, 100)), part(40)]
    expected = [(MARCH, 40), (MAY, 40), (JUNE, 50), (JULY, 70)]
    assert course_of_parts(before, parts) == expected


def test_a_part_that_is_not_known_is_left_out_and_one_that_came_later_does_not_count_before() -> (
    None
):
    silent = PartCourse(MAY, None, None, 1)
    later = part(80, (JULY, 80), began_on=JUNE, start=50, weight=3)
    assert course_of_parts([], [silent, part(60, (MAY, 60)), later]) == [
        (MAY, 60),
        (JUNE, Decimal("52.5")),
        (JULY, 75),
    ]


def test_the_last_point_is_how_the_parts_stand_now() -> None:
    assert course_of_parts([], [part(90, (JUNE, 60))])[-1] == (JUNE, 90)


def test_a_task_without_parts_keeps_its_own_course() -> None:
    assert course_of_parts([(MARCH, Decimal(40))], []) == [(MARCH, 40)]
