"""Speed of turning a document into a draft, for texts of growing length."""

from tests.bench.report import line, seconds
from tracker.domain.drafts import UnitProfile
from tracker.parsing.pipeline import parse_plan

SIZES = (5_000, 20_000, 80_000, 320_000)  # characters; a real plan has 3,000 to 30,000
UNITS = [
    UnitProfile(name=f"{name}科", aliases=(), duties=(f"{name}监督管理", f"{name}日常检查"))
    for name in (
        "食品生产",
        "食品流通",
        "餐饮服务",
        "药品",
        "特种设备",
        "计量",
        "标准化",
        "知识产权",
    )
]
ORDINALS = "一二三四五六七八九"
TASK = (
    "{n}.加强{kind}监管。全年开展检查{count}户次以上，合格率保持在98%以上，{month}月底前完成。"
    "（牵头单位：{unit}；配合单位：{other}）"
)


def plan_text(length: int) -> str:
    """A plan in the usual shape, as long as wanted."""
    lines = ["2026年市场监管工作要点"]
    number = 0
    while sum(map(len, lines)) < length:
        if number % 12 == 0:
            lines.append(f"{_ordinal(number // 12 + 1)}、抓好第{number // 12 + 1}方面工作")
        unit, other = UNITS[number % len(UNITS)].name, UNITS[(number + 3) % len(UNITS)].name
        number += 1
        lines.append(
            TASK.format(
                n=(number - 1) % 12 + 1,
                kind=unit.removesuffix("科"),
                count=number * 10,
                month=number % 12 + 1,
                unit=unit,
                other=other,
            )
        )
    return "\n".join(lines)


def _ordinal(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens > 9:
        return _ordinal(tens // 10) + "百" + (_ordinal(number % 100) if number % 100 else "")
    lead = "" if tens == 0 else "十" if tens == 1 else ORDINALS[tens - 1] + "十"
    return lead + (ORDINALS[ones - 1] if ones else "")


def run() -> None:
    for size in SIZES:
        data = plan_text(size).encode()
        length = len(data.decode())
        taken = seconds(
            lambda data=data: parse_plan("plan.txt", data, year=2026, units=UNITS),
            times=1 if size > 100_000 else 3,
        )
        line(f"parse a plan of {length:,} characters", length / taken, "characters/s")
