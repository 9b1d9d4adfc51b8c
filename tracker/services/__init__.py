"""The use cases: one public function for one button, and one transaction for each.

documents, reviews                           a document comes in, is corrected, becomes a plan
plans                                        a plan is published, postponed, closed
lifecycle                                    a task is issued, signed off, stopped, reopened, ended
tasks, targets, breakdown                    a task is added, changed, measured, divided
progress, evidence                           a unit reports and attaches files
deadline_extensions                          more time
verification, instructions                   the close, and a leader's word
reminders, outbox                            mails are written down, then sent
figures, job_runs                            the night's work; who runs a job
units, unit_mergers, people, logins          the bureau and its people

Each takes `doing` first: who acts, at which moment, under which policy. Each opens
`transaction.unit_of_work`, asks `transaction.access`, lets `domain` decide, and leaves an entry
in the log. A use case never calls another one; what two of them share is in `transaction`.
"""
