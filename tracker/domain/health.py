"""Is the installation well? Each check is a sentence and a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SILENT_AFTER = timedelta(minutes=5)  # the mail job runs each minute
LATE = timedelta(minutes=15)  # mail that could have left; a job of every minute without an end
DAY_LATE = timedelta(minutes=30)  # a job of every day
UNANSWERED = timedelta(hours=1)  # mail was tried, and none of it was taken
LEFT_BEHIND = timedelta(minutes=5)  # an upload is read at once, or within a minute by another
_NAMED = 3  # paths in one sentence
LOW_DISK = 500 * 1024 * 1024


class Health(StrEnum):
    FINE = "fine"
    NOTE = "note"  # to know, nothing to do at once
    WRONG = "wrong"


class Obstacle(StrEnum):
    """What keeps a database from answering."""

    BROKEN = "broken"
    BUSY = "busy"  # somebody else writes, and goes on writing
    CLOSED = "closed"  # it does not open, or nobody answers there
    FULL = "full"
    OTHER = "other"
    READ_ONLY = "read_only"


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    verdict: Health
    words: str


@dataclass(frozen=True, slots=True)
class JobRecord:
    """What a job has done lately. `due_at`: of a daily one, when it should have begun today; None
    before that."""

    purpose: str
    is_daily: bool = False
    due_at: datetime | None = None
    succeeded_at: datetime | None = None
    failed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MailFlow:
    """`waiting` mails, the first of them written `since`; `due`: since when the first could leave.
    `sent_at`, `failed_since`: when the newest that left was sent, and when the newest that was
    given up was written. `reason`: why it does not leave, as far as the mail server said."""

    waiting: int = 0
    since: datetime | None = None
    due: datetime | None = None
    sent_at: datetime | None = None
    failed_since: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Revisions:
    """The migrations of this version, by number: the first one and the newest."""

    first: str
    head: str

    def know(self, revision: str) -> bool:
        return self.first <= revision <= self.head


def database(kind: str) -> Check:
    return Check("database", Health.FINE, f"数据库可以使用（{kind}）。")


def contents(damage: str) -> Check:
    """Of the database as a whole; `damage` is what it found when it checked itself."""
    if damage:
        words = f"数据库内容有损坏（{damage}）：请停用系统，从备份恢复。"
        return Check("contents", Health.WRONG, words)
    return Check("contents", Health.FINE, "数据库内容完整。")


def files(broken: int) -> Check:
    """佐证材料 whose stored bytes are not those that came in."""
    if broken:
        words = f"有 {broken} 份佐证材料的内容缺失或与上传时不同，请从备份恢复。"
        return Check("files", Health.WRONG, words)
    return Check("files", Health.FINE, "佐证材料的内容与上传时一致。")


def privacy(loose: Sequence[str]) -> Check:
    """Paths that other accounts of this machine can read."""
    if not loose:
        return Check("privacy", Health.FINE, "数据库、密钥和邮件只有本系统的账户能读。")
    more = f"等 {len(loose)} 处" if len(loose) > _NAMED else ""
    words = (
        f"其他账户也能读 {'、'.join(loose[:_NAMED])}{more}：请用文件所有者运行 chmod -R go= 收紧。"
    )
    return Check("privacy", Health.WRONG, words)


def schema(revision: str | None, ours: Revisions) -> Check:
    if revision == ours.head:
        return Check("schema", Health.FINE, f"数据库结构是最新的（{revision}）。")
    return Check("schema", Health.WRONG, _schema_words(revision, ours))


def _schema_words(revision: str | None, ours: Revisions) -> str:
    if revision is None:
        return "数据库还没有建表，请先运行 flask db upgrade。"
    if revision > ours.head:
        return f"数据库是更新版本的系统（{revision}）建的，请先更新本系统。"
    if not ours.know(revision):
        return (
            f"数据库是早期版本的系统（{revision}）建的，不能升级："
            "请把它移走，换一个空数据库，再运行 flask db upgrade。"
        )
    return f"数据库结构是 {revision}，应为 {ours.head}，请先运行 flask db upgrade。"


def scheduler(last_at: datetime | None, now: datetime, error: str = "") -> Check:
    """`error`: of the last run; a job that fails each time it runs is not well."""
    if last_at is None:
        return Check("scheduler", Health.WRONG, "定时任务从未运行，请启动 flask jobs work。")
    silent = now - last_at
    if silent <= SILENT_AFTER and error:
        words = f"定时任务在运行，但上一次发邮件出错（{error}），邮件没有发出。"
        return Check("scheduler", Health.WRONG, words)
    if silent <= SILENT_AFTER:
        return Check("scheduler", Health.FINE, "定时任务在运行。")
    minutes = int(silent.total_seconds() // 60)
    words = f"定时任务已 {minutes} 分钟没有动静，请启动 flask jobs work。"
    return Check("scheduler", Health.WRONG, words)


def jobs(records: Sequence[JobRecord], now: datetime) -> Check:
    """Have all of them succeeded lately? That they never ran at all says `scheduler`."""
    if not any(each.succeeded_at or each.failed_at for each in records):
        return Check("jobs", Health.FINE, "定时任务还没有运行过。")
    faults = [f"“{each.purpose}”{words}" for each in records if (words := _job_fault(each, now))]
    if not faults:
        return Check("jobs", Health.FINE, "定时任务都按时完成。")
    return Check("jobs", Health.WRONG, f"定时任务{'；'.join(faults)}，见 flask jobs list。")


def _job_fault(job: JobRecord, now: datetime) -> str:
    last = job.succeeded_at
    if job.failed_at and (last is None or last < job.failed_at):
        return "上一次出错"
    if job.is_daily:
        is_late = job.due_at is not None and now - job.due_at > DAY_LATE
        is_done = job.due_at is None or (last is not None and last >= job.due_at)
        return "今天没有按时完成" if is_late and not is_done else ""
    return f"已 {_long(now - last)}没有完成" if last and now - last > LATE else ""


def sending(flow: MailFlow, now: datetime, *, is_set: bool = True) -> Check:
    """Does mail leave? `is_set`: there is a mail server, or nobody waits for mail."""
    words = _stuck(flow, now)
    if words:
        reason = f"（{flow.reason[:200]}）" if flow.reason else ""
        return Check("sending", Health.WRONG, f"邮件没有发出：{words}{reason}。")
    if not is_set and (flow.waiting or flow.sent_at):
        words = "没有设置邮件服务器，提醒邮件只写入文件夹，没有人收到。"
        return Check("sending", Health.WRONG, words)
    return Check("sending", Health.FINE, "没有积压的邮件。")


def _stuck(flow: MailFlow, now: datetime) -> str:
    """Much mail at once takes its time, and one address that refuses holds up itself alone: then
    others were sent meanwhile."""
    is_leaving = flow.sent_at is not None and now - flow.sent_at <= LATE
    if flow.due and now - flow.due > LATE and not is_leaving:
        return f"{flow.waiting} 封在等待，最早的一封已等 {_long(now - flow.due)}"
    left_since = flow.sent_at or datetime.min.replace(tzinfo=now.tzinfo)
    if flow.since and now - flow.since > UNANSWERED and left_since < flow.since:
        return f"{flow.waiting} 封在等待，{_long(now - flow.since)}里没有一封发出"
    if flow.failed_since and left_since < flow.failed_since:
        return "最近一封未送达，排除原因后用 flask mail retry 重发"
    return ""


def _long(span: timedelta) -> str:
    minutes = int(span.total_seconds() // 60)
    return f"{minutes} 分钟" if minutes < 120 else f"{minutes // 60} 小时"


def mail_server(*, is_set: bool, error: str) -> Check:
    if error:
        return Check("mail", Health.WRONG, f"邮件服务器连不上：{error}")
    if not is_set:
        return Check("mail", Health.NOTE, "没有设置邮件服务器，邮件只写入文件夹。")
    return Check("mail", Health.FINE, "邮件服务器可以连接。")


def outbox(failed: int) -> Check:
    if failed:
        words = f"有 {failed} 封邮件未送达，见 flask mail list。"
        return Check("outbox", Health.NOTE, words)
    return Check("outbox", Health.FINE, "没有未送达的邮件。")


def calendar(estimated: Sequence[int]) -> Check:
    """Of this year and the next; the State Council announces the next one in November."""
    if estimated:
        years = "、".join(map(str, estimated))
        return Check("calendar", Health.NOTE, f"{years} 年的放假安排尚未公布，工作日为估算。")
    return Check("calendar", Health.FINE, "今明两年的放假安排已公布。")


def uploads(length: int, since: datetime | None, now: datetime) -> Check:
    """Files that wait to be read, and since when the first one does."""
    if since is not None and now - since > LEFT_BEHIND:
        words = (
            f"有 {length} 份上传的文件等了超过 5 分钟还没有读完，请看 flask jobs work 是否在运行。"
        )
        return Check("uploads", Health.WRONG, words)
    words = f"有 {length} 份上传的文件正在读取。" if length else "没有等待读取的文件。"
    return Check("uploads", Health.FINE, f"{words}备份时不带 waiting_uploads 表（见 README）。")


def disk(free: int) -> Check:
    words = f"磁盘剩余 {free / 1024**3:.1f} GB。"
    if free < LOW_DISK:
        return Check("disk", Health.WRONG, f"{words}空间不足，请清理。")
    return Check("disk", Health.FINE, words)
