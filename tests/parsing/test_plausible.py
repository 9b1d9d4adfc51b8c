"""What is no plan is refused, however politely it is offered; a bare plan is not."""

import pytest

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.pipeline import parse_plan


@pytest.mark.parametrize(
    "text",
    [
        "今天天气很好，我们去公园玩。",
        "本报讯 昨天下午，我市遭遇强降雨。多处道路积水。交警赶到现场疏导。",
        "白日依山，黄河入海。登楼远望，千里在目。",
        "def main():\n    print('你好')\n",
        "甲方将房屋出租给乙方。乙方按时交租。双方签字后生效。",
        "张老师：您好！来信收到了，家里一切都好。",
    ],
)
def test_other_texts_are_refused(text: str):
    with pytest.raises(UnreadableDocument) as refused:
        parse_plan("文件.txt", text.encode(), year=2027, units=())
    assert refused.value.code == "document.no-plan"


@pytest.mark.parametrize(
    "text",
    [
        "1.修路\n2.建桥",
        "水务局2027年要点\n河道更清。供水更稳。",
        "更换管道30公里。",
        "每月巡查河道。",
        "检修泵站（牵头单位：工程科）。",
        "加强河道巡查。严厉查处偷采河砂。完善水费制度。",
    ],
)
def test_a_number_a_name_a_promise_or_a_charge_makes_a_plan(text: str):
    assert parse_plan("文件.txt", text.encode(), year=2027, units=()).tasks
