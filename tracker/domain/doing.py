"""Who does something, at which moment, under which settings: the one first argument of an act."""

from dataclasses import dataclass, field
from datetime import date, datetime

from tracker.domain.calendar_days import day_of
from tracker.domain.letters import Letterhead
from tracker.domain.lights import LightPolicy
from tracker.domain.reminders import ReminderPolicy
from tracker.domain.values import Actor, Role

# No row of the database has it.
_NO_ID = 0

# The command line of the machine itself, and the clock: whoever has the machine has the database.
MACHINE = Actor(_NO_ID, "", frozenset({Role.ADMIN}), _NO_ID, origin="job")


def nobody(origin: str) -> Actor:
    """Who has not said yet who they are: may log in, and nothing else."""
    return Actor(_NO_ID, "", frozenset(), _NO_ID, origin=origin)


@dataclass(frozen=True, slots=True)
class Policy:
    """What the bureau has set. The defaults are those of a first start."""

    lights: LightPolicy = field(default_factory=LightPolicy)
    reminders: ReminderPolicy = field(default_factory=ReminderPolicy)
    extension_limit: int = 2  # extensions granted to a task
    upload_limit_mb: int = 20  # of one file
    session_hours: int = 12  # until a login session ends, however busy
    mails_per_minute: int = 0  # 0: as many as the server takes
    letterhead: Letterhead = field(default_factory=lambda: Letterhead("", "", ""))


@dataclass(frozen=True, slots=True)
class Doing:
    actor: Actor
    now: datetime
    policy: Policy

    @property
    def on(self) -> date:
        """The day, in Shanghai."""
        return day_of(self.now)
