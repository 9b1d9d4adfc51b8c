"""`flask mail`: what left, what could not be delivered, and does mail work at all."""

import dataclasses
import sys

import click
from flask import current_app

from tracker.cli import support
from tracker.domain.calendar_days import SHANGHAI
from tracker.domain.values import MailState
from tracker.domain.words.labels import label
from tracker.queries.outbox import MailRow, find_mail, list_mails
from tracker.services import outbox


@click.group()
def mail() -> None:
    """The outbox."""


@mail.command("list")
@click.option("--state", type=click.Choice([state.value for state in MailState]))
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@support.as_json
def show(state: str | None, limit: int, as_json: bool) -> None:
    """The newest mails first."""
    rows = list_mails(state=MailState(state) if state else None, limit=limit)
    if as_json:
        support.show_json([dataclasses.asdict(row) for row in rows])
    else:
        support.show_table(
            ("编号", "类别", "收件人", "地址", "状态", "次数", "写入时间", "原因"),
            [_cells(row) for row in rows],
        )


def _cells(row: MailRow) -> tuple[object, ...]:
    written = row.created_at.astimezone(SHANGHAI)
    return (
        row.id,
        label(row.kind),
        row.recipient,
        row.address,
        label(row.state),
        row.tries,
        f"{written:%Y-%m-%d %H:%M}",
        row.error,
    )


@mail.command()
@click.argument("number", type=support.NUMBER, required=False)
@support.as_json
def retry(number: int | None, as_json: bool) -> None:
    """Queues mails that were given up once more: one by its NUMBER, or all."""
    queued = outbox.retry(support.doing(), mail_id=number)
    if as_json:
        support.show_json({"queued": queued})
    else:
        click.echo(f"{queued} 封邮件已重新放入发件箱")


@mail.command("test")
@click.argument("address")
@support.as_json
def send_test(address: str, as_json: bool) -> None:
    """Sends a mail to ADDRESS at once; exit status 1 when it did not go."""
    mail_id = outbox.queue_test(support.doing(), address=address)
    sender = current_app.config["SENDER"]
    delivered = outbox.deliver(support.doing(), sender, limit=1, mail_id=mail_id)
    row = find_mail(mail_id)
    error = delivered.error or (row.error if row else "")
    if as_json:
        support.show_json({"id": mail_id, "sent": delivered.sent == 1, "error": error})
    else:
        click.echo(f"测试邮件已发往 {address}" if delivered.sent else f"没有发出：{error}")
    sys.exit(0 if delivered.sent else 1)
