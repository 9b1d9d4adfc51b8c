"""`python -m tests.bench`: prints every figure, in under two minutes."""

from tests.bench import evidence, pages, parsing, reminders, review

for bench in (parsing, reminders, pages, review, evidence):
    bench.run()
