from tracker.domain.drafts.draft import PlanDraft
from tracker.parsing.pipeline import parse_plan

PLAN = (
    "水务局2027年工作要点\n一、保障供水\n（一）改造老旧管网30公里。\n（二）更换智能水表。\n"
    "二、防御洪涝\n（一）清淤疏浚河道。\n附件：2027年重点任务分解表\n附件\n2027年重点任务分解表\n"
    "序号\t任务\t责任单位\t完成时限\n1\t改造老旧管网\t工程科\t6月底\n2\t清淤疏浚河道\t河道科\t9月底\n"
)


def parsed(text: str) -> PlanDraft:
    return parse_plan("计划.txt", text.encode(), year=None, units=())


def test_units_and_dates_of_an_annex_go_to_the_tasks_that_it_repeats():
    tasks = parsed(PLAN).tasks
    found = [
        ([unit.name for unit in task.lead_units], [str(d.due_on) for d in task.deadlines])
        for task in tasks
    ]
    assert found == [(["工程科"], ["2027-06-30"]), ([], []), (["河道科"], ["2027-09-30"])]


def test_rows_that_no_task_repeats_are_not_dropped_in_silence():
    draft = parsed(PLAN + "3\t培训业务骨干\t人事科\t年底\n")
    assert [(d.code, d.words) for d in draft.doubts] == [("plan.annex-left-out", "1行")]
    assert parsed(PLAN).doubts == ()
