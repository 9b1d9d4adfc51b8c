import pytest

from tracker.parsing.dates.beginnings import anchor

_ORDINARY = (
    "主动服务 加大力度 中国特色 国有企业 全国 第一批 12.5% 1.加强 3、完善 五年规划 一是 两家"
    " 上级 本地 前沿 高质量 春雷 入户 开展 “两山” 每名 按期 半径 120个 十分 三、落实"
)
_TIMES = "3月 1-6月 三、四月 2026年底 25年末 9.1-9.30 三年内 每季度 月月 “十五五”末 国庆前 汛前"


@pytest.mark.parametrize("words", _ORDINARY.split())
def test_in_ordinary_words_no_wording_of_time_is_tried(words: str) -> None:
    assert anchor().search(words) is None


@pytest.mark.parametrize("words", _TIMES.split())
def test_a_time_is_seen_by_its_first_character_and_what_follows(words: str) -> None:
    assert anchor().match(words)
