"""What every room knows of Chinese text, whatever it is about.

Widths (`normalise`), sentences and clauses, quotations, numerals, and stretches told as past.
Offsets never move: what is found in a folded text stands there in the original.
"""
