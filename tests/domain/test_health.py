"""What makes an installation well, worth a note, or wrong."""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.domain import health
from tracker.domain.health import Health

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FINE, NOTE, WRONG = Health.FINE, Health.NOTE, Health.WRONG
OURS = health.Revisions(first="0005", head="0019")


@pytest.mark.parametrize(
    ("check", "verdict", "word"),
    [
        (health.database("sqlite"), FINE, "可以使用"),
        (health.contents(""), FINE, "完整"),
        (health.contents("Tree 5: invalid page"), WRONG, "从备份恢复"),
        (health.files(0), FINE, "一致"),
        (health.files(2), WRONG, "2 份"),
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
        (health.calendar([]), FINE, "已公布"),
        (health.calendar([2027]), NOTE, "2027 年"),
        (health.disk(3 * 1024**3), FINE, "3.0 GB"),
        (health.disk(100 * 1024**2), WRONG, "空间不足"),
    ],
)
def test_each_finding_has_its_verdict_and_says_what_to_do(check, verdict, word):
    assert check.verdict is verdict
    assert word in check.words
