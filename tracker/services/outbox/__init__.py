"""发邮件: what is queued leaves, each mail once.

delivery   one run: what goes to which line, what each answer means for its row
claims     rows of the outbox: who may send them, what became of them
letters    their texts, built when they are sent
lines      connections to the server, each in a thread of its own
desk       once more, and a test mail
"""

from tracker.services.outbox.delivery import Delivered, deliver
from tracker.services.outbox.desk import queue_test, retry

__all__ = ["Delivered", "deliver", "queue_test", "retry"]
