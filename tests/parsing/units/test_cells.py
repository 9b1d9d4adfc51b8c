import pytest

from tracker.parsing.text.normalise import fold
from tracker.parsing.units.responsibility import find_responsibility

LEADS = [
    # a column for the bureau, one for its own units
    (
        "推进数据联网 市大数据局 信息科牵头,各科室配合落实 年内接入系统9个。",
        ["信息科"],
        ["各科室", "市大数据局"],
    ),
    ("完善幼儿园布局 基础教育科牵头 新建公办园3所。", ["基础教育科"], []),
    (
        "整治河道 区住建局 区城管局 河湖科牵头,防汛科配合 清淤8公里。",
        ["河湖科"],
        ["防汛科", "区住建局", "区城管局"],
    ),
    ("规范民宿经营\t产业科、执法队分别牵头落实\t评定等级民宿7家。", ["产业科", "执法队"], []),
    ("推广家庭医生签约 基层卫生科负责 签约率达到70%", ["基层卫生科"], []),
]
NONE = [
    # a sentence says it, no cell
    "推进河长制 明确各级河长负责巡查的河段,每月公布结果。",
    "由信息科牵头推进数据联网",
    "完善机制 坚持党委领导、政府负责 落实责任。",
    "区住建局 区城管局 完成整治8处。",
    "牵头 配合 落实",
]


@pytest.mark.parametrize(("row", "lead", "helping"), LEADS)
def test_a_cell_that_says_nothing_but_who_leads_names_the_units(
    row: str, lead: list[str], helping: list[str]
):
    (clause,) = find_responsibility(fold(row), 0, len(row))
    assert (list(clause.lead), list(clause.supporting)) == (lead, helping)


@pytest.mark.parametrize("row", NONE)
def test_what_is_no_cell_of_units_names_nobody(row: str):
    assert find_responsibility(fold(row), 0, len(row)) == []
