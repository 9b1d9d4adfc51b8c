"""When the run of a job is alive, and for how long one that began is still worth finishing."""

from datetime import timedelta

HEARTBEAT_EVERY = timedelta(seconds=10)
# Without a heartbeat. Somebody looks each minute, so the rest is made up within two.
DEAD_AFTER = timedelta(seconds=45)
# With its own day, so that nothing is lost over midnight or a weekend.
FINISHED_FOR = timedelta(days=7)
