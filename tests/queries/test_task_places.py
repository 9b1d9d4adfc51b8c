"""Two tasks that read alike are told apart by their plan, and sub-tasks by their task."""

from tests.make import make_plan, make_strategy, make_task
from tracker.queries.task_places import TaskPlace, list_places


def test_tasks_of_one_plan_need_no_plan_and_parts_name_their_whole(people):
    strategy = make_strategy(make_plan())
    whole = make_task(strategy, lead=people.unit_a, number="一-04", title="更新老旧电梯")
    part = make_task(strategy, lead=people.unit_a, parent=whole, title="制定方案")
    assert list_places([whole.id, part.id]) == {
        whole.id: TaskPlace("", ""),
        part.id: TaskPlace("一-04 更新老旧电梯", ""),
    }


def test_tasks_of_several_plans_name_them_all(session):
    first, second = (make_plan(title=title) for title in ("工作要点", "民生实事"))
    homes = [make_strategy(plan) for plan in (first, second)]
    tasks = [make_task(home, title="检查食堂") for home in homes]
    part = make_task(homes[1], parent=tasks[1])
    found = list_places([task.id for task in (*tasks, part)])
    assert [found[task.id].plan_title for task in (*tasks, part)] == [
        "工作要点",
        "民生实事",
        "民生实事",
    ]
    assert list_places([tasks[0].id]) == {tasks[0].id: TaskPlace("", "")}


def test_nothing_is_asked_about_nothing(count_queries):
    with count_queries() as queries:
        assert list_places(()) == {}
    assert queries.count == 0
