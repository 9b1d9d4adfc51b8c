"""The table of jobs: name, when in Shanghai time, what runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from tracker.domain.calendar_days import SHANGHAI
from tracker.jobs import definitions
from tracker.jobs.definitions import Job


@dataclass(frozen=True, slots=True)
class Entry:
    """`at` is None for a job of every minute."""

    name: str
    job: Job
    at: time | None
    days: str = "mon-sun"  # names only: to APScheduler 1 is Tuesday

    @property
    def cron(self) -> Mapping[str, str | int]:
        if self.at is None:
            return {"minute": "*", "day_of_week": self.days}
        return {"hour": self.at.hour, "minute": self.at.minute, "day_of_week": self.days}

    @property
    def when(self) -> str:
        return "每分钟" if self.at is None else f"每天 {self.at:%H:%M}"

    def slot(self, moment: datetime) -> str:
        """What a run is claimed under: its day, or its minute."""
        local = moment.astimezone(SHANGHAI)
        return f"{local:%Y-%m-%d}" if self.at else f"{local:%Y-%m-%dT%H:%M}"

    def moment(self, slot: str) -> datetime:
        """When the slot began; the other way round from `slot`."""
        began = datetime.fromisoformat(slot).replace(tzinfo=SHANGHAI)
        return datetime.combine(began, self.at, SHANGHAI) if self.at else began

    def next_after(self, moment: datetime) -> datetime:
        """When it is due again; whether the day is a working day is asked when it runs."""
        local = moment.astimezone(SHANGHAI)
        if self.at is None:
            return local.replace(second=0, microsecond=0) + timedelta(minutes=1)
        today = datetime.combine(local, self.at, SHANGHAI)
        return today if today > local else today + timedelta(days=1)

    def is_past(self, moment: datetime) -> bool:
        """Has the day's time come? A job of every minute has nothing to catch up with."""
        return self.at is not None and moment.astimezone(SHANGHAI).time() >= self.at


# Also the order of catching up: figures first, then the reminders that use them.
# Reminders run every day. On a day off the use case writes nothing.
SCHEDULE = (
    Entry("refresh-lights", definitions.refresh_lights, time(0, 10)),
    Entry("take-snapshots", definitions.take_snapshots, time(0, 20)),
    Entry("tidy", definitions.tidy, time(3, 0)),
    Entry("write-reminders", definitions.write_reminders, time(8, 30)),
    Entry("send-mail", definitions.send_mail, None),
    Entry("read-documents", definitions.read_documents, None),
)


def find_entry(name: str) -> Entry | None:
    return next((entry for entry in SCHEDULE if entry.name == name), None)
