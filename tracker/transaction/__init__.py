"""What use cases share inside their one transaction. Nothing here commits but `unit_of_work`.

unit_of_work             opens, commits, rolls back; never nested
turns                    who writes next on SQLite
alone                    one process at a time migrates and fills an empty database
lock_files               the files that the two lock
access                   loads the facts that a rule needs, and asks whether this person may
audit                    the entry in the log
post                     the mail, as a row of the outbox
figures                  lights, percents and roll-ups follow from what was changed
due_dates                a date moves with all that hangs on it
parts                    what happens to a whole happens to its parts
new_task                 the row of a task, whoever makes it
new_plan                 the rows of a plan, made from a reviewed draft
readings                 what was read becomes a draft under review, once
evidence, stored_files   which files belong to an update, and their bytes
upsert                   INSERT with ON CONFLICT, on both databases
"""
