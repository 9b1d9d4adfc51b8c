"""`python -m tests.bench`: prints every figure, in under two minutes."""

from tests.bench import pages, parsing, reminders

for bench in (parsing, reminders, pages):
    bench.run()
