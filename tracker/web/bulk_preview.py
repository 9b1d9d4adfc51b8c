"""What an act on many tasks will do to each of them, and why some are left as they are."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from tracker.domain import bulk_acts
from tracker.domain.bulk_acts import BulkAct, BulkTerms
from tracker.domain.words.errors import error_sentence
from tracker.queries.bulk_rows import BulkRow, list_bulk_rows
from tracker.queries.urgings import ChiefRow, count_urgings, list_chiefs
from tracker.web import session


@dataclass(frozen=True, slots=True)
class Line:
    """`will` is empty where nothing happens, `refused` where something does."""

    row: BulkRow
    will: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    lines: Sequence[Line]

    @property
    def done(self) -> Sequence[Line]:
        return [line for line in self.lines if not line.refused]

    @property
    def refused(self) -> Sequence[Line]:
        return [line for line in self.lines if line.refused]

    @property
    def has_several_plans(self) -> bool:
        return len({line.row.plan_title for line in self.lines}) > 1


@dataclass(frozen=True, slots=True)
class _Known:
    """What the sentences name besides the task itself."""

    terms: BulkTerms
    unit: str  # that was chosen to lead
    chiefs: Mapping[int, Sequence[ChiefRow]]
    urgings: Mapping[int, int]


def preview(act: BulkAct, task_ids: Collection[int], terms: BulkTerms, unit: str = "") -> Preview:
    doing = session.doing()
    rows = list_bulk_rows(task_ids, doing.on)
    known = _Known(
        terms,
        unit,
        list_chiefs([row.lead_unit_id or 0 for row in rows]) if act.writes_to_chiefs else {},
        count_urgings(task_ids) if act.writes_to_chiefs else {},
    )
    return Preview([_line(act, row, known) for row in rows])


def _line(act: BulkAct, row: BulkRow, known: _Known) -> Line:
    refused = bulk_acts.refusal(act, session.doing(), row.rules, known.terms)
    if refused is not None:
        return Line(row, refused=error_sentence(refused))
    return Line(row, will=_WILL[act](row, known))


def _urged(row: BulkRow, known: _Known) -> str:
    times = known.urgings.get(row.id, 0) + 1
    chiefs = [chief for chief in known.chiefs.get(row.lead_unit_id or 0, ()) if chief.mail]
    if not chiefs:
        return f"第 {times} 次催办；牵头单位没有登记邮箱的负责人，只在系统内催办"
    return f"第 {times} 次催办，发邮件给{'、'.join(chief.name for chief in chiefs)}"


def _reassigned(row: BulkRow, known: _Known) -> str:
    if not known.unit:
        return "可以改派"
    change = f"{row.lead_unit or '未定'} → {known.unit}"
    if not row.state.is_issued:
        return change
    kept = "" if row.percent is None else "，已报进度保留"
    return f"{change}，由其重新签收{kept}"


def _issued(row: BulkRow, known: _Known) -> str:
    parts = "，连同举措" if row.rules.facts.parts else ""
    return f"交办给{row.lead_unit}{parts}"


def _redated(row: BulkRow, known: _Known) -> str:
    due_on = known.terms.due_on
    return f"{row.due_on} → {due_on}" if due_on else "可以设时限"


def _noded(row: BulkRow, known: _Known) -> str:
    if known.terms.chain is None:
        return "可以套用"
    planned = bulk_acts.nodes(row.rules, known.terms.chain)
    was = len(row.rules.terms.milestones)
    listed = "，".join(f"{each.on.month:02}-{each.on.day:02} {each.text}" for each in planned)
    told = f"换下原有 {was} 个节点：{listed}" if was else listed
    calendar = known.terms.chain.workdays
    guessed = sorted({each.on.year for each in planned if calendar.is_estimated(each.on.year)})
    return told + "".join(f"（{year}年放假安排未公布，日期是估算）" for year in guessed)


_WILL: Mapping[BulkAct, Callable[[BulkRow, _Known], str]] = {
    BulkAct.URGE: _urged,
    BulkAct.REASSIGN: _reassigned,
    BulkAct.ISSUE: _issued,
    BulkAct.SET_DUE: _redated,
    BulkAct.SET_NODES: _noded,
}
