"""Before and after of a record, in the words of people."""

import pytest

from tracker.domain.words.changes import Change, changes


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ({"title": "抽检"}, {"title": "抽检夏季食材"}, [Change("名称", "抽检", "抽检夏季食材")]),
        ({"title": "抽检"}, {"title": "抽检"}, []),
        ({"lead_unit_id": 1}, {"lead_unit_id": 2}, []),
        ({}, {"supporting": ["食品科", "特设科"]}, [Change("配合单位", "无", "食品科、特设科")]),
        ({"supporting": ["食品科"]}, {"supporting": []}, [Change("配合单位", "食品科", "无")]),
        (
            {"report_every": "month", "mode": "reported"},
            {"report_every": "quarter", "mode": "targets"},
            [Change("汇报频次", "每月", "每季度"), Change("进度算法", "按填报", "按指标")],
        ),
    ],
)
def test_what_differs_is_told_in_words(before, after, told):
    assert list(changes(before, after)) == told
