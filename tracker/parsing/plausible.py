"""Knows what a plan has that other texts have not: a news item, a letter, a poem."""

import re
from collections.abc import Sequence

from tracker.domain.drafts.draft import StrategyDraft, TaskDraft
from tracker.parsing.text.clauses import sentences

_NAMED = re.compile(r"计划|要点|思路|安排|打算|任务|方案|清单|目标|工作|实事|措施|规划")
# What a plan's sentences open with: what is to be done, rarely anything else.
_TO_DO = re.compile(
    r"(?:进一步|继续|大力|全面|着力|深入|持续|积极|扎实|切实|认真|统筹|加快|不断)*"
    r"(?:推进|推动|加强|强化|开展|完成|落实|建设|建立|健全|完善|实施|组织|做好|抓好|提升|提高|促进|深化|优化"
    r"|培育|打造|严格|确保|制定|加大|加快|新建|改造|整治|排查|检查|监督|坚持|聚焦|围绕|严厉|规范|探索|支持|鼓励)"
)


def is_plausible(text: str, title: str, strategies: Sequence[StrategyDraft]) -> bool:
    """Numbers or a name of its own make a plan; else its sentences must promise something."""
    tasks = [task for strategy in strategies for task in strategy.tasks]
    if _NAMED.search(title) or any(strategy.number for strategy in strategies):
        return True
    if any(task.number or _promises(task) for task in tasks):
        return True
    found = [span for task in tasks for span in sentences(text, task.span.start, task.span.end)]
    directive = sum(_TO_DO.match(text, span.start) is not None for span in found)
    return directive * 2 >= len(found)


def _promises(task: TaskDraft) -> bool:
    recurs = any(deadline.recurrence for deadline in task.deadlines)
    return bool(task.targets) or recurs or any(unit.named for unit in task.lead_units)
