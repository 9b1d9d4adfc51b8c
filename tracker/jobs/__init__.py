"""What runs by itself.

schedule      the table: which job, at what time
definitions   each job calls one use case and returns what it counted
reading       reads files that wait, in threads of whatever process it is called in
runner        runs a job once for each slot, catches up after downtime, keeps the clock

`flask jobs` (tracker/cli/jobs.py) lists and runs them by hand.
"""
