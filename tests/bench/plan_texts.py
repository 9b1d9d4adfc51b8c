"""Plans of any length in varied forms: numbered, run-in heads, plain sentences, a table.

`figures` is the share of sentences that are full of figures: 1 makes a task list with a figure for
each dozen characters, ORDINARY the prose of most plans with one for some 250.
"""

from collections.abc import Iterable, Iterator
from random import Random

from tests.parsing.readers.wordfile import cell, docx, paragraph, table
from tracker.domain.drafts.draft import UnitProfile
from tracker.parsing.readers.docx_numbering import format_number

TOPICS = (
    "食品生产", "食品流通", "餐饮服务", "药品", "特种设备", "计量", "标准化", "知识产权",
)  # fmt: skip
UNITS = [
    UnitProfile(name=f"{topic}科", duties=(f"{topic}监督管理", f"{topic}日常检查"))
    for topic in TOPICS
]
_HEADS = ("夯实{}基础。", "提升{}质效。", "守牢{}底线。", "深化{}改革。", "规范{}秩序。")
_SENTENCES = (
    "全年开展{}检查{}户次以上，合格率保持在{}%以上，{}月底前完成。",
    "{}培训{}人次，覆盖率较上年提高{}个百分点，{}月底前报送总结；",
    "新建{}示范点{}个，同比增长{}%左右，力争{}月启用。",
    "健全{}台账，走访企业{}家，问题整改率达到{}%，每季度通报一次，{}月回头看。",
    "{}投诉举报按期办结，压减时限{}天，满意度不低于{}%，第{}批清单随文印发。",
    "坚持问题导向，把{}放在突出位置，统筹力量，压实责任，久久为功，务求实效，{}{}{}。",
)
_PLAIN = (
    "坚持问题导向，把{}放在突出位置，统筹力量，压实责任，久久为功，推动各项措施落到基层。",
    "完善{}工作机制，细化责任清单，加强部门之间的沟通会商，形成齐抓共管的局面。",
    "引导经营者落实{}主体责任，主动排查风险，及时消除隐患，自觉接受社会监督。",
    "围绕群众反映集中的{}问题开展专项治理，曝光典型案例，营造放心的消费环境。",
    "加大{}普法宣传力度，用好村居阵地和新媒体平台，讲清政策，回应群众关切。",
)
ORDINARY = 1 / 20
_UNITS = "（牵头单位：{}科；配合单位：{}科、{}科）"


def plan_lines(length: int, *, figures: float = 1.0, seed: int = 1) -> Iterator[str]:
    """Lines of a plan until `length` characters are reached."""
    dice = Random(seed)  # noqa: S311
    yield "2026年市场监督管理工作要点"
    written, part = 14, 0
    while written < length:
        part += 1
        for line in _part(dice, part, figures):
            yield line
            written += len(line) + 1


def _part(dice: Random, part: int, figures: float) -> Iterator[str]:
    yield f"{format_number(part, 'chineseCounting')}、抓好{dice.choice(TOPICS)}重点工作"
    form = dice.randrange(4)
    for number in range(1, dice.randrange(4, 12)):
        topic = dice.choice(TOPICS)
        head = dice.choice(_HEADS).format(topic)
        body = "".join(_sentence(dice, topic, figures) for _ in range(dice.randrange(1, 6)))
        units = _UNITS.format(*dice.sample(TOPICS, 3)) if dice.random() < 0.7 else ""
        if form == 3:
            yield f"{number}\t{head}{body[:60]}\t{topic}科\t{dice.randrange(1, 13)}月底前"
        else:
            mark = (f"{number}.", f"（{format_number(number, 'chineseCounting')}）", "")[form]
            yield f"{mark}{head}{body}{units}"


def _sentence(dice: Random, topic: str, share: float) -> str:
    if dice.random() >= share:
        return dice.choice(_PLAIN).format(topic)
    figures = (dice.randrange(5, 3000), dice.randrange(1, 100), dice.randrange(1, 13))
    return dice.choice(_SENTENCES).format(topic, *figures)


def plan_text(length: int, *, figures: float = 1.0) -> bytes:
    return "\n".join(plan_lines(length, figures=figures)).encode()


def word_file(lines: Iterable[str]) -> bytes:
    body = [
        table("".join(cell(words) for words in line.split("\t")))
        if "\t" in line
        else paragraph(line)
        for line in lines
    ]
    return docx(*body)
