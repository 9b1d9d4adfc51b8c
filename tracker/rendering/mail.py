"""Subject, text and HTML of a mail, from `templates/email/<name>/`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tracker.domain.letters import DigestItem, Letterhead, ReminderDigest, UrgingLetter
from tracker.domain.values import MailKind, ReminderKind
from tracker.domain.words.labels import label
from tracker.domain.words.titles import house_title

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"

_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    text: str
    html: str


def render_digest(digest: ReminderDigest, letterhead: Letterhead) -> Mail:
    return _render(MailKind.REMINDER_DIGEST, {"digest": digest, "letterhead": letterhead})


def render_urging(letter: UrgingLetter, letterhead: Letterhead) -> Mail:
    return _render(MailKind.URGING, {"letter": letter, "letterhead": letterhead})


def render_test(letterhead: Letterhead) -> Mail:
    return _render(MailKind.TEST, {"letterhead": letterhead})


def _render(kind: MailKind, values: Mapping[str, object]) -> Mail:
    subject = _TEXT.get_template(f"email/{kind}/subject.txt").render(values).strip()
    return Mail(
        subject=subject,
        text=_TEXT.get_template(f"email/{kind}/body.txt").render(values),
        html=_HTML.get_template(f"email/{kind}/body.html").render({**values, "subject": subject}),
    )


def _day(day: date, on: date | None = None) -> str:
    """The year is named only where it is not that of the mail."""
    year = f"{day.year}年" if on and on.year != day.year else ""
    return f"{year}{day.month}月{day.day}日"


def _short(kind: ReminderKind) -> str:
    return "未报" if kind is ReminderKind.UNREPORTED else label(kind)


def _limit(kind: ReminderKind) -> str:
    return "填报截止" if kind is ReminderKind.UNREPORTED else "时限"


def _state(item: DigestItem, kind: ReminderKind, on: date) -> str:
    if kind is ReminderKind.OVERDUE or kind.is_of_target:
        return f"逾期 {item.days} 天"
    if item.due_on == on:
        return "今天到期"
    if item.days <= 0:  # the deadline falls on a day off
        return "今天是到期前最后一个工作日"
    return f"还有 {item.days} 个工作日"


def _place(item: DigestItem, letterhead: Letterhead) -> str:
    words = (
        item.whole and f"属 {item.whole}",
        item.plan_title and f"《{house_title(item.plan_title, letterhead.organisation)}》",
    )
    return "　".join(filter(None, words))


def _environment(*, html: bool) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=html,  # noqa: S701 -- the text part must not be escaped
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "day": _day,
        "label": label,
        "short": _short,
        "limit": _limit,
        "state": _state,
        "place": _place,
        "ordinal": lambda number: _ORDINALS[number - 1],
    }
    return environment


_TEXT = _environment(html=False)
_HTML = _environment(html=True)
