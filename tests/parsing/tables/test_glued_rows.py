import pytest

from tests.parsing.marked import parsed

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
