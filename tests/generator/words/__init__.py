"""The vocabulary of ten fields of work, all made up for this generator."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Work:
    """A thing that is done a counted number of times."""

    verb: str
    thing: str
    unit: str
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Topic:
    titles: tuple[str, ...]
    matters: tuple[str, ...]
    works: tuple[Work, ...]
    rates: tuple[str, ...]
    ills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Domain:
    body: str
    sections: tuple[str, ...]
    topics: tuple[Topic, ...]


@cache
def domains() -> tuple[Domain, ...]:
    path = Path(__file__).with_name("domains.toml")
    found = tomllib.loads(path.read_text(encoding="utf-8"))["domain"]
    return tuple(
        Domain(one["body"], tuple(one["sections"]), tuple(_topic(topic) for topic in one["topic"]))
        for one in found
    )


def _topic(told: dict[str, Any]) -> Topic:
    return Topic(
        tuple(told["titles"]),
        tuple(told["matters"]),
        tuple(_work(line) for line in told["works"]),
        tuple(told["rates"]),
        tuple(told["ills"]),
    )


def _work(line: str) -> Work:
    verb, thing, unit, least, most = line.split("|")
    return Work(verb, thing, unit, int(least), int(most))


PLACES = ("青溪县", "云岭区", "临江市", "河湾区", "石桥县", "东湖区", "松山市", "白沙县")

HEADS = (
    "强化{}", "抓实{}", "规范{}", "提升{}水平", "深化{}改革", "补齐{}短板",
    "健全{}机制", "做优{}", "夯实{}基础", "严格{}", "扎实做好{}工作", "推进{}提质增效",
)  # fmt: skip

# Sentences that bind nobody to a figure or a day.
PLAIN = (
    "完善{}长效机制，把责任细化到岗、落实到人",
    "坚持问题导向，深入查找{}中的薄弱环节，逐项制定整改措施",
    "加强与相关部门的沟通会商，推动{}信息共享、执法联动",
    "组织{}业务培训，提高基层人员的履职能力",
    "依托信息化手段，探索{}智慧管理新路径",
    "加大{}宣传力度，引导社会公众广泛参与",
    "总结推广{}先进经验，充分发挥典型的示范带动作用",
    "严格执行{}有关规定，对违规行为依法依规查处",
    "统筹各类资源向{}倾斜，加快补齐基础设施短板",
    "健全{}投诉举报处理流程，及时回应群众关切",
    "修订{}管理办法，规范工作流程和文书档案",
    "强化{}日常巡查，做到早发现、早报告、早处置",
    "鼓励社会力量参与{}，形成政府引导、多方共建的格局",
    "对照上级要求全面梳理{}存在的风险隐患，建立问题清单和责任清单",
    "把{}纳入绩效考核内容，层层压实工作责任",
    "聘请第三方机构对{}开展评估，评估结果向社会公开",
)

# The same, with numbers in names, ordinals and years gone by.
TRAPS = (
    "深入贯彻《{}管理条例》，落实“四个最严”要求",
    "用好12345政务服务热线，及时办理涉及{}的来电",
    "办好第{n}届{}主题宣传活动，营造浓厚氛围",
    "健全“1+3+N”工作体系，推动{}责任落地落细",
    "对标先进地区，学习借鉴{}领域的成熟做法，形成具有本地特色的工作品牌",
    "在上年完成{n}处整改的基础上，巩固{}治理成果",
)

# How a thing done so many times is promised; {q} is the figure with its unit.
COUNTED = (
    ("全年{v}{t}{q}以上", ">="),
    ("力争{v}{t}{q}", ">="),
    ("计划{v}{t}{q}，进一步夯实{m}基础", ">="),
    ("{v}{t}不少于{q}", ">="),
    ("{v}{q}{t}", ">="),
    ("围绕{m}，{v}{t}{q}以上，切实解决群众反映的突出问题", ">="),
    ("统筹推进{m}工作，{v}{t}{q}", ">="),
    ("{v}{t}超{q}", ">="),
)
RATED = (
    ("{r}达到{p}%以上", ">="),
    ("确保{r}不低于{p}%", ">="),
    ("{r}达{p}%", ">="),
    ("加强{m}，{r}保持在{p}%以上", ">="),
    ("{r}稳定在{p}%左右", "="),
)
# 提高N个百分点 is a gain.
GAINED = ("{r}较上年提高{g}个百分点", "{r}提升{g}个百分点以上")
KEPT_LOW = ("{i}控制在{l}%以内", "将{i}降至{l}%以下", "{i}不超过{l}%")
DATED = (
    "{d}完成{m}方案编制并报批",
    "{d}出台{m}实施细则",
    "{d}建立{m}工作台账，逐项销号管理",
    "{m}专项整治于{d}完成",
)
REPEATED = (
    ("每季度开展一次{m}专项检查", "每季度", "quarterly"),
    ("每月调度{m}进展情况", "每月", "monthly"),
    ("每半年组织一次{m}评估", "每半年", "halfyearly"),
    ("按季度通报{m}工作情况", "按季度", "quarterly"),
)
# A year gone by, for the summary in front.
TOLD = (
    "全年{v}{t}{q}，超额完成年度目标",
    "累计{v}{t}{q}，{r}达到{p}%",
    "{m}工作取得明显成效，获上级通报表扬",
    "扎实开展{m}专项行动，整改问题{n}个",
    "{r}由年初的{l}%提高到{p}%",
)
