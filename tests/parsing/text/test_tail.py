import pytest

from tracker.parsing.text.tail import is_signed, list_inside, signature_inside


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("2027年3月1日", True),
        ("2027 年 3 月 1 日", True),
        ("青溪县水利局 2027年3月1日印发", True),
        ("成文日期:2027年3月1日", True),
        ("发布时间:2027年3月1日", True),
        ("完成时间:2027年10月31日", False),
        ("完成时限 2027年10月31日", False),
        ("计划开工时间:2027年3月1日", False),
        ("时间节点:2027年6月30日", False),
        ("截止日期:2027年6月30日", False),
        ("办结期限为2027年6月30日", False),
        ("推进进度:2027 年 6 月 30 日", False),
    ],
)
def test_a_day_that_is_a_term_signs_nothing(line: str, signed: bool):
    assert is_signed(line, 0, len(line)) is signed


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        ("抓好落实。 青溪县水利局 2027年3月1日 青溪县", " 青溪县水利局 2027年3月1日"),
        ("完成整改。 白石区教育局2027年1月19日", " 白石区教育局2027年1月19日"),
        (
            "(牵头单位:用地科) 临江县人民政府 二〇二七年九月六日 来源",
            " 临江县人民政府 二〇二七年九月六日",
        ),
        ("共建共享! 望江市文化和旅游局\n2027年2月8日", " 望江市文化和旅游局\n2027年2月8日"),
        ("完成整改。 白石区教育局 2027年2月8日印发", " 白石区教育局 2027年2月8日印发"),
        # a time limit beside a unit in a sentence
        ("由区水利局2027年3月1日前完成。", None),
        ("完成评估。 区教育局 2027年6月30日前报市局", None),
        # rows of a table without its borders
        ("修编规划。 区水利局 2027年6月30日 2.清淤。 区住建局 2027年9月30日", None),
        ("按时报送。 质量科 2027年6月30日", None),
        ("总结经验。 2027年3月1日", None),
    ],
)
def test_a_body_that_signs_on_a_running_line_is_found(text: str, signature: str | None):
    found = signature_inside(text, 0, len(text))
    assert (text[slice(*found)] if found else None) == signature


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("完成整改。附件：1.分工表2.统计表", "附件：1.分工表2.统计表"),
        ("(质量科负责)附件:1.分工表", "附件:1.分工表"),
        (
            "完成整改。抄送：市府办。 教育局办公室2027年2月8日印发",
            "抄送：市府办。 教育局办公室2027年2月8日印发",
        ),
        ("按附件：1.分工表落实，逐项销号。", None),
        ("见附件1、附件2", None),
    ],
)
def test_what_is_listed_behind_the_plan_on_a_running_line_is_found(text: str, listed: str | None):
    start = list_inside(text, 0, len(text))
    assert (None if start is None else text[start:]) == listed
