"""The mails as people get them, compared with whole texts."""

from datetime import date

import pytest

from tracker.domain.letters import (
    DigestItem,
    DigestSection,
    Letterhead,
    ReminderDigest,
    UrgingItem,
    UrgingLetter,
)
from tracker.domain.values import ReminderKind
from tracker.rendering.mail import render_digest, render_test, render_urging

LETTERHEAD = Letterhead("云江区市场监督管理局", "https://plan.example", "tracker@plan.example")
ON = date(2026, 11, 27)  # a Friday
DIGEST = ReminderDigest(
    name="周明",
    on=ON,
    sections=(
        DigestSection(
            ReminderKind.OVERDUE,
            (
                DigestItem(3, "二-11", "完成上年度档案移交", date(2025, 12, 31), 331, 42),
                DigestItem(17, "三-04", "建成基层快检室 <12 个> & 投用", date(2026, 11, 12), 15, 4),
            ),
        ),
        DigestSection(
            ReminderKind.DUE_SOON,
            (
                DigestItem(18, "一-02", "开展一次应急演练", ON, 0, 3),
                DigestItem(19, "一-03", "办理老旧电梯更新", date(2026, 11, 29), 0, 1),
                DigestItem(20, "一-05", "公示抽检结果", date(2026, 12, 2), 3, 2),
                DigestItem(
                    22,
                    "一-05",
                    "公示抽检结果",
                    date(2026, 12, 2),
                    3,
                    2,
                    plan_title="云江区市场监督管理局2027年工作要点",
                ),
                DigestItem(
                    23, "一-05-1", "制定方案", date(2026, 12, 2), 3, 2, whole="一-05 公示抽检结果"
                ),
            ),
        ),
        DigestSection(
            ReminderKind.UNREPORTED,
            (DigestItem(21, "四-01", "培育计量标杆企业", date(2026, 11, 30), 1, 2),),
        ),
    ),
)


def test_a_digest_reads_as_these_files_show(golden):
    mail = render_digest(DIGEST, LETTERHEAD)
    golden("reminder_digest.subject.txt", mail.subject)
    golden("reminder_digest.body.txt", mail.text)
    golden("reminder_digest.body.html", mail.html)


@pytest.mark.parametrize(
    ("kept", "subject"),
    [
        ((0, 1, 2), "【工作计划督办】11月27日提醒：逾期 2 项、临期 5 项、未报 1 项"),
        ((1,), "【工作计划督办】11月27日提醒：临期 5 项"),
        ((0, 2), "【工作计划督办】11月27日提醒：逾期 2 项、未报 1 项"),
    ],
)
def test_the_subject_counts_what_there_is_and_tells_nothing_of_it(kept, subject):
    sections = tuple(DIGEST.sections[place] for place in kept)
    assert render_digest(ReminderDigest("周明", ON, sections), LETTERHEAD).subject == subject


def test_a_test_mail_reads_as_these_files_show(golden):
    mail = render_test(LETTERHEAD)
    golden("test.body.txt", mail.text)
    golden("test.body.html", mail.html)


def test_an_urging_reads_as_these_files_show(golden):
    first = UrgingItem(17, "三-04", "建成基层快检室 <12 个>", date(2026, 11, 12), 15, 2)
    second = UrgingItem(18, "一-02", "开展一次应急演练", date(2027, 1, 9), 0, 1, "2027年工作要点")
    letter = UrgingLetter("周明", "王督查", ON, "请本周内报送进展。", (first, second))
    mail = render_urging(letter, LETTERHEAD)
    golden("urging.subject.txt", mail.subject)
    golden("urging.body.txt", mail.text)
    golden("urging.body.html", mail.html)
