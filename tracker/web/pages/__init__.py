"""The blueprints, one a noun. A view reads the request, calls one use case and shows a page.

It never queries a model and never decides a rule. Pages do not import one another.
"""

from tracker.web.pages.account import account
from tracker.web.pages.audit import audit
from tracker.web.pages.board import board
from tracker.web.pages.breakdown import breakdown
from tracker.web.pages.bulk_acts import bulk_acts
from tracker.web.pages.deadline_extensions import deadline_extensions
from tracker.web.pages.evidence import evidence
from tracker.web.pages.help_requests import help_requests
from tracker.web.pages.imports import imports
from tracker.web.pages.inbox import inbox
from tracker.web.pages.instructions import instructions
from tracker.web.pages.job_runs import job_runs
from tracker.web.pages.ledger import ledger
from tracker.web.pages.mails import mails
from tracker.web.pages.mine import mine
from tracker.web.pages.node_templates import node_templates
from tracker.web.pages.plan_drafts import plan_drafts
from tracker.web.pages.plan_texts import plan_texts
from tracker.web.pages.plans import plans
from tracker.web.pages.progress import progress
from tracker.web.pages.rereading import rereading
from tracker.web.pages.reviews import reviews
from tracker.web.pages.screens import screens
from tracker.web.pages.suspensions import suspensions
from tracker.web.pages.task_terms import task_terms
from tracker.web.pages.tasks import tasks
from tracker.web.pages.units import units
from tracker.web.pages.urgings import urgings
from tracker.web.pages.users import users
from tracker.web.pages.verification import verification
from tracker.web.pages.withdrawals import withdrawals

BLUEPRINTS = (
    account,
    audit,
    board,
    breakdown,
    bulk_acts,
    deadline_extensions,
    evidence,
    help_requests,
    imports,
    inbox,
    instructions,
    job_runs,
    ledger,
    mails,
    mine,
    node_templates,
    plan_drafts,
    plan_texts,
    plans,
    progress,
    rereading,
    reviews,
    screens,
    suspensions,
    task_terms,
    tasks,
    units,
    urgings,
    users,
    verification,
    withdrawals,
)
