"""`python -m tests.bench`: prints every figure, in under two minutes."""

from tests.bench import pages, parsing, reminders, review

for bench in (parsing, reminders, pages, review):
    bench.run()
