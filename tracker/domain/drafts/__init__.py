"""From what a parser proposes to what a person accepts.

draft             what was read of a document: each item points back into the text
records           a draft as plain records and back
issuing           the terms of a task that follow from a draft: dates, kind, rhythm, number
review            a draft while people correct it, and how a fresh one looks
review_records    a review as plain records and back
corrections       each correction: a function from review to review
splitting         cutting an item in two, joining several, lifting sub-tasks out
doubtful          which items wait for an answer, and which fields it needs
"""
