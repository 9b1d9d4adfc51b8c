"""What may be typed: one set of limits and faults for pages, sheets and commands alike.

texts      how long a text may be, and what it may not hold
figures    how a number is read, how large and how fine it may be
dates      how a date is read, and how far away it may be
tasks      what may stand in a task: words, dates, units, weight
targets    what a task may be committed to
units      what a unit may be called and do
people     what is kept of a person; logins and passwords
"""
