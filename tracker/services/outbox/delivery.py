"""发邮件: claims queued mail, builds its text, sends it, and settles what became of it.

Not one transaction but two short ones around each sending: no write lock is held while talking
to a mail server. A line gets its next mail when the last one is settled, so that a process that is
killed leaves at most the mail in flight in doubt.
"""

import logging
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.domain.delivery import (
    CLAIM_EXPIRES,
    AddressRefused,
    ConnectionLost,
    FinalFailure,
    Sender,
    TemporaryFailure,
    TooFast,
    Unavailable,
    pause_after,
)
from tracker.domain.doing import Doing
from tracker.domain.values import MailState
from tracker.services.outbox.claims import Claim, Claims, Settlement
from tracker.services.outbox.letters import Letter, Unsent, build
from tracker.services.outbox.lines import Lines, Outcome, lines_to

BATCH = 50
# A run that is slow stops long before another process may take its claims over.
WORKING_TIME = CLAIM_EXPIRES / 6
# Texts that have waited longer for a line are built anew.
FRESH = timedelta(seconds=5)
# One after the other: then it is the server and not the mails, and the run ends.
MOST_LOST = 150
MOST_TOO_FAST = 3
A_BREATH = 1.0  # seconds between two looks whether the minute has room again

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delivered:
    sent: int = 0
    retried: int = 0  # will be tried again later
    failed: int = 0  # given up
    dropped: int = 0  # nothing was left to say
    error: str = ""  # why the server could not be reached


def deliver(
    doing: Doing, sender: Sender, *, limit: int | None = None, mail_id: int | None = None
) -> Delivered:
    """Sends what is due, at most `limit` mails; or that one mail only."""
    return _Delivery(doing, sender, Claims(doing, mail_id), limit).run()


class _Delivery:
    def __init__(self, doing: Doing, sender: Sender, claims: Claims, limit: int | None) -> None:
        self._sender = sender
        self._claims = claims
        self._policy = doing.policy
        self._now = doing.now
        self._left = limit
        self._started = self._built = time.monotonic()
        self._ready: deque[Letter | Unsent] = deque()
        self._is_full = False  # no more are allowed in this minute
        self._is_over = False
        self._counts: Counter[MailState] = Counter()
        self._lost = self._too_fast = 0  # in a row
        self._error = ""

    def run(self) -> Delivered:
        try:
            with lines_to(self._sender) as lines:
                self._work(lines)
        finally:
            self._claims.give_back([letter.claim for letter in self._ready], self._error)
        return Delivered(
            sent=self._counts[MailState.SENT],
            retried=self._counts[MailState.QUEUED],
            failed=self._counts[MailState.FAILED],
            dropped=self._counts[MailState.DROPPED],
            error=self._error,
        )

    def _work(self, lines: Lines) -> None:
        while True:
            while lines.is_free and (letter := self._next()) is not None:
                lines.give(letter)
            if lines.is_busy:
                outcome = lines.outcome()
                if outcome is not None:
                    self._settle(outcome)
            elif self._is_full and lines.is_free and not self._has_ended():
                time.sleep(A_BREATH)
            else:
                return

    def _next(self) -> Letter | None:
        """The next mail that has something to say and an address that may hear it."""
        while not self._has_ended():
            if not self._ready and not self._claim():
                return None
            self._refresh()
            letter = self._ready.popleft()
            if isinstance(letter, Letter):
                return letter
            self._put_aside(letter)
        return None

    def _has_ended(self) -> bool:
        is_late = time.monotonic() - self._started > WORKING_TIME.total_seconds()
        return self._is_over or is_late

    def _claim(self) -> bool:
        most = BATCH if self._left is None else min(BATCH, self._left)
        if most == 0:
            return False
        claims, self._is_full = self._claims.take(
            most, per_minute=self._policy.mails_per_minute, at=self._moment()
        )
        if self._left is not None:
            self._left -= len(claims)
        self._ready.extend(self._letters(claims))
        return bool(claims)

    def _letters(self, claims: Sequence[Claim]) -> Sequence[Letter | Unsent]:
        self._built = time.monotonic()
        return build(claims, self._policy.letterhead, self._now) if claims else ()

    def _refresh(self) -> None:
        if time.monotonic() - self._built > FRESH.total_seconds():
            claims = [letter.claim for letter in self._ready]
            self._ready = deque(self._letters(claims))

    def _moment(self) -> datetime:
        """That of the run, and the whole seconds since."""
        return self._now + timedelta(seconds=int(time.monotonic() - self._started))

    def _put_aside(self, letter: Unsent) -> None:
        if letter.failure is None:
            claim = letter.claim
            self._write(claim, Settlement(MailState.DROPPED, claim.address, claim.tries))
        else:
            self._give_up(letter.claim, letter.failure)

    def _settle(self, outcome: Outcome) -> None:
        claim, failure = outcome.letter.claim, outcome.failure
        if failure is None:
            self._lost = self._too_fast = 0
            self._error = ""
            sent = Settlement(MailState.SENT, claim.address, claim.tries + 1)
            self._write(claim, replace(sent, sent_at=self._moment()))
        elif isinstance(failure, Unavailable):
            self._stop(outcome.letter, failure)
        elif isinstance(failure, TemporaryFailure):
            self._postpone(claim, failure)
        else:
            self._give_up(claim, failure)

    def _stop(self, letter: Letter, failure: Unavailable) -> None:
        """Nothing was tried, so no mail loses one of its tries. Lines that work go on."""
        self._ready.appendleft(letter)
        self._error = str(failure)
        _log.warning("mail server cannot be reached: %s", failure)

    def _postpone(self, claim: Claim, failure: TemporaryFailure) -> None:
        self._lost = self._lost + 1 if isinstance(failure, ConnectionLost) else 0
        self._too_fast = self._too_fast + 1 if isinstance(failure, TooFast) else 0
        self._is_over |= self._lost >= MOST_LOST or self._too_fast >= MOST_TOO_FAST
        tries = claim.tries + 1
        pause = pause_after(tries)
        if pause is None:
            self._give_up(claim, failure)
            return
        waits = Settlement(MailState.QUEUED, claim.address, tries, str(failure))
        self._write(claim, replace(waits, next_try_at=self._now + pause))

    def _give_up(self, claim: Claim, failure: Exception) -> None:
        is_known = isinstance(failure, FinalFailure | TemporaryFailure)
        reason = str(failure) if is_known else f"{type(failure).__name__}: {failure}"[:500]
        _log.error("mail %s given up: %s", claim.id, reason)
        failed = Settlement(MailState.FAILED, claim.address, claim.tries + 1, reason)
        self._write(claim, failed, park=isinstance(failure, AddressRefused))

    def _write(self, claim: Claim, became: Settlement, *, park: bool = False) -> None:
        self._counts[became.state] += 1
        self._claims.settle(claim, became, park=park)
