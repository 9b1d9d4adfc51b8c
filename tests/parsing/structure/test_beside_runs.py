import pytest

from tracker.parsing.structure.beside_runs import Beside, cut_short, paragraphs_beside
from tracker.parsing.structure.numbering import accepted, find_candidates

STEPS = "一是更新管网30公里。二是新建泵站2座。三是清疏河道8公里。"
ALONE = "丰富群众文化。送戏下乡80场,举办展览12次,全民阅读活动覆盖全部社区。"
ALONE_TOO = "培育文旅消费。推出线路6条,评定民宿9家,游客满意率达到95%。"


def tasks(*paragraphs: str) -> list[str]:
    text = "\n".join(paragraphs)
    starts = frozenset(text.index(paragraph) for paragraph in paragraphs)
    marks = list(accepted(find_candidates(text, starts), text))
    beside = paragraphs_beside(text, 0, len(text), marks)
    return [text[topic.start : topic.start + 6] for topic in beside if topic.is_task]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ((f"治理城市内涝。{STEPS}", ALONE), ["丰富群众文化"]),
        ((ALONE, f"治理城市内涝。{STEPS}"), ["丰富群众文化"]),
        ((ALONE, f"治理城市内涝。{STEPS}", ALONE_TOO), ["丰富群众文化", "培育文旅消费"]),
        # the head and what it says stand on a line, the steps below
        (("治理城市内涝。今年汛前要完成整治,确保安全度汛。", STEPS, ALONE), ["丰富群众文化"]),
        (
            ("改造老旧小区。资金要足额到位。", "首先完成摸底。其次组织施工。", ALONE),
            ["丰富群众文化"],
        ),
        # what stands between one step and the next belongs to the step
        (("一是更新管网。", ALONE, "二是新建泵站。", "三是清疏河道。"), []),
        # no head: a paragraph that goes on with the last step
        ((f"治理城市内涝。{STEPS}", "同时,对施工扰民的投诉逐件回复,每月向社会公开一次。"), []),
        # a step whose head stands alone on its line goes on with what is below
        (("一是更新管网", "落实资金90万元,9月底前完工。", "二是新建泵站", ALONE), []),
        # numbered items are no steps of a head
        (("1.更新管网30公里。", "2.新建泵站2座。", ALONE), []),
    ],
)
def test_a_paragraph_under_a_head_without_steps_is_a_task(
    paragraphs: tuple[str, ...], expected: list[str]
):
    assert tasks(*paragraphs) == expected


def test_an_item_ends_where_the_next_topic_begins():
    beside = [Beside(40, 60, is_task=True), Beside(80, 90, is_task=False)]
    assert [cut_short(70, 10, beside), cut_short(95, 60, beside), cut_short(30, 10, beside)] == [
        40,
        80,
        30,
    ]
