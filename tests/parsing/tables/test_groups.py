"""Tables as bureaus fill them in: merged, filled down, with heads of two rows and feet."""

import pytest

from tracker.domain.drafts.draft import PlanDraft
from tracker.parsing.pipeline import parse_plan

HEAD = "<p>河湾区水务局2027年重点任务分解表</p>"


def table(*rows: str) -> PlanDraft:
    """Rows of cells parted by |; `名^2` spans two rows, `名>2` two columns."""
    shown = "".join(f"<tr>{''.join(map(_cell, row.split('|')))}</tr>" for row in rows)
    page = f"<html><body>{HEAD}<table>{shown}</table></body></html>"
    return parse_plan("表.html", page.encode(), year=None, units=())


def _cell(words: str) -> str:
    for sign, name in (("^", "rowspan"), (">", "colspan")):
        said, mark, count = words.partition(sign)
        if mark:
            return f'<td {name}="{count}">{said}</td>'
    return f"<td>{words}</td>"


def told(draft: PlanDraft) -> list[tuple[str, str, list[str]]]:
    return [
        (
            task.title,
            next((unit.name for unit in task.lead_units if unit.named), ""),
            [deadline.due_on.isoformat()[5:] for deadline in task.deadlines],
        )
        for task in draft.tasks
    ]


def test_a_merged_cell_holds_for_each_row_that_it_spans():
    draft = table(
        "序号|重点任务|具体举措|牵头单位|完成时限",
        "1^3|保障供水^3|改造管网3公里|工程科^3|6月底前^2",
        "更换水表800只",
        "检修泵站5座|9月底前",
        "2|防汛|清淤河道|河道科|5月底前",
    )
    assert [s.title for s in draft.strategies] == ["保障供水", "防汛"]
    assert told(draft) == [
        ("改造管网3公里", "工程科", ["06-30"]),
        ("更换水表800只", "工程科", ["06-30"]),
        ("检修泵站5座", "工程科", ["09-30"]),
        ("清淤河道", "河道科", ["05-31"]),
    ]


@pytest.mark.parametrize("empty", ["备注", "完成情况", "状态", "责任人"])
def test_a_column_that_is_left_to_be_filled_in_unmakes_no_table(empty: str):
    draft = table(
        f"序号|工作任务|责任单位|完成时限|{empty}",
        "1|改造管网|工程科|2027年6月30日|",
        "2|清淤河道|河道科|2027年9月30日|",
    )
    assert told(draft) == [("改造管网", "工程科", ["06-30"]), ("清淤河道", "河道科", ["09-30"])]


@pytest.mark.parametrize("repeated", [True, False])
def test_an_aim_over_several_rows_is_one_task_whose_figure_counts_once(repeated: bool):
    rows = [
        "1|供水|改造管网30公里|编制方案|工程科|6月底",
        "1|供水|改造管网30公里|组织施工|工程科|6月底",
    ]
    merged = ["1^2|供水^2|改造管网30公里^2|编制方案|工程科^2|6月底^2", "组织施工"]
    draft = table(
        "序号|重点工作|目标任务|工作措施|牵头单位|完成时限",
        *(rows if repeated else merged),
        "2|防汛|清淤5公里|报批|河道科|9月底",
    )
    assert told(draft) == [
        ("改造管网30公里", "工程科", ["06-30"]),
        ("清淤5公里", "河道科", ["09-30"]),
    ]
    assert [len(task.targets) for task in draft.tasks] == [1, 1]


def test_heads_of_two_rows_feet_and_weights_are_no_tasks():
    draft = table(
        "序号^2|督办事项^2|承办单位^2|进度>2|权重^2|截止时间^2",
        "上半年|下半年",
        "1|改造管网30公里|工程科|10公里|30公里|15%|11月底",
        "填报人：张某||审核：李某|||",
    )
    assert told(draft) == [("改造管网30公里", "工程科", ["11-30"])]
    assert [str(target.value) for target in draft.tasks[0].targets] == ["30"]


def test_a_start_is_no_deadline():
    draft = table(
        "工作任务|开始时间|预计结束时间", "改造管网|3月1日|8月31日", "清淤|4月5日|9月30日"
    )
    first = draft.tasks[0].deadlines
    assert [(str(d.starts_on), str(d.due_on)) for d in first] == [("2027-03-01", "2027-08-31")]


def test_steps_by_month_say_what_is_done():
    draft = table(
        "工作任务|时序进度|考核要点",
        "图书馆改造^2|3月：完成设计|按进度",
        "9-10月：竣工验收|",
        "食堂建设|全年：做好服务|满意度",
    )
    assert [task.title for task in draft.tasks] == ["完成设计", "竣工验收", "做好服务"]
    assert [s.title for s in draft.strategies] == ["图书馆改造", "食堂建设"]


def test_a_step_alone_on_its_line_stands_under_the_task_above():
    text = "工作任务\t时序进度\t考核要点\n图书馆改造\t3月：设计\t图纸\n"
    text += "5月：招标\n食堂\t4月：选址\t报告\n"
    draft = parse_plan("表.txt", text.encode(), year=2027, units=())
    assert [len(strategy.tasks) for strategy in draft.strategies] == [2, 1]


def test_a_cell_says_who_leads_and_who_helps():
    draft = table(
        "重点任务|责任部门|完成时限",
        "更新微信公众号|办公室牵头，各科室配合|6月底前",
        "公开预算决算|财务科|9月底前",
    )
    assert [unit.name for unit in draft.tasks[0].lead_units] == ["办公室"]
    assert draft.tasks[0].supporting_units == ("各科室",)
    assert told(draft)[1] == ("公开预算决算", "财务科", ["09-30"])


@pytest.mark.parametrize(
    ("heading", "numbers"),
    [
        ("具体要求>2", "12"),
        ("主要任务>2", "12"),
        ("工作举措|", "12"),
        ("重点任务>2", ["（1）", "（2）"]),
        ("工作内容>2", "一二"),
    ],
)
def test_a_heading_over_numbers_and_words_is_of_the_words(heading: str, numbers: list[str]):
    draft = table(
        f"工作板块|{heading}|责任科室|完成时限",
        f"保障供水^2|{numbers[0]}|改造管网3公里|工程科|6月底前",
        f"{numbers[1]}|更换水表5万只|水政科|9月底前",
        "防洪排涝||加固堤防2公里|工程科|汛前",
    )
    assert [task.title for task in draft.tasks] == [
        "改造管网3公里",
        "更换水表5万只",
        "加固堤防2公里",
    ]
    assert [strategy.title for strategy in draft.strategies] == ["保障供水", "防洪排涝"]
