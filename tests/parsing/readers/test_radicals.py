import unicodedata

import pytest

from tracker.parsing.readers import read_document
from tracker.parsing.readers.radicals import without_radicals

PASTED = (
    ("⼀、⼯作计划", "一、工作计划"),
    ("⽔务局⻋辆管理", "水务局车辆管理"),
    ("⻬抓共管，⺠⽣⻓廊", "齐抓共管，民生长廊"),
    ("⻘年⻢拉松⻛采", "青年马拉松风采"),
    ("\uf98e度计划", "年度计划"),
    ("没有部首的句子", "没有部首的句子"),
)


@pytest.mark.parametrize(("pasted", "usual"), PASTED)
def test_radicals_become_the_usual_characters(pasted: str, usual: str):
    assert without_radicals(pasted) == usual


def test_every_radical_that_unicode_calls_compatible_is_known():
    for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6)):
        usual = unicodedata.normalize("NFKC", chr(code))
        if usual != chr(code):
            assert without_radicals(chr(code)) == usual


def test_no_place_in_the_text_moves():
    everything = "".join(map(chr, (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))))
    assert len(without_radicals(everything)) == len(everything)


def test_other_characters_are_left_alone():
    others = "，（①Ⅳ㎡％ａ２" + "".join(map(chr, range(0x4E00, 0x4F00)))
    assert without_radicals(others) == others


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_documents_are_read_without_them(ending: str):
    words = "<p>⼀、⼯作</p>" if ending == "html" else "⼀、⼯作"
    assert "一、工作" in read_document(f"plan.{ending}", words.encode()).text
