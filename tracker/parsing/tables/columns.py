"""Knows what the columns of a 任务分解表 are called and what each of them holds."""

import re
from collections.abc import Sequence
from enum import StrEnum


class Column(StrEnum):
    NUMBER = "number"
    AREA = "area"  # what several tasks belong to
    TASK = "task"
    DETAIL = "detail"  # how the task is done, or its steps
    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    PERSON = "person"
    START = "start"
    DUE = "due"
    TARGET = "target"  # how much
    RESULT = "result"  # how it is judged
    OTHER = "other"


# Where a heading may be read as several, the first is meant.
_NAMES = {
    Column.NUMBER: r"序号|编号|号|项次|No\.?|系统编号",
    Column.PERSON: r".{0,4}(?:领导|责任人|负责人|联络员|经办人|联系人|包保人)(?:及电话|姓名)?",
    Column.SUPPORT: r"(?:配合|协办|协同|协助|参与|参加|责任\(配合\)).{0,10}|配合/责任单位",
    Column.LEAD: r"(?:牵头|主办|主责|承办).{0,10}",
    Column.RESPONSIBLE: (
        r"(?:主体)?(?:责任|负责|落实|实施|主管|完成)(?:单位|部门|科室|处室|股室|主体).{0,6}"
        r"|责任分工|分工"
    ),
    Column.START: r"(?:计划|预计|拟)?(?:开始|启动|起始|开工)(?:时间|日期)",
    Column.DUE: (
        r"(?:计划|预计)?(?:截止|结束|完成|办结|销号|竣工)(?:时间|日期|时限|期限)"
        r"|(?:计划|预计)?(?:完成|办结|整改|推进|实施|时间|进度)?"
        r"(?:时限|时间|期限|节点|安排|日期)(?:要求|安排)?|完成日期|时间进度|进度要求|时间节点.{0,4}"
    ),
    Column.RESULT: (
        r"考核(?:要点|指标|内容|标准|目标)?|(?:预期|主要|工作|阶段性?)*成果.{0,4}"
        r"|验收(?:要点|标准)|绩效目标"
    ),
    Column.OTHER: (
        r"备注|说明|.{0,6}(?:自评|评分|分值|得分|权重|考核|评价|验收|是否|详细说明|依据|来源"
        r"|成果|佐证|完成情况|进展|频次|联系电话|状态|序时|所占|比重).{0,8}"
    ),
    Column.TARGET: r"(?:年度|计划|任务|指标|全年)?目标值|指标值|计划数|任务数|数量(?:目标)?",
    Column.AREA: (
        r"(?:工作|任务|项目|所属)?(?:板块|类别|分类|领域|大类|方面|类型|方向)"
        r"|战略方向|一级指标|工作板块/战略方向|重点领域|总体任务|(?:工作|实施|推进)?阶段|进度|目标"
    ),
    Column.DETAIL: (
        r"(?:具体|工作|主要|推进|实施|重点|任务|整改|落实|年度)*"
        r"(?:举措|措施|内容|分解|步骤|要求|目标|标准|做法)(?:/.{2,6})?(?:及.{2,6})?"
        r"|任务分解/时序进度|时序进度|目标要求|具体任务|工作目标.{0,6}|任务分解|具体工作"
        r"|细化任务|子任务"
    ),
    Column.TASK: (
        r"(?:重点|主要|工作|年度|目标|具体|中心|实事|民生|督办|督查|交办|承诺|攻坚"
        r"|本[月季周]|下[月季周]|本年)*"
        r"(?:任务|事项|工作|项目)(?:名称|清单|内容|事项|计划|安排)?"
        r"|任务名称|实事项目|项目内容|指标名称|指标|内容"
    ),
}
_HEADING = re.compile("|".join(f"(?P<{column}>{names})" for column, names in _NAMES.items()))
_PERIOD = re.compile(
    r"第?[一二三四1-4]季度?|\d{1,2}月份?|[上下]半年|[一二三四五六七八九十]{1,2}月|牵头|配合|主办|协办|\d{1,2}[-—~至]\d{1,2}月"
)
_ASIDE = re.compile(r"[(（][^()（）]{1,6}[)）]$")  # 完成期限（天）
_LONGEST, _LONGEST_ASIDE = 16, 8


def column_of(words: str) -> Column | None:
    """What a column with this heading holds; None when it is no heading."""
    name = "".join(words.split())
    if len(name) > _LONGEST + _LONGEST_ASIDE:
        return None
    name = _ASIDE.sub("", name)
    heading = _HEADING.fullmatch(name) if 1 <= len(name) <= _LONGEST else None
    return Column(heading.lastgroup) if heading and heading.lastgroup else None


def columns_of(cells: Sequence[str]) -> tuple[Column, ...] | None:
    """The columns of a heading row, None when the row is none."""
    found = [column_of(cell) for cell in cells]
    filled = [column for cell, column in zip(cells, found, strict=True) if cell.strip()]
    known = [column for column in filled if column is not None]
    if len(known) < 2 or len(known) * 3 < len(filled) * 2:
        return None
    if not {Column.TASK, Column.DETAIL} & set(known):
        return None
    return tuple(column or Column.OTHER for column in found)


def second_columns(columns: tuple[Column, ...], cells: Sequence[str]) -> tuple[Column, ...] | None:
    """The columns with those of a second heading row under them; None when the row is none.

    Quarters and months part a column into steps, whose figures count up to the same aim.
    """
    found = [None if not cell.strip() else _second(cell) for cell in cells]
    filled = [cell for cell in cells if cell.strip()]
    known = [column for column in found if column is not None]
    if not filled or len(known) < len(filled) or len(cells) != len(columns):
        return None
    return tuple(second or first for first, second in zip(columns, found, strict=True))


def _second(words: str) -> Column | None:
    return Column.OTHER if _PERIOD.fullmatch("".join(words.split())) else column_of(words)
