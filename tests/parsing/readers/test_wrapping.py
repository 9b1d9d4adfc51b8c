import pytest

from tracker.parsing.readers.wrapping import begins, paragraphs

LONG = (
    "（一）改造管网。年底前更换管道30公里，漏损率控制在9%以内，做好老旧小区二次供水设施改造，"
    "确保群众用上放心水、安全水、稳定水，满意度达到95%以上。（责任单位：工程科）"
)
PLAN = ["河湾区水务局2027年工作要点", "一、保障供水", LONG, "（二）6月底前建成泵站3座。", LONG]


def joined(lines: list[str]) -> list[str]:
    return ["".join(lines[first:after]) for first, after in paragraphs(lines)]


@pytest.mark.parametrize("width", [20, 25, 30, 38, 50, 60])
def test_lines_that_a_program_broke_after_so_many_characters_are_joined(width: int):
    broken = [line[at : at + width] for line in PLAN for at in range(0, len(line), width)]
    assert joined(broken) == PLAN


def test_a_bracket_that_a_line_end_tears_is_put_together():
    square = ["（一）修路。[牵头科室", ":交通科]", "（二）架桥。【责任单位：甲", "科】"]
    assert joined(square) == [square[0] + square[1], square[2] + square[3]]
    torn = ["（一）修路。（责任单位：交通科、工", "程科）", "（二）架桥。", "（三）种树（含"]
    assert joined([*torn, "（四）浇水。"]) == [torn[0] + torn[1], *torn[2:], "（四）浇水。"]


@pytest.mark.parametrize("day", ["2027年1月12日", "二〇二七年一月十二日", "2027年1月"])
def test_a_signature_behind_a_full_last_line_stands_apart(day: str):
    last = LONG[: 38 * (len(LONG) // 38) - 1] + "。"
    signed = [*PLAN[:-1], last, "河湾区水务局", day]
    broken = [line[at : at + 38] for line in signed for at in range(0, len(line), 38)]
    assert len(last) % 38 == 0
    assert joined(broken) == signed


LISTS = (
    ["完成甲类食品抽检二十批次", "完成乙类食品抽检二十批次", "完成丙类食品抽检三十批次", "小结"],
    ["修路。", "架桥。", "种树。"],
    ["县交通运输局牵头修路架桥", "县农业农村局牵头种树浇水", "县水务局牵头挖河"],
    ["任务\t单位\t时限\t备注\t负责人", "修路\t交通科\t六月底\t无\t王某", "其他。"],
    ["全年修路二十公里，架桥三座。", "全年种树三十万棵，浇水五次。", "挖河。"],
)


@pytest.mark.parametrize("lines", LISTS)
def test_lines_that_are_alike_are_not_joined(lines: list[str]):
    assert joined(lines) == lines


@pytest.mark.parametrize("line", ["一、修路", " （二）架桥", "3.种树", "①挖河", "附件1"])
def test_a_mark_begins_a_paragraph(line: str):
    assert begins(line)


@pytest.mark.parametrize("line", ["1.5万元", "修路", "（责任单位：甲）", ""])
def test_other_signs_do_not(line: str):
    assert not begins(line)
