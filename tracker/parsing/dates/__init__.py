"""By when, and how often: the words for a time, and the days that they mean.

`forms` holds the wording, `days` the ends of months and quarters, `feasts` holidays and seasons;
`deadlines` reads them against the plan's year.
"""
