"""What is read: each query returns frozen rows, sorted to the end, and never a model.

board, red_list, figures                     the first page of leaders
mine, several, reported_days                 the first page of chiefs
inbox, requests, unsigned                    what waits for somebody
tasks, task_parts, task_history, task_steps  one task: as it stands, its parts, its life
task_source, document_text                   its sentence in the plan, and the plan's own text
task_facts, plan_facts                       what the rules ask of a task, of a plan
plan_page                                    one plan, and what may be done with it
plans, ledger, ledger_choices, ledger_counts all tasks of a plan
imports, review_steps                        drafts under review, what was done to them
units, unit_pages, unit_choices, users       the bureau and its people
reminders, outbox, workdays                  what decides about mails, and what was sent
audit_log, audit_subjects                    the log, searched and proved
evidence                                     a file and its bytes
health, job_runs                             is the installation well
stories                                      tasks as the demo year needs them
"""
