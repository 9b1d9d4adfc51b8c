import json

from tracker.domain.drafts.draft import UnitProfile
from tracker.parsing.pipeline import parse_plan
from tracker.rendering.draft_json import render_draft

TEXT = """河湾区水务局2027年工作要点
主要目标是：供水合格率达到99.5%以上。
一、保障供水
1.改造管网。年底前更换管道30公里。（牵头单位：工程科；责任单位：财务科）
2.巡查水源。每月巡查2次。
"""


def rendered() -> dict[str, object]:
    units = (UnitProfile("工程科"), UnitProfile("财务科"))
    draft = parse_plan("a.txt", TEXT.encode(), year=None, units=units)
    shape = json.loads(render_draft(draft))
    assert isinstance(shape, dict)
    return shape


def test_the_plan_says_whose_it_is_and_for_when():
    shape = rendered()
    assert (shape["org"], shape["year"]) == ("河湾区水务局", 2027)
    assert shape["period"] == ["2027-01-01", "2027-12-31"]
    assert shape["title"] == "河湾区水务局2027年工作要点"


def test_the_offsets_point_into_the_text_that_comes_along():
    shape = rendered()
    assert shape["text"] == TEXT
    start, end = shape["strategies"][0]["start"], shape["strategies"][0]["end"]
    assert shape["text"][start:end].startswith("一、保障供水")


def test_tasks_name_their_strategy_units_and_measures():
    shape = rendered()
    first, second = shape["tasks"]
    assert [strategy["title"] for strategy in shape["strategies"]] == ["保障供水"]
    assert (first["strategy"], first["number"], first["title"]) == (0, "1", "改造管网")
    assert first["lead_units"][0] == "工程科"
    assert first["supporting_units"] == ["财务科"]
    assert [TEXT[m["start"] : m["end"]] for m in second["measures"]] == ["每月巡查2次。"]


def test_targets_and_deadlines_name_their_task_or_none():
    shape = rendered()
    found = [(t["task"], t["op"], t["value"], t["unit"]) for t in shape["targets"]]
    assert found[:2] == [(None, ">=", 99.5, "%"), (0, ">=", 30, "公里")]
    dates = [(d["task"], d["due"], d["recurrence"]) for d in shape["deadlines"]]
    assert dates == [(0, "2027-12-31", None), (1, "2027-01-31", "monthly")]
