"""`python -m tests.bench`: prints every figure, in under two minutes."""

from tests.bench import evidence, importing, machine, pages, parsing, reminders, review

for bench in (machine, parsing, importing, reminders, pages, review, evidence):
    bench.run()
