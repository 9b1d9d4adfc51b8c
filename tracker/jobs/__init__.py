"""What runs by itself.

schedule      the table: which job, at what time
definitions   each job calls one use case and returns what it counted
reading       reads files that wait, in threads of whatever process it is called in
runner        runs a job once for each slot, finishes what died, catches up, keeps the clock
watch         what did not succeed lately, and mail that does not leave
heart         shows in the database that long work is alive

`flask jobs` (tracker/cli/jobs.py) lists and runs them by hand.
"""
