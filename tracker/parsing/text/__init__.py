"""What every room knows of Chinese text, whatever it is about.

Widths (`normalise`), sentences and clauses, quotations, numerals, stretches told as past, and
what stands behind a text (`tail`).
Offsets never move: what is found in a folded text stands there in the original.
"""
