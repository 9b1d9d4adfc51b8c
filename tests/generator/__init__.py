"""Whole plan documents made at random, each with its right answer.

1. `words`    the vocabulary of ten fields of work
2. `making`   a seed becomes a `plan`, as plain values, by way of `sentences`
3. `layouts`  the plan becomes a document, in one of the forms in which real ones come
4. `writers`  the document becomes a file of some kind
5. `score`    what of the draft is right, by the measures used for real documents
6. `damage`   harm done on purpose, to see whether a wrong draft says that it may be wrong
7. `trial`    one document read and scored; `__main__` prints many
"""
