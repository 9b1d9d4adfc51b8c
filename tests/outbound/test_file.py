"""Mail as files, for a first start without a mail server."""

from email import message_from_bytes, policy
from email.message import EmailMessage

from tracker.domain.delivery import Parcel
from tracker.outbound import make_sender
from tracker.outbound.file import FileSender
from tracker.outbound.smtp import SmtpSender, SmtpSettings


def test_each_message_becomes_a_file_that_a_mail_program_opens(tmp_path):
    message = EmailMessage()
    message["Message-ID"], message["Subject"] = "<digest/1@localhost>", "提醒"
    message.set_content("请填报。", cte="base64")

    with FileSender(tmp_path / "mail").connection() as connection:
        parcel = Parcel("a@b.example", "c@d.example", message.as_bytes(policy=policy.SMTP))
        connection.send(parcel)
        connection.send(parcel)  # a second try writes the same file

    (file,) = (tmp_path / "mail").iterdir()
    assert file.name == "digest_1@localhost.eml"
    read = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (read["Subject"], read.get_content()) == ("提醒", "请填报。\n")


def test_mail_goes_out_by_smtp_as_soon_as_a_host_is_set(tmp_path):
    def sender(host):
        return make_sender(SmtpSettings(host, 25, "", "", "none", 5), folder=tmp_path)

    assert isinstance(sender(""), FileSender)
    assert isinstance(sender("mail.example.invalid"), SmtpSender)
