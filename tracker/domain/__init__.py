"""Rules and values. Every rule is a pure function: facts, actor and moment are arguments.

acts, plan_acts               what may be done with a task or a plan, and why not
permissions                   who may do what
lifecycle                     the states of a task and every move between them
doing, values, errors         who acts and when; values that all share; the ways to say no
drafts                        from what a parser proposes to what a person accepts
terms                         what may be typed: limits and faults
words                         the Chinese for every code, value and act

progress, expected            the percent of a task, and the percent that its dates expect
lights, pace                  the light of a task; who is faster than last month
formulas, rounding            how a percent came about; how figures and differences are printed
rollup, verdicts              the figures of a plan, a strategy or a unit, and what they say
breakdown, periods            sub-tasks and milestones; months and quarters
reporting                     which report is owed
part_courses                  the course of a task that its sub-tasks make
period_boxes                  the periods of an ongoing task as boxes
deadline_extensions           asking for a later date and deciding on it
verification                  what must be said to ask for the close; the grades that pass
plan_dates                    what the move of a whole plan does to the dates of its tasks
target_dates                  targets past a date of their own
instructions, signing         批示 and its answer; how long a unit may take to sign off
verifying                     how long a unit waits for its verifier
reminders, delivery           whom to remind of what and when; how often a mail is tried
mine, letters                 the groups of 我的任务; what a mail says
evidence, task_events         which files may be evidence; the steps in the life of a task
workdays, calendar_days       days on which the office works; the day and time in Shanghai
audit_chain, health           how the log proves itself; whether an installation is well
passwords, login_locks        which passwords may be chosen; when guessing is stopped
login_sessions                how the key of a session is kept
numerals, same_text           Chinese numbers; whether two documents say the same
"""
