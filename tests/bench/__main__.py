"""`python -m tests.bench`: prints every figure, in under two minutes."""

from tests.bench import parsing, reminders

for bench in (parsing, reminders):
    bench.run()
