"""What a mail says, as values."""

import pytest

from tracker.domain.letters import Letterhead


@pytest.mark.parametrize(
    ("mail_from", "domain"),
    [("tracker@plan.example", "plan.example"), ("tracker@localhost", "localhost")],
)
def test_the_domain_of_the_sender_signs_its_message_ids(mail_from, domain):
    assert Letterhead("测试局", "http://plan.example", mail_from).domain == domain
