import pytest

from tracker.parsing.tables.columns import Column, column_of, columns_of


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("序号", Column.NUMBER),
        ("工作板块", Column.AREA),
        ("战略方向", Column.AREA),
        ("重点任务", Column.TASK),
        ("主要任务", Column.TASK),
        ("事项", Column.TASK),
        ("具体举措", Column.DETAIL),
        ("工作内容", Column.DETAIL),
        ("牵头单位", Column.LEAD),
        ("牵头 科室", Column.LEAD),
        ("责任单位", Column.RESPONSIBLE),
        ("责任分工", Column.RESPONSIBLE),
        ("配合单位", Column.SUPPORT),
        ("配合/责任单位", Column.SUPPORT),
        ("责任领导", Column.PERSON),
        ("责任人", Column.PERSON),
        ("完成时限", Column.DUE),
        ("时间节点", Column.DUE),
        ("备注", Column.OTHER),
        ("修好三条公路并通车", None),
        ("", None),
    ],
)
def test_a_column_is_known_by_its_heading(heading: str, column: Column | None):
    assert column_of(heading) is column


def test_a_row_of_headings_names_what_is_done():
    assert columns_of(["序号", "任务", "责任单位"]) is not None
    assert columns_of(["序号", "姓名", "电话"]) is None
    assert columns_of(["序号", "责任单位", "完成时限"]) is None
