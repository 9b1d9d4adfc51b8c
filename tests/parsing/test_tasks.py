from tracker.domain.drafts.draft import TaskDraft, UnitProfile
from tracker.parsing.pipeline import parse_plan


def tasks(body: str) -> tuple[TaskDraft, ...]:
    text = "河湾区水务局2027年工作要点\n" + body
    units = (UnitProfile("工程科"), UnitProfile("水政科"), UnitProfile("财务科"))
    return parse_plan("", text.encode(), year=None, units=units).tasks


def leads(body: str) -> list[str]:
    return [task.lead_units[0].name for task in tasks(body)]


def test_a_clause_that_names_units_is_taken_out_of_the_words():
    (task,) = tasks("一、供水\n1.新建泵站3座（牵头单位：工程科；责任单位：财务科）。\n")
    assert task.content == "新建泵站3座。"
    assert (task.lead_units[0].name, task.lead_units[0].named) == ("工程科", True)
    assert task.supporting_units == ("财务科",)


def test_one_clause_at_the_end_serves_the_items_of_a_run():
    body = "一、执法\n（1）巡查。一是查河道，每月两次；二是查工地。（责任单位：水政科）\n"
    assert leads(body) == ["水政科", "水政科"]


def test_a_clause_behind_a_heading_serves_what_stands_under_it():
    body = "一、供水（责任单位：工程科）\n1.新建泵站3座。\n2.更换管道。（责任单位：财务科）\n"
    assert leads(body) == ["工程科", "财务科"]


def test_measures_are_the_clauses_behind_the_head():
    body = "一、供水\n1.改造管网。更换管道30公里；检测漏损点。建立管网台账。（责任单位：工程科）\n"
    (task,) = tasks(body)
    text = "河湾区水务局2027年工作要点\n" + body
    words = [text[measure.span.start : measure.span.end] for measure in task.measures]
    assert words == ["更换管道30公里；", "检测漏损点。", "建立管网台账。"]


def test_what_may_be_wrong_is_said():
    found = tasks("一、供水\n1.新建泵站3座，年底前完成。\n4.更换管道30公里以上。\n")
    assert [doubt.code for doubt in found[1].doubts if doubt.code != "task.no-unit"] == [
        "task.number-jumps"
    ]
    assert found[1].confidence < 1
    (alone,) = tasks("一、供水\n新建泵站3座，年底前完成。\n")
    assert "task.by-sentence" in {doubt.code for doubt in alone.doubts}


def test_a_label_after_the_stop_is_no_task_but_says_whose_task_it_is():
    body = "1.新建泵站3座。责任单位：工程科\n2.查处偷采河砂。责任单位：水政科、财务科\n"
    assert [task.title for task in tasks(body)] == ["新建泵站3座", "查处偷采河砂"]
    assert leads(body) == ["工程科", "水政科"]


def test_a_clause_that_closes_a_paragraph_serves_all_its_sentences_and_no_others():
    body = (
        "一、供水\n检修水表2万只。（牵头单位：财务科）\n"
        "新建泵站3座。更换管道30公里。（牵头单位：工程科）\n"
    )
    assert leads(body) == ["财务科", "工程科", "工程科"]


def test_dashes_under_a_number_are_its_measures():
    body = "一、供水\n1.新建泵站3座。\n——完成选址。\n——完成招标2次。\n2.更换管道30公里。\n"
    first, second = tasks(body)
    assert (first.title, second.title) == ("新建泵站3座", "更换管道30公里")
    assert [target.unit for target in first.targets] == ["座", "次"]
    assert len(first.measures) == 2


def test_a_salute_is_no_task():
    found = tasks("一、供水保障\n更换管道9公里。新建水池2座。\n各位代表！让我们携手前行！\n")
    assert [task.title for task in found] == ["更换管道9公里", "新建水池2座"]


def test_work_may_be_numbered_in_words():
    body = (
        "任务一：供水\n1.1 更换管道9公里。\n1.2 新建水池2座。\n任务二：防汛\n2.1 清淤河道6公里。\n"
    )
    draft = parse_plan("", ("河湾区水务局2027年工作要点\n" + body).encode(), year=None, units=())
    assert [(s.number, s.title) for s in draft.strategies] == [
        ("任务一", "供水"),
        ("任务二", "防汛"),
    ]
    assert [task.number for task in draft.tasks] == ["1.1", "1.2", "2.1"]
    assert [target.metric for task in draft.tasks for target in task.targets] == [
        "更换管道",
        "新建水池",
        "清淤河道",
    ]


def test_rows_that_begin_with_a_number_and_a_tab_are_tasks():
    found = tasks("一、供水\n1\t更换管道9公里\t3月底前\n2\t新建水池2座\t6月底前\n")
    assert [(task.number, len(task.targets), len(task.deadlines)) for task in found] == [
        ("1", 1, 1),
        ("2", 1, 1),
    ]
