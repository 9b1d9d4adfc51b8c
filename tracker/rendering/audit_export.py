"""The audit log as a file: a table for people, or one entry a line for whoever checks the chain."""

import csv
import io
import json
from collections.abc import Iterable, Iterator

from tracker.domain.audit_chain import Link, Sealed
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.words.log import NOBODY, SUBJECTS, AuditRow, change_words

BOM = "\ufeff"  # without it Excel takes UTF-8 for GBK
HEADINGS = (
    "编号", "时间", "人员", "单位", "来源", "办理", "对象类别", "对象", "变化", "动作代码", "校验值"
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(rows: Iterable[AuditRow]) -> Iterator[str]:
    """Piece by piece, the heading first."""
    yield BOM + _line(HEADINGS)
    for row in rows:
        yield _line(_cells(row))


def render_jsonl(links: Iterable[Link]) -> Iterator[str]:
    """All that is sealed, with both hashes: the chain can be checked outside of this system."""
    for link in links:
        content = {name: getattr(link.content, name) for name in Sealed.__slots__}
        record = {
            "id": link.id,
            **content,
            "at": link.content.at.isoformat(timespec="microseconds"),
            "previous_hash": link.previous_hash,
            "hash": link.hash,
        }
        yield json.dumps(record, ensure_ascii=False) + "\n"


def _cells(row: AuditRow) -> tuple[str, ...]:
    return (
        str(row.id),
        row.at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S"),
        row.who or NOBODY,
        row.unit or "",
        row.came_from,
        row.what,
        SUBJECTS.get(row.subject_kind, row.subject_kind),
        row.about,
        "；".join(map(change_words, row.changes)),
        row.action,
        row.hash,
    )


def _line(cells: Iterable[str]) -> str:
    file = io.StringIO()
    csv.writer(file).writerow(map(_harmless, cells))
    return file.getvalue()


def _harmless(cell: str) -> str:
    """No cell may start a formula in a table program."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
