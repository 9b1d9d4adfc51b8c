"""Who does it: names of units, the clauses that charge them, and suggestions where none is named.

`names` knows what a unit's name looks like, `charges` the verbs behind names, `responsibility`
the clauses, `cells` table cells without borders, `subjects` units that a sentence has as its
subject, `suggest` the bureau's own units.
"""
