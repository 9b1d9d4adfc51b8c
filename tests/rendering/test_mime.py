"""The message around a mail: what servers and mail programs see of it."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from tracker.domain.letters import Letterhead
from tracker.rendering.mail import Mail
from tracker.rendering.mime import Envelope, parcel

LETTERHEAD = Letterhead("云江区市场监督管理局", "https://plan.example", "tracker@plan.example")
MAIL = Mail("【工作计划督办】11月27日提醒：逾期 2 项", "第一行\n.\n第三行\n", "<p>字</p>" * 400)
MORNING = datetime(2026, 11, 27, 0, 30, tzinfo=UTC)
ENVELOPE = Envelope("zhou@plan.example", "digest.7", MORNING, "reminders.5")


def read(letterhead: Letterhead = LETTERHEAD) -> EmailMessage:
    return message_from_bytes(parcel(MAIL, ENVELOPE, letterhead).content, policy=policy.default)


def test_a_message_is_marked_as_written_by_a_machine_and_holds_both_texts():
    sent = read()
    headers = {name: str(value) for name, value in sent.items()}
    assert headers | {"Content-Type": ""} == {
        "From": "云江区市场监督管理局 <tracker@plan.example>",
        "To": "zhou@plan.example",
        "Subject": MAIL.subject,
        "Date": "Fri, 27 Nov 2026 08:30:00 +0800",
        "Message-ID": "<digest.7@plan.example>",
        "References": "<reminders.5@plan.example>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": "<work-plan.plan.example>",
        "MIME-Version": "1.0",
        "Content-Type": "",
    }
    parts = [sent.get_body((kind,)) for kind in ("plain", "html")]
    texts = [part.get_content().replace("\r\n", "\n") for part in parts if part]
    assert [text.rstrip("\n") for text in texts] == [MAIL.text.rstrip("\n"), MAIL.html]


def test_a_message_crosses_servers_that_take_only_short_seven_bit_lines():
    raw = parcel(MAIL, ENVELOPE, LETTERHEAD).content
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 100
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_name_of_the_sender_may_hold_signs_that_headers_use():
    odd = Letterhead('督查室, "一科" <内>', "https://plan.example", "tracker@plan.example")
    assert read(odd)["From"].addresses[0].display_name == odd.organisation
    plain = Letterhead("Plan, Office", "https://plan.example", "tracker@plan.example")
    assert read(plain)["From"].addresses[0].display_name == "Plan, Office"
