import pytest

from tests.parsing.figures.target_notation import short
from tracker.parsing.figures.targets import find_targets
from tracker.parsing.text.told_past import past_stretches


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "今年以来，我局新建驿站8座。培训网格员300人次。",
            ["今年以来，我局新建驿站8座。培训网格员300人次。"],
        ),
        ("2026年，全区新建驿站8座。\n新建公园3个。", ["2026年，全区新建驿站8座。"]),
        ("2026年，全区新建驿站8座。今年新建公园3个。", ["2026年，全区新建驿站8座。"]),
        (
            "改造泵站3座。2025年全区改造5座，安全运行。培训300人次。",
            ["2025年全区改造5座，安全运行"],
        ),
        ("2027年，全区新建驿站8座。", []),
        ("较2025年下降3%", []),
        ("2026年底前验收的12个项目", []),
        ("力争2025年以来积压的案件全部办结", []),
    ],
)
def test_a_paragraph_or_a_sentence_that_opens_in_the_past_tells_of_it(
    text: str, told: list[str]
) -> None:
    folded = text.replace("，", ",")
    found = past_stretches(folded, 0, len(folded), 2027)
    assert [text[start:end] for start, end in found] == told


def test_figures_of_years_gone_by_are_no_targets() -> None:
    text = "2026年,全区新建驿站8座,培训300人次。2027年新建驿站6座。"
    found = find_targets(text, 0, len(text), year=2027)
    assert [short(target) for target in found] == [">=6座"]
    assert len(find_targets(text, 0, len(text))) == 3
