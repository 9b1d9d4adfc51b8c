"""The words of sub-tasks, by task."""

from tests.make import make_task, make_update
from tracker.domain.reporting import Standing
from tracker.domain.values import TaskState
from tracker.queries.part_words import list_part_words


def test_sub_tasks_that_count_are_listed_under_their_task(people):
    task, other = make_task(lead=people.unit_a), make_task(lead=people.unit_a)
    silent = make_task(parent=task, lead=people.unit_b)
    told = make_task(parent=task, lead=people.unit_b)
    make_task(parent=task, lead=people.unit_b, state=TaskState.WITHDRAWN)
    make_task(parent=other, lead=people.unit_b)
    make_update(told, percent=100, problem="缺设备")
    words = list_part_words([task.id])
    assert set(words) == {task.id}
    found = {word.id: (word.report, word.problem) for word in words[task.id]}
    assert found == {silent.id: (Standing.OWED, ""), told.id: (Standing.GIVEN, "缺设备")}
