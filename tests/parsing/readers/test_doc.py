"""Old Word files: a real one, the same under WPS's name, and what is left of one that was cut."""

from pathlib import Path

import pytest

from tracker.domain.errors import UnreadableDocument
from tracker.parsing.readers import read_document

DATA = (Path(__file__).parents[2] / "files" / "plan.doc").read_bytes()
LINES = [
    "青石区园林局2027年工作要点",
    "2027年，全局紧扣“推窗见绿”这条主线，把以下几件事办好办实。",
    "一、抓好绿化养护",
    (
        "（一）补齐道路绿化。补种行道树3000株，成活率不低于95%，9月底前完成。"
        "（牵头单位：绿化科；配合单位：财务科）"
    ),
    "1. 6月底前完成旧城区古树体检120株。",
    "2. 建立一树一档，每季度更新一次。",
    "（二）管好公园绿地。每月巡查公园绿地2次，发现问题当周整改。（牵头单位：养护科）",
    "二、办好便民实事",
    "（一）建好身边公园。新建口袋公园8个，改造公厕15座，年底前全部开放。（牵头单位：工程科）",
    "（二）方便群众办事。三季度末前开通线上预约，满意度达到90%以上。（牵头单位：办公室）",
    "附：任务分解表",
    "序号\t板块\t重点任务\t牵头单位\t完成时限",
    "1\t绿化养护\t补种行道树3000株\t绿化科\t9月底前",
    "2\t\t巡查公园绿地\t养护科\t每月",
    "3\t便民实事\t新建口袋公园8个\t工程科\t年底前",
    "注：时限以书面交办为准\t\t\t\t",
]


@pytest.mark.parametrize("name", ["plan.doc", "plan.wps", "plan.docx"])
def test_an_old_file_is_read_with_its_numbers_and_its_table(name: str):
    document = read_document(name, DATA)
    assert [document.text[block.start : block.end] for block in document.blocks] == LINES


def test_merged_cells_and_bold_heads_survive():
    blocks = read_document("plan.doc", DATA).blocks
    assert [cell.carried for cell in blocks[13].cells] == [False, True, False, False, False]
    assert [cell.carried for cell in blocks[15].cells] == [False, True, True, True, True]
    assert blocks[3].emphasis - blocks[3].body == len("补齐道路绿化。")


@pytest.mark.parametrize("cut", [8, 512, 2000, 9000, 20000])
def test_a_cut_file_is_refused(cut: int):
    with pytest.raises(UnreadableDocument) as refused:
        read_document("plan.doc", DATA[:cut])
    assert refused.value.code == "document.old-format"
