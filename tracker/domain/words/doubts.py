"""Why a reading may be wrong: what it is about, what it asks back, and the sentence."""

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.drafts.draft import Doubt


class Asks(StrEnum):
    """What a person gives as the answer: the page offers a field for it."""

    DATE = "date"
    LEAD = "lead"
    LEVEL = "level"  # which headings are the strategies
    LOOK = "look"  # to have read it is enough
    METRIC = "metric"  # what a figure counts
    OFTEN = "often"  # how often the task is reported on
    PART = "part"  # from where to where the document plans
    TARGET = "target"  # whether a figure is one
    UNIT = "unit"  # of a figure
    YEAR = "year"  # of the plan


@dataclass(frozen=True, slots=True)
class DoubtWords:
    """`kind`: what it is about, in a word. In the sentence stand the words of the text."""

    kind: str
    asks: Asks
    sentence: str


# fmt: off
DOUBTS: dict[str, DoubtWords] = {
    "deadline.about-as-often": DoubtWords("时限", Asks.OFTEN, "“{words}”没有对应的频次，暂按最接近的登记，请核对。"),
    "deadline.before-month": DoubtWords("时限", Asks.DATE, "“{words}”按上月底计，如指当月底前，请改日期。"),
    "deadline.before-year": DoubtWords("时限", Asks.DATE, "“{words}”按上年底计，如指当年底前，请改日期。"),
    "deadline.counted-from-start": DoubtWords("时限", Asks.DATE, "“{words}”从计划开始之日算起，如从印发之日算，请改日期。"),
    "deadline.ongoing": DoubtWords("时限", Asks.OFTEN, "“{words}”没有写完成日期，按常态化、每月填报登记，请核对。"),
    "deadline.season": DoubtWords("时限", Asks.DATE, "“{words}”没有固定的日子，暂按常见的日子登记，请核对。"),
    "plan.annex-left-out": DoubtWords("表格", Asks.LOOK, "另有任务表，其中{words}在正文中没有对应的任务，没有读入；如果也属于计划，请单独上传该表。"),
    "plan.bare-heading": DoubtWords("拆分", Asks.LOOK, "“{words}”像是标题，下面没有内容，可能漏了任务，请核对原文。"),
    "plan.breaks-off": DoubtWords("全文", Asks.LOOK, "最后一项在“{words}”处中断，后面可能缺页，请核对原文。"),
    "plan.columns-mixed": DoubtWords("表格", Asks.LOOK, "表头与内容对不上（如“{words}”），任务和责任单位两列可能颠倒，请核对原表。"),
    "plan.cut-off": DoubtWords("全文", Asks.LOOK, "文件很大，只读取了前{words}，请核对。"),
    "plan.dates-of-another-year": DoubtWords("全文", Asks.YEAR, "多数时限写的是{words}，与计划年份不同，请核对年份。"),
    "plan.empty-cells": DoubtWords("表格", Asks.LOOK, "表中有{words}没有填责任单位或时限，其他行都填了，请核对原表。"),
    "plan.empty-tasks": DoubtWords("表格", Asks.LOOK, "表中有{words}没有写任务内容，没有读成任务，请核对原表。"),
    "plan.few-stops": DoubtWords("拆分", Asks.LOOK, "“{words}”等内容很长却没有句号，可能没有拆开，请核对。"),
    "plan.few-tasks": DoubtWords("拆分", Asks.LEVEL, "篇幅很长却只读出{words}项任务，可能没有拆开，请核对。"),
    "plan.formulas-without-results": DoubtWords("全文", Asks.LOOK, "表中有公式还没有算出结果，这些格没有读到；请用 Excel 或 WPS 打开、保存后重新上传。"),
    "plan.head-inside": DoubtWords("拆分", Asks.LOOK, "“{words}”等段落开头像一项任务，却没有编号，读进了前一项，请核对是否要拆分。"),
    "plan.heading-missing": DoubtWords("编号", Asks.LOOK, "“{words}”前面的编号不连续，可能漏了一部分，请核对原文。"),
    "plan.heads-as-tasks": DoubtWords("拆分", Asks.LOOK, "“{words}”等短句像小标题，各自读成了一项任务，请核对是否要与后面的合并。"),
    "plan.hidden-cells": DoubtWords("全文", Asks.LOOK, "表中隐藏的{words}没有读入；如果也属于计划，请取消隐藏后重新上传。"),
    "plan.hidden-sheets": DoubtWords("全文", Asks.LOOK, "隐藏的工作表“{words}”没有读入；如果也属于计划，请取消隐藏后重新上传。"),
    "plan.internal": DoubtWords("全文", Asks.LOOK, "文件标有“{words}”，在本系统里所有登录人员都能看到，请确认可以。"),
    "plan.left-out": DoubtWords("全文", Asks.PART, "从“{words}”起还有带编号的内容没有当作计划，请核对计划的起止位置。"),
    "plan.no-heading": DoubtWords("全文", Asks.PART, "没有找到计划部分的标题，从“{words}”起当作计划，请核对。"),
    "plan.number-inside": DoubtWords("拆分", Asks.LOOK, "“{words}”里面还有编号，标题和内容可能连在一起，请核对。"),
    "plan.numbers-jump": DoubtWords("编号", Asks.LOOK, "任务编号不连续（从“{words}”之前起），可能漏了任务，请核对原文。"),
    "plan.numbers-missing": DoubtWords("编号", Asks.LOOK, "“{words}”下面的任务没有编号，其他部分都有，编号可能丢了，请核对是否漏读或没有拆开。"),
    "plan.numbers-restart": DoubtWords("编号", Asks.LOOK, "编号到“{words}”又从头开始，前面可能少了标题，请核对原文。"),
    "plan.one-line": DoubtWords("拆分", Asks.LOOK, "全文没有分段，标题和内容连在一起，请逐项核对任务；最好换有分段的文件重新上传。"),
    "plan.rows-missing": DoubtWords("表格", Asks.LOOK, "表中第{words}行前面的序号不连续，可能缺行，请核对原表。"),
    "plan.struck-out": DoubtWords("全文", Asks.LOOK, "加了删除线的内容（{words}）没有读入；如果仍要保留，请去掉删除线后重新上传。"),
    "plan.table-unread": DoubtWords("表格", Asks.LOOK, "表格中有{words}没有认出表头，按正文读取；请在表头写明“任务、责任单位、完成时限”后重新上传，或逐项核对。"),
    "plan.titles-alike": DoubtWords("拆分", Asks.LOOK, "多项任务的名称都是“{words}”一类，不像任务，可能没有拆对，请核对原文。"),
    "plan.tracked-changes": DoubtWords("全文", Asks.LOOK, "文档中有未接受的修订，已按接受后的内容读取。"),
    "plan.uneven": DoubtWords("拆分", Asks.LEVEL, "“{words}”按句子拆成任务，其他部分有编号或小标题，请核对是否要合并。"),
    "plan.whole-document": DoubtWords("全文", Asks.PART, "没有找到“工作思路”一类的标题，把全文当作计划，请核对起止位置。"),
    "plan.year-differs": DoubtWords("全文", Asks.YEAR, "文件中写的是{words}，与所选年份不同，请核对。"),
    "plan.year-unsure": DoubtWords("全文", Asks.YEAR, "文件中又写了{words}，与计划年份不同，请核对年份。"),
    "target.in-characters": DoubtWords("是否指标", Asks.TARGET, "“{words}”是汉字数字，可能只是名称或说法，请核对是不是指标。"),
    "target.no-metric": DoubtWords("是否指标", Asks.METRIC, "没有看出“{words}”说的是什么，请补上指标名称。"),
    "target.no-unit": DoubtWords("是否指标", Asks.UNIT, "“{words}”后面没有单位，请补上单位或删去。"),
    "target.odd-figure": DoubtWords("是否指标", Asks.TARGET, "“{words}”不像这个指标的目标值，请核对原文。"),
    "task.by-head": DoubtWords("拆分", Asks.LOOK, "原文没有编号，按段内小标题拆成任务，请核对。"),
    "task.by-sentence": DoubtWords("拆分", Asks.LOOK, "原文没有编号，按句子拆成任务，请核对是否要合并。"),
    "task.date-outside": DoubtWords("时限", Asks.DATE, "“{words}”离计划年份太远，没有作为时限，请核对日期。"),
    "task.lead-unknown": DoubtWords("牵头单位", Asks.LEAD, "原文写的牵头单位“{words}”不在单位表，请指定由谁牵头。"),
    "task.no-such-day": DoubtWords("时限", Asks.DATE, "没有“{words}”这一天，请改日期。"),
    "task.no-unit": DoubtWords("牵头单位", Asks.LEAD, "原文没有写明牵头单位，系统也没有把握，请指定。"),
    "task.number-jumps": DoubtWords("编号", Asks.LOOK, "编号不连续，可能漏掉或多出一项，请核对。"),
    "task.overlaps-kept": DoubtWords("拆分", Asks.LOOK, "与已改的“{words}”有一部分是同一段文字，请核对是否重复，重复的删去。"),
    "task.very-long": DoubtWords("拆分", Asks.LOOK, "内容很长，可能包含多项任务，请核对是否要拆分。"),
    "task.very-short": DoubtWords("拆分", Asks.LOOK, "内容很短，可能不是一项任务，请核对。"),
}
# fmt: on


def doubt_sentence(doubt: Doubt) -> str:
    return DOUBTS[doubt.code].sentence.format(words=doubt.words)
