"""What makes an installation well, worth a note, or wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain import health
from tracker.domain.health import Health, JobRecord, MailFlow

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FINE, NOTE, WRONG = Health.FINE, Health.NOTE, Health.WRONG
OURS = health.Revisions(first="0005", head="0019")


def ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("check", "verdict", "word"),
    [
        (health.database("sqlite"), FINE, "可以使用"),
        (health.contents(""), FINE, "完整"),
        (health.contents("Tree 5: invalid page"), WRONG, "从备份恢复"),
        (health.files(0), FINE, "一致"),
        (health.files(2), WRONG, "2 份"),
        (health.privacy([]), FINE, "只有本系统"),
        (health.privacy(["/a/x", "/a/y"]), WRONG, "其他账户也能读 /a/x、/a/y：请用文件所有者"),
        (health.privacy([f"/a/{each}" for each in range(9)]), WRONG, "/a/2等 9 处"),
        (health.schema("0019", OURS), FINE, "0019"),
        (health.schema("0005", OURS), WRONG, "请先运行 flask db upgrade"),
        (health.schema("0004", OURS), WRONG, "不能升级：请把它移走，换一个空数据库"),
        (health.schema("0020", OURS), WRONG, "请先更新本系统"),
        (health.schema(None, OURS), WRONG, "还没有建表"),
        (health.scheduler(None, NOW), WRONG, "从未运行"),
        (health.scheduler(NOW - timedelta(minutes=5), NOW), FINE, "在运行"),
        (health.scheduler(NOW, NOW, "KeyError: 1"), WRONG, "上一次发邮件出错（KeyError: 1）"),
        (health.scheduler(NOW - timedelta(minutes=6), NOW), WRONG, "已 6 分钟"),
        (health.mail_server(is_set=True, error=""), FINE, "可以连接"),
        (health.mail_server(is_set=False, error=""), NOTE, "文件夹"),
        (health.mail_server(is_set=True, error="timed out"), WRONG, "timed out"),
        (health.outbox(0), FINE, "没有"),
        (health.outbox(3), NOTE, "3 封"),
        (health.jobs([], NOW), FINE, "还没有运行过"),
        (health.jobs([JobRecord("发邮件", succeeded_at=ago(15))], NOW), FINE, "按时完成"),
        (
            health.jobs([JobRecord("发邮件", succeeded_at=ago(16))], NOW),
            WRONG,
            "“发邮件”已 16 分钟",
        ),
        (
            health.jobs([JobRecord("发邮件", succeeded_at=ago(300))], NOW),
            WRONG,
            "已 5 小时没有完成",
        ),
        (
            health.jobs([JobRecord("提醒", True, None, ago(9), ago(8))], NOW),
            WRONG,
            "“提醒”上一次出错",
        ),
        (health.jobs([JobRecord("提醒", True, None, ago(8), ago(9))], NOW), FINE, "按时完成"),
        (health.jobs([JobRecord("提醒", True, None, ago(3000))], NOW), FINE, "按时完成"),
        (health.jobs([JobRecord("提醒", True, ago(30), ago(1440))], NOW), FINE, "按时完成"),
        (
            health.jobs([JobRecord("提醒", True, ago(31), ago(1440))], NOW),
            WRONG,
            "今天没有按时完成",
        ),
        (health.jobs([JobRecord("提醒", True, ago(31), ago(30))], NOW), FINE, "按时完成"),
        (
            health.jobs([JobRecord("灯", True, ago(31)), JobRecord("邮件", failed_at=NOW)], NOW),
            WRONG,
            "“灯”今天没有按时完成；“邮件”上一次出错，见 flask jobs list",
        ),
        (health.sending(MailFlow(), NOW), FINE, "没有积压"),
        (health.sending(MailFlow(3, ago(15), ago(15)), NOW), FINE, "没有积压"),
        (
            health.sending(MailFlow(3, ago(16), ago(16)), NOW),
            WRONG,
            "3 封在等待，最早的一封已等 16",
        ),
        (health.sending(MailFlow(3, ago(16), ago(16), ago(15)), NOW), FINE, "没有积压"),
        (health.sending(MailFlow(3, ago(16), ago(16), ago(900)), NOW), WRONG, "邮件没有发出"),
        (health.sending(MailFlow(1, ago(90), ago(-9), ago(91)), NOW), WRONG, "90 分钟里没有一封"),
        (health.sending(MailFlow(1, ago(90), ago(-9), ago(89)), NOW), FINE, "没有积压"),
        (health.sending(MailFlow(1, ago(60), ago(-9)), NOW), FINE, "没有积压"),
        (health.sending(MailFlow(0, failed_since=ago(9)), NOW), WRONG, "flask mail retry"),
        (health.sending(MailFlow(0, None, None, ago(8), ago(9)), NOW), FINE, "没有积压"),
        (
            health.sending(MailFlow(1, ago(20), ago(20), reason="535 no"), NOW),
            WRONG,
            "已等 20 分钟（535 no）。",
        ),
        (health.sending(MailFlow(), NOW, is_set=False), FINE, "没有积压"),
        (health.sending(MailFlow(0, sent_at=ago(900)), NOW, is_set=False), WRONG, "没有人收到"),
        (health.calendar([]), FINE, "已公布"),
        (health.calendar([2027]), NOTE, "2027 年"),
        (health.disk(3 * 1024**3), FINE, "3.0 GB"),
        (health.disk(100 * 1024**2), WRONG, "空间不足"),
    ],
)
def test_each_finding_has_its_verdict_and_says_what_to_do(check, verdict, word):
    assert check.verdict is verdict
    assert word in check.words
