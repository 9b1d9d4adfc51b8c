import pytest

from tests.parsing.marked import parsed
from tracker.parsing.readers.plain_text import lines_document
from tracker.parsing.tables.stepped_lines import stepped_rows
from tracker.parsing.text.normalise import fold

HEADING = ("工作任务", "时序进度", "考核要点")
CANTEEN = (
    "改造学校食堂",
    "2月：完成摸底",
    "1.台账是否齐全",
    "2.家长是否满意",
    "4月-8月：组织施工",
    "9月底前：投入使用",
)
READING = ("开展全民阅读", "4月：举办启动仪式", "（1）场次是否达标", "每季度：举办读书会")


def read(*lines: str) -> list[tuple[str, list[str]]]:
    draft = parsed("\n".join(lines))
    return [(s.title, [task.title for task in s.tasks]) for s in draft.strategies]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            (*HEADING, *CANTEEN, *READING),
            [
                ("改造学校食堂", ["完成摸底", "组织施工", "投入使用"]),
                ("开展全民阅读", ["举办启动仪式", "举办读书会"]),
            ],
        ),
        (
            ("重点任务", "具体措施", *CANTEEN[:2], *READING),
            [("改造学校食堂", ["完成摸底"]), ("开展全民阅读", ["举办启动仪式", "举办读书会"])],
        ),
        (
            ("青溪县教育局2027年工作计划", *HEADING, *CANTEEN, "青溪县教育局", "2027年1月8日"),
            [("改造学校食堂", ["完成摸底", "组织施工", "投入使用"])],
        ),
    ],
)
def test_each_dated_line_is_a_task_of_the_line_it_stands_under(
    lines: tuple[str, ...], expected: list[tuple[str, list[str]]]
):
    assert read(*lines) == expected


def test_each_step_is_due_when_its_line_says():
    draft = parsed("\n".join((*HEADING, *CANTEEN)))
    due = [deadline.due_on.month for task in draft.tasks for deadline in task.deadlines]
    assert due == [2, 8, 9]


@pytest.mark.parametrize(
    "lines",
    [
        # words of a heading that text follows
        ("工作任务", "具体措施", "改造学校食堂3所，新建图书馆1座。", "开展全民阅读活动20场。"),
        # steps without names of columns above them
        ("改造学校食堂", "2月：完成摸底，建立台账。", "9月：投入使用，组织验收。"),
        # rows that are counted are another kind of table
        ("序号", "工作任务", "时序进度", "1", "改造学校食堂", "2月：完成摸底"),
    ],
)
def test_other_lines_are_no_such_table(lines: tuple[str, ...]):
    document = lines_document("\n".join(lines))
    assert stepped_rows(fold(document.text), document.blocks, 0) is None
