import pytest

from tracker.parsing.dates.forms import TIME

_EXAMPLES = (
    "年底 岁末 2025年内 今年底 8月 十一月 第三季度 前两季度 上半年 全年 每月 逐季 月调度"
    " 一周一报 双月 每旬 每两周 元宵前 劳动节前 高考前 主汛期前 汛前 开学前 入冬前 供暖季前"
    " 到2026年 “十五五”末 三年内 半年内 2030年前 二〇二六年底 国庆前 2025/6/30"
)


@pytest.mark.parametrize("text", _EXAMPLES.split())
def test_each_wording_of_a_time_is_found(text: str) -> None:
    assert list(TIME.matches(text, 0, len(text)))
