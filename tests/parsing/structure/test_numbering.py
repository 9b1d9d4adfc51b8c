import pytest

from tracker.parsing.structure.numbering import Kind, accepted, find_candidates
from tracker.parsing.text.normalise import fold


def numbers(text: str) -> list[tuple[Kind, int]]:
    folded = fold(text)
    starts = frozenset({0, *(i + 1 for i, character in enumerate(text[:-1]) if character == "\n")})
    return [(m.kind, m.ordinal) for m in accepted(find_candidates(folded, starts), folded)]


@pytest.mark.parametrize(
    ("text", "kind", "ordinal"),
    [
        ("第一部分 修路", Kind.PART, 1),
        ("第二章 建桥", Kind.PART, 2),
        ("第三节 通车", Kind.SECTION, 3),
        ("第四条　通水", Kind.ARTICLE, 4),
        ("第十二条 通气", Kind.ARTICLE, 12),
        ("第5条、通电", Kind.ARTICLE, 5),
        ("十二、修路", Kind.HAN, 12),
        ("三.修路", Kind.HAN, 3),
        ("（二十一）修路", Kind.HAN_PAREN, 21),
        ("(三) 修路", Kind.HAN_PAREN, 3),
        ("7.修路", Kind.ARABIC, 7),
        ("7 . 修路", Kind.ARABIC, 7),
        ("１２、修路", Kind.ARABIC, 12),
        ("4.6月底前修路", Kind.ARABIC, 4),
        ("5.2027年修路", Kind.ARABIC, 5),
        ("2.3.1 修路", Kind.DOTTED_DEEP, 1),
        ("2.3 修路", Kind.DOTTED, 3),
        ("（5）修路", Kind.ARABIC_PAREN, 5),
        ("5）修路", Kind.ARABIC_CLOSING, 5),
        ("③修路", Kind.CIRCLED, 3),
        ("⑵修路", Kind.CIRCLED, 2),
        ("1。修路", Kind.ARABIC, 1),
        ("12。 “好路”工程", Kind.ARABIC, 12),
        ("3。6月底前修路", Kind.ARABIC, 3),
        ("二。修路", Kind.HAN, 2),
        ("（三）。修路", Kind.HAN_PAREN, 3),
        ("（4）。修路", Kind.ARABIC_PAREN, 4),
        ("b.修路", Kind.LETTER, 2),
        ("●修路", Kind.BULLET, 0),
        ("——修路", Kind.BULLET, 0),
    ],
)
def test_a_number_at_the_start_of_a_paragraph_is_known(text: str, kind: Kind, ordinal: int):
    assert numbers(text) == [(kind, ordinal)]


@pytest.mark.parametrize(
    "text",
    [
        "2027年修路",
        "12345热线",
        "3.5公里公路",
        "10,000亩农田",
        "5月底前修路",
        "12个项目",
        "唯一、统一、专一的标准",
        "修路一、二级公路",
        "符合第（一）项要求。第（二）项从略",
        "这一是非曲直",
        "经济首先要稳",
        "（见附件1）修路",
        "修路。3.5公里，2.8公里",
        "3。5公里公路",
        "20。",
    ],
)
def test_a_figure_or_a_word_is_no_number(text: str):
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "ordinals"),
    [
        ("修路1.铺沥青2.画标线", [1, 2]),
        ("抓好三事：一是修路；二是建桥；三是通车。", [1, 2, 3]),
        ("一要修路，二要建桥", [1, 2]),
        ("首先，修路。其次，建桥。最后，通车。", [1, 2, 4]),
        ("修路。（1）铺。（2）画。（2）验。", [1, 2, 2]),
        ("一、修路。五、建桥。", [1]),
        ("一、修路。\n一、修路。", [1]),
        ("1、修路。\n2、65岁以上老人免费乘车。", [1, 2]),
        ("2、3季度修路。", []),
        ("2027年工作打算一、修路。二、建桥。2028年工作打算一、通车。二、养护。", [1, 2, 1, 2]),
        ("1.修路。(科室牵头)2.建桥[责任单位:科室]4.通车。", [1, 2, 4]),
        ("2027年工作计划第一章　修路1.铺。2.画。第二章　建桥", [1, 1, 2, 2]),
    ],
)
def test_numbers_inside_a_paragraph_must_count_on(text: str, ordinals: list[int]):
    assert [ordinal for _, ordinal in numbers(text)] == ordinals
