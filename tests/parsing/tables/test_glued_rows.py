import pytest

from tests.parsing.marked import parsed
from tracker.parsing.tables.glued_rows import row_numbers

PLAIN_ROWS = (
    "附件青溪县工作清单序号任务内容责任单位1修编防洪规划。规划科2清淤河道8公里。河湖科"
    "牵头，各所配合3根治违建，规范岸线管理。执法大队"
)
ROWS_UNDER_HEADINGS = (
    "序号工作任务牵头部门1一、办好教育（一）扩大学位新建学校2所。基建科2招聘教师80名。人事科"
    "3二、改善医疗（二）提升能力组建医联体。医政科4下派医师。医政科、人事科"
)
HEAD = "河湾区2027年任务分解表工作任务牵头单位责任单位"


@pytest.mark.parametrize(
    ("row", "lead", "helping"),
    [
        ("区教育局区人社局各街道办事处", ["区教育局", "区人社局"], ("各街道办事处",)),
        (" 各街道办事处、区直各单位", [], ("各街道办事处", "区直各单位")),
    ],
)
def test_names_behind_the_last_sentence_are_the_rows_units(
    row: str, lead: list[str], helping: tuple[str, ...]
):
    text = f"{HEAD}一、教育1.新建学校2所，8月底前完成。{row}二、交通2.修路5条。区交通局"
    task = parsed(text).tasks[0]
    assert [unit.name for unit in task.lead_units if unit.named] == lead
    assert task.supporting_units == helping
    assert task.content == "新建学校2所，8月底前完成。"


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            PLAIN_ROWS,
            ["修编防洪规划", "清淤河道8公里", "根治违建，规范岸线管理"],
        ),
        (
            ROWS_UNDER_HEADINGS,
            ["扩大学位新建学校2所", "招聘教师80名", "提升能力组建医联体", "下派医师"],
        ),
    ],
)
def test_each_row_number_behind_a_row_s_units_opens_a_task(text: str, titles: list[str]):
    draft = parsed(text)
    assert [task.title for task in draft.tasks] == titles
    assert not any(target.metric.startswith("根") for t in draft.tasks for target in t.targets)


@pytest.mark.parametrize(
    "text",
    [
        "一、责任单位要抓好落实。1.新建学校2所。教育局3家企业参与。",
        "序号任务内容责任单位1修编规划3部。规划科负责落实12项措施。每年2次检查。",
        "本科室负责2027年的3项任务。质量科2人参加。",
    ],
)
def test_other_figures_are_no_row_numbers(text: str):
    assert row_numbers(text, 0, len(text)) == []
