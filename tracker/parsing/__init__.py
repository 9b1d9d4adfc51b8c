"""From the bytes of a file to the draft of a plan, by pure functions; `pipeline` joins them.

1. `readers`    a file of any format becomes a `Document`: its text, and blocks that point into it
2. `structure`  which part plans, for which year, and how it falls into strategies and items
3. `tables`     the same for the rows of a task table
4. `units`      who leads and who helps: named in the text, else suggested by duties
5. `figures`    the quantities that an item commits to
6. `dates`      by when, and how often
7. `text`       what all of these know of Chinese: clauses, quotes, numerals, what is told as past
8. `tasks` joins what belongs to one item; `plausible` says whether the whole is a plan at all
9. `misgivings` looks at the whole and says in words what may be wrong or missing
"""
