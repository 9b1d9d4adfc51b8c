"""What can be typed, one module a noun. A form checks shape only: is it a number, is it a date.

What may be typed is decided by `domain`, and comes back as a `RuleBroken` on the field.

rows, terms_fields     what several forms share: rows that can be added, units, the version
"""
