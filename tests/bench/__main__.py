"""`python -m tests.bench`: prints every figure, in about three minutes."""

from tests.bench import evidence, importing, machine, mails, pages, parsing, reminders, review

for bench in (machine, parsing, importing, reminders, mails, pages, review, evidence):
    bench.run()
