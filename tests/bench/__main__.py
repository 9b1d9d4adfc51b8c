"""`python -m tests.bench`: prints every figure, in under two minutes."""

from tests.bench import evidence, importing, pages, parsing, reminders, review

for bench in (parsing, importing, reminders, pages, review, evidence):
    bench.run()
